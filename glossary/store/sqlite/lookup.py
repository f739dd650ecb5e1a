"""Terms looked up by their forms, and narrowed by language, status, domain and termbase, in SQLite."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from ..values import ANY_TERM, FoundTerm, Narrowing
from .connection import Connections
from .languages import IN_LANGUAGE, in_language

_COLUMNS = "form.concept, form.position, form.way, form.key, term.status, term.text"
_ORDER = "form.key, form.concept, form.position"
_COMMON_STATUSES = ("preferred", "admitted")
_NOT_COMMON = "term.status <> 'preferred' AND term.status <> 'admitted'"
"""Said in words of its own, so that SQLite may use the index of what few terms have."""


class Lookup:
    """The part of `Store` that is about looking terms up."""

    connections: Connections

    def terms_by_form(self, way: int, beginning: str, limit: int, narrowed: Narrowing = ANY_TERM) -> list[FoundTerm]:
        tables, conditions, parameters = _narrowed(narrowed)
        rows = self.connections.execute(
            f"""
            SELECT {_COLUMNS} FROM {tables}
            WHERE form.way = ? AND form.key >= ? AND form.key < ? {conditions} ORDER BY {_ORDER} LIMIT ?
            """,
            (*parameters[0], way, beginning, _after(beginning), *parameters[1], limit),
        )
        return list(map(FoundTerm._make, rows))

    def terms_by_key(self, way: int, keys: Sequence[str], narrowed: Narrowing = ANY_TERM) -> list[FoundTerm]:
        tables, conditions, parameters = _narrowed(narrowed)
        rows = self.connections.execute(
            f"""
            SELECT {_COLUMNS} FROM {tables}
            WHERE form.way = ? AND form.key IN (SELECT value FROM json_each(?)) {conditions} ORDER BY {_ORDER}
            """,
            (*parameters[0], way, json.dumps(keys), *parameters[1]),
        )
        return list(map(FoundTerm._make, rows))

    def first_terms(self, limit: int, narrowed: Narrowing) -> list[FoundTerm]:
        few = () if narrowed.concepts is None else (json.dumps(narrowed.concepts),)
        conditions, parameters = _conditions(narrowed)
        tables = "json_each(?) AS few CROSS JOIN term ON term.concept = few.value" if few else "term"
        rows = self.connections.execute(
            f"""
            SELECT term.concept, position, 0, '', status, text FROM {tables} WHERE 1 {conditions}
            ORDER BY term.concept, position LIMIT ?
            """,
            (*few, *parameters, limit),
        )
        return list(map(FoundTerm._make, rows))

    def begun(self, ways: Sequence[int], beginnings: Sequence[str]) -> set[str]:
        begins = "EXISTS (SELECT 1 FROM form WHERE way = ? AND key >= value AND key < value || char(1114111))"
        rows = self.connections.execute(
            f"SELECT value FROM json_each(?) WHERE {' OR '.join([begins] * len(ways))}", (json.dumps(beginnings), *ways)
        )
        return {beginning for (beginning,) in rows}

    def few_concepts(self, narrowed: Narrowing, most: int) -> tuple[int, ...] | None:
        for sql, parameters in _leading(narrowed):
            rows = self.connections.execute(f"{sql} LIMIT ?", (*parameters, most + 1)).fetchall()
            if len(rows) <= most:
                return tuple(sorted({concept for (concept,) in rows}))
        return None

    def form_keys(self, way: int, concepts: Sequence[int] | None = None) -> list[str]:
        return self._texts("SELECT DISTINCT key FROM form WHERE way = ?", (way,), concepts)

    def term_texts(self, concepts: Sequence[int] | None = None) -> list[str]:
        return self._texts("SELECT DISTINCT text FROM term WHERE 1", (), concepts)

    def domains(self) -> tuple[str, ...]:
        rows = self.connections.execute("SELECT DISTINCT domain FROM concept_domain ORDER BY domain")
        return tuple(domain for (domain,) in rows)

    def _texts(self, sql: str, parameters: tuple[Any, ...], concepts: Sequence[int] | None) -> list[str]:
        if concepts is not None:
            sql, parameters = (
                f"{sql} AND concept IN (SELECT value FROM json_each(?))",
                (*parameters, json.dumps(concepts)),
            )
        return [text for (text,) in self.connections.execute(sql, parameters).fetchall()]


def _narrowed(narrowed: Narrowing) -> tuple[str, str, tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """The tables, further conditions, and the parameters of both. Few concepts come first, or else the form."""
    conditions, parameters = _conditions(narrowed)
    term = "JOIN term ON term.concept = form.concept AND term.position = form.position"
    if narrowed.concepts is None:
        return f"form CROSS {term}", conditions, ((), parameters)
    few = "json_each(?) AS few CROSS JOIN form INDEXED BY form_concept ON form.concept = few.value"
    return f"{few} CROSS {term}", conditions, ((json.dumps(narrowed.concepts),), parameters)


def _conditions(narrowed: Narrowing) -> tuple[str, tuple[Any, ...]]:
    conditions, parameters = [""], list[Any]()
    if narrowed.language:
        conditions.append(IN_LANGUAGE)
        parameters += in_language(narrowed.language)
    if narrowed.statuses:
        conditions.append(f"term.status IN ({_marks(narrowed.statuses)})")
        parameters += narrowed.statuses
    if narrowed.domains:
        some = f"domain IN ({_marks(narrowed.domains)})"
        conditions.append(
            f"EXISTS (SELECT 1 FROM concept_domain WHERE concept_domain.concept = term.concept AND {some})"
        )
        parameters += narrowed.domains
    if narrowed.termbases:
        some = f"termbase IN ({_marks(narrowed.termbases)})"
        conditions.append(f"EXISTS (SELECT 1 FROM concept WHERE concept.id = term.concept AND {some})")
        parameters += narrowed.termbases
    return " AND ".join(conditions), tuple(parameters)


def _leading(narrowed: Narrowing) -> Iterable[tuple[str, tuple[Any, ...]]]:
    """For each narrowing that has an index, how to ask for the concepts that it leaves."""
    if narrowed.statuses and not set(narrowed.statuses) & set(_COMMON_STATUSES):
        some = f"status IN ({_marks(narrowed.statuses)}) AND {_NOT_COMMON}"
        yield f"SELECT DISTINCT concept FROM term WHERE {some}", narrowed.statuses
    if narrowed.domains:
        some = f"domain IN ({_marks(narrowed.domains)})"
        yield f"SELECT DISTINCT concept FROM concept_domain WHERE {some}", narrowed.domains
    if narrowed.termbases:
        yield f"SELECT id FROM concept WHERE termbase IN ({_marks(narrowed.termbases)})", narrowed.termbases


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _after(beginning: str) -> str | bytes:
    """What comes after every text that begins so. Where no text does it is a blob, which comes after all text."""
    kept = beginning.rstrip("\U0010ffff")
    if not kept:
        return b""
    code = ord(kept[-1]) + 1
    return kept[:-1] + chr(0xE000 if code == 0xD800 else code)
