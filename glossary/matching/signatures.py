"""Signatures: 128 bits a text, which say at once that two texts differ in more tokens than a match may.

Every key sets one bit. With d edits between two texts at most d of the bits of either are not set in the other. Bits
may collide, so a signature can let too much through and never hides a match (superimposed coding: Knuth, TAOCP vol. 3,
6.5).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .grams import I64, U16

WORDS = 2
"""64-bit words a signature."""
_BITS = 64 * WORDS
_BITS_OF_HASH = np.uint32(32 - (_BITS - 1).bit_length())
_TEXTS_AT_ONCE = 1 << 12

U64 = npt.NDArray[np.uint64]
Bits = npt.NDArray[np.uint16]
"""Numbers of bits."""


def signature(codes: U16) -> U64:
    """The signature of one text, its keys given as numbers."""
    only: U64 = signatures(codes, np.array([len(codes)]))[0]
    return only


def signatures(codes: U16, lengths: I64) -> U64:
    """The signatures of texts with these numbers of keys, keys joined: a row of `WORDS` for each."""
    ends = np.cumsum(lengths)
    found = np.zeros((len(lengths), WORDS), np.uint64)
    for first in range(0, len(lengths), _TEXTS_AT_ONCE):
        some = lengths[first : first + _TEXTS_AT_ONCE]
        start = int(ends[first] - lengths[first])
        bits = _bits(codes[start : start + int(some.sum())])
        held = np.zeros((len(some), _BITS), np.bool_)
        held[np.repeat(np.arange(len(some)), some), bits] = True
        found[first : first + len(some)] = np.packbits(held, axis=1).view(np.uint64)
    return found


def _bits(codes: U16) -> npt.NDArray[np.uint32]:
    """The bit of each key: multiplicative hashing (Knuth, TAOCP vol. 3, 6.4)."""
    hashed: npt.NDArray[np.uint32] = (codes.astype(np.uint32) * np.uint32(0x9E3779B1)) >> _BITS_OF_HASH
    return hashed


def lacking(some: U64, others: U64) -> Bits:
    """How many bits of `some` are not set in `others`; either may be one signature or a row for each of many."""
    counts: Bits = np.bitwise_count(some & ~others).sum(axis=1, dtype=np.uint16)
    return counts
