"""Terms that were not used, used less often than the source has them, or that the termbase advises against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.answers import TermInText
from glossary.checks.check import Check, Finding, Pair, Severity, Side, Text
from glossary.checks.places import by_place, enforced, joined
from glossary.checks.prose import prose
from glossary.checks.wording import in_place_of
from glossary.text.chinese import has_han
from glossary.text.fold import fold
from glossary.text.verbatim import MASK
from tmx.model import Term, TermStatus

_STEM = 3
"""Letters that names must share at least to be of one root."""
_SHORT_NAME = 2
_SHORTEST_HAN, _SHORTEST = 2, 3
"""Characters that a term needs not to be in many words, or one of many acronyms."""
_BAD = (TermStatus.DEPRECATED, TermStatus.FORBIDDEN)


@dataclass(frozen=True, slots=True)
class Parameters:
    """`counts` also reports a term that the translation has less often than the source."""

    counts: bool = False
    source: bool = True


def find(pair: Pair, parameters: Parameters) -> Iterator[Finding]:
    if pair.both:
        yield from _renderings(*pair.both, parameters)
    for side in Side:
        text = pair.side(side)
        if text is not None and (side is Side.TARGET or pair.target is None or parameters.source):
            other = pair.side(Side.SOURCE if side is Side.TARGET else Side.TARGET)
            yield from _ill_advised(text, other, side)


def _renderings(source: Text, target: Text, parameters: Parameters) -> Iterator[Finding]:
    """Terms of the source without one of their translations."""
    good, bad = _concepts(target, usable=True), _concepts(target, usable=False)
    good |= dict.fromkeys(joined(target, {hit.concept.number for hit in source.terms}) - good.keys(), 1)
    seen: dict[int, int] = {}
    for hits in by_place(enforced(source)):
        hits = [hit for hit in hits if _renderable(hit, source.text, target.text)]
        numbers = [hit.concept.number for hit in hits]
        if not hits or len(hits[0].text) < (_SHORTEST_HAN if has_han(hits[0].text) else _SHORTEST):
            continue
        if not any(number in good or number in bad for number in numbers):
            wanted = " or ".join(f"“{text}”" for text in dict.fromkeys(text for hit in hits for text in _wanted(hit)))
            message = f"“{hits[0].text}” is not translated as {wanted}"
            yield Finding(message, Side.SOURCE, hits[0].start, hits[0].end)
        elif parameters.counts:
            number = next(number for number in numbers if number in good or number in bad)
            seen[number] = seen.get(number, 0) + 1
    for number, times in seen.items():
        used = good.get(number, 0) + bad.get(number, 0)
        if used < times:
            hit = next(hit for hit in source.terms if hit.enforced and hit.concept.number == number)
            message = f"“{hit.text}” stands {times} times in the source, its translation {used} times"
            yield Finding(message, Side.SOURCE, hit.start, hit.end, severity=Severity.NOTE)


def _concepts(text: Text, *, usable: bool) -> dict[int, int]:
    """How often each concept has a term in a text that may, or may not, be written."""
    found: dict[int, int] = {}
    for hit in text.terms:
        if (hit.term.status not in _BAD) is usable and (hit.enforced or hit.term.status is TermStatus.PROPOSED):
            found[hit.concept.number] = found.get(hit.concept.number, 0) + 1
    return found


def _renderable(hit: TermInText, text: str, target: str) -> bool:
    """True for a term that asks for a translation: there is one to be written, and it is not left as it is."""
    if not _wanted(hit) or fold(hit.text) in fold(target) or MASK in prose(text)[hit.start : hit.end]:
        return False
    if _is_in_longer_name(hit, text):
        return False
    if _is_name(hit.term.text) and _may_be_another(hit, text):
        return False
    if hit.text.isalpha() and hit.text.isascii() and _is_translated_in_part(hit, target):
        return False
    is_name = _is_name(hit.term.text) or any(map(_is_name, _wanted(hit)))
    return not (is_name and (_is_part_of_word(hit, text) or any(_has_its_stem(one, target) for one in _wanted(hit))))


def _is_translated_in_part(hit: TermInText, target: str) -> bool:
    """True for one English word of which the target has a character in another word: *world* in 医学界, 世上."""
    if hit.text[0].isupper():
        return False
    return any(has_han(text) and len(text) <= _SHORT_NAME and not set(text).isdisjoint(target) for text in _wanted(hit))


def _is_part_of_word(hit: TermInText, text: str) -> bool:
    """True where two Han characters for a name stand among others, and may be no word: 藏文 in 隐藏文件."""
    beside = text[max(0, hit.start - 1) : hit.start] + text[hit.end : hit.end + 1]
    return len(hit.text) <= _SHORT_NAME and has_han(hit.text) and has_han(beside)


def _is_in_longer_name(hit: TermInText, text: str) -> bool:
    """True inside a compound (*real-world*), and for a name with another before it or behind it."""
    before, after = text[: hit.start], text[hit.end :]
    if (before[-1:] == "-" and before[-2:-1].isalpha()) or (after[:1] == "-" and after[1:2].isalpha()):
        return True
    return hit.text[0].isupper() and after[:1] == " " and after[1:2].isupper() and not has_han(hit.text)


def _is_name(term: str) -> bool:
    """True for one capitalised word, which may be a common word in the text: *Polish*, *Common*, *Japanese*."""
    return term.isalpha() and term.isascii() and term[0].isupper() and term[1:].islower()


def _may_be_another(hit: TermInText, text: str) -> bool:
    """True where a name may be a word or an adjective, or stands in a longer name: *polish*, *Japanese food*."""
    if not hit.text[0].isupper():
        return True
    if text.strip() == hit.text:
        return False
    before, after = text[: hit.start].rstrip(" -"), text[hit.end :].lstrip(" -")
    if after[:1].isalpha() or after[:1] in ("/", "_"):
        return True
    if not before:
        return after[:1] not in ("(", ",", "（")
    return before[-1] in ".!?:*#\n/_" or before.split()[-1].strip("*_\"'“‘(")[:1].isupper()


def _has_its_stem(wanted: str, target: str) -> bool:
    """True where the target has the beginning of a name's translation: 日本 for 日语, *Brazilian* for *Brazil*."""
    if has_han(wanted):
        return wanted[: (len(wanted) + 1) // 2] in target
    return re.search(rf"\b{re.escape(wanted[: max(_STEM, len(wanted) * 5 // 8)])}", target, re.IGNORECASE) is not None


def _wanted(hit: TermInText) -> list[str]:
    return [term.text for term in hit.translations if term.status.usable]


def _ill_advised(text: Text, other: Text | None, side: Side) -> Iterator[Finding]:
    """Deprecated and forbidden terms, but where the word is good for something else."""
    meant = {hit.concept.number for hit in other.terms} if other else set()
    for hits in by_place(enforced(text)):
        bad = [hit for hit in hits if hit.term.status in _BAD]
        good = [hit for hit in hits if hit.term.status not in _BAD]
        if bad and good and (not meant or any(hit.concept.number in meant for hit in good)):
            continue
        for hit in sorted(bad, key=lambda one: one.concept.number not in meant)[:1]:
            yield _advice(text.text, hit, side, doubtful=bool(other) and hit.concept.number not in meant)


def _advice(text: str, hit: TermInText, side: Side, *, doubtful: bool) -> Finding:
    better = _better(hit)
    write = f"; write “{better.text}”" if better else ""
    message = f"“{hit.text}” is {hit.term.status.value}{write}"
    suggestion = in_place_of(text, hit.start, hit.end, hit.term.text, better.text) if better else None
    severity = Severity.NOTE if doubtful and hit.term.status is TermStatus.DEPRECATED else None
    return Finding(message, side, hit.start, hit.end, suggestion, severity)


def _better(hit: TermInText) -> Term | None:
    """The term to write instead."""
    if hit.preferred:
        return hit.preferred[0]
    own = (term for term in hit.concept.concept.terms if term.language == hit.term.language and term.status.usable)
    return next(own, None)


CHECK = Check(
    "terms",
    "Terms not used, or advised against",
    Severity.ERROR,
    Parameters(),
    find,
    needs_terms=True,
    example="保税区 → bonded zone",
)
