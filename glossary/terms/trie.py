"""Finds all sequences of a large set in a text: a trie as arrays, walked from every place of the text at once.

An Aho–Corasick automaton in native code is as quick at walking, but gives Python an object a hit, and making and
looking at millions of those takes longer than the walk. Here a step of the walk is a handful of numpy operations over
all places that are still on a path, and the hits are arrays from the start. A path's next node is looked up in a hash
table of edges with open addressing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Self

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
_Small = npt.NDArray[np.int32]

_SYMBOL_BITS = 24
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 divided by the golden ratio (Knuth, TAOCP 3, §6.4)
_SLOTS_PER_EDGE = 2.5
_ROOT = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Hits as columns, the shorter before the longer: each sequence `which` stands from `starts` to before `ends`."""

    starts: Ints
    ends: Ints
    which: Ints

    def where(self, kept: npt.NDArray[Any]) -> Found:
        """The hits that a mask or a list of places chooses."""
        return Found(self.starts[kept], self.ends[kept], self.which[kept])


class Trie:
    """A set of sequences of symbols. Symbols are positive and below 2^24; 0 in a text is what no sequence holds."""

    def __init__(self, keys: Ints, children: _Small, ending: _Small, first: _Small) -> None:
        self._keys, self._children, self._ending, self._first = keys, children, ending, first
        self._shift = np.uint64(64 - (len(keys).bit_length() - 1))

    @classmethod
    def of(cls, sequences: Sequence[Sequence[int]]) -> Self:
        """Built level by level. Of equal sequences the last counts; empty ones are never found."""
        keys, children, ending = _edges(sequences)
        symbols = keys[keys < 1 << _SYMBOL_BITS]
        first = np.zeros(int(symbols.max(initial=0)) + 1, np.int32)
        first[symbols] = children[: len(symbols)]
        return cls(*_hashed(keys[len(symbols) :], children[len(symbols) :]), ending, first)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """What `from_arrays` takes."""
        return {"keys": self._keys, "children": self._children, "ending": self._ending, "first": self._first}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Self:
        return cls(arrays["keys"], arrays["children"], arrays["ending"], arrays["first"])

    def walk(self, layers: Sequence[npt.NDArray[Any]]) -> Found:
        """All hits in a text in layers of equal length: at each place it may be read as any of them says."""
        padded = [np.append(layer, 0).astype(np.int64) for layer in layers]
        places, nodes = _joined([self._enter(layer) for layer in padded])
        depth = 1
        found: list[tuple[Ints, Ints, Ints]] = []
        while len(places):
            which = self._ending[nodes]
            at = np.flatnonzero(which >= 0)
            found.append((places[at], places[at] + depth, which[at].astype(np.int64)))
            following = places + depth
            places, nodes = _joined([self._go_on(places, nodes, layer[following]) for layer in padded])
            depth += 1
        return Found(*_joined(found)) if found else Found(places, places, places)

    def _enter(self, symbols: Ints) -> tuple[Ints, Ints]:
        """The places where a sequence may begin, and the nodes of their first symbols."""
        nodes = self._first[np.where(symbols < len(self._first), symbols, 0)]
        places = np.flatnonzero(nodes)
        return places, nodes[places].astype(np.int64)

    def _go_on(self, places: Ints, nodes: Ints, symbols: Ints) -> tuple[Ints, Ints]:
        """Those places whose path goes on with their symbol, and the nodes it leads to."""
        able = np.flatnonzero(symbols)
        keys = nodes[able] << _SYMBOL_BITS | symbols[able]
        slots = ((keys.view(np.uint64) * _SPREAD) >> self._shift).view(np.int64)
        there = self._keys[slots]
        same = there == keys
        others = np.flatnonzero(~same & (there != 0))
        while len(others):
            slots[others] = (slots[others] + 1) & (len(self._keys) - 1)
            there = self._keys[slots[others]]
            same[others] = there == keys[others]
            others = others[(there != keys[others]) & (there != 0)]
        on = np.flatnonzero(same)
        return places[able[on]], self._children[slots[on]].astype(np.int64)


def _joined(parts: Sequence[tuple[Ints, ...]]) -> tuple[Ints, ...]:
    """Tuples of columns, one under the other."""
    return tuple(map(np.concatenate, zip(*parts, strict=True))) if parts[1:] else parts[0]


def _edges(sequences: Sequence[Sequence[int]]) -> tuple[Ints, _Small, _Small]:
    """The edges of the trie, their children, and for each node the sequence that ends there (-1: none)."""
    lengths = np.fromiter(map(len, sequences), np.int64, len(sequences))
    symbols = np.fromiter(chain.from_iterable(sequences), np.int64, int(lengths.sum()))
    begins = np.cumsum(lengths) - lengths
    nodes = np.full(len(sequences), _ROOT)
    going = np.flatnonzero(lengths)
    ended = going
    keys: list[Ints] = [np.zeros(0, np.int64)]
    count, depth = 1, 0
    while len(going):
        level, which = np.unique(nodes[going] << _SYMBOL_BITS | symbols[begins[going] + depth], return_inverse=True)
        nodes[going] = count + which
        keys.append(level)
        count, depth = count + len(level), depth + 1
        going = going[lengths[going] > depth]
    ending = np.full(count, -1, np.int32)
    ending[nodes[ended]] = ended
    return np.concatenate(keys), np.arange(1, count, dtype=np.int32), ending


def _hashed(keys: Ints, children: _Small) -> tuple[Ints, _Small]:
    """The edges in a table whose size is a power of two; a key that finds its slot taken goes to the next free one."""
    bits = max(1, int(len(keys) * _SLOTS_PER_EDGE).bit_length())
    slots, values = np.zeros(1 << bits, np.int64), np.zeros(1 << bits, np.int32)
    at = ((keys.view(np.uint64) * _SPREAD) >> np.uint64(64 - bits)).view(np.int64)
    left = np.arange(len(keys))
    while len(left):
        trying = left[slots[at[left]] == 0]
        slots[at[trying]] = keys[trying]  # of several that try one slot, the last stays
        placed = slots[at[left]] == keys[left]
        values[at[left[placed]]] = children[left[placed]]
        left = left[~placed]
        at[left] = (at[left] + 1) & (len(slots) - 1)
    return slots, values
