"""Asks the ways of finding one after the other, as long as there is room, and takes the best hit of each concept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from glossary.matching.patterns import Mode
from glossary.store import Store
from glossary.store.values import Narrowing, StoredConcept
from glossary.terms.forms import Way as FormWay
from glossary.terms.forms import text_keys
from glossary.terms.wildcards import has_wildcard
from tmx.model import Term

from . import acronyms, as_written, by_sound, inflected, misspelt, patterned
from .asked import Asked
from .lexicons import Lexicons
from .proposals import Proposal, Search, Step

Way = Callable[[Search], Iterable[Proposal]]

_MOST_MISSPELT_BESIDE = 5
"""Where something better was found."""
_BY_CHANCE = (Step.ACRONYM, Step.INITIALS, Step.INITIALS_PART)
"""A mistyped word is soon the initials of something."""


@dataclass(frozen=True, slots=True)
class Hit:
    """The best proposal of a concept, with the concept."""

    proposal: Proposal
    term: Term
    stored: StoredConcept

    @property
    def as_written(self) -> bool:
        """True where the query is the term."""
        return self.proposal.step is Step.EXACT


def find(store: Store, lexicons: Lexicons, asked: Asked) -> list[Hit]:
    """The best hits, best first, as many as are asked for at most.

    Raises `BadRequest` for a regular expression that cannot be read or takes too long.
    """
    if not asked.text and not asked.filters.of_terms:
        return []
    return _hits(store, _best(Search(store, lexicons, asked, asked.filters.narrowing(store))))


def exact(store: Store, text: str, tag: str, limit: int) -> list[Hit]:
    """The concepts, at most so many, that have a text as a term in a language, or in any where `tag` is empty."""
    found = store.terms_by_key(FormWay.TEXT, text_keys(text), Narrowing(tag))
    best: dict[int, Proposal] = {}
    _take(best, (Proposal(Step.EXACT, each, True, text) for each in found))
    return _hits(store, sorted(best.values(), key=Proposal.rank)[:limit])


def _hits(store: Store, best: Sequence[Proposal]) -> list[Hit]:
    stored = store.concepts({each.term.concept for each in best})
    return [
        Hit(each, stored[each.term.concept].concept.terms[each.term.position], stored[each.term.concept])
        for each in best
    ]


def _best(search: Search) -> list[Proposal]:
    best: dict[int, Proposal] = {}
    for turn in _turns(search.asked):
        for way in turn:
            _take(best, way(search))
        if len(best) >= search.asked.limit:
            break
    else:
        if _may_be_misspelt(search.asked, best.values()):
            _take_misspelt(best, search)
    return sorted(best.values(), key=Proposal.rank)[: search.asked.limit]


def _turns(asked: Asked) -> Iterator[tuple[Way, ...]]:
    """Ways to be asked together; those of a later turn find nothing that is better."""
    if not asked.text:
        yield (_listed,)
    elif asked.expression is not None:
        yield (patterned.expression,)
    else:
        yield as_written.begins, inflected.whole, acronyms.in_capitals, acronyms.full_form
        for way in (as_written.part, inflected.part, acronyms.in_small_letters, *by_sound.SPELT):
            yield (way,)
        if asked.mode is Mode.WILDCARD or has_wildcard(asked.text):
            yield (patterned.wildcard,)


def _take(best: dict[int, Proposal], proposals: Iterable[Proposal]) -> None:
    for proposal in proposals:
        known = best.get(proposal.term.concept)
        if known is None or proposal.beats(known):
            best[proposal.term.concept] = proposal


def _may_be_misspelt(asked: Asked, found: Iterable[Proposal]) -> bool:
    """False for a pattern, and for a query that is a term as it stands, unless errors are asked for."""
    if not asked.text or asked.expression is not None or has_wildcard(asked.text):
        return False
    return asked.mode is Mode.FUZZY or not any(each.whole and each.step not in _BY_CHANCE for each in found)


def _take_misspelt(best: dict[int, Proposal], search: Search) -> None:
    near: dict[int, Proposal] = {}
    for way in (by_sound.homophones, misspelt.typed):
        _take(near, (each for each in way(search) if each.term.concept not in best))
    ranked = sorted(near.values(), key=Proposal.rank)
    kept = ranked[:_MOST_MISSPELT_BESIDE] if best and search.asked.mode is not Mode.FUZZY else ranked
    best.update((each.term.concept, each) for each in kept)


def _listed(search: Search) -> Iterator[Proposal]:
    """The first terms that are narrowed to, where nothing else is asked."""
    looked_at = search.asked.limit
    while True:
        found = search.store.first_terms(looked_at, search.narrowed)
        if len(found) < looked_at or len({each.concept for each in found}) >= search.asked.limit:
            break
        looked_at *= 4
    for each in found:
        yield Proposal(Step.LISTED, each, False, "", each.concept)
