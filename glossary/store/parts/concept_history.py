"""The history of concepts. A time is ISO 8601, UTC, whole seconds."""

from __future__ import annotations

from typing import Protocol

from ..values import PastConcept, StoredImport


class ConceptHistory(Protocol):
    """A part of `Store`."""

    def history_of_concept(self, number: int) -> tuple[PastConcept, ...]:
        """The latest step first; also of a concept that was removed. An import's adding it is step 0."""

    def merged_into(self, number: int) -> tuple[int, ...]:
        """The concepts that were merged into this one, and are not there again."""

    def concept_steps_since(self, at: str, termbase: str | None, limit: int) -> tuple[PastConcept, ...]:
        """What was done to concepts by hand, the latest first; no step of an import or of undoing one."""

    def imports_since(self, at: str, termbase: str | None, limit: int) -> tuple[StoredImport, ...]:
        """Imports into termbases that came or were undone, the latest first."""
