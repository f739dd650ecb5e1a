"""Imports: a file's entries into a memory or a termbase, whole or not at all, with a report of what became of each."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import BinaryIO

from glossary.answers import ImportReport
from glossary.errors import BadRequest
from glossary.store import Store
from glossary.store.values import LAST_NUMBER, BatchRow, Deed, NewConcept, NewUnit, UnitRow
from glossary.text.keys import TEXT_VERSION
from tmx.codec import Kind, Table
from tmx.model import Languages, Skipped

from .indexing import Indexer
from .preparing import Chunk, Preparation, What, prepare

DEFAULT_NAME = "main"
"""The memory or termbase that takes an import which names none."""
MOST_PLACES = 1000


@dataclass(frozen=True, slots=True)
class Order:
    """What to import into what. At most one of `memory` and `termbase` is named; without either the file decides."""

    file: str
    memory: str | None = None
    termbase: str | None = None
    languages: Languages = field(default_factory=Languages)
    format: str | None = None
    table: Table = field(default_factory=Table)
    dry_run: bool = False
    who: str = ""
    at: str = ""


@dataclass(slots=True)
class _Tally:
    """Counts while an import runs."""

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped_count: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def count(self, chunk: Chunk) -> None:
        self.read += len(chunk)
        self.skipped_count += len(chunk.skipped)
        self.skipped.extend(chunk.skipped[: max(0, MOST_PLACES - len(self.skipped))])


class _TakeBack(Exception):
    """Takes a dry run's transaction back."""


def run(store: Store, stream: BinaryIO, order: Order, progress: Callable[[int], None] | None = None) -> ImportReport:
    """Imports a stream; `progress` is told the number of entries so far. On any error nothing has changed."""
    if order.memory and order.termbase:
        raise BadRequest("a memory and a termbase are both named; an import goes into one of them")
    kind: Kind | None = "units" if order.memory else "concepts" if order.termbase else None
    prepared = prepare(stream, What(order.file, order.languages, order.format, kind, order.table))
    tally = _Tally()
    batch: int | None = None
    with closing(prepared), suppress(_TakeBack), store.writing():
        batch = _Import(store, order, prepared, tally, progress).run()
        if not (tally.added or tally.updated):
            batch = None
        if order.dry_run or not (tally.added or tally.updated or tally.unchanged):
            batch = None
            raise _TakeBack
    if batch is not None:
        store.optimise()
    return _report(order, prepared, tally, batch)


class _Import:
    """One import inside its transaction."""

    def __init__(
        self,
        store: Store,
        order: Order,
        prepared: Preparation,
        tally: _Tally,
        progress: Callable[[int], None] | None,
    ) -> None:
        self.store, self.order, self.prepared, self.tally, self.progress = store, order, prepared, tally, progress
        self._held = array("q")
        self._first_added = LAST_NUMBER

    def run(self) -> int:
        """Stores everything and gives the batch's number."""
        self.store.set_text_version(TEXT_VERSION)
        batch = self._import_units() if self.prepared.kind == "units" else self._import_concepts()
        self.store.close_batch(batch, self.tally.added, self.tally.updated)
        self.store.hold(batch, self._held_before())
        return batch

    def _held_before(self) -> Iterable[int]:
        """What the library had as it stands in the file, without what stands in the file twice."""
        return (number for number in self._held if number < self._first_added)

    def _import_units(self) -> int:
        name = self.order.memory or DEFAULT_NAME
        known = self.store.memory(name)
        memory = (known or self.store.add_memory(name)).number
        batch = self._open_batch(memory, None, makes=known is None)
        self._keep_header(memory, batch)
        indexer = Indexer(self.store)
        for chunk in self._chunks():
            self._store_units(memory, batch, chunk.units, indexer)
            self.store.add_words(chunk.words)
        indexer.finish()
        return batch

    def _keep_header(self, memory: int, batch: int) -> None:
        """A memory has one header, its first file's."""
        header, kept = self.prepared.header, self.store.memory_header(memory)
        if header and not kept:
            self.store.set_memory_header(memory, header, batch)
        elif (header.props, header.notes) != (kept.props, kept.notes) and (header.props or header.notes):
            self.tally.lost.append("properties of the file, as the memory keeps those of its first (1)")

    def _store_units(self, memory: int, batch: int, units: list[UnitRow], indexer: Indexer) -> None:
        known: list[NewUnit] = []
        for new, number in zip(units, self.store.add_units(memory, batch, units), strict=True):
            if number is None:
                known.append(NewUnit(*new))
            else:
                indexer.add(number, new[5])
                self._first_added = min(self._first_added, number)
        self.tally.added += len(units) - len(known)
        if known:
            self._update_units(memory, batch, known)

    def _update_units(self, memory: int, batch: int, units: list[NewUnit]) -> None:
        """Units whose texts the memory has: what else they say replaces what is there; what was, is history."""
        stored = self.store.known_units(memory, [new.identity for new in units])
        latest = {new.identity: new for new in units}
        for identity, new in latest.items():
            old = stored[identity]
            if old.fingerprint == new.fingerprint:
                self._held.append(old.number)
                continue
            self.store.replace_unit(old.number, batch, new)
            self.tally.updated += 1
            self.tally.unchanged -= 1
        self.tally.unchanged += len(units)

    def _import_concepts(self) -> int:
        name = self.order.termbase or DEFAULT_NAME
        known = self.store.termbase(name)
        termbase = known or self.store.add_termbase(name)
        batch = self._open_batch(None, termbase, makes=known is None)
        for chunk in self._chunks():
            self._store_concepts(termbase, batch, chunk.concepts)
        return batch

    def _store_concepts(self, termbase: int, batch: int, concepts: list[NewConcept]) -> None:
        latest = {new.identity: new for new in concepts}
        known = self.store.known_concepts(termbase, list(latest))
        fresh = [new for new in latest.values() if new.identity not in known]
        changed = [
            new for new in latest.values() if new.identity in known and known[new.identity].concept != new.concept
        ]
        self._first_added = min(self._first_added, *self.store.add_concepts(termbase, batch, fresh), LAST_NUMBER)
        self._held.extend(
            found.number for identity, found in known.items() if found.concept == latest[identity].concept
        )
        for new in changed:
            self.store.replace_concept(known[new.identity].number, new, Deed("changed", batch))
        self.tally.added += len(fresh)
        self.tally.updated += len(changed)
        self.tally.unchanged += len(concepts) - len(fresh) - len(changed)

    def _chunks(self) -> Iterator[Chunk]:
        """The file's chunks, tallied."""
        for chunk in self.prepared.chunks():
            self.tally.count(chunk)
            if self.progress:
                self.progress(self.tally.read)
            yield chunk

    def _open_batch(self, memory: int | None, termbase: int | None, *, makes: bool) -> int:
        row = BatchRow(self.order.at, self.order.who, self.order.file, self.prepared.format, memory, termbase, makes)
        return self.store.open_batch(row)


def _report(order: Order, prepared: Preparation, tally: _Tally, batch: int | None) -> ImportReport:
    return ImportReport(
        order.file,
        prepared.format,
        tally.read,
        tally.added,
        tally.updated,
        tally.unchanged,
        tuple(tally.skipped),
        tally.skipped_count,
        (*prepared.lost, *tally.lost),
        batch,
    )
