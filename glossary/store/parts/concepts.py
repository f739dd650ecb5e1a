"""Termbases and their concepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from glossary.answers import Termbase

from ..values import Deed, NewConcept, StoredConcept


class Concepts(Protocol):
    """A part of `Store`."""

    def termbase(self, name: str) -> int | None: ...

    def add_termbase(self, name: str) -> int: ...

    def termbases(self) -> tuple[Termbase, ...]:
        """All termbases by name, counted."""

    def known_concepts(self, termbase: int, identities: Sequence[bytes]) -> dict[bytes, StoredConcept]: ...

    def add_concepts(self, termbase: int, batch: int, concepts: Sequence[NewConcept]) -> list[int]: ...

    def add_concept(self, termbase: int, concept: NewConcept, deed: Deed) -> int:
        """Adds one concept in the deed's batch; its coming stands in its history."""

    def replace_concept(self, number: int, concept: NewConcept, deed: Deed) -> None:
        """Puts another concept in a concept's place and the old one into its history."""

    def remove_concept(self, number: int, deed: Deed) -> None:
        """Deletes a concept; what it was goes into its history, which stays."""

    def put_back_concept(self, number: int, termbase: int, origin: int, concept: NewConcept, deed: Deed) -> None:
        """Stores a concept that was removed under its old number, as one that the batch `origin` added."""

    def set_forms(self, number: int, concept: NewConcept) -> None:
        """Puts a concept's look-up forms in place of those it had."""

    def concepts(self, numbers: Iterable[int]) -> dict[int, StoredConcept]: ...

    def concepts_of(self, termbase: int) -> Iterator[StoredConcept]: ...

    def listed_concepts(
        self, termbase: int, language: str, status: str, limit: int, skip: int
    ) -> tuple[int, list[tuple[int, int]]]:
        """How many concepts have a term in a language and status (empty: any), and a stretch of them by that term.

        Each by its number and the position of the first such term, in the order of the alphabet.
        """

    def concepts_pointing_to(self, termbase: int, ids: Sequence[str]) -> list[int]:
        """The concepts of a termbase that may have one of these ids as the target of a reference."""
