"""Quotation marks of a language that are opened and not closed, or closed twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from glossary.checks.check import NOTHING, Check, Finding, Nothing, Pair, Severity, Written
from glossary.checks.nesting import Alone, excess, unpaired
from glossary.checks.prose import prose
from glossary.text.verbatim import MASK

# Unicode CLDR, delimiters: quotation marks and those inside them; Swedish and Finnish open with the closing mark.
_CURLY = {"“": "”"}
_STYLES = {
    "zh": _CURLY | {"‘": "’", "「": "」", "『": "』"},
    "ja": {"「": "」", "『": "』", "“": "”"},
    "de": {"„": "“", "‚": "‘", "»": "«"},
    "fr": {"«": "»", "“": "”"},
    "ru": {"«": "»", "„": "“"},
}
_UNKNOWN = frozenset({"sv", "fi", "he", "hu", "pl", "ro", "cs", "sk", "hr", "sl", "nl", "da", "nb", "nn", "no", "bg"})
_KIND = {mark: side for marks, side in (("“‘「『„‚«»", "open"), ("”’」』", "close")) for mark in marks}
_STRAIGHT = '"'
_NO_QUOTE = re.compile(r"(?<=\\)\"|(?<=')\"(?=')")
"""Marks that a programming language needs."""
_INCHES = re.compile(r"\d\"")


def find(pair: Pair, _: Nothing) -> Iterator[Finding]:
    written = pair.written
    if written is None or written.here.family in _UNKNOWN:
        return
    yield from _curly(written)
    yield from _straight(written)


def _curly(written: Written) -> Iterator[Finding]:
    model = _alone(written.model, written.other.family) if written.other else []
    here = _alone(written.text, written.here.family)
    turned = _turned(here)
    first_end = min((at for mark in _closing(written) if (at := written.text.find(mark)) > -1), default=-1)
    begins = len(written.text) - len(written.text.lstrip())
    for each in excess(here, model, _KIND):
        if each.opens and each.at == begins and len(here) == 1:
            continue  # each paragraph of a long quotation opens it again, and only the last one closes it
        if each.at in turned:
            yield written.finding(each.at, each.at + 1, f"{each.mark} stands the wrong way round", turned[each.at])
            continue
        why = f"the quotation that {each.mark} opens is not closed"
        if not each.opens:
            why = f"{each.mark} closes a quotation that is not open"
            if -1 < first_end < each.at:
                why = f"{each.mark} ends a quotation that has ended already"
        yield written.finding(each.at, each.at + 1, why)


def _turned(alone: list[Alone]) -> dict[int, str]:
    """What marks should be that stand the wrong way round, by their places: ”zone“."""
    right: dict[int, str] = {}
    for first, second in pairwise(sorted(alone, key=lambda one: one.at)):
        if not first.opens and second.opens and _CURLY.get(second.mark) == first.mark:
            right |= {first.at: second.mark, second.at: first.mark}
    return right


def _closing(written: Written) -> Iterable[str]:
    return _STYLES.get(written.here.family, _CURLY).values()


def _alone(text: str, family: str) -> list[Alone]:
    return list(unpaired(_plain(text), _STYLES.get(family, _CURLY)))


def _straight(written: Written) -> Iterator[Finding]:
    """An odd number of straight marks, where the source's is even."""
    here = _plain(written.text)
    is_odd = here.count(_STRAIGHT) % 2 and written.text.count(_STRAIGHT) % 2
    if is_odd and not _plain(written.model).count(_STRAIGHT) % 2 and not _curly_too(here) and not _INCHES.search(here):
        at = here.rfind(_STRAIGHT)
        yield written.finding(at, at + 1, 'a straight quotation mark (") has no partner')


def _curly_too(text: str) -> bool:
    """True where straight and curly marks may be partners."""
    return any(mark in text for mark in "“”„")


def _plain(text: str) -> str:
    return _NO_QUOTE.sub(lambda found: MASK * len(found[0]), prose(text))


CHECK = Check(
    "quotes", "Quotations not closed, or closed twice", Severity.WARNING, NOTHING, find, example="“Stay,” he said.”"
)
