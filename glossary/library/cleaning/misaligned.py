"""Units whose target belongs to a neighbour: its numbers and length fit the source before or after, not its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from unicodedata import normalize

from glossary.store.values import StoredUnit

from .length_ratio import MOST_DEVIATIONS, Pair, Usual, usual_ratios
from .report import SINGLE, Found, Place, Report

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def _find(place: Place) -> Iterator[Found]:
    usual = usual_ratios(place)
    for one, other in pairwise(place.units()):
        for unit, neighbour, where in ((one, other, "after"), (other, one, "before")):
            if _belongs(unit, neighbour, usual):
                numbers = ", ".join(_numbers(unit.unit.segments[1].text))
                yield Found((unit,), f"its target has the numbers ({numbers}) of the source {where} it")


def _belongs(unit: StoredUnit, neighbour: StoredUnit, usual: Mapping[Pair, Usual]) -> bool:
    """True where the target agrees with the neighbour's source alone, and the neighbour's own target does not."""
    if unit.unit.languages[:2] != neighbour.unit.languages[:2] or len(unit.unit.segments) < 2:
        return False
    source, target = (each.text for each in unit.unit.segments[:2])
    theirs, their_target = (each.text for each in neighbour.unit.segments[:2])
    wanted = _numbers(target)
    if not wanted or wanted != _numbers(theirs) or wanted in (_numbers(source), _numbers(their_target)):
        return False
    languages = unit.unit.languages
    known = usual.get((languages[0], languages[1]))
    return known is None or abs(known.deviations(theirs, target)) <= MOST_DEVIATIONS


def _numbers(text: str) -> tuple[str, ...]:
    """The numbers in digits, sorted, without their separators."""
    found = _NUMBER.findall(normalize("NFKC", text))
    return tuple(sorted(re.sub("[.,]", "", number) for number in found))


REPORT = Report("misaligned", "a target that fits its neighbour's source", SINGLE, _find)
