"""The one search box: terms first, by every way a form allows, then the sentences that hold the query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from glossary.answers import ConceptAnswer, SearchAnswer, SegmentHit, TermHit
from glossary.store import Store
from glossary.store.values import FoundTerm, StoredConcept
from glossary.terms.forms import Way, query_keys, text_key
from glossary.terms.hits import term_pieces
from glossary.text.chinese import has_han, simplified, traditional
from glossary.text.fold import fold
from tmx import language
from tmx.model import Term, TermStatus

from .concordance import Phrase, find
from .indexes import Indexes

_FORMS_LOOKED_AT = 300
_STATUS_ORDER = list(TermStatus)
_HAN_FAMILIES = ("zh", "ja", "yue", "lzh")
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

    def rank(self) -> tuple[int, int, int, str, int]:
        exact_first = -1 if self.whole else int(self.way)
        return (
            exact_first,
            _STATUS_ORDER.index(self.term.status),
            len(self.term.text),
            self.term.text,
            self.stored.number,
        )


def search(store: Store, indexes: Indexes, query: str, tag: str, limit: int) -> SearchAnswer:
    """What the box finds; `tag` narrows terms and hit segments to one language, empty for all."""
    query = query.strip()
    hits = _term_hits(store, query, tag, limit + 1) if query else []
    segments = list(islice(_segment_hits(store, indexes, query, tag, hits, limit + 1), limit + 1)) if query else []
    return SearchAnswer(
        query,
        tuple(_answer(hit, query) for hit in hits[:limit]),
        tuple(segments[:limit]),
        more_terms=len(hits) > limit,
        more_segments=len(segments) > limit,
    )


def _term_hits(store: Store, query: str, tag: str, limit: int) -> list[_Hit]:
    """The best hit of each concept, best first; poorer ways are tried only while there is room."""
    best: dict[int, _Hit] = {}
    for way, key in query_keys(query):
        found = store.terms_by_form(way, key, _FORMS_LOOKED_AT)
        concepts = store.concepts({each.concept for each in found})
        for each in found:
            hit = _hit(each, concepts[each.concept], key)
            if tag and not language.matches(tag, hit.term.language):
                continue
            known = best.get(each.concept)
            if known is None or hit.rank() < known.rank():
                best[each.concept] = hit
        if len(best) >= limit and way is not Way.TEXT:
            break
    return sorted(best.values(), key=_Hit.rank)[:limit]


def _hit(found: FoundTerm, stored: StoredConcept, key: str) -> _Hit:
    return _Hit(Way(found.way), found.key == key, stored.concept.terms[found.position], stored)


def _answer(hit: _Hit, query: str) -> TermHit:
    concept = ConceptAnswer(hit.stored.number, hit.stored.termbase, hit.stored.concept)
    return TermHit(_why(hit, query), hit.term, term_pieces(hit.term.text, query), concept)


def _why(hit: _Hit, query: str) -> str:
    """The way in words. A text form that only the script folding led to is named so."""
    if hit.way in (Way.TEXT, Way.PART) and has_han(query) and fold(query) not in fold(hit.term.text):
        return "other script"
    if hit.way is Way.TEXT:
        return "exact" if hit.whole else "beginning"
    return _WHY[hit.way]


def _segment_hits(
    store: Store, indexes: Indexes, query: str, tag: str, hits: list[_Hit], limit: int
) -> Iterator[SegmentHit]:
    """Sentences with the query itself; where there are none, those with the best term that it led to."""
    seen: set[int] = set()
    for why, texts, led_by in _phrases(query, hits):
        for hit in _hits_of(store, indexes, texts, tag, why, led_by, limit):
            if hit.unit not in seen:
                seen.add(hit.unit)
                yield hit
        if seen:
            return


def _phrases(query: str, hits: list[_Hit]) -> Iterator[tuple[str, list[str], list[_Hit]]]:
    exact = [hit for hit in hits if hit.whole and hit.way is Way.TEXT]
    yield "exact", [query], exact
    for text in {simplified(query), traditional(query)} - {query}:
        yield "other script", [text], exact
    if hits and hits[0].term.text != query:
        yield f"through {hits[0].term.text}", [hits[0].term.text], hits[:1]


def _hits_of(
    store: Store, indexes: Indexes, texts: list[str], tag: str, why: str, led_by: list[_Hit], limit: int
) -> Iterator[SegmentHit]:
    for text in texts:
        renderings = [
            Phrase(term.text, term.language)
            for hit in led_by
            for term in hit.stored.concept.terms
            if text_key(term.text) != text_key(text)
        ]
        for family in _families(store, text, tag):
            yield from find(store, indexes.of(family), Phrase(text, family), renderings, why, limit)


def _families(store: Store, text: str, tag: str) -> list[str]:
    """The languages to look in: those that write Han for a query with Han, the asked one alone where one is asked."""
    families = [family for family in store.families() if not tag or language.primary(tag) == family]
    return [family for family in families if not has_han(text) or family in _HAN_FAMILIES]
