"""Proposals and remarks, which stay when their concept goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..values import FoundTerm, NewProposal, StoredProposal, StoredRemark


class Proposals(Protocol):
    """A part of `Store`."""

    def add_proposal(self, proposal: NewProposal) -> int: ...

    def decide_proposal(self, number: int, decision: str, batch: int) -> None:
        """Keeps the decision that a batch carries out; who, when and why stand in the batch."""

    def proposals(
        self, *, numbers: Sequence[int] | None, state: str | None, termbase: str | None, concept: int | None, limit: int
    ) -> tuple[StoredProposal, ...]:
        """Those that fit whatever is not None, the latest first."""

    def proposals_since(self, at: str, termbase: str | None, limit: int) -> tuple[StoredProposal, ...]:
        """Those that were made or decided, the latest first."""

    def proposed_terms(self, termbase: int | None, limit: int) -> list[FoundTerm]:
        """Terms with the status ``proposed`` of concepts that no open proposal made; `way` and `key` are empty."""

    def waiting(self, most: int) -> tuple[int, int]:
        """How many proposals are open, and how many terms `proposed_terms` gives; counting stops at `most`."""

    def add_remark(self, concept: int, at: str, who: str, text: str) -> int: ...

    def remarks(self, concepts: Sequence[int]) -> tuple[StoredRemark, ...]:
        """The first first."""

    def remarks_since(self, at: str, termbase: str | None, limit: int) -> tuple[StoredRemark, ...]:
        """The latest first."""
