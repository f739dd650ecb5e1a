"""Units whose sources and targets are nearly the same, found by the index and not by comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from glossary.matching.frame import Probe
from glossary.store.values import StoredUnit
from glossary.text.fold import primary
from glossary.text.keys import key_text

from .report import GROUP, Found, Place, Report

THRESHOLD = 90
"""Points (of the keys) from which on both sides count as nearly the same."""


def _find(place: Place) -> Iterator[Found]:
    told: set[int] = set()
    for stored in place.units():
        if stored.number not in told:
            near = [each for each in _near(place, stored) if each.number not in told]
            if near:
                told.update(each.number for each in near)
                yield Found((stored, *near), f"{len(near) + 1} units are {THRESHOLD} % or more alike on both sides")


def _near(place: Place, stored: StoredUnit) -> list[StoredUnit]:
    """Later units of the memory that are near a unit and not the same."""
    source = stored.unit.segments[0]
    keys, family = key_text(source.text, source.language), primary(source.language)
    if not keys:
        return []
    probe = Probe(keys, THRESHOLD)
    proposed = [unit for unit, _ in place.indexes.of(family).near(place.store, probe)]
    fresh = place.store.fresh(family, probe.window.shortest, probe.window.longest)
    found = [each.unit for each in (*fresh, *place.store.unit_keys(family, proposed)) if _alike(keys, each.text)]
    numbers = sorted({number for number in found if number > stored.number})
    others = place.store.units(numbers).values()
    return [each for each in others if each.memory == stored.memory and _near_in_all(stored, each)]


def _near_in_all(one: StoredUnit, other: StoredUnit) -> bool:
    """True where both have the same languages and context, and are near in each language."""
    ours, theirs = one.unit, other.unit
    return (ours.languages, ours.context) == (theirs.languages, theirs.context) and all(
        _alike(key_text(a.text, a.language), key_text(b.text, b.language))
        for a, b in zip(ours.segments, theirs.segments, strict=True)
    )


def _alike(one: str, other: str) -> bool:
    return float(Levenshtein.normalized_similarity(one, other)) * 100 >= THRESHOLD - 1e-6


REPORT = Report("near-duplicates", "nearly the same on both sides", GROUP, _find)
