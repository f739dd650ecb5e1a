"""Signatures: 128 bits a text, which say at once that two texts differ in more tokens than a match may.

Every key sets one bit. With d edits between two texts at most d of the bits of either are not set in the other. Bits
may collide, so a signature can let too much through and never hides a match (superimposed coding: Knuth, TAOCP vol. 3,
6.5).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .grams import I64, U16, U32

WORDS = 2
"""64-bit words a signature."""
_BIT_OF_HASH = np.uint32(32 - 7)  # the upper seven bits of 32 name one of 128
_TEXTS_AT_ONCE = 1 << 14

U64 = npt.NDArray[np.uint64]


def signature(codes: U16) -> U64:
    """The signature of one text, its keys given as numbers."""
    return signatures(codes, np.array([len(codes)]))[:, 0]


def signatures(codes: U16, lengths: I64) -> U64:
    """The signatures of texts with these numbers of keys (one or more each), keys joined: a row for each word."""
    ends = np.cumsum(lengths)
    found = np.zeros((WORDS, len(lengths)), np.uint64)
    for first in range(0, len(lengths), _TEXTS_AT_ONCE):
        last = min(first + _TEXTS_AT_ONCE, len(lengths))
        start = int(ends[first] - lengths[first])
        bits = _bits(codes[start : int(ends[last - 1])])
        starts = ends[first:last] - lengths[first:last] - start
        for word in range(WORDS):
            mine = np.where(bits >> np.uint32(6) == word, np.uint64(1) << (bits & np.uint32(63)).astype(np.uint64), 0)
            found[word, first:last] = np.bitwise_or.reduceat(mine.astype(np.uint64), starts)
    return found


def _bits(codes: U16) -> U32:
    """The bit of each key: multiplicative hashing (Knuth, TAOCP vol. 3, 6.4)."""
    hashed: U32 = (codes.astype(np.uint32) * np.uint32(0x9E3779B1)) >> _BIT_OF_HASH
    return hashed


def lacking(some: U64, others: U64) -> npt.NDArray[np.uint8]:
    """How many bits of `some` are not set in `others`; either may be one signature or many."""
    counts: npt.NDArray[np.uint8] = np.bitwise_count(some & ~others).sum(axis=0, dtype=np.uint8)
    return counts
