"""The one search box: terms first, by every way there is, then the sentences that hold the query."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.answers import ConceptAnswer, Concordance, SearchAnswer, SegmentHit, TermHit
from glossary.errors import BadRequest
from glossary.matching.patterns import Mode, Phrase
from glossary.store import Store
from glossary.terms.acronyms import is_acronym, stands_for
from glossary.terms.forms import folded_key, text_key
from glossary.terms.hits import marked, term_pieces
from glossary.terms.wildcards import has_wildcard
from glossary.text.chinese import has_han, simplified, traditional
from tmx import language
from tmx.model import Term

from .concordance import Finder, Sought
from .indexes import Indexes
from .searching.asked import Asked, Filters, read
from .searching.lexicons import Lexicons
from .searching.proposals import Step
from .searching.terms import Hit, exact, find

_MOST_RENDERED = 10
_WHY = {
    Step.EXACT: "exact",
    Step.INFLECTED: "inflection",
    Step.ACRONYM_IN_CAPITALS: "acronym",
    Step.FULL_FORM: "full form",
    Step.BEGINNING: "beginning",
    Step.PART: "part",
    Step.INFLECTED_PART: "inflection",
    Step.ACRONYM: "acronym",
    Step.PINYIN: "pinyin",
    Step.PINYIN_PART: "pinyin",
    Step.INITIALS: "pinyin initials",
    Step.INITIALS_PART: "pinyin initials",
    Step.WILDCARD: "wildcard",
    Step.EXPRESSION: "regular expression",
    Step.HOMOPHONE: "same sound",
    Step.MISSPELT: "typing error",
    Step.LISTED: "filter",
}
_AS_WRITTEN = (Step.EXACT, Step.BEGINNING, Step.PART)


def search(
    store: Store, indexes: Indexes, lexicons: Lexicons, query: str, filters: Filters, limit: int, mode: Mode
) -> SearchAnswer:
    """What the box finds. Filters that are of terms alone leave out sentences, as a regular expression does."""
    asked = read(query, filters, mode, limit + 1)
    hits = find(store, lexicons, asked)
    segments = _segment_hits(store, indexes, asked, hits)
    return SearchAnswer(
        query.strip(),
        tuple(_answer(hit, asked.text) for hit in hits[:limit]),
        tuple(segments[:limit]),
        more_terms=len(hits) > limit,
        more_segments=len(segments) > limit,
    )


def concordance(store: Store, indexes: Indexes, sought: Sought, limit: int) -> Concordance:
    """The sentences alone; `sought.tag` may be empty for all languages. No regular expression stands in sentences."""
    if sought.mode is Mode.REGEX:
        raise BadRequest("regular expressions are for terms; use the mode wildcard for sentences")
    query = sought.text.strip()
    hits = exact(store, query, sought.tag, limit + 1) if query else []
    found = _hits_of(store, indexes, sought, hits, sought.mode.value, limit + 1) if query else []
    return Concordance(query, sought.mode.value, tuple(found[:limit]), more=len(found) > limit)


def _answer(hit: Hit, query: str) -> TermHit:
    proposal = hit.proposal
    concept = ConceptAnswer(hit.stored.number, hit.stored.termbase, hit.stored.concept)
    text = hit.term.text
    pieces = marked(text, proposal.spans(text)) if proposal.spans else term_pieces(text, proposal.by)
    return TermHit(_why(hit, query), hit.term, pieces, concept, _detail(hit))


def _why(hit: Hit, query: str) -> str:
    """The way in words. A text form that only the script folding led to is named so."""
    step = hit.proposal.step
    if step in _AS_WRITTEN and has_han(query) and folded_key(query) not in folded_key(hit.term.text):
        return "other script"
    return _WHY[step]


def _detail(hit: Hit) -> str:
    """What the query was taken for; of a term that was found as it is written, what it is an acronym of, or has."""
    if not hit.as_written:
        return hit.proposal.detail
    others = [each for each in hit.stored.concept.terms if each.language == hit.term.language and each != hit.term]
    for other in others:
        if _shortens(hit.term, other):
            return f"acronym of {other.text}"
        if _shortens(other, hit.term):
            return f"full form of {other.text}"
    return ""


def _shortens(short: Term, full: Term) -> bool:
    """True where a term is an acronym of another, by its letters or because the termbase calls it so."""
    called = short.type == "acronym" and full.type != "acronym" and " " in full.text
    return called or (is_acronym(short.text) and stands_for(short.text, full.text))


def _segment_hits(store: Store, indexes: Indexes, asked: Asked, hits: list[Hit]) -> list[SegmentHit]:
    """Sentences with the query itself; where there are none, those with the best term that it led to."""
    if not asked.text or asked.filters.of_terms or asked.expression is not None:
        return []
    for why, text, mode, led_by in _phrases(asked, hits):
        found = _hits_of(store, indexes, Sought(text, mode, asked.filters.language), led_by, why, asked.limit)
        if found:
            return found
    return []


def _phrases(asked: Asked, hits: list[Hit]) -> Iterator[tuple[str, str, Mode, list[Hit]]]:
    query, mode = asked.text, asked.mode
    written = [hit for hit in hits if hit.as_written]
    yield mode.value, query, mode, written
    for text in dict.fromkeys((simplified(query), traditional(query))):
        if text != query:
            yield "other script", text, mode, written
    if mode is Mode.EXACT and has_wildcard(query):
        yield Mode.WILDCARD.value, query, Mode.WILDCARD, written
    elif mode is Mode.EXACT and hits and hits[0].term.text != query:
        yield f"through {hits[0].term.text}", hits[0].term.text, mode, hits[:1]


def _hits_of(
    store: Store, indexes: Indexes, sought: Sought, led_by: list[Hit], why: str, limit: int
) -> list[SegmentHit]:
    each = [Sought(sought.text, sought.mode, tag, sought.memories) for tag in _tags(store, sought.tag)]
    return Finder(store, indexes, each).hits(_renderings(sought.text, led_by), why, limit)


def _tags(store: Store, tag: str) -> list[str]:
    """The languages to look in: the asked one, or all, also for a query with Han: English may quote it."""
    return [tag or family for family in store.families() if not tag or language.primary(tag) == family]


def known_renderings(store: Store, text: str, tag: str) -> list[Phrase]:
    """The terms with which the termbases render a text that is one of their terms in a language."""
    return _renderings(text, exact(store, text, tag, _MOST_RENDERED))


def _renderings(text: str, hits: list[Hit]) -> list[Phrase]:
    key = text_key(text)
    terms = (term for hit in hits for term in hit.stored.concept.terms)
    return [Phrase(term.text, term.language) for term in terms if text_key(term.text) != key]
