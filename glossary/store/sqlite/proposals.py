"""What people propose for concepts and say about them, in SQLite."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..serial import concept_from, concept_text
from ..values import FoundTerm, NewProposal, StoredProposal, StoredRemark
from .connection import Connections

# What is decided, and whether the concept is there, follows from batches and concepts alone: undoing a decision or a
# deletion opens the proposal again.
_STATED = """
    SELECT proposal.id, proposal.at, proposal.who, proposal.comment, kind, proposal.concept, proposal.termbase, step,
           base, wanted,
           CASE WHEN batch.undone = 0 THEN decision
                WHEN EXISTS (SELECT 1 FROM concept WHERE concept.id = proposal.concept) THEN 'open'
                ELSE 'lapsed' END AS state,
           iif(batch.undone = 0, batch.at, '') AS decided_at, iif(batch.undone = 0, batch.who, ''),
           iif(batch.undone = 0, batch.comment, ''), iif(batch.undone = 0, batch.id, NULL)
    FROM proposal LEFT JOIN batch ON batch.id = proposal.decided_in
"""
_PROPOSALS = f"""
    SELECT * FROM ({_STATED}) WHERE (:state IS NULL OR state = :state)
    AND (:numbers IS NULL OR id IN (SELECT value FROM json_each(:numbers)))
    AND (:termbase IS NULL OR termbase = :termbase) AND (:concept IS NULL OR concept = :concept)
    ORDER BY id DESC LIMIT :limit
"""
_PROPOSALS_SINCE = f"""
    SELECT * FROM ({_STATED}) WHERE (at >= :at OR decided_at >= :at) AND (:termbase IS NULL OR termbase = :termbase)
    ORDER BY max(at, decided_at) DESC, id DESC LIMIT :limit
"""
_PROPOSED_TERMS = f"""
    SELECT term.concept, term.position, term.text FROM term JOIN concept ON concept.id = term.concept
    WHERE term.status = 'proposed' AND (:termbase IS NULL OR concept.termbase = :termbase)
    AND NOT EXISTS (
        SELECT 1 FROM ({_STATED} WHERE proposal.concept = term.concept) WHERE state = 'open' AND kind = 'new')
    ORDER BY term.concept, term.position LIMIT :limit
"""
_REMARKS = "SELECT remark.id, remark.concept, remark.at, remark.who, remark.text FROM remark"
_REMARKS_SINCE = (
    _REMARKS
    + """
    WHERE at >= :at AND (:termbase IS NULL OR :termbase = coalesce(
        (SELECT termbase.name FROM concept JOIN termbase ON termbase.id = concept.termbase
         WHERE concept.id = remark.concept),
        (SELECT termbase FROM history WHERE kind = 'concept' AND entry = remark.concept ORDER BY id DESC LIMIT 1)))
    ORDER BY id DESC LIMIT :limit
"""
)


class Proposals:
    """The part of `Store` that is about proposals and remarks."""

    connections: Connections

    def add_proposal(self, proposal: NewProposal) -> int:
        return self.connections.execute(
            """
            INSERT INTO proposal (at, who, comment, kind, concept, termbase, step, base, wanted)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (
                *(proposal.at, proposal.who, proposal.comment, proposal.kind, proposal.concept, proposal.termbase),
                *(proposal.step, concept_text(proposal.base), concept_text(proposal.wanted)),
            ),
        ).lastrowid

    def decide_proposal(self, number: int, decision: str, batch: int) -> None:
        self.connections.execute(
            "UPDATE proposal SET decision = ?, decided_in = ? WHERE id = ?", (decision, batch, number)
        )

    def proposals(
        self, *, numbers: Sequence[int] | None, state: str | None, termbase: str | None, concept: int | None, limit: int
    ) -> tuple[StoredProposal, ...]:
        wanted = {"state": state, "termbase": termbase, "concept": concept, "limit": limit}
        chosen = None if numbers is None else json.dumps(list(numbers))
        rows = self.connections.execute(_PROPOSALS, {**wanted, "numbers": chosen})
        return tuple(map(_proposal, rows))

    def proposals_since(self, at: str, termbase: str | None, limit: int) -> tuple[StoredProposal, ...]:
        rows = self.connections.execute(_PROPOSALS_SINCE, {"at": at, "termbase": termbase, "limit": limit})
        return tuple(map(_proposal, rows))

    def proposed_terms(self, termbase: int | None, limit: int) -> list[FoundTerm]:
        rows = self.connections.execute(_PROPOSED_TERMS, {"termbase": termbase, "limit": limit})
        return [FoundTerm(concept, position, 0, "", "proposed", text) for concept, position, text in rows]

    def waiting(self, most: int) -> tuple[int, int]:
        proposals = f"SELECT 1 FROM ({_STATED}) WHERE state = 'open' LIMIT :limit"
        (counts,) = self.connections.execute(
            f"SELECT (SELECT count(*) FROM ({proposals})), (SELECT count(*) FROM ({_PROPOSED_TERMS}))",
            {"termbase": None, "limit": most},
        )
        return counts[0], counts[1]

    def add_remark(self, concept: int, at: str, who: str, text: str) -> int:
        return self.connections.execute(
            "INSERT INTO remark (concept, at, who, text) VALUES (?, ?, ?, ?)", (concept, at, who, text)
        ).lastrowid

    def remarks(self, concepts: Sequence[int]) -> tuple[StoredRemark, ...]:
        rows = self.connections.execute(
            _REMARKS + " WHERE concept IN (SELECT value FROM json_each(?)) ORDER BY id", (json.dumps(list(concepts)),)
        )
        return tuple(StoredRemark(*row) for row in rows)

    def remarks_since(self, at: str, termbase: str | None, limit: int) -> tuple[StoredRemark, ...]:
        rows = self.connections.execute(_REMARKS_SINCE, {"at": at, "termbase": termbase, "limit": limit})
        return tuple(StoredRemark(*row) for row in rows)


def _proposal(row: tuple[Any, ...]) -> StoredProposal:
    number, at, who, comment, kind, concept, termbase, step, base, wanted, *state = row
    said = NewProposal(at, who, comment, kind, concept, termbase, step, concept_from(base), concept_from(wanted))
    return StoredProposal(number, said, *state)
