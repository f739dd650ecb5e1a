"""Placeholders that are lost, added or changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from glossary.checks.check import NOTHING, Check, Finding, Nothing, Pair, Severity, Side
from glossary.text.verbatim import Verbatim, VerbatimKind, verbatims

_POSITION = re.compile(r"^%\d+\$")
_SPACE = re.compile(r"\s+")
# Patterns of strftime, in which another language has another order and other parts.
_DATE_PATTERN = re.compile(r"%[-_0^#EO]?[YBbHMIyZ](?![A-Za-z])")
_CHOICES = re.compile(r"\{[^{}]*[,|(][^{}]*\}")
# ICU MessageFormat and MediaWiki: what stands behind the name is translated, and Chinese has one plural form.
_BRANCHES = re.compile(r"(\{\{?)\s*([\w:$]+)\s*[,|].*(\}\}?)", re.DOTALL)
_MAY_GO = re.compile(r"\{\{(?:PLURAL|GENDER|GRAMMAR):", re.IGNORECASE)


def find(pair: Pair, _: Nothing) -> Iterator[Finding]:
    both = pair.both
    if both is None:
        return
    source, target = both
    if _DATE_PATTERN.search(source.text):
        return
    here, there = _placeholders(source.text), _placeholders(target.text)
    missing, extra = _beyond(here, there, target.text), _beyond(there, here, source.text)
    extra = [each for each in extra if not _MAY_GO.match(each.text)]
    for each in extra:
        wanted = missing[0].text if len(missing) == len(extra) == 1 else None
        message = f"the source has {wanted}" if wanted else f"the source has no {each.text}"
        yield Finding(message, Side.TARGET, each.start, each.end, wanted)
    if len(missing) == len(extra) == 1:
        return
    for each in missing:
        if _MAY_GO.match(each.text):
            continue
        yield Finding(f"{each.text} is not in the translation", Side.SOURCE, each.start, each.end)


def _placeholders(text: str) -> list[Verbatim]:
    found = [each for each in verbatims(text) if each.kind is VerbatimKind.PLACEHOLDER]
    return [each for each in found if not (_CHOICES.fullmatch(each.text) and not _BRANCHES.fullmatch(each.text))]


def _beyond(some: list[Verbatim], others: list[Verbatim], text: str) -> list[Verbatim]:
    """Those of one side that the other has not, or not as often; said more often by name is no fault."""
    left, beyond = Counter(map(_same, others)), []
    for each in some:
        name = _same(each)
        if left[name] > 0:
            left[name] -= 1
        elif each.text not in text and name not in text and not (_is_named(each) and name in left):
            beyond.append(each)
    return beyond


def _same(placeholder: Verbatim) -> str:
    """Equal for what takes the same argument: ``%1$s`` and ``%s``, ``{ name }`` and ``{name}``."""
    return _SPACE.sub("", _BRANCHES.sub(r"\1\2\3", _POSITION.sub("%", placeholder.text)))


def _is_named(placeholder: Verbatim) -> bool:
    return placeholder.text[0] in "{$" or re.match(r"%[1-9(]", placeholder.text) is not None


CHECK = Check("placeholders", "Placeholders that differ", Severity.ERROR, NOTHING, find, example="%s → %d")
