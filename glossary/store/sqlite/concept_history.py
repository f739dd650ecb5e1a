"""What was done to concepts, and what became of those that are gone, in SQLite."""

from __future__ import annotations

from typing import Any

from ..serial import concept_from
from ..values import PastConcept
from .connection import Connections

_STEPS = """
    SELECT history.entry, history.id, history.at, coalesce(nullif(history.who, ''), batch.who, ''), history.action,
           history.batch, history.before, coalesce(batch.comment, ''), coalesce(history.termbase, ''),
           history.origin, history.other, history.undid
    FROM history LEFT JOIN batch ON batch.id = history.batch
"""
_STEPS_SINCE = (
    _STEPS
    + """
    LEFT JOIN batch AS undone ON undone.id = history.undid
    WHERE history.kind = 'concept' AND history.at >= :at AND coalesce(batch.single, undone.single, 0)
    AND (:termbase IS NULL OR history.termbase = :termbase) ORDER BY history.id DESC LIMIT :limit
"""
)
_COMING = """
    SELECT at, who, id, (SELECT name FROM termbase WHERE id = batch.termbase) FROM batch WHERE id = coalesce(
        (SELECT batch FROM concept WHERE id = ?1),
        (SELECT origin FROM history WHERE kind = 'concept' AND entry = ?1 ORDER BY id DESC LIMIT 1))
"""
_MERGED_INTO = """
    WITH RECURSIVE merged (number) AS (
        SELECT entry FROM history AS step WHERE other = :number AND kind = 'concept' AND action = 'merged'
        AND NOT EXISTS (SELECT 1 FROM history AS later
                        WHERE later.kind = 'concept' AND later.entry = step.entry AND later.id > step.id)
        UNION
        SELECT entry FROM history AS step JOIN merged ON step.other = merged.number
        WHERE kind = 'concept' AND action = 'merged'
        AND NOT EXISTS (SELECT 1 FROM history AS later
                        WHERE later.kind = 'concept' AND later.entry = step.entry AND later.id > step.id)
    )
    SELECT number FROM merged ORDER BY number
"""


class ConceptHistory:
    """The part of `Store` that is about the past of concepts."""

    connections: Connections

    def history_of_concept(self, number: int) -> tuple[PastConcept, ...]:
        rows = self.connections.execute(
            _STEPS + "WHERE history.kind = 'concept' AND history.entry = ? ORDER BY history.id DESC", (number,)
        )
        steps = tuple(map(_step, rows))
        if steps and steps[-1].before is None:
            return steps
        coming = self.connections.execute(_COMING, (number,)).fetchall()
        return (*steps, *(_coming(number, *row) for row in coming))

    def merged_into(self, number: int) -> tuple[int, ...]:
        rows = self.connections.execute(_MERGED_INTO, {"number": number})
        return tuple(entry for (entry,) in rows)

    def concept_steps_since(self, at: str, termbase: str | None, limit: int) -> tuple[PastConcept, ...]:
        rows = self.connections.execute(_STEPS_SINCE, {"at": at, "termbase": termbase, "limit": limit})
        return tuple(map(_step, rows.fetchall()))


def _step(row: tuple[Any, ...]) -> PastConcept:
    number, step, at, who, action, batch, before, *more = row
    return PastConcept(number, step, at, who, action, batch, concept_from(before) if before else None, *more)


def _coming(number: int, at: str, who: str, batch: int, termbase: str | None) -> PastConcept:
    return PastConcept(number, 0, at, who, "added", batch, None, termbase=termbase or "", origin=batch)
