"""Units whose sources and targets are nearly the same, found by their rare pairs and not by comparing all with all."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np

from glossary.matching.groups import Side, groups
from glossary.store.values import StoredUnit, UnitSide

from .report import GROUP, Found, Place, Report

THRESHOLD = 90
"""Points (of the keys) from which on both sides count as nearly the same."""
_HASH = (1 << 64) - 1


def _find(place: Place) -> Iterator[Found]:
    for numbers in _near(_gathered(place.store.sides_of(place.memory))):
        found = place.store.units(numbers)
        kind = _kind(found[numbers[0]])
        units = tuple(found[number] for number in sorted(numbers) if _kind(found[number]) == kind)
        if len(units) > 1:
            yield Found(units, f"{len(units)} units are {THRESHOLD} % or more alike on both sides")


def _kind(stored: StoredUnit) -> tuple[str, ...]:
    return (stored.unit.context, *stored.unit.languages)


@dataclass(slots=True)
class _Growing:
    """A side of all units, joined as they are read."""

    keys: bytearray
    ends: array[int]

    def add(self, keys: bytes) -> None:
        self.keys += keys
        self.ends.append(len(self.keys) >> 1)

    def side(self) -> Side:
        return Side(np.frombuffer(self.keys, np.uint16), np.frombuffer(self.ends, np.int64))


@dataclass(slots=True)
class _Gathered:
    """The units of a memory as `groups` takes them; of one kind are those with the same languages and context."""

    units: array[int] = field(default_factory=lambda: array("q"))
    kinds: array[int] = field(default_factory=lambda: array("Q"))
    sides: list[_Growing] = field(default_factory=list)

    def add(self, unit: int, segments: list[UnitSide]) -> None:
        while len(self.sides) < len(segments):
            self.sides.append(_Growing(bytearray(), array("q", [0]) * len(self.units)))
        self.units.append(unit)
        self.kinds.append(hash((segments[0].context, *(each.language for each in segments))) & _HASH)
        for at, side in enumerate(self.sides):
            side.add(segments[at].keys if at < len(segments) else b"")


def _gathered(rows: Iterable[UnitSide]) -> _Gathered:
    gathered = _Gathered()
    for unit, segments in groupby(rows, key=lambda row: row.unit):
        gathered.add(unit, list(segments))
    return gathered


def _near(gathered: _Gathered) -> list[list[int]]:
    """The numbers of units that are near the first of them: the one with the shortest source."""
    if not gathered.units:
        return []
    sides = [each.side() for each in gathered.sides]
    firsts = groups(sides, np.frombuffer(gathered.kinds, np.uint64), THRESHOLD)
    order = np.lexsort((np.arange(len(firsts)) != firsts, firsts))
    parts = np.split(np.frombuffer(gathered.units, np.int64)[order], np.flatnonzero(np.diff(firsts[order])) + 1)
    return sorted((part.tolist() for part in parts if len(part) > 1), key=min)


REPORT = Report("near-duplicates", "nearly the same on both sides", GROUP, _find)
