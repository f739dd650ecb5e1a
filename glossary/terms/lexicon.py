"""Texts kept in memory, to be looked through for what is near a text and for what has a piece of it.

They stand one after the other in long strings, by width of character and then by length, so that a few hundred
thousand take little room and a search for a piece of text is one of Python's own. What is near is first sought by
signature: a bit for each character, of which an edit changes two at most.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from typing import Self

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

_BORDER = "\0"
"""Stands between two texts. A text that has one itself is left out."""
_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")
_ENCODINGS = {1: "ascii", 2: "utf-16-le", 4: "utf-32-le"}
_AS_ASCII = str.maketrans("İıſK", "iisk")
_SPREAD = 0x9E3779B1
"""Knuth's multiplicative hash: neighbours in the code table get bits far apart."""


@dataclass(frozen=True)
class Shelf:
    """Texts of one width of character in bytes, the shortest first."""

    joined: str
    lengths: npt.NDArray[np.int32]
    width: int

    @classmethod
    def of(cls, texts: list[str], width: int) -> Self:
        texts = sorted(texts, key=len)
        return cls("".join(f"{text}{_BORDER}" for text in texts), np.fromiter(map(len, texts), np.int32), width)

    @cached_property
    def starts(self) -> npt.NDArray[np.int64]:
        """Where each text starts, and where one more would."""
        return np.concatenate([[0], np.cumsum(self.lengths + 1, dtype=np.int64)])

    @cached_property
    def _lowered(self) -> str:
        return _lowered(self.joined)

    @cached_property
    def _signatures(self) -> npt.NDArray[np.uint64]:
        return _signatures(self.joined, self.starts[:-1], self.width)

    def between(self, shortest: int, longest: int) -> list[str]:
        """The texts of these lengths, both included."""
        first, end = np.searchsorted(self.lengths, [shortest, longest + 1])
        return self.joined[self.starts[first] : self.starts[end]].split(_BORDER)[:-1]

    def near(self, text: str, most: int) -> Iterator[tuple[int, str]]:
        """(edits, text) of those within so many edits, an exchange of neighbours counted as one."""
        first, end = np.searchsorted(self.lengths, [len(text) - most, len(text) + most + 1])
        own = _signatures(text + _BORDER, np.zeros(1, np.int64), 4)
        differing = np.bitwise_count(self._signatures[first:end] ^ own)
        for at in (first + np.flatnonzero(differing <= 2 * most)).tolist():
            other = self.joined[self.starts[at] : self.starts[at] + self.lengths[at]]
            if (edits := OSA.distance(text, other, score_cutoff=most)) <= most:
                yield edits, other

    def holding(self, piece: str, *, cased: bool = True) -> Iterator[str]:
        """The texts that have a piece in them."""
        looked_through, piece = (self.joined, piece) if cased else (self._lowered, _lowered(piece))
        at = looked_through.find(piece)
        while at >= 0:
            number = int(np.searchsorted(self.starts, at, "right")) - 1
            end = int(self.starts[number + 1])
            yield self.joined[self.starts[number] : end - 1]
            at = looked_through.find(piece, end)


def _lowered(text: str) -> str:
    """A text of the same length without case; what an ASCII letter equals but for case is that letter."""
    return (text if text.isascii() else text.translate(_AS_ASCII)).lower()


def _signatures(joined: str, starts: npt.NDArray[np.int64], width: int) -> npt.NDArray[np.uint64]:
    if not len(starts):
        return np.empty(0, np.uint64)
    codes = np.frombuffer(joined.encode(_ENCODINGS[width]), f"<u{width}").astype(np.uint32)
    bits = np.uint64(1) << ((codes * np.uint32(_SPREAD)) >> np.uint32(26)).astype(np.uint64)
    bits[codes == ord(_BORDER)] = 0
    return np.bitwise_or.reduceat(bits, starts)


@dataclass(frozen=True)
class Lexicon:
    """Different texts."""

    shelves: tuple[Shelf, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        by_width: dict[int, list[str]] = {}
        for text in texts:
            if text and _BORDER not in text:
                width = 1 if text.isascii() else 4 if _BEYOND_BMP.search(text) else 2
                by_width.setdefault(width, []).append(text)
        return cls(tuple(Shelf.of(some, width) for width, some in by_width.items()))

    def __or__(self, other: Lexicon) -> Lexicon:
        """The texts of both; what is in both may be given twice."""
        return Lexicon((*self.shelves, *other.shelves))

    def near(self, text: str, most: int) -> list[tuple[int, str]]:
        """(edits, text) of those within so many edits, the nearest first; an exchange of neighbours counts as one."""
        return sorted({each for shelf in self.shelves for each in shelf.near(text, most)})

    def passing(self, test: Callable[[str], bool], piece: str = "", *, cased: bool = True) -> Iterator[str]:
        """The texts that pass a test, the shortest first; `piece` is what every one of them is known to have."""
        found = [shelf.holding(piece, cased=cased) if piece else _by_length(shelf) for shelf in self.shelves]
        yield from filter(test, merge(*found, key=len))

    def words(self, pattern: re.Pattern[str]) -> set[str]:
        """All that a pattern finds in the texts; the pattern must not reach over a NUL."""
        return {word for shelf in self.shelves for word in pattern.findall(shelf.joined)}


def _by_length(shelf: Shelf) -> Iterator[str]:
    for length in np.unique(shelf.lengths).tolist():
        yield from shelf.between(length, length)
