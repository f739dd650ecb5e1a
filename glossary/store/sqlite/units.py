"""Memories and their units in SQLite."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from glossary.answers import Memory
from tmx.model import Details, Segment, Unit, UnitStatus

from ..serial import details_from, details_text, unit_from, unit_text
from ..values import (
    KnownUnit,
    MemoryRow,
    NewUnit,
    PastUnit,
    SharedText,
    StoredUnit,
    UnitRow,
    UnitSide,
)
from .connection import Connections

_MEMORY_COLUMNS = "SELECT id, name, penalty, new_translations FROM memory"
_UNIT_COLUMNS = """
    SELECT unit.id, memory.name, unit.batch, unit.name, unit.context, unit.status, unit.details,
           segment.language, segment.text, segment.markup, segment.details
    FROM unit JOIN memory ON memory.id = unit.memory JOIN segment ON segment.unit = unit.id
"""
_ADD_UNIT = """
    INSERT OR IGNORE INTO unit (id, memory, batch, identity, name, context, status, details)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_PUT_BACK_UNIT = """
    INSERT INTO unit (id, memory, batch, identity, name, context, status, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_REMEMBER = """
    INSERT INTO history (at, who, batch, kind, action, entry, before, memory, origin)
    VALUES (?, ?, ?, 'unit', ?, ?, ?, ?, ?)
"""
_PAST = """
    SELECT history.at, coalesce(nullif(history.who, ''), batch.who, ''), history.batch, history.before,
           history.action, history.id, history.memory, history.origin
    FROM history LEFT JOIN batch ON batch.id = history.batch
    WHERE history.kind = 'unit' AND history.entry = ? ORDER BY history.id DESC
"""
_COMING = """
    SELECT at, who, id FROM batch WHERE id = coalesce(
        (SELECT batch FROM unit WHERE id = ?1),
        (SELECT origin FROM history WHERE kind = 'unit' AND entry = ?1 ORDER BY id DESC LIMIT 1))
"""
_ADD_SEGMENT = """
    INSERT INTO segment (unit, position, language, text, markup, details, keys) VALUES (?, ?, ?, ?, ?, ?, ?)
"""


def now() -> str:
    """The time as the library keeps it: ISO 8601, UTC, whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def new_number(connections: Connections) -> int:
    """A number for a memory or a termbase that none ever had: history and batches name by it what may be gone."""
    return connections.execute("INSERT INTO place_number DEFAULT VALUES").lastrowid


