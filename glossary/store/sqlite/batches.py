"""Imports, what they did, and what it takes to undo them, in SQLite."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from glossary.answers import Batch

from ..values import BatchRow, PastEntry, StoredImport
from .connection import Connections
from .units import now

_BATCH_COLUMNS = """
    SELECT batch.id, batch.at, batch.file, batch.format, coalesce(memory.name, termbase.name, was_into),
           batch.added, batch.updated, batch.undone, batch.removed
    FROM batch LEFT JOIN memory ON memory.id = batch.memory LEFT JOIN termbase ON termbase.id = batch.termbase
"""
_IMPORTS_SINCE = (
    _BATCH_COLUMNS.replace("batch.removed", "batch.removed, batch.who, batch.undone_at, batch.undone_by")
    + """
    WHERE NOT batch.single AND batch.termbase IS NOT NULL AND (batch.at >= :at OR batch.undone_at >= :at)
    AND (:termbase IS NULL OR termbase.name = :termbase)
    ORDER BY max(batch.at, batch.undone_at) DESC, batch.id DESC LIMIT :limit
"""
)
_PLACES = (("memory", "unit"), ("termbase", "concept"))
_UNUSED = """
    SELECT place.id, place.name FROM {place} AS place
    WHERE place.id = (SELECT {place} FROM batch WHERE id = ?) AND place.made_by IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM {entries} WHERE {entries}.{place} = place.id)
    AND NOT EXISTS (SELECT 1 FROM batch WHERE batch.{place} = place.id AND NOT batch.undone)
"""
# When the import that brought a concept is taken back, one that people worked on or spoke of keeps its history whole.
_REMEMBER_REMOVED = """
    INSERT INTO history (at, who, kind, action, entry, before, termbase, origin, undid)
    SELECT ?1, ?2, 'concept', 'deleted', concept.id, body, termbase.name, batch, batch
    FROM concept JOIN termbase ON termbase.id = concept.termbase
    WHERE batch = ?3 AND (
        EXISTS (SELECT 1 FROM history WHERE kind = 'concept' AND entry = concept.id)
        OR EXISTS (SELECT 1 FROM proposal WHERE proposal.concept = concept.id)
        OR EXISTS (SELECT 1 FROM remark WHERE remark.concept = concept.id))
"""


_HOLDING_LATER = """
    SELECT DISTINCT batch.id FROM held JOIN batch ON batch.id = held.batch
    WHERE held.batch > ? AND NOT batch.undone ORDER BY batch.id
"""
_HAND_OVER = """
    UPDATE {entries} SET batch = :to WHERE batch = :batch AND id IN (
        SELECT {entries}.id FROM held CROSS JOIN {entries} ON {entries}.id BETWEEN held.first AND held.last
        WHERE held.batch = :to AND EXISTS (SELECT 1 FROM batch WHERE id = :to AND {place} IS NOT NULL))
