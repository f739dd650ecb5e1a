"""The longest stretches of a text that the memories have whole, each with sentences that hold it and its translation.

A stretch of tokens occurs only in texts that have all its pairs of neighbours. So from each token on the lists of the
next pairs are intersected until none is left, and from that length downwards what is left is verified on the texts.
Every part of a stretch that occurs does too, so the ends found never go back: one pass finds all maximal stretches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np

from glossary.answers import Fragment, Fragments, SegmentHit
from glossary.matching.grams import I64, PAIR, pair_hashes, singles
from glossary.matching.patterns import Sentence
from glossary.store import Store
from glossary.store.values import Candidate, StoredUnit
from glossary.text.fold import primary
from glossary.text.keys import key_text
from glossary.text.tokenise import UNSPACED
from tmx import language
from tmx.model import Segment

from .concordance import hit_of
from .indexes import Index, Indexes
from .lookup import known_renderings
from .matching import target_of
from .renderings import Renderings

CONTEXTS = 3
"""Sentences that are shown of a stretch."""
MOST_TOKENS = 400
"""Of a longer text only so much is looked at."""
_SAMPLE = 50
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_FIRST, _AT_ONCE = 16, 512
_OFTEN = 20
"""A word is a function word where one text in so many of the language has it."""


@dataclass(frozen=True, slots=True)
class Query:
    """A text in its language, and the language of the translations that are wanted."""

    text: str
    source: str
    target: str
    limit: int = 10


@dataclass(frozen=True, slots=True)
class _Context:
    """A segment that holds a stretch, in a unit that has the target language."""

    candidate: Candidate
    stored: StoredUnit
    target: Segment
    at: tuple[int, int]


class Fragmenter:
    """Answers one query."""

    def __init__(self, store: Store, indexes: Indexes, query: Query) -> None:
        self.store, self.indexes, self.query = store, indexes, query
        self.family = primary(query.source)
        self.sentence = Sentence.of(query.text, query.source)
        self.keys = key_text(query.text, query.source)[:MOST_TOKENS]

    def answer(self) -> Fragments:
        """The longest first, of equal ones in the order of the text."""
        worth = [stretch for stretch in self.stretches() if self._is_worth(*stretch)]
        worth.sort(key=lambda stretch: (stretch[0] - stretch[1], stretch[0]))
        limit = self.query.limit
        return Fragments(self.query.text, tuple(self._fragment(*each) for each in worth[:limit]), len(worth) > limit)

    def stretches(self) -> Iterator[tuple[int, int]]:
        """All maximal stretches of two tokens and more that occur, as tokens from and to."""
        known = 0
        for start in range(len(self.keys) - 1):
            reach = self._reach(start)
            shortest = max(known, start + 1)
            end = next((end for end in range(reach, shortest, -1) if self._occurs(start, end)), shortest)
            if end > shortest:
                known = end
                yield start, end

    @cached_property
    def index(self) -> Index:
        return self.indexes.of(self.family)

    @cached_property
    def _fresh(self) -> list[tuple[int, str]]:
        return [(each.unit, each.text) for each in self.store.fresh(self.family, 1, 1 << 62)]

    @cached_property
    def _pairs(self) -> list[I64]:
        """For each pair of neighbours the texts that have it: their block above their entry, ascending."""
        terms = (pair_hashes(singles(self.keys)).astype(np.int64) + PAIR).tolist()
        lists = self.store.postings([block.number for block in self.index.blocks], sorted(set(terms)))
        held = {term: self._joined(lists, term) for term in set(terms)}
        return [held[term] for term in terms]

    def _joined(self, lists: dict[int, dict[int, bytes]], term: int) -> I64:
        parts = [np.empty(0, np.int64)]
        for at, block in enumerate(self.index.blocks):
            entries = np.frombuffer(lists[block.number].get(term, b""), np.uint32)
            parts.append(entries.astype(np.int64) | at << 32)
        return np.concatenate(parts)

    def _held(self, start: int, end: int) -> I64:
        """The texts in the blocks that have all pairs of a stretch."""
        found = self._pairs[start]
        for pair in self._pairs[start + 1 : end - 1]:
            found = _common(found, pair)
        return found

    def _reach(self, start: int) -> int:
        """The end of the longest stretch from a token that the lists and the fresh texts do not rule out."""
        end, found = start + 1, self._pairs[start]
        while end < len(self.keys) and len(found):
            end += 1
            found = _common(found, self._pairs[end - 1]) if end < len(self.keys) else found
        while end < len(self.keys) and any(self.keys[start : end + 1] in text for _, text in self._fresh):
            end += 1
        return end

    def _occurs(self, start: int, end: int) -> bool:
        return next(self._contexts(start, end), None) is not None

    def _contexts(self, start: int, end: int) -> Iterator[_Context]:
        """Segments that hold a stretch: the fresh ones, then the others, shortest first."""
        keys = self.keys[start:end]
        fresh = [unit for unit, text in self._fresh if keys in text]
        yield from self._verify(fresh, start, end)
        units, begin, size = self._units(self._held(start, end)), 0, _FIRST
        passed = set(fresh)
        while begin < len(units):
            some = [unit for unit in units[begin : begin + size] if unit not in passed]
            holding = [each.unit for each in self.store.unit_keys(self.family, some) if keys in each.text]
            yield from self._verify(holding, start, end)
            begin, size = begin + size, min(4 * size, _AT_ONCE)

    def _units(self, found: I64) -> list[int]:
        """The units of texts, those of the shortest texts first, each once."""
        bases = np.array([block.base for block in self.index.blocks], np.int64)
        order = np.argsort(found >> 24 & 0xFF, kind="stable")
        units = ((found & 0xFFFFFF) + bases[found >> 32])[order] if len(found) else found
        return list(dict.fromkeys(units.tolist()))

    def _verify(self, units: Sequence[int], start: int, end: int) -> Iterator[_Context]:
        wanted = self.sentence.stems[start:end]
        candidates = [
            each
            for each in self.store.candidates(self.family, list(dict.fromkeys(units)))
            if language.best(self.query.source, [each.language]) is not None
        ]
        stored = self.store.units({each.unit for each in candidates})
        for each in sorted(candidates, key=lambda each: (len(each.text), each.unit, each.position)):
            target = target_of(stored[each.unit], self.query.target, each)
            place = _place(Sentence.of(each.text, self.query.source), wanted) if target else None
            if target and place:
                yield _Context(each, stored[each.unit], target, place)

    def _is_worth(self, start: int, end: int) -> bool:
        """Two words, or three characters of a script without spaces, and not function words alone."""
        words = [at for at in range(start, end) if any(map(str.isalnum, self.sentence.folded[at]))]
        size = sum(2 if _IS_UNSPACED.match(self.sentence.folded[at]) else 3 for at in words)
        texts = self.index.texts
        rare = (int(self.index.sizes[ord(self.keys[at])]) * _OFTEN <= max(texts, _OFTEN * 50) for at in words)
        return size >= 6 and any(rare)

    def _fragment(self, start: int, end: int) -> Fragment:
        span = self.sentence.span(start, end)
        text = self.query.text[slice(*span)]
        found = list(islice(self._contexts(start, end), _SAMPLE))
        renderings = known_renderings(self.store, text, self.query.source)
        told = Renderings(self.store, self.indexes, renderings, self._share(start, end, len(found)))
        for each in found:
            told.learn(each.candidate.language, each.stored.unit)
        return Fragment(*span, text, tuple(self._hit(each, told) for each in found[:CONTEXTS]), len(found) > CONTEXTS)

    def _share(self, start: int, end: int, found: int) -> float:
        """How many of the texts that may hold a stretch are in a sample of this size."""
        return found / max(found, len(self._held(start, end))) if found == _SAMPLE else 1.0

    def _hit(self, context: _Context, told: Renderings) -> SegmentHit:
        return hit_of(context.stored, context.candidate, [context.at], [context.target], told, "fragment")


def _common(one: I64, other: I64) -> I64:
    """The values that both ascending arrays have."""
    short, long = sorted((one, other), key=len)
    if not len(short):
        return short
    at = np.minimum(long.searchsorted(short), len(long) - 1)
    common: I64 = short[long[at] == short]
    return common


def _place(sentence: Sentence, wanted: list[str]) -> tuple[int, int] | None:
    """Where tokens stand first in a sentence, in code points."""
    stems, length = sentence.stems, len(wanted)
    at = next((at for at in range(len(stems) - length + 1) if stems[at : at + length] == wanted), None)
    return None if at is None else sentence.span(at, at + length)
