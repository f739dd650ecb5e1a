"""Marks on findings of checks, and the findings that were shown lately, in SQLite."""

from __future__ import annotations

import json
from collections.abc import Iterable

from glossary.answers import Dismissal, ShownFinding

from .connection import Connections

_LAST_DIGIT = "g"
"""Comes after every hexadecimal digit."""


class Findings:
    """The part of `Store` that is about findings of checks."""

    connections: Connections

    def dismissals(self) -> tuple[Dismissal, ...]:
        rows = self.connections.execute(
            "SELECT id, key, finding, everywhere, at, who, note FROM dismissal ORDER BY id DESC"
        )
        return tuple(
            Dismissal(number, key, _finding(text), bool(everywhere), at, who, note)
            for number, key, text, everywhere, at, who, note in rows
        )

    def dismissed(self, keys: Iterable[str]) -> frozenset[str]:
        rows = self.connections.execute(
            "SELECT key FROM dismissal WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(list(keys)),)
        )
        return frozenset(key for (key,) in rows)

    def add_dismissal(self, dismissal: Dismissal) -> int:
        self.connections.execute(
            "INSERT OR IGNORE INTO dismissal (key, everywhere, at, who, note, finding) VALUES (?, ?, ?, ?, ?, ?)",
            (
                *(dismissal.key, dismissal.everywhere, dismissal.at, dismissal.who, dismissal.note),
                _text(dismissal.finding),
            ),
        )
        row = self.connections.execute("SELECT id FROM dismissal WHERE key = ?", (dismissal.key,)).fetchone()
        return int(row[0])

    def remove_dismissal(self, number: int) -> bool:
        return self.connections.execute("DELETE FROM dismissal WHERE id = ?", (number,)).rowcount > 0

    def remember_findings(self, findings: Iterable[ShownFinding], most: int) -> None:
        self.connections.executemany(
            "INSERT OR REPLACE INTO shown_finding (id, finding) VALUES (?, ?)",
            [(finding.id, _text(finding)) for finding in findings],
        )
        self.connections.execute(
            "DELETE FROM shown_finding WHERE number NOT IN "
            "(SELECT number FROM shown_finding ORDER BY number DESC LIMIT ?)",
            (most,),
        )

    def remembered_findings(self, beginning: str, limit: int) -> list[ShownFinding]:
        rows = self.connections.execute(
            "SELECT finding FROM shown_finding WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            (beginning, beginning + _LAST_DIGIT, limit),
        )
        return [_finding(text) for (text,) in rows]


def _text(finding: ShownFinding) -> str:
    return json.dumps(finding.as_json(), ensure_ascii=False)


def _finding(text: str) -> ShownFinding:
    return ShownFinding.from_json(json.loads(text))
