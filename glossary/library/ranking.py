"""The order of matches, and when it is settled which are the first though others have not been scored yet."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from enum import StrEnum
from typing import Generic, TypeVar

from glossary.matching.score import IDENTICAL

Rank = tuple[float, float, int]
"""Higher ranks come first."""
_LAST_UNIT = 1 << 62
_AT_FIRST = 8


class Order(StrEnum):
    """What decides which of two matches comes first; of equals it is the later unit."""

    SCORE = "score"
    USEFULNESS = "usefulness"


def usefulness(score: int, overlap: float) -> float:
    """The mean of a match's points and of its `glossary.matching.overlap` in per cent; of an exact one its points."""
    return (score + 100 * overlap) / 2 if score < IDENTICAL else float(score)


def rank(order: Order, score: int, overlap: float, unit: int = _LAST_UNIT) -> Rank:
    """Rises with score, overlap and unit, so that the most that a match can have of each is a bound of its rank."""
    useful = usefulness(score, overlap)
    return (score, useful, unit) if order is Order.SCORE else (useful, score, unit)


T = TypeVar("T")


class Waiting(Generic[T]):
    """What is still to be scored, each with the highest rank that it can get."""

    def __init__(self) -> None:
        self._ascending: list[tuple[Rank, T]] = []

    def add(self, bounded: Iterable[tuple[Rank, T]]) -> None:
        self._ascending += bounded
        self._ascending.sort(key=lambda each: each[0])

    def down_to(self, bound: Rank) -> Iterator[tuple[Rank, list[T]]]:
        """Takes out those that can reach a bound, the most promising first, ever more at once, with their bound."""
        size = _AT_FIRST
        while self._ascending and self._ascending[-1][0] >= bound:
            some = self._ascending[-size:]
            some = [each for each in some if each[0] >= bound]
            del self._ascending[-len(some) :]
            yield some[-1][0], [each for _, each in some]
            size *= 2


class Best(Generic[T]):
    """The first of what has been scored so far."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._ranked: dict[Hashable, tuple[Rank, T]] = {}

    def add(self, key: Hashable, rank: Rank, item: T) -> None:
        """What has been added under a key before is the same item."""
        self._ranked[key] = rank, item

    def settled(self, bound: Rank) -> bool:
        """True where nothing of this rank or a lower one can be among the first."""
        if len(self._ranked) < self._limit:
            return False
        return sorted((rank for rank, _ in self._ranked.values()), reverse=True)[self._limit - 1] > bound

    def first(self) -> list[T]:
        """In their order, as many as asked for."""
        ranked = sorted(self._ranked.values(), key=lambda each: each[0], reverse=True)
        return [item for _, item in ranked[: self._limit]]
