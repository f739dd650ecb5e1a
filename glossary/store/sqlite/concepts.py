"""Termbases and their concepts, with the forms that their terms are looked up by, in SQLite."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from glossary.answers import Termbase

from ..serial import concept_from, concept_text, target_text
from ..values import Deed, NewConcept, StoredConcept
from .connection import Connections
from .languages import IN_LANGUAGE, in_language
from .units import new_number, now

_CONCEPT_COLUMNS = """
    SELECT concept.id, termbase.name, concept.body FROM concept JOIN termbase ON termbase.id = concept.termbase
"""


class Concepts:
    """The part of `Store` that is about termbases."""

    connections: Connections

    def termbase(self, name: str) -> int | None:
        row = self.connections.execute("SELECT id FROM termbase WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def add_termbase(self, name: str) -> int:
        number = new_number(self.connections)
        self.connections.execute("INSERT INTO termbase (id, name) VALUES (?, ?)", (number, name))
        return number

    def termbases(self) -> tuple[Termbase, ...]:
        rows = self.connections.execute(
            """
            SELECT termbase.name, count(DISTINCT term.concept), count(term.concept),
                   group_concat(DISTINCT term.language)
            FROM termbase LEFT JOIN concept ON concept.termbase = termbase.id
            LEFT JOIN term ON term.concept = concept.id
            GROUP BY termbase.id ORDER BY termbase.name
            """
        )
        return tuple(
            Termbase(name, concepts, terms, tuple(sorted(languages.split(","))) if languages else ())
            for name, concepts, terms, languages in rows
        )

    def known_concepts(self, termbase: int, identities: Sequence[bytes]) -> dict[bytes, StoredConcept]:
        rows = self.connections.execute(
            f"""
            SELECT concept.identity, concept.id, termbase.name, concept.body
            FROM concept JOIN termbase ON termbase.id = concept.termbase
            WHERE termbase = ? AND identity IN ({",".join("?" * len(identities))})
            """,
            (termbase, *identities),
        )
        return {identity: _stored(*rest) for identity, *rest in rows}

    def add_concepts(self, termbase: int, batch: int, concepts: Sequence[NewConcept]) -> list[int]:
        numbers = []
        for new in concepts:
            number = self.connections.execute(
                "INSERT INTO concept (termbase, batch, identity, body) VALUES (?, ?, ?, ?)",
                (termbase, batch, new.identity, concept_text(new.concept)),
            ).lastrowid
            self._add_terms(number, new)
            numbers.append(number)
        return numbers

    def add_concept(self, termbase: int, concept: NewConcept, deed: Deed) -> int:
        assert deed.batch is not None
        (number,) = self.add_concepts(termbase, deed.batch, [concept])
        self._remember_concept(number, deed, before=False)
        return number

    def replace_concept(self, number: int, concept: NewConcept, deed: Deed) -> None:
        self._remember_concept(number, deed)
        for table in ("term", "form"):
            self.connections.execute(f"DELETE FROM {table} WHERE concept = ?", (number,))
        self.connections.execute(
            "UPDATE concept SET identity = ?, body = ? WHERE id = ?",
            (concept.identity, concept_text(concept.concept), number),
        )
        self._add_terms(number, concept)

    def remove_concept(self, number: int, deed: Deed) -> None:
        self._remember_concept(number, deed)
        self.connections.execute("DELETE FROM concept WHERE id = ?", (number,))

    def put_back_concept(self, number: int, termbase: int, origin: int, concept: NewConcept, deed: Deed) -> None:
        self.connections.execute(
            "INSERT INTO concept (id, termbase, batch, identity, body) VALUES (?, ?, ?, ?, ?)",
            (number, termbase, origin, concept.identity, concept_text(concept.concept)),
        )
        self._add_terms(number, concept)
        self._remember_concept(number, deed, before=False)

    def _remember_concept(self, number: int, deed: Deed, *, before: bool = True) -> None:
        """Puts a concept as it is now into its history, or that there was none before."""
        self.connections.execute(
            f"""
            INSERT INTO history (at, who, batch, kind, action, entry, before, termbase, origin, other, undid)
            SELECT ?, ?, ?, 'concept', ?, concept.id, {"body" if before else "''"}, termbase.name, batch, ?, ?
            FROM concept JOIN termbase ON termbase.id = concept.termbase WHERE concept.id = ?
            """,
            (now(), deed.who, deed.batch, deed.action, deed.other, deed.undid, number),
        )

    def set_forms(self, number: int, concept: NewConcept) -> None:
        self.connections.execute("DELETE FROM form WHERE concept = ?", (number,))
        self._add_forms(number, concept)

    def concepts(self, numbers: Iterable[int]) -> dict[int, StoredConcept]:
        rows = self.connections.execute(
            _CONCEPT_COLUMNS + "WHERE concept.id IN (SELECT value FROM json_each(?))", (json.dumps(list(numbers)),)
        )
        return {row[0]: _stored(*row) for row in rows}

    def concepts_of(self, termbase: int) -> Iterator[StoredConcept]:
        rows = self.connections.execute(_CONCEPT_COLUMNS + "WHERE termbase = ? ORDER BY concept.id", (termbase,))
        return (_stored(*row) for row in rows)

    def listed_concepts(
        self, termbase: int, language: str, status: str, limit: int, skip: int
    ) -> tuple[int, list[tuple[int, int]]]:
        wanted = ["concept IN (SELECT id FROM concept WHERE termbase = ?)"]
        wanted += [*([IN_LANGUAGE] if language else []), *(["status = ?"] if status else [])]
        # Beside min(), SQLite takes a bare column from the row of the minimum.
        first = f"""
            SELECT concept, min(position) AS position, text FROM term WHERE {" AND ".join(wanted)} GROUP BY concept
        """
        values = (termbase, *in_language(language), *([status] if status else []))
        (total,) = self.connections.execute(f"SELECT count(*) FROM ({first})", values).fetchone()
        rows = self.connections.execute(
            f"SELECT concept, position FROM ({first}) ORDER BY text COLLATE NOCASE, text, concept LIMIT ? OFFSET ?",
            (*values, limit, skip),
        )
        return total, list(rows)

    def concepts_pointing_to(self, termbase: int, ids: Sequence[str]) -> list[int]:
        rows = self.connections.execute(
            """
            SELECT id FROM concept WHERE termbase = ?
            AND EXISTS (SELECT 1 FROM json_each(?) WHERE instr(body, json_each.value)) ORDER BY id
            """,
            (termbase, json.dumps([target_text(id) for id in ids])),
        )
        return [number for (number,) in rows]

    def _add_terms(self, number: int, new: NewConcept) -> None:
        terms = enumerate(new.concept.terms)
        self.connections.executemany(
            "INSERT INTO term (concept, position, language, text, status) VALUES (?, ?, ?, ?, ?)",
            [(number, position, term.language, term.text, term.status.value) for position, term in terms],
        )
        self._add_forms(number, new)

    def _add_forms(self, number: int, new: NewConcept) -> None:
        self.connections.executemany(
            "INSERT OR IGNORE INTO form (way, key, concept, position) VALUES (?, ?, ?, ?)",
            [(form.way, form.key, number, position) for position, forms in enumerate(new.forms) for form in forms],
        )


def _stored(number: int, termbase: str, body: Any) -> StoredConcept:
    return StoredConcept(number, termbase, concept_from(body))