"""


class Batches:
    """The part of `Store` that is about imports."""

    connections: Connections

    def imports_since(self, at: str, termbase: str | None, limit: int) -> tuple[StoredImport, ...]:
        rows = self.connections.execute(_IMPORTS_SINCE, {"at": at, "termbase": termbase, "limit": limit})
        return tuple(StoredImport(_batch(row[:9]), *row[9:]) for row in rows)

    def open_batch(self, row: BatchRow) -> int:
        number = self.connections.execute(
            """
            INSERT INTO batch (at, who, file, format, memory, termbase, single, comment)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (row.at, row.who, row.file, row.format, row.memory, row.termbase, row.single, row.comment),
        ).lastrowid
        if row.makes:
            for table, made in (("memory", row.memory), ("termbase", row.termbase)):
                self.connections.execute(f"UPDATE {table} SET made_by = ? WHERE id = ?", (number, made))
        return number

    def close_batch(self, batch: int, added: int, updated: int, removed: int = 0) -> None:
        self.connections.execute(
            "UPDATE batch SET added = ?, updated = ?, removed = ? WHERE id = ?", (added, updated, removed, batch)
        )

    def batches(self, limit: int) -> tuple[Batch, ...]:
        rows = self.connections.execute(
            _BATCH_COLUMNS + "WHERE NOT batch.single ORDER BY batch.id DESC LIMIT ?", (limit,)
        )
        return tuple(_batch(row) for row in rows)

    def batch(self, number: int) -> Batch | None:
        row = self.connections.execute(
            _BATCH_COLUMNS + "WHERE batch.id IN (SELECT value FROM json_each(?))", (json.dumps([number]),)
        ).fetchone()
        return _batch(row) if row else None

    def batches_standing_on(self, batch: int) -> tuple[int, ...]:
        rows = self.connections.execute(
            """
            SELECT DISTINCT later.batch FROM history AS later JOIN batch AS by ON by.id = later.batch
            WHERE later.batch > ?1 AND NOT by.undone AND (
                EXISTS (SELECT 1 FROM unit WHERE unit.id = later.entry AND later.kind = 'unit' AND unit.batch = ?1)
                OR later.origin = ?1
                OR EXISTS (SELECT 1 FROM concept
                           WHERE concept.id = later.entry AND later.kind = 'concept' AND concept.batch = ?1)
                OR EXISTS (SELECT 1 FROM history AS earlier
                           WHERE earlier.kind = later.kind AND earlier.entry = later.entry AND earlier.batch = ?1))
            ORDER BY later.batch DESC
            """,
            (batch,),
        )
        return tuple(number for (number,) in rows)

    def hold(self, batch: int, numbers: Iterable[int]) -> None:
        self.connections.executemany(
            "INSERT INTO held (batch, first, last) VALUES (?, ?, ?)",
            ((batch, first, last) for first, last in _runs(numbers)),
        )
        self.connections.execute("UPDATE batch SET single = 1 WHERE id = ? AND added + updated + removed = 0", (batch,))

    def hand_over(self, batch: int) -> dict[int, int]:
        later = [to for (to,) in self.connections.execute(_HOLDING_LATER, (batch,)).fetchall()]
        return {to: given for to in later if (given := self._hand_over(batch, to))}

    def _hand_over(self, batch: int, to: int) -> int:
        given = sum(
            self.connections.execute(
                _HAND_OVER.format(entries=entries, place=place), {"batch": batch, "to": to}
            ).rowcount
            for place, entries in _PLACES
        )
        if given:
            self.connections.execute("UPDATE batch SET added = added + ?, single = 0 WHERE id = ?", (given, to))
        return given

    def remove_added(self, batch: int, who: str = "") -> tuple[int, int, int]:
        first, last = self.connections.execute("SELECT min(id), max(id) FROM unit WHERE batch = ?", (batch,)).fetchone()
        self.connections.execute(_REMEMBER_REMOVED, (now(), who, batch))
        units = self.connections.execute("DELETE FROM unit WHERE batch = ?", (batch,)).rowcount
        concepts = self.connections.execute("DELETE FROM concept WHERE batch = ?", (batch,)).rowcount
        return units + concepts, first or 0, last or 0

    def changed_by(self, batch: int) -> list[PastEntry]:
        rows = self.connections.execute(
            """
            SELECT kind, entry, before, action, memory, origin, termbase FROM history
            WHERE batch = ? ORDER BY id DESC
            """,
            (batch,),
        )
        return list(map(PastEntry._make, rows.fetchall()))

    def mark_undone(self, batch: int, who: str = "") -> None:
        self.connections.execute(
            "UPDATE batch SET undone = 1, undone_at = ?, undone_by = ? WHERE id = ?", (now(), who, batch)
        )
        self.connections.execute("UPDATE memory SET header = NULL, header_by = NULL WHERE header_by = ?", (batch,))
        for place, entries in _PLACES:
            unused = self.connections.execute(_UNUSED.format(place=place, entries=entries), (batch,)).fetchall()
            for number, name in unused:
                self.connections.execute(
                    f"UPDATE batch SET was_into = ?, {place} = NULL WHERE {place} = ?", (name, number)
                )
                self.connections.execute(f"DELETE FROM {place} WHERE id = ?", (number,))


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each run of neighbouring numbers."""
    ascending = np.unique(np.fromiter(numbers, np.int64))
    ends = np.flatnonzero(np.diff(ascending, append=ascending[-1:] + 2) > 1)
    starts = np.append(0, ends[:-1] + 1)[: len(ends)]
    return zip(ascending[starts].tolist(), ascending[ends].tolist(), strict=True)


def _batch(row: tuple[Any, ...]) -> Batch:
    number, at, file, format, into, added, updated, undone, removed = row
    return Batch(number, at, file, format, into, added, updated, bool(undone), removed)
