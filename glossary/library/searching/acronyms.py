"""Terms by the acronym that their words make, and acronyms by the words that they stand for."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.store.values import FoundTerm, StoredConcept
from glossary.terms.acronyms import acronym_key, initial_spans, initials, is_acronym, stands_for
from glossary.terms.forms import Way, text_key

from .proposals import Proposal, Search, Step, all_of

_FEWEST_LETTERS = 3
"""Of an acronym that no term of its concept explains: two letters stand for too much."""


def in_capitals(search: Search) -> Iterator[Proposal]:
    """Terms whose initials are the query, which is in capitals."""
    letters = search.asked.text.removesuffix("s")
    if letters.isupper():
        yield from _spelt_out(search, letters, Step.ACRONYM_IN_CAPITALS)


def in_small_letters(search: Search) -> Iterator[Proposal]:
    """The same for a query that may be an acronym in small letters."""
    if not search.asked.text.isupper():
        yield from _spelt_out(search, search.asked.text, Step.ACRONYM)


def _spelt_out(search: Search, letters: str, step: Step) -> Iterator[Proposal]:
    key = acronym_key(letters)
    for found in search.whole(Way.ACRONYM, [key] if key else []):
        yield Proposal(step, found, True, found.text, spans=initial_spans)


def full_form(search: Search) -> Iterator[Proposal]:
    """Acronyms of the query's words, but for those that stand for something else in their concept."""
    letters = {each for each in initials(search.asked.text) if len(each) >= _FEWEST_LETTERS}
    short = [found for found in search.whole(Way.TEXT, sorted(letters)) if is_acronym(found.text)]
    concepts = search.store.concepts({found.concept for found in short}) if short else {}
    for found in short:
        if not _stands_for_another(found, concepts[found.concept], {search.key, *search.inflections}):
            yield Proposal(Step.FULL_FORM, found, True, found.text, spans=all_of)


def _stands_for_another(short: FoundTerm, stored: StoredConcept, meant: set[str]) -> bool:
    full = [text_key(term.text) for term in stored.concept.terms if stands_for(short.text, term.text)]
    return bool(full) and not meant & set(full)
