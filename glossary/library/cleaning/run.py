"""Runs reports over memories, and remedies over what they find."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from glossary.answers import CleanReport, Finding, UnitAnswer
from glossary.errors import BadRequest
from glossary.store import Store
from glossary.store.values import MemoryRow
from tmx.model import Segment, Unit, UnitStatus

from ..indexes import Indexes
from . import (
    broken_codes,
    control_characters,
    length_ratio,
    misaligned,
    near_duplicates,
    same_text,
    untranslated,
    wrong_language,
)
from .batching import Batching
from .report import DELETE, FUZZY, KEEP_LATEST, REMEDIES, Found, Place, Report

REPORTS: tuple[Report, ...] = (
    same_text.SAME_SOURCE,
    same_text.SAME_TARGET,
    near_duplicates.REPORT,
    untranslated.REPORT,
    wrong_language.REPORT,
    length_ratio.REPORT,
    misaligned.REPORT,
    broken_codes.REPORT,
    control_characters.REPORT,
)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Order:
    """What to look for in which memories, all where none is named; `units` narrows a remedy to findings of these."""

    memories: tuple[MemoryRow, ...]
    reports: tuple[Report, ...]
    units: tuple[int, ...] = ()


def reports(names: Sequence[str]) -> tuple[Report, ...]:
    """The named reports, or all. Raises `BadRequest`."""
    known = {report.name: report for report in REPORTS}
    for name in names:
        if name not in known:
            raise BadRequest(f"there is no report {name!r}; there are: {', '.join(known)}")
    return tuple(known[name] for name in dict.fromkeys(names)) or REPORTS


def findings(store: Store, indexes: Indexes, order: Order) -> Iterator[Finding]:
    """What the reports find, one report after the other in each memory."""
    for memory in order.memories:
        for report in order.reports:
            for found in report.find(Place(store, indexes, memory.number)):
                units = tuple(UnitAnswer(each.number, each.memory, each.unit) for each in found.units)
                yield Finding(report.name, memory.name, found.why, units, report.remedies)


def fix(store: Store, indexes: Indexes, order: Order, remedy: str, who: str) -> CleanReport:
    """Takes a remedy to all that the reports find, in one batch. Raises `BadRequest` where it does not fit a report."""
    if remedy not in REMEDIES:
        raise BadRequest(f"there is no remedy {remedy!r}; there are: {', '.join(REMEDIES)}")
    for report in order.reports:
        if remedy not in report.remedies:
            fitting = ", ".join(report.remedies)
            raise BadRequest(f"{remedy} is no remedy for {report.name}; name the reports, or take one of: {fitting}")
    what = f"{', '.join(report.name for report in order.reports)}: {remedy}"
    with store.writing():
        only = order.memories[0].number if len(order.memories) == 1 else None
        batching = Batching(store, what, "clean", only, who)
        _treat(store, _chosen(store, indexes, order, remedy), remedy, batching)
        return batching.close()


def _chosen(store: Store, indexes: Indexes, order: Order, remedy: str) -> array[int]:
    """The numbers of the units that a remedy is for, each once: reading ends before writing begins."""
    wanted, chosen = set(order.units), array("q")
    for memory in order.memories:
        for report in order.reports:
            for found in report.find(Place(store, indexes, memory.number)):
                chosen.extend(_of(found, remedy, wanted))
    return array("q", sorted(set(chosen)))


def _of(found: Found, remedy: str, wanted: set[int]) -> Iterable[int]:
    numbers = sorted(each.number for each in found.units)
    if remedy == KEEP_LATEST:
        return numbers[:-1] if not wanted or wanted.intersection(numbers) else ()
    return (number for number in numbers if not wanted or number in wanted)


def _treat(store: Store, numbers: array[int], remedy: str, batching: Batching) -> None:
    for start in range(0, len(numbers), _AT_ONCE):
        for stored in store.units(numbers[start : start + _AT_ONCE]).values():
            if remedy in (DELETE, KEEP_LATEST):
                batching.delete(stored)
            elif remedy == FUZZY:
                batching.change(stored, replace(stored.unit, status=UnitStatus.FUZZY))
            else:
                batching.change(stored, _stripped(stored.unit))


def _stripped(unit: Unit) -> Unit:
    return replace(unit, segments=tuple(map(_without_controls, unit.segments)))


def _without_controls(segment: Segment) -> Segment:
    text, markup = control_characters.stripped(segment)
    return replace(segment, text=text, markup=markup)
