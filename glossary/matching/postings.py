"""Builds a block of the index: the entries of its texts with their signatures, and for each term the list of entries.

An entry is 32 bits: the text's number of tokens (255 for longer ones) above its unit's distance from the block's base.
Entries stand in ascending order everywhere, so the texts of a length window are one slice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .grams import I64, PAIR, TERMS, U16, U32, pair_hashes
from .signatures import U64, signatures

LONGEST = 255
"""Texts of this many tokens and more stand together."""
SPAN = 1 << 24
"""How far a unit's number may lie from its block's base."""
_SORTED_AT_ONCE = 1_000_000

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Block:
    """The index of some texts of one language.

    `entries` and `signatures` have one row a text; texts of one unit and one length have equal entries. `lists`
    gives (term, entries as bytes) in order of terms; when it is exhausted, `sizes` has the length of each term's list.
    """

    base: int
    entries: U32
    signatures: U64
    sizes: U32
    lists: Iterator[tuple[int, memoryview]]


def build(ids: I64, lengths: I64, codes: U16) -> Block:
    """A block of texts: their units (ascending, within `SPAN`), lengths in tokens (1 or more), and keys joined."""
    base = int(ids[0])
    packed = entry_of(lengths, ids - base)
    order = np.argsort(packed, kind="stable")
    sizes = np.zeros(TERMS, np.uint32)
    columns = signatures(codes, lengths)[order]
    return Block(base, packed[order], columns, sizes, _lists(codes, np.repeat(packed, lengths), lengths, sizes))


def entry_of(lengths: I64, offsets: I64) -> U32:
    """The entries of texts with these lengths in tokens at these offsets from the base."""
    packed: U32 = ((np.minimum(lengths, LONGEST) << 24) | offsets).astype(np.uint32)
    return packed


def units_of(entries: U32, bases: I64 | int) -> list[int]:
    """The units that entries stand for, counted from their block's base (one for all, or one for each)."""
    units: list[int] = ((entries & np.uint32(SPAN - 1)).astype(np.int64) + bases).tolist()
    return units


def _lists(codes: U16, owners: U32, lengths: I64, sizes: U32) -> Iterator[tuple[int, memoryview]]:
    meant = np.ones(len(codes), np.bool_)
    yield from _grouped(codes, owners, meant, sizes[:PAIR], 0)
    meant[np.cumsum(lengths) - 1] = False  # the last token of a text makes no pair with the first of the next
    yield from _grouped(pair_hashes(codes), owners[:-1], meant[:-1], sizes[PAIR:], PAIR)


def _grouped(codes: U16, owners: U32, meant: Bools, sizes: U32, first: int) -> Iterator[tuple[int, memoryview]]:
    """For each code that is meant somewhere its owners, ascending, each once; some codes at a time, for little room."""
    for low, high in _ranges(codes):
        wanted = (codes >= low) & (codes <= high) & meant
        both = codes[wanted].astype(np.uint64)
        both <<= np.uint64(32)
        both |= owners[wanted]
        both.sort()
        new = _changes(both)
        entries = both.astype(np.uint32)[new]
        both >>= np.uint64(32)
        found = both.astype(np.uint16)[new]
        starts = np.flatnonzero(_changes(found))
        ends = np.append(starts[1:], len(found))[: len(starts)]
        sizes[found[starts]] = ends - starts
        data = memoryview(entries.view(np.uint8).data)
        for code, start, end in zip(found[starts].tolist(), starts.tolist(), ends.tolist(), strict=True):
            yield first + code, data[4 * start : 4 * end]


def _ranges(codes: U16) -> Iterator[tuple[int, int]]:
    """Ranges of codes, both ends in, that together hold all and each about `_SORTED_AT_ONCE` tokens at the most."""
    counts = np.zeros(PAIR, np.int64)
    for start in range(0, len(codes), _SORTED_AT_ONCE):
        counts += np.bincount(codes[start : start + _SORTED_AT_ONCE], minlength=PAIR)
    reached = np.cumsum(counts)
    low = 0
    while low < PAIR:
        before = int(reached[low - 1]) if low else 0
        high = max(low, int(np.searchsorted(reached, before + _SORTED_AT_ONCE)) - 1)
        yield low, high
        low = high + 1


def _changes(values: npt.NDArray[np.unsignedinteger]) -> Bools:
    """True where a value differs from the one before it, and at the first."""
    changed = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed
