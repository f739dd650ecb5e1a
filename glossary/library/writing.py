"""Single writes: a unit added, changed, deleted or put back, with its history, at once there for the next query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from glossary.answers import Written
from glossary.errors import CannotUndo, Conflict, NotFound
from glossary.matching.frame import Probe
from glossary.matching.score import IDENTICAL
from glossary.store import Store
from glossary.store.serial import unit_text
from glossary.store.values import Candidate, MemoryRow, PastEntry, PastUnit, StoredUnit
from glossary.text.fold import primary
from glossary.text.keys import TEXT_VERSION, key_text
from tmx.model import Details, Segment, Unit, UnitStatus

from .by_hand import by_hand
from .entries import new_unit
from .indexes import Indexes
from .indexing import Indexer
from .undoing import take_back
from .wording import reworded

REPLACE = "replace"
NEW_TRANSLATIONS = ("keep", REPLACE)
"""What becomes of an old translation when a new one of the same source comes."""


@dataclass(frozen=True, slots=True)
class Change:
    """What to make of a unit; None leaves a part as it is. `seen` is the latest step that the asker knew of."""

    segments: tuple[Segment, ...] | None = None
    context: str | None = None
    status: UnitStatus | None = None
    seen: int | None = None


class Writer:
    """Writes units, each call in a transaction of its own. Safe to share between threads."""

    def __init__(self, store: Store, indexes: Indexes) -> None:
        self.store, self.indexes = store, indexes

    def add(self, memory: str, unit: Unit, who: str) -> Written:
        """Adds a unit whose first segment is its source, unless the memory says so already; see `Library.add_unit`."""
        with self.store.writing():
            row = self.store.memory(memory)
            known = self._saying(row.name, unit.segments[0]) if row else []
            known = [stored for stored in known if stored.unit.context == unit.context]
            same = next((stored for stored in known if set(_said(unit)) <= set(_said(stored.unit))), None)
            if same:
                return self._put(same, replace(same.unit, status=unit.status), who, "changed")
            old = _translated(known, unit) if row and row.new_translations == REPLACE else None
            if old:
                return self._put(old, _with_segments(old.unit, unit), who, "replaced")
            return self._add(row, memory, unit, who)

    def _add(self, row: MemoryRow | None, memory: str, unit: Unit, who: str) -> Written:
        place = row or self.store.add_memory(memory)
        self.store.set_text_version(TEXT_VERSION)
        new = new_unit(replace(unit, details=_signed(unit.details, "creation", who)))
        with by_hand(self.store, who, memory=place.number, makes=row is None) as batch:
            (number,) = self.store.add_units(place.number, batch, [new])
            assert number is not None
            indexer = Indexer(self.store)
            indexer.add_alone(number, new.segments)
            indexer.finish_single()
            self.store.close_batch(batch, 1, 0)
        return Written("added", number, batch)

    def change(self, number: int, change: Change, who: str) -> Written:
        """Raises `NotFound`, `BadRequest` for what no unit can be, and `Conflict`."""
        with self.store.writing():
            stored = self.existing(number)
            self._must_be_seen(number, change.seen)
            segments = stored.unit.segments
            unit = replace(
                stored.unit,
                segments=segments if change.segments is None else reworded(segments, change.segments),
                context=stored.unit.context if change.context is None else change.context,
                status=change.status or stored.unit.status,
            )
            return self._put(stored, unit, who, "changed")

    def delete(self, number: int, who: str) -> Written:
        """Raises `NotFound`."""
        with self.store.writing():
            stored = self.existing(number)
            with by_hand(self.store, who, memory=self._memory(stored)) as batch:
                self.store.remove_unit(number, batch, who)
                self._reindex(stored, None)
                self.store.close_batch(batch, 0, 0, 1)
        return Written("deleted", number, batch)

    def revert(self, number: int, step: int, who: str) -> Written:
        """Makes a unit what it was before a step of its history. Raises `NotFound` and `Conflict`."""
        with self.store.writing():
            past = next((each for each in self.store.history_of_unit(number) if each.step == step), None)
            if past is None or past.before is None:
                raise NotFound(f"unit {number} has no earlier state before step {step}; its history lists the steps")
            stored = self.store.unit(number)
            if stored:
                return self._put(stored, past.before, who, "changed", sign=False)
            return self._put_back(number, past, past.before, who)

    def _put_back(self, number: int, past: PastUnit, before: Unit, who: str) -> Written:
        if past.memory not in self.store.memory_rows():
            raise NotFound(f"the memory of unit {number} is gone with all that was undone; add the unit anew")
        with by_hand(self.store, who, memory=past.memory) as batch:
            indexer = Indexer(self.store)
            text = unit_text(before)
            step = PastEntry("unit", number, text, past.action, past.memory, past.origin)
            try:
                take_back(self.store, indexer, step, who, batch)
            except CannotUndo as error:
                raise Conflict(str(error)) from error
            indexer.finish_single()
            self.store.close_batch(batch, 0, 1)
        return Written("restored", number, batch)

    def existing(self, number: int) -> StoredUnit:
        """Raises `NotFound`, which says so where the unit was deleted."""
        stored = self.store.unit(number)
        if stored is None:
            deleted = self.store.history_of_unit(number)
            raise NotFound(f"unit {number} was deleted" if deleted else f"there is no unit {number}")
        return stored

    def _put(self, stored: StoredUnit, unit: Unit, who: str, done: str, *, sign: bool = True) -> Written:
        """Puts a unit in another's place, where it is another and the memory has none that says the same."""
        if unit == stored.unit:
            return Written("unchanged", stored.number, None)
        self._must_be_alone(stored, unit)
        new = replace(unit, details=_signed(unit.details, "change", who)) if sign else unit
        with by_hand(self.store, who, memory=self._memory(stored)) as batch:
            self.store.replace_unit(stored.number, batch, new_unit(new), who)
            self._reindex(stored, new)
            self.store.close_batch(batch, 0, 1)
        return Written(done, stored.number, batch)

    def _reindex(self, old: StoredUnit, new: Unit | None) -> None:
        indexer = Indexer(self.store)
        indexer.change(old.number, old.unit.languages, new_unit(new).segments if new else ())
        indexer.finish_single()

    def _must_be_alone(self, stored: StoredUnit, unit: Unit) -> None:
        identity = new_unit(unit).identity
        same = {known.number for known in self.store.known_units(self._memory(stored), [identity]).values()}
        same |= {each.number for each in self._saying(stored.memory, unit.segments[0]) if _same(each.unit, unit)}
        others = sorted(same - {stored.number})
        if others:
            raise Conflict(f"unit {others[0]} of {stored.memory} says the same; change or delete that one")

    def _must_be_seen(self, number: int, seen: int | None) -> None:
        latest = self.store.history_of_unit(number)[0]
        if seen is not None and seen != latest.step:
            raise Conflict(f"unit {number} was changed meanwhile by {latest.who or 'someone'}; look at it again")

    def _saying(self, memory: str, segment: Segment) -> list[StoredUnit]:
        """The units of a memory with exactly this segment, the latest first."""
        return sorted(saying(self.store, self.indexes, memory, segment), key=lambda stored: -stored.number)

    def _memory(self, stored: StoredUnit) -> int:
        row = self.store.memory(stored.memory)
        assert row is not None
        return row.number


