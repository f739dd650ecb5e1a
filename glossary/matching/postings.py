"""Builds a block of the index: for each term, the entries of the segments that hold it, shortest segments first.

An entry is 32 bits: the segment's number of tokens (255 for longer ones) above its distance from the block's base id.
Entries of a list are in ascending order, so the segments of a length window are one slice of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .grams import I64, PAIR, TERMS, U16, U32, pair_hashes

LONGEST = 255
"""Segments of this many tokens and more stand together."""
SPAN = 1 << 24
"""How far a segment's id may lie from its block's base."""


@dataclass(frozen=True, slots=True)
class Block:
    """The postings of some segments of one language: `lists` gives (term, entries as bytes) in order of terms."""

    base: int
    texts: int
    sizes: bytes
    lists: Iterator[tuple[int, memoryview]]


def build(ids: I64, lengths: I64, codes: U16) -> Block:
    """A block of segments: their ids (ascending, all within `SPAN`), their lengths in tokens, their keys joined."""
    base = int(ids[0])
    entries = entry_of(lengths, ids - base)
    order = np.argsort(entries)
    codes = codes[_tokens_in(order, lengths)]
    owners = np.repeat(entries[order], lengths[order])
    groups = [_group(codes, owners, 0), _group(*_pairs(codes, owners), PAIR)]
    sizes = np.zeros(TERMS, np.uint32)
    for group in groups:
        sizes[group.terms] = group.ends - group.starts
    return Block(base, len(ids), sizes.tobytes(), (pair for group in groups for pair in group.lists()))


def _tokens_in(order: npt.NDArray[np.intp], lengths: I64) -> npt.NDArray[np.int32]:
    """Where the tokens of segments taken in this order stand among the tokens of all."""
    starts = np.cumsum(lengths) - lengths
    new_starts = np.cumsum(lengths[order]) - lengths[order]
    moved = np.repeat((starts[order] - new_starts).astype(np.int32), lengths[order])
    moved += np.arange(len(moved), dtype=np.int32)
    return moved


def entry_of(lengths: I64, offsets: I64) -> U32:
    """The entries of segments with these lengths in tokens at these offsets from the base."""
    packed: U32 = ((np.minimum(lengths, LONGEST) << 24) | offsets).astype(np.uint32)
    return packed


@dataclass(frozen=True, slots=True)
class _Group:
    terms: I64
    starts: I64
    ends: I64
    entries: U32

    def lists(self) -> Iterator[tuple[int, memoryview]]:
        data = memoryview(self.entries.view(np.uint8).data)
        for term, start, end in zip(self.terms.tolist(), self.starts.tolist(), self.ends.tolist(), strict=True):
            yield term, data[4 * start : 4 * end]


def _pairs(codes: U16, owners: U32) -> tuple[U16, U32]:
    within = owners[1:] == owners[:-1]
    return pair_hashes(codes)[within], owners[1:][within]


def _group(codes: U16, owners: U32, first_term: int) -> _Group:
    """Owners grouped by code, each once a code. A stable sort of 16 bits is a radix sort and keeps owners ascending."""
    order = np.argsort(codes, kind="stable")
    codes, owners = codes[order], owners[order]
    new_code = _changes(codes)
    keep = new_code | _changes(owners)
    codes, owners, new_code = codes[keep], owners[keep], new_code[keep]
    starts = np.flatnonzero(new_code)
    ends = np.append(starts[1:], len(codes))
    return _Group(codes[starts].astype(np.int64) + first_term, starts, ends, np.ascontiguousarray(owners))


def _changes(values: U16 | U32) -> npt.NDArray[np.bool_]:
    """True where a value differs from the one before it, and at the first."""
    changed = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed
