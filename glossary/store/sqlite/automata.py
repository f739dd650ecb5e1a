"""What recognition keeps: saved automata, the changes that they have not seen, and shadow lists, in SQLite."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..values import SavedAutomaton, TermRow
from .connection import Connections
from .languages import IN_LANGUAGE, in_language

_TERM_ROWS = f"""
    SELECT term.concept, term.position, concept.termbase, term.status, term.text
    FROM term JOIN concept ON concept.id = term.concept WHERE {IN_LANGUAGE}
"""


class Automata:
    """The part of `Store` that is about recognition."""

    connections: Connections

    def latest_change(self) -> int:
        row = self.connections.execute("SELECT seq FROM sqlite_sequence WHERE name = 'concept_change'").fetchone()
        return row[0] if row else 0

    def concepts_changed_after(self, change: int) -> list[int]:
        rows = self.connections.execute("SELECT concept FROM concept_change WHERE change > ?", (change,))
        return [concept for (concept,) in rows]

    def term_rows(self, family: str, concepts: Sequence[int] | None = None) -> list[TermRow]:
        some = "" if concepts is None else "AND term.concept IN (SELECT value FROM json_each(?))"
        chosen = () if concepts is None else (json.dumps(concepts),)
        rows = self.connections.execute(_TERM_ROWS + some, (*in_language(family), *chosen))
        return list(map(TermRow._make, rows))

    def automaton(self, family: str) -> SavedAutomaton | None:
        row = self.connections.execute(
            "SELECT version, change, body FROM automaton WHERE family = ?", (family,)
        ).fetchone()
        return SavedAutomaton(*row) if row else None

    def save_automaton(self, family: str, automaton: SavedAutomaton) -> None:
        self.connections.execute(
            "INSERT OR REPLACE INTO automaton (family, version, change, body) VALUES (?, ?, ?, ?)",
            (family, automaton.version, automaton.change, automaton.body),
        )

    def shadow_rows(self, family: str) -> list[TermRow]:
        rows = self.connections.execute(
            f"SELECT 0, 0, termbase, '', word FROM shadow WHERE {IN_LANGUAGE} ORDER BY termbase, language, word",
            in_language(family),
        )
        return list(map(TermRow._make, rows))

    def shadows(self, termbase: int, language: str) -> tuple[str, ...]:
        rows = self.connections.execute(
            "SELECT word FROM shadow WHERE termbase = ? AND language = ? ORDER BY word", (termbase, language)
        )
        return tuple(word for (word,) in rows)

    def shadow_languages(self, termbase: int) -> tuple[str, ...]:
        rows = self.connections.execute(
            "SELECT DISTINCT language FROM shadow WHERE termbase = ? ORDER BY language", (termbase,)
        )
        return tuple(language for (language,) in rows)

    def set_shadows(self, termbase: int, language: str, words: Sequence[str]) -> None:
        self.connections.execute("DELETE FROM shadow WHERE termbase = ? AND language = ?", (termbase, language))
        self.connections.executemany(
            "INSERT OR IGNORE INTO shadow (termbase, language, word) VALUES (?, ?, ?)",
            [(termbase, language, word) for word in words],
        )
