"""Finds the sentences that hold a query, and marks it there and, where it can be told, its translation beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import islice

import numpy as np

from glossary.answers import SegmentHit, Side
from glossary.matching.grams import I64
from glossary.matching.patterns import Mode, Needed, Pattern, Phrase, Sentence, Span, pattern
from glossary.matching.plan import Plan, Window
from glossary.matching.postings import LONGEST
from glossary.store import Store
from glossary.store.values import Candidate, StoredUnit, UnitKeys
from glossary.terms.hits import marked
from glossary.text.fold import primary
from glossary.text.keys import key_of_word
from tmx import language
from tmx.model import Segment

from .indexes import Index, Indexes
from .renderings import Renderings

_MOST_LISTS = 4
"""A few of the rarest lists leave few segments; each further one costs more than it rules out."""
_ANY_LENGTH = Window(1, LONGEST)
_CHEAP = 20_000
"""Entries of lists that take no longer to look at than the vocabulary."""
_FIRST, _AT_ONCE = 100, 2000
_SAMPLE = 100
"""Hits that the statistics of translations are taken from, where more are found."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A query in one mode: its text, the tag of the language it is in, and the memories (by number) to look in."""

    text: str
    mode: Mode
    tag: str
    memories: frozenset[int] | None = None

    def accepts(self, candidate: Candidate) -> bool:
        """True for a segment of the language and memories that are asked for."""
        known = self.memories is None or candidate.memory in self.memories
        return known and language.best(self.tag, [candidate.language]) is not None


@dataclass(frozen=True, slots=True)
class _Found:
    """A segment that holds the query, and where; `length` is in tokens, `LONGEST` for longer ones."""

    length: int
    candidate: Candidate
    spans: list[Span] = field(compare=False)

    def rank(self) -> tuple[int, int, int]:
        """The shortest first, then the unit that came first."""
        return self.length, self.candidate.unit, self.candidate.position


class Finder:
    """Looks for one query in the languages that it may be in."""

    def __init__(self, store: Store, indexes: Indexes, sought: Sequence[Sought]) -> None:
        self.store, self.indexes, self.sought = store, indexes, sought
        self._proposed = self._looked_at = 0

    def hits(self, renderings: Sequence[Phrase], why: str, limit: int) -> list[SegmentHit]:
        """Units with a segment that holds the query, each once, by their shortest such segment, shortest first."""
        found = list(islice(self._units(), max(limit, _SAMPLE)))
        stored = self.store.units({each.candidate.unit for each in found})
        told = Renderings(self.store, self.indexes, renderings, self._looked_at / max(self._proposed, 1))
        for each in found:
            told.learn(each.candidate.language, stored[each.candidate.unit].unit)
        return [self._hit(stored[each.candidate.unit], each, told, why) for each in found[:limit]]

    def _hit(self, stored: StoredUnit, found: _Found, told: Renderings, why: str) -> SegmentHit:
        others = [each for each in stored.unit.segments if each.language != found.candidate.language]
        return hit_of(stored, found.candidate, found.spans, others, told, why)

    def _units(self) -> Iterator[_Found]:
        seen: set[int] = set()
        for each in merge(*map(self._found, self.sought), key=_Found.rank):
            if each.candidate.unit not in seen:
                seen.add(each.candidate.unit)
                yield each

    def _found(self, sought: Sought) -> Iterator[_Found]:
        """Segments of one language, shortest first."""
        wanted = pattern(sought.text, sought.tag, sought.mode)
        if wanted is None:
            return
        proposed = _proposed(self.store, self.indexes.of(primary(sought.tag)), primary(sought.tag), wanted)
        self._proposed += len(proposed)
        start, size = 0, _FIRST
        while start < len(proposed):
            some = proposed[start : start + size]
            self._looked_at += len(some)
            yield from sorted(self._verified(sought, wanted, some), key=_Found.rank)
            start, size = start + size, min(2 * size, _AT_ONCE)

    def _verified(self, sought: Sought, wanted: Pattern, some: I64) -> Iterator[_Found]:
        proposed = set(some.tolist())
        units = sorted({number & _UNIT for number in proposed})
        for candidate in self.store.candidates(primary(sought.tag), units):
            if not sought.accepts(candidate) or not wanted.may_stand(candidate.text):
                continue
            sentence = Sentence.of(candidate.text, sought.tag)
            length = min(len(sentence.stems), LONGEST)
            if length << _UNIT_BITS | candidate.unit in proposed and (spans := wanted.spans(sentence)):
                yield _Found(length, candidate, spans)


_UNIT_BITS = 48
_UNIT = (1 << _UNIT_BITS) - 1


def _proposed(store: Store, index: Index, family: str, wanted: Pattern) -> I64:
    """The texts that the index cannot rule out, as their length in tokens above their unit: ascending, each once."""
    fresh = [each for each in store.fresh(family, 1, _EVERY_LENGTH) if _may_hold(each, wanted)]
    plan = _plan(store, index, family, wanted)
    columns = index.listed(store, plan) if plan else index.frame.in_window(_ANY_LENGTH)
    units = np.array(index.frame.units(columns), np.int64)
    lengths = (index.frame.entries[columns] >> np.uint32(24)).astype(np.int64)
    settled = ~np.isin(units, np.array(store.fresh_units(family), np.int64))
    own = [min(len(each.keys) >> 1, LONGEST) << _UNIT_BITS | each.unit for each in fresh]
    return np.unique(np.concatenate([(lengths << _UNIT_BITS | units)[settled], np.array(own, np.int64)]))


_EVERY_LENGTH = 1 << 62


def _may_hold(fresh: UnitKeys, wanted: Pattern) -> bool:
    if not wanted.needed:
        return True
    needed, keys = wanted.needed[0], fresh.text
    return sum(chr(term) in keys for term in needed.terms) >= len(needed.terms) - needed.lost


def _plan(store: Store, index: Index, family: str, wanted: Pattern) -> Plan | None:
    """The cheapest way to all texts that may have the pattern; None where no list is sure to lead there."""
    plans = [_rarest(needed, index) for needed in wanted.needed]
    if wanted.choose and all(_cost(plan, index) > _CHEAP for plan in plans):
        plans.append(_by_words(index, family, wanted.choose(store.words(family))))
    return min(plans, key=lambda plan: _cost(plan, index), default=None)


def _by_words(index: Index, family: str, words: Sequence[str]) -> Plan:
    """The way to all texts that have one of these words."""
    terms = frozenset(ord(key_of_word(word, family)) for word in words)
    return _rarest(Needed(terms, len(terms) - 1), index) if terms else Plan((), (), 1, _ANY_LENGTH)


def _cost(plan: Plan, index: Index) -> int:
    return int(index.sizes[list(plan.terms)].sum())


def _rarest(needed: Needed, index: Index) -> Plan:
    terms = sorted(needed.terms, key=lambda term: (int(index.sizes[term]), term))[: needed.lost + _MOST_LISTS]
    return Plan(tuple(terms), (1,) * len(terms), len(terms) - needed.lost, _ANY_LENGTH)


def hit_of(
    stored: StoredUnit, found: Candidate, spans: Sequence[Span], others: Sequence[Segment], told: Renderings, why: str
) -> SegmentHit:
    """The answer for a segment: itself with the hits marked, then other sides with the translation marked."""
    source = Side(found.language, found.text, marked(found.text, spans))
    return SegmentHit(why, stored.number, stored.memory, (source, *(_other_side(each, told) for each in others)))


def _other_side(segment: Segment, told: Renderings) -> Side:
    spans, mark = told.spans(segment)
    return Side(segment.language, segment.text, marked(segment.text, spans, mark))
