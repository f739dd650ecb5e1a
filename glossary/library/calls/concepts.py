"""Concepts written one by one, and their history."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.answers import ConceptChange, Rebased, WrittenConcept
from glossary.library.concepts import merging
from glossary.library.concepts.steps import By
from glossary.library.concepts.wording import worded
from glossary.library.concepts.writing import changes_of, rebased
from tmx.model import Concept

from .arguments import name_of, text_of
from .held import Held


class ConceptCalls(Held):
    """The calls that write concepts. What is written is in its history, and there for the next query.

    `who` acts and `comment` is what they say to it; a concept that was merged raises `Merged`, which says into which.
    """

    def add_concept(self, termbase: str, concept: Concept, *, who: str = "", comment: str = "") -> WrittenConcept:
        """Adds a concept to a termbase, which is made where it is not there.

        Raises `BadRequest` for what no concept can be, and `Conflict` where the termbase has one of this id, or, both
        without an id, of the same terms in the same subject field.
        """
        return self._concepts.add(name_of(termbase) or "", worded(concept), by(who, comment))

    def change_concept(
        self, number: int, concept: Concept, *, seen: int | None = None, who: str = "", comment: str = ""
    ) -> WrittenConcept:
        """Puts a whole concept in a concept's place.

        `seen` is the latest `ConceptChange.step` that the caller knows of. Raises `NotFound`, `BadRequest`, and
        `Conflict` where that is not the latest any more or where the termbase has another concept that says the same.
        """
        return self._concepts.change(number, worded(concept), seen, by(who, comment))

    def rebased_concept(self, number: int, concept: Concept, *, seen: int) -> Rebased:
        """A concept that was made of the state after the step `seen`, with what others changed since put into it.

        What only one side changed is taken; where both did it is as in `concept`. Raises `NotFound`.
        """
        return rebased(self.store, number, worded(concept), seen)

    def delete_concept(self, number: int, *, who: str = "", comment: str = "") -> WrittenConcept:
        """Deletes a concept; its history stays, from which `revert_concept` brings it back. Raises `NotFound`."""
        return self._concepts.delete(number, by(who, comment))

    def revert_concept(self, number: int, step: int, *, who: str = "", comment: str = "") -> WrittenConcept:
        """Makes a concept, also a deleted one, what it was before a `ConceptChange.step`.

        Raises `NotFound`, and `Conflict` where another concept says the same by now.
        """
        return self._concepts.revert(number, step, by(who, comment))

    def merge_concepts(self, into: int, others: Sequence[int], *, who: str = "", comment: str = "") -> WrittenConcept:
        """Makes other concepts of a termbase part of one, which gets all that they say; they are deleted.

        Terms of the same language and text become one. Where two contradict, `into` is right, and a note keeps what
        the other said. What pointed to the others by their ids points to the one that stays. Raises `NotFound`,
        `BadRequest` and `Conflict`.
        """
        return merging.merge(self.store, into, others, by(who, comment))

    def split_concept(
        self, number: int, terms: Sequence[int], *, seen: int | None = None, who: str = "", comment: str = ""
    ) -> WrittenConcept:
        """Makes the terms at these positions, from 0, a new concept of the same subject fields, and gives its number.

        Raises `NotFound`, `BadRequest` where none or all would go, and `Conflict`.
        """
        return merging.split(self.store, number, terms, seen, by(who, comment))

    def concept_history(self, number: int) -> tuple[ConceptChange, ...]:
        """A concept's changes, the latest first, its coming last; also of one that is gone. Raises `NotFound`."""
        return changes_of(self.store, number)


def by(who: str, comment: str) -> By:
    return By(text_of(who).strip(), text_of(comment).strip())
