"""How much of what is rare two texts share, which tells matches of like points apart.

``overlap = 2 · w(A ∩ B) / (w(A) + w(B))``, Dice's coefficient over the keys of both texts as multisets, each weighing
``w = ln(1 + (N + 1) / (n + 1))`` where n of N texts have it (inverse document frequency: Spärck Jones, 1972).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from .grams import I64, PAIR, singles

F32 = npt.NDArray[np.float32]


def weights(sizes: I64, texts: int) -> F32:
    """What each key weighs, where `sizes` says in how many of so many texts it is."""
    heavy: F32 = np.log1p((texts + 1) / (sizes[:PAIR] + 1)).astype(np.float32)
    return heavy


@dataclass(frozen=True)
class Overlap:
    """A text by its keys, to be compared with many others."""

    keys: str
    weights: F32

    def share(self, others: str) -> float:
        """0 where the keys have nothing in common, 1 where they are the same but for their order."""
        left, shared = dict(self._counts), 0.0
        for key in others:
            if left.get(key):
                left[key] -= 1
                shared += self._each[key]
        return min(1.0, 2 * shared / (self._whole + self._sum(others))) if shared else 0.0

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self.keys)

    @cached_property
    def _each(self) -> dict[str, float]:
        return {key: float(self.weights[ord(key)]) for key in self._counts}

    @cached_property
    def _whole(self) -> float:
        return self._sum(self.keys)

    def _sum(self, keys: str) -> float:
        return float(self.weights[singles(keys)].sum(dtype=np.float64))
