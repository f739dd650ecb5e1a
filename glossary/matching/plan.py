"""Chooses which lists of the index a query must look at, and reads the candidates out of them.

With d edits between query A and a match B, at most d of A's tokens and 2d of its neighbouring pairs are not in B. A
match of T points or more has ``d ≤ (1 − T/100) · max(|A|, |B|)``. So of the rarest tokens, one more than that many must
hit every match; so must one more than that many of the rarest pairs. Looking at m more lists than this bound asks for,
every match is still hit m + 1 times, which leaves few candidates to compare (counting filter: Li, Lu and Lu,
"Efficient merging and filtering algorithms for approximate string searches", ICDE 2008).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .grams import PAIR, U16, U32, pair_hashes
from .postings import LONGEST

_CHEAP = 3000
"""Entries that are cheaper to count than a candidate more is to fetch and compare: lists up to here are extra."""
_MOST_EXTRA = 3
_FEW = 100
"""So many candidates are fetched and compared without looking for a cheaper way."""
_WORTH = 300
"""Entries that cost about as much to count as a candidate to fetch and compare."""
_WORTH_CUTTING = 4096


@dataclass(frozen=True, slots=True)
class Window:
    """The numbers of tokens that a match of a query can have."""

    shortest: int
    longest: int

    def bounds(self) -> tuple[int, int]:
        """The lowest and highest entry that lie in the window."""
        return min(self.shortest, LONGEST) << 24, ((min(self.longest, LONGEST) + 1) << 24) - 1

    def slice(self, entries: U32) -> slice:
        """Where the entries of these lengths stand among ascending ones."""
        low, high = self.bounds()
        start, end = entries.searchsorted(np.array((low, high), np.uint32)).tolist()
        return slice(start, end + (end < len(entries) and int(entries[end]) == high))


@dataclass(frozen=True, slots=True)
class Plan:
    """The terms to look at, how often the query holds each, and how many hits every match is sure to have."""

    terms: tuple[int, ...]
    weights: tuple[int, ...]
    hits: int
    window: Window


def window_of(length: int, threshold: int) -> Window:
    """A match of `threshold` points has at least that share of the longer text's tokens in the shorter."""
    return Window(-(-length * threshold // 100), length * 100 // threshold)


def lost_singles(length: int, threshold: int) -> int:
    """The most of a query's tokens that a match can lack."""
    return length * (100 - threshold) // 100


def lost_pairs(length: int, threshold: int) -> int:
    """The most of a query's pairs that a match can lack, whatever the match's length.

    A match longer by i takes i insertions, which break one pair each; every other edit breaks two at most.
    """
    longest = length * 100 // threshold
    return max(2 * ((length + i) * (100 - threshold) // 100) - i for i in range(longest - length + 1))


@dataclass(frozen=True, slots=True)
class Choice:
    """The lists that a query may look at, shortest first.

    `places` says for how many places of the query a list and all before it stand, `entries` how long they are together.
    Every match lacks `lost` places at most, so the first `needed` lists must lead to it.
    """

    terms: npt.NDArray[np.int64]
    weights: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]
    entries: npt.NDArray[np.int64]
    lost: int
    needed: int
    window: Window

    def plan(self, lists: int) -> Plan:
        """The plan of the first so many lists, at least the needed ones."""
        terms, weights = self.terms[:lists].tolist(), self.weights[:lists].tolist()
        return Plan(tuple(terms), tuple(weights), int(self.places[lists - 1]) - self.lost, self.window)

    def first(self) -> Plan:
        """The needed lists, and a few more where they are cheap."""
        sizes = np.diff(self.entries, prepend=0)
        affordable = int(np.searchsorted(sizes, max(_CHEAP, 2 * int(sizes[self.needed - 1])), side="right"))
        return self.plan(max(self.needed, min(affordable, self.needed + _MOST_EXTRA)))

    def longer(self, plan: Plan, candidates: int) -> Plan | None:
        """A plan with more lists, where what a plan has left makes them worth it; None where it does not."""
        lists = len(plan.terms)
        budget = int(self.entries[lists - 1]) + _WORTH * candidates
        affordable = int(np.searchsorted(self.entries, budget, side="right"))
        more = min(affordable, 2 * lists - self.needed + 1)
        return self.plan(more) if candidates > _FEW and more > lists else None


def choose(codes: U16, threshold: int, sizes: npt.NDArray[np.int64]) -> Choice | None:
    """The cheapest lists that every match of a query with these keys must be in; `sizes` says how long each list is.

    None where no choice of lists is sure to hit (a threshold so low that a match need share nothing): scan then.
    """
    window = window_of(len(codes), threshold)
    pairs = pair_hashes(codes).astype(np.int64) + PAIR
    choices = (
        _rarest(codes.astype(np.int64), lost_singles(len(codes), threshold), sizes, window),
        _rarest(pairs, lost_pairs(len(codes), threshold), sizes, window),
    )
    sure = [choice for choice in choices if choice is not None]
    return min(sure, key=lambda choice: int(choice.entries[choice.needed - 1]), default=None)


def _rarest(grams: npt.NDArray[np.int64], lost: int, sizes: npt.NDArray[np.int64], window: Window) -> Choice | None:
    """The lists of these grams; None where a match can lack them all."""
    if len(grams) <= lost:
        return None
    terms, counts = np.unique(grams, return_counts=True)
    order = np.argsort(sizes[terms], kind="stable")
    terms, counts = terms[order], counts[order]
    places = np.cumsum(counts)
    needed = int(np.searchsorted(places, lost, side="right")) + 1
    return Choice(terms, counts, places, np.cumsum(sizes[terms]), lost, needed, window)


def count(lists: dict[int, bytes], plan: Plan) -> U32:
    """The entries that at least `plan.hits` of the query's places lead to, ascending, each once."""
    data = b"".join(
        [
            _cut(lists[term], plan.window) * min(weight, plan.hits)
            for term, weight in zip(plan.terms, plan.weights, strict=True)
            if term in lists
        ]
    )
    entries = np.frombuffer(bytearray(data), np.uint32)
    entries.sort()
    entries = entries[plan.window.slice(entries)]
    times = plan.hits
    if len(entries) < times:
        return entries[:0]
    often = entries[: len(entries) - times + 1]
    return distinct(often[entries[times - 1 :] == often])


def distinct(ascending: U32) -> U32:
    """The values of an ascending array, each once."""
    return ascending[np.append(True, ascending[1:] != ascending[:-1])] if len(ascending) else ascending


def _cut(data: bytes, window: Window) -> bytes:
    """A list without the entries of other lengths, where it is long enough for that to pay."""
    if len(data) < _WORTH_CUTTING:
        return data
    inside = window.slice(np.frombuffer(data, np.uint32))
    return data[4 * inside.start : 4 * inside.stop]
