"""Which of overlapping hits count: the leftmost, of those the longest, then on from its end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .trie import Found, Ints

Mask = npt.NDArray[np.bool_]


def leftmost_longest(parts: Sequence[Found], length: int) -> list[Mask]:
    """For each hit of each part, whether it is in the cover of a text of this length; hits of one span are so together.

    In each part the shorter hits stand before the longer. The text falls into runs whose edges no hit crosses, and all
    runs are covered side by side: one round of array operations takes one more hit from each.
    """
    farthest = _farthest(parts, length)
    begins = np.flatnonzero(farthest)
    ends = farthest[begins]
    following = _following(farthest)[ends]
    heads = np.flatnonzero(np.append(True, begins[1:] >= np.maximum.accumulate(ends)[:-1])[: len(begins)])
    chosen = np.zeros(length + 1, bool)
    current, limits = heads, np.append(heads[1:], len(begins))[: len(heads)]
    while len(current):
        chosen[begins[current]] = True
        current = following[current]
        inside = np.flatnonzero(current < limits)
        current, limits = current[inside], limits[inside]
    return [chosen[part.starts] & (farthest[part.starts] == part.ends) for part in parts]


def _farthest(parts: Sequence[Found], length: int) -> Ints:
    """For each place of the text the end of the longest hit that begins there; 0 where none does."""
    farthest = np.zeros(length + 1, np.int64)
    for part in parts:
        longest = np.zeros_like(farthest)
        longest[part.starts] = part.ends  # of several that begin at a place, the last stays
        np.maximum(farthest, longest, out=farthest)
    return farthest


def _following(farthest: Ints) -> Ints:
    """For each place how many hits begin before it: the number of the first that begins at or after it."""
    begins = farthest > 0
    return np.cumsum(begins) - begins
