"""Terms that were not used, used less often than the source has them, or that the termbase advises against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glossary.answers import TermInText
from glossary.checks.asked import is_asked_for, stands_otherwise, wanted
from glossary.checks.check import Check, Finding, Pair, Severity, Side, Text
from glossary.checks.places import by_place, enforced, joined
from glossary.checks.wording import in_place_of
from glossary.text.chinese import has_han
from tmx.model import Term, TermStatus

_SHORTEST_HAN, _SHORTEST = 2, 3
"""Characters that a term needs not to be in many words, or one of many acronyms."""
_BAD = (TermStatus.DEPRECATED, TermStatus.FORBIDDEN)


@dataclass(frozen=True, slots=True)
class Parameters:
    """`counts` also reports a term that the translation has less often than the source.

    `common` also asks for terms that are one common English word, such as *world* or *common*; `source` says whether
    the source is looked at for terms that are advised against.
    """

    counts: bool = False
    common: bool = False
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
        hits = [hit for hit in hits if is_asked_for(hit, source.text, target.text, common=parameters.common)]
        numbers = [hit.concept.number for hit in hits]
        if not hits or len(hits[0].text) < (_SHORTEST_HAN if has_han(hits[0].text) else _SHORTEST):
            continue
        if not any(number in good or number in bad for number in numbers):
            if any(stands_otherwise(one, target.text) for hit in hits for one in wanted(hit)):
                continue
            either = " or ".join(f"“{text}”" for text in dict.fromkeys(text for hit in hits for text in wanted(hit)))
            message = f"“{hits[0].text}” is not translated as {either}"
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
