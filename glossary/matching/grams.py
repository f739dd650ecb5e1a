"""Turns keys into the terms of the index: single keys, and pairs of neighbours, each in 16 bits.

A term is ``key`` for a single, ``2**16 + hash(key, next key)`` for a pair. Pairs share terms by chance, which lets the
index propose too much and never miss.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

PAIR = 1 << 16
TERMS = 2 * PAIR
"""The number of terms there can be."""

_HASHED_AT_ONCE = 1 << 18

U16 = npt.NDArray[np.uint16]
U32 = npt.NDArray[np.uint32]
I64 = npt.NDArray[np.int64]


def singles(keys: str) -> U16:
    """The keys of a text, or of many joined, as numbers."""
    return np.frombuffer(keys.encode("utf-16-le"), np.uint16)


def pair_hashes(codes: U16) -> U16:
    """One hash for each two neighbours: multiplicative hashing of both (Knuth, TAOCP vol. 3, 6.4), the upper half."""
    hashes = np.empty(max(len(codes) - 1, 0), np.uint16)
    for start in range(0, len(hashes), _HASHED_AT_ONCE):
        some = codes[start : start + _HASHED_AT_ONCE + 1].astype(np.uint32)
        mixed = some[:-1] * np.uint32(0x9E3779B1) + some[1:] * np.uint32(0x85EBCA6B)
        hashes[start : start + len(mixed)] = mixed >> np.uint32(16)
    return hashes
