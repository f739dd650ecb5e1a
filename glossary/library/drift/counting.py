"""Counts what stands for each concept in pairs of texts, or in texts alone, as they come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from glossary.answers import ConceptAnswer, DriftPlace, TermInText
from glossary.answers.drift import Span
from glossary.checks import Pair, Text
from glossary.checks.places import by_place, joined, standing
from glossary.checks.run import without_terms
from glossary.text.chinese import simplified
from glossary.text.fold import fold, primary
from tmx.model import Term

MOST_PLACES = 100
"""Places of a rendering that are kept; more are counted."""


@dataclass(slots=True)
class Used:
    """A term in the texts: how often, in how many pairs, and the first of these."""

    term: Term
    count: int = 0
    pairs: int = 0
    places: list[DriftPlace] = field(default_factory=list)

    def add(self, pair: Pair, spans: tuple[Span, ...], source_spans: tuple[Span, ...]) -> None:
        self.count += len(spans)
        self.pairs += 1
        if len(self.places) < MOST_PLACES:
            self.places.append(place_of(pair, source_spans, spans))


@dataclass(frozen=True, slots=True)
class Missing:
    """A pair whose target has no known term for a concept: where the source has it, and what else is known there."""

    pair: Pair
    spans: tuple[Span, ...]
    taken: tuple[Span, ...]


@dataclass(slots=True)
class Seen:
    """A concept: how often each of its source terms stands in the texts, its renderings, and where it has none."""

    concept: ConceptAnswer
    sources: Counter[str] = field(default_factory=Counter)
    used: dict[tuple[str, str], Used] = field(default_factory=dict)
    missing: list[Missing] = field(default_factory=list)

    def use(self, pair: Pair, hits: list[TermInText], source_spans: tuple[Span, ...]) -> None:
        """Counts the hits of the concept in one text; a term in both Chinese scripts is one."""
        by_term: dict[tuple[str, str], list[TermInText]] = {}
        for hit in hits:
            by_term.setdefault((primary(hit.term.language), simplified(hit.term.text)), []).append(hit)
        for key, some in by_term.items():
            spans = tuple((hit.start, hit.end) for hit in some)
            self.used.setdefault(key, Used(some[0].term)).add(pair, spans, source_spans)


class Tally:
    """All concepts by number, in the order in which they first come."""

    def __init__(self) -> None:
        self.concepts: dict[int, Seen] = {}
        self.pairs = 0

    def see(self, pair: Pair) -> None:
        """Counts one pair: a source with its translation, or a text alone."""
        self.pairs += 1
        if pair.both:
            self._both(pair, *pair.both)
        elif pair.source is None or pair.target is None:
            text = pair.source or pair.target
            for hits in _by_concept(standing(text) if text else []).values():
                self._seen(hits[0]).use(pair, hits, ())

    def _both(self, pair: Pair, source: Text, target: Text) -> None:
        """Counts the terms of the target whose concepts the source has, and notes those of the source without one."""
        rendered, meant = _by_concept(standing(target)), standing(source)
        within = joined(target, {hit.concept.number for hit in meant})
        found: dict[int, list[TermInText]] = {}
        missing: dict[int, list[TermInText]] = {}
        for hits in by_place(meant):
            known = [hit for hit in hits if hit.concept.number in rendered]
            for hit in known:
                found.setdefault(hit.concept.number, []).append(hit)
            kept = fold(hits[0].text) in fold(target.text)  # a name, or code, that is left as it is
            if not known and not kept and not any(hit.concept.number in within for hit in hits):
                missing.setdefault(hits[0].concept.number, []).append(hits[0])
        for number, hits in found.items():
            self._source(hits).use(pair, rendered[number], _spans(hits))
        taken = tuple(span for number in found for span in _spans(rendered[number]))
        for hits in missing.values():
            self._source(hits).missing.append(Missing(without_terms(pair), _spans(hits), taken))

    def _source(self, hits: list[TermInText]) -> Seen:
        """The concept of some hits in the source, with these counted."""
        seen = self._seen(hits[0])
        seen.sources.update(hit.term.text for hit in hits)
        return seen

    def _seen(self, hit: TermInText) -> Seen:
        return self.concepts.setdefault(hit.concept.number, Seen(hit.concept))


def place_of(pair: Pair, source_spans: tuple[Span, ...], target_spans: tuple[Span, ...]) -> DriftPlace:
    """A pair as a place; of a text alone the spans are those of its own side."""
    source, target = (text.text if text else "" for text in (pair.source, pair.target))
    if pair.target is None:
        source_spans, target_spans = target_spans, ()
    return DriftPlace(pair.at, pair.unit, source, target, source_spans, target_spans)


def _by_concept(hits: list[TermInText]) -> dict[int, list[TermInText]]:
    found: dict[int, list[TermInText]] = {}
    for hit in hits:
        found.setdefault(hit.concept.number, []).append(hit)
    return found


def _spans(hits: list[TermInText]) -> tuple[Span, ...]:
    return tuple((hit.start, hit.end) for hit in hits)
