"""Groups items whose texts are nearly the same on every side, without comparing all with all.

In the order of their lengths each item joins the first group whose first item it is near, or founds one. Of two texts
that are near, each ordered by how rare its pairs of neighbouring keys are, the rarest ``lost_pairs + 1`` of both have
one in common (prefix filter: Chaudhuri, Ganti and Kaushik, "A primitive operator for similarity joins in data
cleaning", ICDE 2006). What has one in common on the first side is ruled out by its signatures, or compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from .grams import I64, U16, U32, singles
from .plan import lost_pairs, window_of
from .signatures import U64, lacking, signatures

LOWEST = 75
"""Points down to which a text always has more pairs than a text near it can lack."""
_TEXTS_AT_ONCE = 1 << 12
_PAIRS_AT_ONCE = 1 << 18
_COMPARED_AT_ONCE = 1 << 14
_MOST_COUNTED = (1 << 20) - 1
_ROUNDING = 1e-8
_END = 1 << 62
_LOWER = np.uint64(0xFFFFFFFF)
# Odd numbers without pattern (Knuth, TAOCP vol. 3, 6.4, in 64 bits); what shares a hash by chance is compared in vain.
_MIX_PAIR, _MIX_TIME, _MIX_KIND = np.array((0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9), np.uint64)

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Side:
    """The keys of one text of every item, joined, and where each text ends."""

    codes: U16
    ends: I64

    @classmethod
    def of(cls, keys: Sequence[str]) -> Side:
        """A side from the keys themselves."""
        return cls(singles("".join(keys)), np.cumsum([len(each) for each in keys], dtype=np.int64))

    @cached_property
    def lengths(self) -> I64:
        return np.diff(self.ends, prepend=0)

    @cached_property
    def signatures(self) -> U64:
        return signatures(self.codes, self.lengths)

    def texts(self, items: I64) -> list[str]:
        """The keys of some items."""
        starts = self.ends[items] - self.lengths[items]
        parts = zip(starts.tolist(), self.ends[items].tolist(), strict=True)
        return [self.codes[start:end].tobytes().decode("utf-16-le") for start, end in parts]


def groups(sides: Sequence[Side], kinds: U64, threshold: int) -> I64:
    """For each item the first one of its group, which may be itself.

    `threshold` is in points, of the keys on each side, from `LOWEST` to 100. Only items of one kind are grouped, and
    none whose first side is empty.
    """
    assert threshold >= LOWEST
    order = np.argsort(sides[0].lengths, kind="stable")
    firsts = _Grouping(sides, kinds, threshold, order).run()
    found = np.empty_like(order)
    found[order] = order[firsts]
    return found


class _Grouping:
    """The work in progress. Items go by their place in the order of length, so that none is longer than a later one."""

    def __init__(self, sides: Sequence[Side], kinds: U64, threshold: int, order: I64) -> None:
        self.sides, self.threshold, self.order = sides, threshold, order
        self.firsts = np.arange(len(order))
        self.joined = np.zeros(len(order), np.bool_)
        places = np.empty_like(order)
        places[order] = self.firsts
        lengths, counts = np.unique(sides[0].lengths, return_counts=True)
        shortest = [window_of(length, threshold).shortest for length in lengths.tolist()]
        self.lowest = np.repeat(sides[0].lengths[order].searchsorted(shortest), counts)
        self.shared = _Shared.of(*_rare_pairs(sides[0], kinds, threshold), places, self.lowest)

    def run(self) -> I64:
        """For each place the place of the first of its group."""
        start, joined = 0, 0
        while start < len(self.order):
            stop = self.shared.reach(start)
            self._settle(*self._possible(*self.shared.pairs(start, stop)))
            if np.count_nonzero(self.joined) > joined + len(self.order) // 8:
                joined = int(np.count_nonzero(self.joined))
                self.shared = _Shared.of_keys(self.shared.keys[~self.joined[self.shared.places]], self.lowest)
            start = stop
        return self.firsts

    def _possible(self, a: I64, b: I64) -> tuple[I64, I64]:
        """Those pairs that neither signature rules out, each once, ascending."""
        founding = ~self.joined[a]
        both = np.unique(a[founding].astype(np.uint64) << np.uint64(32) | b[founding].astype(np.uint64))
        a, b = (both >> np.uint64(32)).astype(np.int64), (both & _LOWER).astype(np.int64)
        for side in self.sides:
            one, other = self.order[a], self.order[b]
            most = np.maximum(side.lengths[one], side.lengths[other]) * (100 - self.threshold) // 100
            near = lacking(side.signatures[one], side.signatures[other]) <= most
            near &= lacking(side.signatures[other], side.signatures[one]) <= most
            a, b = a[near], b[near]
        return a, b

    def _settle(self, a: I64, b: I64) -> None:
        """Compares ascending pairs; by the time that one's turn comes, what becomes of its first item is known."""
        for start in range(0, len(a), _COMPARED_AT_ONCE):
            some = slice(start, start + _COMPARED_AT_ONCE)
            open_ = ~(self.joined[a[some]] | self.joined[b[some]])
            one, other = a[some][open_], b[some][open_]
            near = self._near(self.order[one], self.order[other])
            for first, later in zip(one[near].tolist(), other[near].tolist(), strict=True):
                if not (self.joined[first] or self.joined[later]):
                    self.joined[later], self.firsts[later] = True, first

    def _near(self, one: I64, other: I64) -> I64:
        """Which pairs of items are near on every side."""
        near = np.arange(len(one))
        least = self.threshold / 100 - _ROUNDING
        for side in self.sides:
            texts = side.texts(one[near]), side.texts(other[near])
            points = process.cpdist(
                *texts, scorer=Levenshtein.normalized_similarity, score_cutoff=least, dtype=np.float64
            )
            near = near[points >= least]
        return near


