"""A termbase's concepts listed, its terms recognised in running text, and the words that hide them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from glossary.answers import (
    ConceptAnswer,
    ConceptList,
    ListedConcept,
    TermInText,
)
from glossary.errors import BadRequest, NotFound
from glossary.library.entries import concept_identity
from glossary.library.recognised import Order as Recognition
from tmx.model import Concept, TermStatus

from .arguments import check_limit, tag_of, text_of
from .held import Held

MOST_SKIPPED = 1_000_000_000
"""Entries of a list."""


class TermCalls(Held):
    """The calls about the terms of termbases, as lists and in texts."""

    def concepts(
        self, termbase: str, *, language: str = "", status: str = "", limit: int = 50, skip: int = 0
    ) -> ConceptList:
        """The concepts of a termbase by their first term in a language and status, where these are given.

        `limit` of them in the order of the alphabet, after the first `skip`. Raises `NotFound` and `BadRequest`.
        """
        check_limit(limit)
        if status and status not in list(TermStatus):
            raise BadRequest(f"there is no status {status!r}; there are: {', '.join(TermStatus)}")
        if not 0 <= skip <= MOST_SKIPPED:
            raise BadRequest(f"the number to skip is {skip}; it must be from 0 to {MOST_SKIPPED:,}")
        with self.store.reading():
            total, rows = self.store.listed_concepts(self._termbase(termbase), tag_of(language), status, limit, skip)
            stored = self.store.concepts([number for number, _ in rows])
        answers = {number: ConceptAnswer(number, each.termbase, each.concept) for number, each in stored.items()}
        listed = (ListedConcept(answers[number].concept.terms[at], answers[number]) for number, at in rows)
        return ConceptList(total, tuple(listed))

    def pointed_to(self, termbase: str, ids: Sequence[str]) -> dict[str, ConceptAnswer]:
        """The concepts of a termbase that have these ids of their author's, by them. Raises `NotFound`."""
        wanted = {concept_identity(Concept((), id=text_of(id))): id for id in ids if id}
        with self.store.reading():
            known = self.store.known_concepts(self._termbase(termbase), list(wanted))
        return {
            wanted[identity]: ConceptAnswer(each.number, each.termbase, each.concept)
            for identity, each in known.items()
        }

    def recognise(
        self, text: str, source: str, target: str = "", termbases: Sequence[str] = ()
    ) -> tuple[TermInText, ...]:
        """The terms in a text of the source language, also those inside others, by their places in code points.

        By the rules of `glossary.terms.recognise`. Only terms of the named termbases; of all where none is named.
        """
        return self._recogniser.recognise(text_of(text), recognition_of(source, target, termbases))

    def recognise_all(
        self, texts: Iterable[str], source: str, target: str = "", termbases: Sequence[str] = ()
    ) -> Iterator[tuple[TermInText, ...]]:
        """The terms in each of many texts, much quicker than one by one where they are short."""
        return self._recogniser.recognise_all(map(text_of, texts), recognition_of(source, target, termbases))

    def shadows(self, termbase: str, language: str) -> tuple[str, ...]:
        """The words that hide terms inside them and are none themselves. Raises `NotFound`."""
        return self.store.shadows(self._termbase(termbase), tag_of(language))

    def change_shadows(self, termbase: str, language: str, words: Sequence[str], *, remove: bool = False) -> None:
        """Puts words on a shadow list, or takes them off it. Raises `NotFound` for an unknown termbase."""
        given, number, tag = words_of(words), self._termbase(termbase), tag_of(language)
        with self.store.writing():
            listed = set(self.store.shadows(number, tag))
            self.store.set_shadows(number, tag, sorted(listed - given if remove else listed | given))

    def set_shadows(self, termbase: str, language: str, words: Sequence[str]) -> tuple[str, ...]:
        """Makes these words the shadow list, whatever was on it. Raises `NotFound`, and `BadRequest` without a tag."""
        given, number, tag = sorted(words_of(words)), self._termbase(termbase), tag_of(language)
        if not tag:
            raise BadRequest("the language of the list is missing; give a tag such as en or zh-CN")
        with self.store.writing():
            self.store.set_shadows(number, tag, given)
        return tuple(given)

    def shadow_lists(self, termbase: str) -> dict[str, tuple[str, ...]]:
        """All shadow lists of a termbase by their languages. Raises `NotFound`."""
        number = self._termbase(termbase)
        with self.store.reading():
            return {tag: self.store.shadows(number, tag) for tag in self.store.shadow_languages(number)}

    def _termbase(self, name: str) -> int:
        number = self.store.termbase(name)
        if number is None:
            raise NotFound(f"there is no termbase {name!r}; `yiku stats` lists them")
        return number


def words_of(words: Sequence[str]) -> set[str]:
    return {word for word in map(str.strip, map(text_of, words)) if word}


def recognition_of(source: str, target: str, termbases: Sequence[str]) -> Recognition:
    return Recognition(tag_of(source), tag_of(target), tuple(termbases))