class Units:
    """The part of `Store` that is about memories."""

    connections: Connections

    def memory(self, name: str) -> MemoryRow | None:
        row = self.connections.execute(f"{_MEMORY_COLUMNS} WHERE name = ?", (name,)).fetchone()
        return MemoryRow(*row) if row else None

    def memory_rows(self) -> dict[int, MemoryRow]:
        rows = self.connections.execute(_MEMORY_COLUMNS)
        return {row[0]: MemoryRow(*row) for row in rows}

    def add_memory(self, name: str) -> MemoryRow:
        number = new_number(self.connections)
        self.connections.execute("INSERT INTO memory (id, name) VALUES (?, ?)", (number, name))
        return MemoryRow(number, name, 0)

    def set_memory(self, row: MemoryRow) -> None:
        self.connections.execute(
            "UPDATE memory SET penalty = ?, new_translations = ? WHERE id = ?",
            (row.penalty, row.new_translations, row.number),
        )

    def set_memory_header(self, memory: int, header: Details, batch: int) -> None:
        self.connections.execute(
            "UPDATE memory SET header = ?, header_by = ? WHERE id = ?", (details_text(header), batch, memory)
        )

    def memory_header(self, memory: int) -> Details:
        row = self.connections.execute("SELECT header FROM memory WHERE id = ?", (memory,)).fetchone()
        return details_from(row[0])

    def memories(self) -> tuple[Memory, ...]:
        counts = dict(self.connections.execute("SELECT memory, count(*) FROM unit GROUP BY memory").fetchall())
        rows = sorted(self.memory_rows().values(), key=lambda row: row.name)
        return tuple(
            Memory(
                row.name,
                row.penalty,
                counts.get(row.number, 0),
                self._memory_languages(row.number),
                row.new_translations,
            )
            for row in rows
        )

    def _memory_languages(self, memory: int) -> tuple[str, ...]:
        """The languages of a memory's first thousand units, the most frequent first."""
        rows = self.connections.execute(
            """
            SELECT language FROM segment
            WHERE unit IN (SELECT id FROM unit WHERE memory = ? ORDER BY id LIMIT 1000)
            GROUP BY language ORDER BY count(*) DESC, language
            """,
            (memory,),
        )
        return tuple(language for (language,) in rows)

    def known_units(self, memory: int, identities: Sequence[bytes]) -> dict[bytes, KnownUnit]:
        known = {}
        for start in range(0, len(identities), 500):
            some = identities[start : start + 500]
            rows = self.connections.execute(
                f"""
                SELECT identity, id, name, status, unit.details, segment.details
                FROM unit JOIN segment ON segment.unit = unit.id
                WHERE memory = ? AND identity IN ({",".join("?" * len(some))}) ORDER BY id, position
                """,
                (memory, *some),
            )
            for (identity, number, *fields), group in groupby(rows, key=lambda row: row[:5]):
                known[identity] = KnownUnit(number, (*fields, *(details for *_, details in group)))
        return known

    def add_units(self, memory: int, batch: int, units: Sequence[UnitRow]) -> list[int | None]:
        first = self._next_unit()
        numbers: list[int | None] = list(range(first, first + len(units)))
        self.connections.executemany(
            _ADD_UNIT,
            [
                (number, memory, batch, identity, name, context, status, details)
                for number, (identity, name, context, status, details, _) in zip(numbers, units, strict=True)
            ],
        )
        stored = [number for (number,) in self.connections.execute("SELECT id FROM unit WHERE id >= ?", (first,))]
        if len(stored) < len(units):
            new = set(stored)
            numbers = [number if number in new else None for number in numbers]
        self._add_segments(zip(numbers, units, strict=True))
        return numbers

    def _add_segments(self, units: Iterable[tuple[int | None, UnitRow]]) -> None:
        self.connections.executemany(
            _ADD_SEGMENT,
            [
                (number, position, *segment)
                for number, new in units
                if number is not None
                for position, segment in enumerate(new[5])
            ],
        )

    def replace_unit(self, number: int, batch: int | None, unit: NewUnit, who: str = "") -> None:
        self._remember(number, batch, "changed", who)
        self.connections.execute(
            "UPDATE unit SET identity = ?, name = ?, context = ?, status = ?, details = ? WHERE id = ?",
            (*unit[:5], number),
        )
        self.connections.execute("DELETE FROM segment WHERE unit = ?", (number,))
        self._add_segments([(number, unit)])

    def remove_unit(self, number: int, batch: int | None, who: str = "") -> None:
        self._remember(number, batch, "deleted", who)
        self.connections.execute("DELETE FROM unit WHERE id = ?", (number,))

    def put_back_unit(
        self, number: int, memory: int, origin: int, unit: NewUnit, batch: int | None, who: str = ""
    ) -> None:
        self.connections.execute(_PUT_BACK_UNIT, (number, memory, origin, *unit[:5]))
        self._add_segments([(number, unit)])
        self.connections.execute(_REMEMBER, (now(), who, batch, "restored", number, "", memory, origin))

    def _remember(self, number: int, batch: int | None, action: str, who: str) -> None:
        """Puts a unit as it is now into its history."""
        stored = self.unit(number)
        assert stored is not None
        memory, origin = self.connections.execute("SELECT memory, batch FROM unit WHERE id = ?", (number,)).fetchone()
        self.connections.execute(_REMEMBER, (now(), who, batch, action, number, unit_text(stored.unit), memory, origin))

    def unit(self, number: int) -> StoredUnit | None:
        return self.units([number]).get(number)

    def units(self, numbers: Iterable[int]) -> dict[int, StoredUnit]:
        rows = self.connections.execute(
            _UNIT_COLUMNS + "WHERE unit.id IN (SELECT value FROM json_each(?)) ORDER BY unit.id, segment.position",
            (json.dumps(list(numbers)),),
        )
        return {unit.number: unit for unit in _stored_units(rows.fetchall())}

    def units_of(self, memory: int) -> Iterator[StoredUnit]:
        rows = self.connections.execute(
            _UNIT_COLUMNS + "WHERE unit.memory = ? ORDER BY unit.id, segment.position", (memory,)
        )
        return _stored_units(rows)

    def sides_of(self, memory: int) -> Iterator[UnitSide]:
        rows = self.connections.execute(
            """
            SELECT unit.id, context, language, keys FROM unit JOIN segment ON segment.unit = unit.id
            WHERE memory = ? ORDER BY unit.id, position
            """,
            (memory,),
        )
        return map(UnitSide._make, rows)

    def shared_texts(self, memory: int, *, source: bool) -> Iterator[SharedText]:
        rows = self.connections.execute(
            f"""
            SELECT language, segment.text, json_group_array(unit.id) FROM unit JOIN segment ON segment.unit = unit.id
            WHERE memory = ? AND position {"=" if source else ">"} 0
            GROUP BY language, segment.text HAVING count(*) > 1 ORDER BY min(unit.id)
            """,
            (memory,),
        )
        return (SharedText(language, text, tuple(json.loads(units))) for language, text, units in rows)

    def history_of_unit(self, number: int) -> tuple[PastUnit, ...]:
        rows = self.connections.execute(_PAST, (number,)).fetchall()
        first = self.connections.execute(_COMING, (number,)).fetchall()
        changes = [
            PastUnit(at, who, batch, unit_from(before) if before else None, *more)
            for at, who, batch, before, *more in rows
        ]
        return (*changes, *(PastUnit(at, who, batch, None, "added") for at, who, batch in first))

    def _next_unit(self) -> int:
        row = self.connections.execute("SELECT seq FROM sqlite_sequence WHERE name = 'unit'").fetchone()
        return row[0] + 1 if row else 1


def _stored_units(rows: Iterable[tuple[Any, ...]]) -> Iterator[StoredUnit]:
    for number, group in groupby(rows, key=lambda row: row[0]):
        lines = list(group)
        _, memory, batch, id, context, status, details, *_ = lines[0]
        segments = tuple(
            Segment(language, text, markup, details_from(more)) for *_, language, text, markup, more in lines
        )
        unit = Unit(segments, id, context, UnitStatus(status), details_from(details))
        yield StoredUnit(number, memory, unit, batch)
