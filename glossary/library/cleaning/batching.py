"""Changes and deletions of many units as one batch, which can be undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from glossary.answers import CleanReport
from glossary.store import Store
from glossary.store.values import BatchRow, StoredUnit
from tmx.model import Unit

from ..entries import new_unit
from ..indexing import Indexer


@dataclass(slots=True)
class Batching:
    """One batch inside `Store.writing`, opened with its first change."""

    store: Store
    what: str
    format: str
    memory: int | None
    who: str
    batch: int | None = None
    changed: int = 0
    deleted: int = 0
    skipped: int = 0
    _indexer: Indexer = field(init=False)

    def __post_init__(self) -> None:
        self._indexer = Indexer(self.store)

    def delete(self, stored: StoredUnit) -> None:
        self.store.remove_unit(stored.number, self._opened(), self.who)
        self._indexer.change(stored.number, stored.unit.languages)
        self.deleted += 1

    def change(self, stored: StoredUnit, unit: Unit) -> None:
        """Puts a unit in another's place, but not where the memory has it already or a side would be empty."""
        if unit == stored.unit:
            return
        new, row = new_unit(unit), self.store.memory(stored.memory)
        assert row is not None
        known = self.store.known_units(row.number, [new.identity]).get(new.identity)
        if (known and known.number != stored.number) or not all(each.text.strip() for each in unit.segments):
            self.skipped += 1
            return
        self.store.replace_unit(stored.number, self._opened(), new, self.who)
        self._indexer.change(stored.number, stored.unit.languages, new.segments)
        self.changed += 1

    def close(self) -> CleanReport:
        if self.batch is not None:
            self._indexer.finish()
            self.store.close_batch(self.batch, 0, self.changed, self.deleted)
        return CleanReport(self.batch, self.changed, self.deleted, self.skipped)

    def _opened(self) -> int:
        if self.batch is None:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            self.batch = self.store.open_batch(BatchRow(at, self.who, self.what, self.format, self.memory, None))
        return self.batch