@dataclass(frozen=True)
class _Shared:
    """The rare pairs that several items have: ``pair << 32 | place``, ascending, the pairs numbered."""

    keys: U64
    lows: I64
    """Where the entries begin of items with the same pair that are long enough to be near."""

    @classmethod
    def of(cls, hashes: U64, items: I64, places: I64, lowest: I64) -> _Shared:
        """Of all rare pairs; those that one item alone has are left out."""
        _, numbers, counts = np.unique(hashes, return_inverse=True, return_counts=True)
        several = counts[numbers] > 1
        keys = numbers[several].astype(np.uint64) << np.uint64(32) | places[items[several]].astype(np.uint64)
        keys.sort()
        return cls.of_keys(keys, lowest)

    @classmethod
    def of_keys(cls, keys: U64, lowest: I64) -> _Shared:
        least = lowest[(keys & _LOWER).astype(np.int64)].astype(np.uint64)
        return cls(keys, keys.searchsorted(keys & ~_LOWER | least))

    @cached_property
    def places(self) -> I64:
        return (self.keys & _LOWER).astype(np.int64)

    @cached_property
    def counts(self) -> I64:
        """How many entries each is to be paired with."""
        return np.arange(len(self.keys)) - self.lows

    @cached_property
    def _by_place(self) -> I64:
        return np.argsort(self.places, kind="stable")

    @cached_property
    def _ascending(self) -> I64:
        return self.places[self._by_place]

    @cached_property
    def _reached(self) -> I64:
        return np.cumsum(self.counts[self._by_place])

    def reach(self, start: int) -> int:
        """The place up to which all later ones can be looked at together, one at least."""
        first = int(self._ascending.searchsorted(start))
        before = int(self._reached[first - 1]) if first else 0
        last = int(self._reached.searchsorted(before + _PAIRS_AT_ONCE, side="right"))
        return max(start + 1, int(self._ascending[last])) if last < len(self._ascending) else _END

    def pairs(self, start: int, stop: int) -> tuple[I64, I64]:
        """Places that share a rare pair, the later from `start` to before `stop`; some several times."""
        inside = slice(*self._ascending.searchsorted((start, stop)).tolist())
        entries = self._by_place[inside]
        counts = self.counts[entries]
        earlier = np.repeat(self.lows[entries] - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        return self.places[earlier], np.repeat(self.places[entries], counts)


def _rare_pairs(side: Side, kinds: U64, threshold: int) -> tuple[U64, I64]:
    """The rarest pairs of every item, as hashes, and the items that they are of.

    The last key of a text makes a pair with the end. A pair that a text has again counts as another one.
    """
    often = np.zeros(1 << 16, np.int64)
    for _, pairs in _pairs(side):
        often += np.bincount(_short(pairs), minlength=1 << 16)
    lengths, places = np.unique(side.lengths, return_inverse=True)
    wanted = np.array([lost_pairs(length, threshold) + 1 for length in lengths.tolist()], np.int64)[places]
    hashes, items = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    for first, pairs in _pairs(side):
        some = slice(first, first + _TEXTS_AT_ONCE)
        of, ordered, at = _ordered(side.lengths[some], pairs, often)
        rare = at < wanted[some][of]
        of, ordered = of[rare] + first, ordered[rare]
        hashes.append(_hashed(ordered, kinds[of]))
        items.append(of)
    return np.concatenate(hashes), np.concatenate(items)


def _pairs(side: Side) -> Iterator[tuple[int, U32]]:
    """Some texts at a time: the number of the first, and all their pairs."""
    for first in range(0, len(side.ends), _TEXTS_AT_ONCE):
        ends = side.ends[first : first + _TEXTS_AT_ONCE]
        start = int(ends[0] - side.lengths[first])
        codes = side.codes[start : int(ends[-1])].astype(np.uint32)
        following = np.append(codes[1:], np.uint32(0))
        following[ends[side.lengths[first : first + _TEXTS_AT_ONCE] > 0] - start - 1] = 0
        yield first, codes << np.uint32(16) | following


def _ordered(lengths: I64, pairs: U32, often: I64) -> tuple[I64, U64, I64]:
    """For each pair of some texts, the rarest of each text first: its text, itself below how often it is, its place."""
    of = np.repeat(np.arange(len(lengths)), lengths)
    ordered = np.minimum(often[_short(pairs)], _MOST_COUNTED).astype(np.uint64) << np.uint64(32) | pairs
    ordered |= of.astype(np.uint64) << np.uint64(52)
    ordered.sort()
    return of, ordered, np.arange(len(of)) - np.repeat(np.cumsum(lengths) - lengths, lengths)


def _hashed(ordered: U64, kinds: U64) -> U64:
    """A hash of each pair, the times that it stood before in the same text, and the kind of the text."""
    places = np.arange(len(ordered))
    new = np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]
    times = places - np.maximum.accumulate(np.where(new, places, 0))
    hashes: U64 = (ordered & _LOWER) * _MIX_PAIR ^ times.astype(np.uint64) * _MIX_TIME ^ kinds * _MIX_KIND
    return hashes


def _short(pairs: U32) -> U16:
    return (pairs * np.uint32(0x9E3779B1) >> np.uint32(16)).astype(np.uint16)
