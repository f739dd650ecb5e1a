"""Makes answers of the bare hits of recognition: the term that a hit is, what to write for it, and its translations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from glossary.answers import ConceptAnswer, TermInText, by_status
from glossary.store.values import StoredConcept
from glossary.terms.difference import difference
from glossary.terms.recognise import Hit
from tmx import language
from tmx.model import Term, TermStatus

_DIFFERENCES_KEPT = 1 << 14
_difference = lru_cache(_DIFFERENCES_KEPT)(difference)


@dataclass(frozen=True, slots=True)
class Order:
    """What to recognise: terms of the source language in some termbases (none named: all), with their translations."""

    source: str
    target: str = ""
    termbases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Advice:
    """What a concept says to a translator, whichever of its terms was hit."""

    concept: ConceptAnswer
    preferred: tuple[Term, ...]
    translations: tuple[Term, ...]


class Answers:
    """The answers for one text."""

    def __init__(self, text: str, concepts: dict[int, StoredConcept], order: Order) -> None:
        self.text, self.order = text, order
        self._advice = {number: _advice(stored, order) for number, stored in concepts.items()}

    def of(self, hits: Iterable[Hit]) -> Iterator[TermInText]:
        """By place, the longest first. Of a concept's terms in one place, such as one in both scripts, one is named."""
        best: dict[tuple[int, int, int], TermInText] = {}
        for hit in hits:
            answer, place = self._answer(hit), (hit.start, -hit.end, hit.concept)
            known = best.get(place)
            if known is None or self._rank(answer) < self._rank(known):
                best[place] = answer
        return (best[place] for place in sorted(best))

    def _answer(self, hit: Hit) -> TermInText:
        advice, text = self._advice[hit.concept], self.text[hit.start : hit.end]
        term = advice.concept.concept.terms[hit.position]
        why = _difference(text, term.text)
        return TermInText(
            hit.start, hit.end, text, why, hit.enforced, term, advice.concept, advice.preferred, advice.translations
        )

    def _rank(self, answer: TermInText) -> tuple[bool, bool, bool]:
        """Lower for a term that may be enforced, one as it is written here, one of the language that was named."""
        return (
            not answer.enforced,
            answer.term.text != answer.text,
            not language.matches(self.order.source, answer.term.language),
        )


def _advice(stored: StoredConcept, order: Order) -> _Advice:
    terms, family = stored.concept.terms, language.primary(order.source)
    own = [term for term in terms if language.primary(term.language) == family]
    others = [term for term in terms if language.primary(term.language) != family]
    return _Advice(
        ConceptAnswer(stored.number, stored.termbase, stored.concept),
        tuple(term for term in _answering(own, order.source) if term.status is TermStatus.PREFERRED),
        by_status(_answering(terms, order.target) if order.target else others),
    )


def _answering(terms: Iterable[Term], tag: str) -> list[Term]:
    """The terms in the languages that a range finds; where it finds none, in the one that answers it best."""
    terms = list(terms)
    found = [term for term in terms if language.matches(tag, term.language)]
    best = language.best(tag, dict.fromkeys(term.language for term in terms))
    return found or [term for term in terms if term.language == best]
