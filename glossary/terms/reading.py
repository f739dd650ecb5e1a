"""A text as symbols, which is what terms are looked for in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .trie import Ints


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as symbols: at each place it may be read as any of the layers says.

    `starts` and `ends` are the span of a place in the text, in code points; `may_start` and `may_end` say where a term
    can begin and end (None: everywhere).
    """

    layers: tuple[npt.NDArray[np.int32], ...]
    starts: Ints
    ends: Ints
    may_start: npt.NDArray[np.bool_] | None = None
    may_end: npt.NDArray[np.bool_] | None = None


def is_cased(word: str) -> bool:
    """True for a word whose case counts: an acronym, a single capital, or one with capitals inside."""
    return any(letter.isupper() for letter in word[1:]) or (len(word) == 1 and word.isupper())