def saying(store: Store, indexes: Indexes, memory: str, segment: Segment) -> Iterator[StoredUnit]:
    """The units of a memory with exactly this segment, found by the index."""
    keys, family = key_text(segment.text, segment.language), primary(segment.language)
    row = store.memory(memory)
    if not keys or row is None:
        return
    near = indexes.of(family).near(store, Probe(keys, IDENTICAL))
    fresh = store.fresh(family, len(keys), len(keys))
    units = {unit for unit, _ in near} | {each.unit for each in fresh if each.text == keys}
    wanted = (row.number, *_said_by(segment))
    same = {each.unit for each in store.candidates(family, list(units)) if _candidate_said(each) == wanted}
    yield from store.units(same).values()


def _candidate_said(each: Candidate) -> tuple[int, str, str, str]:
    return each.memory, each.language, each.text, each.markup or ""


def _same(one: Unit, other: Unit) -> bool:
    """True where the texts and the context are the same, whatever the order of the segments."""
    return one.context == other.context and sorted(_said(one)) == sorted(_said(other))


def _said(unit: Unit) -> tuple[tuple[str, str, str], ...]:
    return tuple(map(_said_by, unit.segments))


def _said_by(segment: Segment) -> tuple[str, str, str]:
    return segment.language, segment.text, segment.markup or ""


def _translated(known: Sequence[StoredUnit], unit: Unit) -> StoredUnit | None:
    """The latest unit of the same source that has other segments in the new one's other languages."""
    others = {segment.language for segment in unit.segments[1:]}
    return next((stored for stored in known if others <= set(stored.unit.languages)), None)


def _with_segments(old: Unit, new: Unit) -> Unit:
    """A unit with another's segments in the languages that both have."""
    given = {segment.language: segment for segment in new.segments}
    segments = tuple(
        replace(given[each.language], details=each.details) if each.language in given else each for each in old.segments
    )
    return replace(old, segments=segments, status=new.status)


def _signed(details: Details, event: str, who: str) -> Details:
    """Details that say when, and by whom where that is known (TMX 1.4b ``creationdate``, ``changeid`` …)."""
    date, id = f"{event}date", f"{event}id"
    kept = tuple(pair for pair in details.attributes if pair[0] not in (date, id))
    signed = [(date, datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")), *([(id, who)] if who else [])]
    return replace(details, attributes=(*kept, *signed))
