"""The index of segments in SQLite: blocks of posting lists, and the fresh segments that are in none yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..values import LAST_NUMBER, BlockFrame, Candidate, SegmentText, StoredBlock, UnitKeys
from .connection import Connections
from .languages import IN_LANGUAGE, in_language

_TERM_BITS = 17
"""A list's row id is its block above its term, so that a block's lists lie together and are found by arithmetic."""


class Index:
    """The part of `Store` that is about finding segments."""

    connections: Connections

    def families(self) -> tuple[str, ...]:
        rows = self.connections.execute("SELECT family FROM block UNION SELECT family FROM fresh ORDER BY 1")
        return tuple(family for (family,) in rows)

    def blocks(self, family: str) -> tuple[StoredBlock, ...]:
        rows = self.connections.execute(
            "SELECT id, base, last, texts, tokens FROM block WHERE family = ? ORDER BY base", (family,)
        )
        return tuple(StoredBlock(*row) for row in rows)

    def block_frame(self, block: int) -> BlockFrame:
        row = self.connections.execute("SELECT entries, signatures, sizes FROM block WHERE id = ?", (block,)).fetchone()
        return BlockFrame(*row) if row else BlockFrame(b"", b"", b"")

    def postings(self, blocks: Sequence[int], terms: Sequence[int]) -> dict[int, dict[int, bytes]]:
        found: dict[int, dict[int, bytes]] = {block: {} for block in blocks}
        ids = [block << _TERM_BITS | term for block in blocks for term in terms]
        rows = self.connections.execute(
            "SELECT id, entries FROM posting WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
        )
        for id, entries in rows.fetchall():
            found[id >> _TERM_BITS][id & ((1 << _TERM_BITS) - 1)] = entries
        return found

    def posting_lists(self, block: int) -> Iterator[tuple[int, bytes]]:
        first = block << _TERM_BITS
        rows = self.connections.execute(
            "SELECT id, entries FROM posting WHERE id >= ? AND id < ? ORDER BY id", (first, first + (1 << _TERM_BITS))
        )
        return ((id - first, entries) for id, entries in rows)

    def stray_lists(self) -> int:
        (count,) = self.connections.execute(
            f"SELECT count(*) FROM posting WHERE id >> {_TERM_BITS} NOT IN (SELECT id FROM block)"
        ).fetchone()
        return int(count)

    def segment_languages(self) -> tuple[str, ...]:
        rows = self.connections.execute("SELECT DISTINCT language FROM segment ORDER BY language")
        return tuple(language for (language,) in rows)

    def clear_index(self) -> None:
        for table in ("posting", "block", "fresh", "word"):
            self.connections.execute(f"DELETE FROM {table}")

    def add_block(
        self, family: str, block: StoredBlock, frame: BlockFrame, lists: Iterable[tuple[int, memoryview]]
    ) -> None:
        number = self.connections.execute(
            """
            INSERT INTO block (family, base, last, texts, tokens, entries, signatures, sizes)
            VALUES (?, ?, ?, ?, ?, ?, ?, x'')
            """,
            (family, block.base, block.last, block.texts, block.tokens, frame.entries, frame.signatures),
        ).lastrowid
        first = number << _TERM_BITS
        self.connections.executemany(
            "INSERT INTO posting (id, entries) VALUES (?, ?)", ((first | term, entries) for term, entries in lists)
        )
        self.connections.execute("UPDATE block SET sizes = ? WHERE id = ?", (frame.sizes, number))

    def remove_blocks(self, blocks: Sequence[int]) -> None:
        for block in blocks:
            first = block << _TERM_BITS
            self.connections.execute("DELETE FROM posting WHERE id >= ? AND id < ?", (first, first + (1 << _TERM_BITS)))
            self.connections.execute("DELETE FROM block WHERE id = ?", (block,))

    def add_fresh(self, family: str, keys: Iterable[UnitKeys]) -> None:
        self.connections.executemany(
            "INSERT OR REPLACE INTO fresh (family, length, unit, position, keys) VALUES (?, ?, ?, ?, ?)",
            [(family, len(each.keys) // 2, *each) for each in keys],
        )

    def fresh(self, family: str, shortest: int, longest: int) -> list[UnitKeys]:
        rows = self.connections.execute(
            "SELECT unit, position, keys FROM fresh WHERE family = ? AND length BETWEEN ? AND ?",
            (family, shortest, longest),
        )
        return list(map(UnitKeys._make, rows.fetchall()))

    def has_fresh(self, family: str) -> bool:
        row = self.connections.execute("SELECT EXISTS (SELECT 1 FROM fresh WHERE family = ?)", (family,)).fetchone()
        return bool(row[0])

    def fresh_units(self, family: str) -> list[int]:
        rows = self.connections.execute("SELECT DISTINCT unit FROM fresh WHERE family = ? ORDER BY unit", (family,))
        return [unit for (unit,) in rows]

    def drop_fresh(self, family: str, first: int = 0, last: int = LAST_NUMBER) -> None:
        self.connections.execute("DELETE FROM fresh WHERE family = ? AND unit BETWEEN ? AND ?", (family, first, last))

    def unit_keys(self, family: str, units: Sequence[int]) -> list[UnitKeys]:
        rows = self.connections.execute(
            f"""
            SELECT unit, position, keys FROM segment
            WHERE unit IN (SELECT value FROM json_each(?)) AND {IN_LANGUAGE}
            """,
            (json.dumps(units), *in_language(family)),
        )
        return list(map(UnitKeys._make, rows.fetchall()))

    def unit_keys_between(self, family: str, first: int, last: int) -> Iterator[UnitKeys]:
        rows = self.connections.execute(
            f"SELECT unit, position, keys FROM segment WHERE unit BETWEEN ? AND ? AND {IN_LANGUAGE} ORDER BY unit",
            (first, last, *in_language(family)),
        )
        return map(UnitKeys._make, rows)

    def add_words(self, words: Mapping[str, Iterable[str]]) -> None:
        self.connections.executemany(
            "INSERT OR IGNORE INTO word (family, word) VALUES (?, ?)",
            ((family, word) for family, some in words.items() for word in some),
        )

    def words(self, family: str) -> list[str]:
        rows = self.connections.execute("SELECT word FROM word WHERE family = ? ORDER BY word", (family,))
        return [word for (word,) in rows.fetchall()]

    def segments_after(self, unit: int, limit: int) -> list[SegmentText]:
        rows = self.connections.execute(
            """
            SELECT unit, position, language, text FROM segment
            WHERE unit IN (SELECT id FROM unit WHERE id > ? ORDER BY id LIMIT ?) ORDER BY unit, position
            """,
            (unit, limit),
        )
        return [SegmentText(*row) for row in rows]

    def set_keys(self, keys: Iterable[UnitKeys]) -> None:
        self.connections.executemany(
            "UPDATE segment SET keys = ? WHERE unit = ? AND position = ?",
            [(each.keys, each.unit, each.position) for each in keys],
        )

    def candidates(self, family: str, units: Sequence[int]) -> list[Candidate]:
        rows = self.connections.execute(
            f"""
            SELECT segment.unit, segment.position, unit.memory, segment.language, segment.text, segment.markup
            FROM segment JOIN unit ON unit.id = segment.unit
            WHERE segment.unit IN (SELECT value FROM json_each(?)) AND {IN_LANGUAGE}
            """,
            (json.dumps(units), *in_language(family)),
        )
        return [Candidate(*row) for row in rows.fetchall()]
