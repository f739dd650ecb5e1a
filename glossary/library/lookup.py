"""The one search box: terms first, by every way a form allows, then the sentences that hold the query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glossary.answers import ConceptAnswer, Concordance, SearchAnswer, SegmentHit, TermHit
from glossary.matching.patterns import Mode, Phrase
from glossary.store import Store
from glossary.store.values import FoundTerm, StoredConcept
from glossary.terms.forms import Way, folded_key, query_keys, text_key
from glossary.terms.hits import term_pieces
from glossary.text.chinese import has_han, simplified, traditional
from tmx import language
from tmx.model import Term, TermStatus

from .concordance import Finder, Sought
from .indexes import Indexes

_FORMS_LOOKED_AT = 300
_MOST_RENDERED = 10
_STATUS_ORDER = list(TermStatus)
_WHY = {
    Way.PART: "part",
    Way.PINYIN: "pinyin",
    Way.PINYIN_PART: "pinyin",
    Way.INITIALS: "pinyin initials",
    Way.INITIALS_PART: "pinyin initials",
}


@dataclass(frozen=True, slots=True)
class _Hit:
    """A term that was found, and how well."""

    way: Way
    whole: bool
    term: Term
    stored: StoredConcept

    @property
    def as_written(self) -> bool:
        """True where the query is the term."""
        return self.whole and self.way is Way.TEXT

    def rank(self) -> tuple[int, bool, int, int, str, int]:
        """Better ways first, so that a higher limit adds hits behind those of a lower one."""
        return (
            int(self.way),
            not self.whole,
            _STATUS_ORDER.index(self.term.status),
            len(self.term.text),
            self.term.text,
            self.stored.number,
        )


def search(store: Store, indexes: Indexes, query: str, tag: str, limit: int, mode: Mode = Mode.EXACT) -> SearchAnswer:
    """What the box finds; `tag` narrows terms and hit segments to one language, empty for all."""
    query = query.strip()
    hits = _term_hits(store, query, tag, limit + 1) if query else []
    segments = _segment_hits(store, indexes, _Asked(query, tag, mode), hits, limit + 1) if query else []
    return SearchAnswer(
        query,
        tuple(_answer(hit, query) for hit in hits[:limit]),
        tuple(segments[:limit]),
        more_terms=len(hits) > limit,
        more_segments=len(segments) > limit,
    )


def concordance(store: Store, indexes: Indexes, sought: Sought, limit: int) -> Concordance:
    """The sentences alone; `sought.tag` may be empty for all languages."""
    query = sought.text.strip()
    hits = [hit for hit in _term_hits(store, query, sought.tag, limit + 1) if hit.as_written] if query else []
    asked = _Asked(query, sought.tag, sought.mode, sought.memories)
    found = _hits_of(store, indexes, asked, query, sought.mode.value, hits, limit + 1) if query else []
    return Concordance(query, sought.mode.value, tuple(found[:limit]), more=len(found) > limit)


def _term_hits(store: Store, query: str, tag: str, limit: int) -> list[_Hit]:
    """The best hit of each concept, best first; poorer ways are tried only while there is room."""
    best: dict[int, _Hit] = {}
    for way, key in query_keys(query):
        found = _found(store, way, key, tag, limit)
        concepts = store.concepts({each.concept for each in found})
        for each in found:
            hit = _hit(each, concepts[each.concept], key)
            known = best.get(each.concept)
            if known is None or hit.rank() < known.rank():
                best[each.concept] = hit
        if len(best) >= limit and way is not Way.TEXT:
            break
    return sorted(best.values(), key=_Hit.rank)[:limit]


def _found(store: Store, way: Way, key: str, tag: str, limit: int) -> list[FoundTerm]:
    """Terms of so many concepts at least where there are so many; more of them than asked for, to have the best."""
    looked_at = _FORMS_LOOKED_AT
    while True:
        found = store.terms_by_form(way, key, looked_at, tag)
        if len(found) < looked_at or len({each.concept for each in found}) >= limit:
            return found
        looked_at *= 4


def _hit(found: FoundTerm, stored: StoredConcept, key: str) -> _Hit:
    return _Hit(Way(found.way), found.key == key, stored.concept.terms[found.position], stored)


def _answer(hit: _Hit, query: str) -> TermHit:
    concept = ConceptAnswer(hit.stored.number, hit.stored.termbase, hit.stored.concept)
    return TermHit(_why(hit, query), hit.term, term_pieces(hit.term.text, query), concept)


def _why(hit: _Hit, query: str) -> str:
    """The way in words. A text form that only the script folding led to is named so."""
    if hit.way in (Way.TEXT, Way.PART) and has_han(query) and folded_key(query) not in folded_key(hit.term.text):
        return "other script"
    if hit.way is Way.TEXT:
        return "exact" if hit.whole else "beginning"
    return _WHY[hit.way]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What sentences are asked for."""

    query: str
    tag: str
    mode: Mode
    memories: frozenset[int] | None = None


def _segment_hits(store: Store, indexes: Indexes, asked: _Asked, hits: list[_Hit], limit: int) -> list[SegmentHit]:
    """Sentences with the query itself; where there are none, those with the best term that it led to."""
    for why, text, led_by in _phrases(asked, hits):
        found = _hits_of(store, indexes, asked, text, why, led_by, limit)
        if found:
            return found
    return []


def _phrases(asked: _Asked, hits: list[_Hit]) -> Iterator[tuple[str, str, list[_Hit]]]:
    query = asked.query
    exact = [hit for hit in hits if hit.as_written]
    yield asked.mode.value, query, exact
    for text in dict.fromkeys((simplified(query), traditional(query))):
        if text != query:
            yield "other script", text, exact
    if asked.mode is Mode.EXACT and hits and hits[0].term.text != query:
        yield f"through {hits[0].term.text}", hits[0].term.text, hits[:1]


def _hits_of(
    store: Store, indexes: Indexes, asked: _Asked, text: str, why: str, led_by: list[_Hit], limit: int
) -> list[SegmentHit]:
    renderings = _renderings(text, led_by)
    sought = [Sought(text, asked.mode, tag, asked.memories) for tag in _tags(store, asked.tag)]
    return Finder(store, indexes, sought).hits(renderings, why, limit)


def _tags(store: Store, tag: str) -> list[str]:
    """The languages to look in: the asked one, or all, also for a query with Han: English may quote it."""
    return [tag or family for family in store.families() if not tag or language.primary(tag) == family]


def known_renderings(store: Store, text: str, tag: str) -> list[Phrase]:
    """The terms with which the termbases render a text that is one of their terms in a language."""
    return _renderings(text, [hit for hit in _term_hits(store, text, tag, _MOST_RENDERED) if hit.as_written])


def _renderings(text: str, hits: list[_Hit]) -> list[Phrase]:
    key = text_key(text)
    terms = (term for hit in hits for term in hit.stored.concept.terms)
    return [Phrase(term.text, term.language) for term in terms if text_key(term.text) != key]
