"""The index of segments. A family is a primary language subtag."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from ..values import LAST_NUMBER, BlockFrame, Candidate, SegmentText, StoredBlock, UnitKeys


class Index(Protocol):
    """A part of `Store`."""

    def families(self) -> tuple[str, ...]:
        """The families that have segments."""

    def blocks(self, family: str) -> tuple[StoredBlock, ...]:
        """By ascending ranges of units, which do not overlap."""

    def block_frame(self, block: int) -> BlockFrame: ...

    def postings(self, blocks: Sequence[int], terms: Sequence[int]) -> dict[int, dict[int, bytes]]:
        """The entries of terms by block and term; a term without a list is left out."""

    def add_block(
        self, family: str, block: StoredBlock, frame: BlockFrame, lists: Iterable[tuple[int, memoryview]]
    ) -> None:
        """Stores a block under a new number. `frame.sizes` is complete, and read, when `lists` is exhausted."""

    def remove_blocks(self, blocks: Sequence[int]) -> None: ...

    def add_fresh(self, family: str, keys: Iterable[UnitKeys]) -> None:
        """Keeps texts outside the blocks, to be looked through one by one until there are enough for a block."""

    def fresh(self, family: str, shortest: int, longest: int) -> list[UnitKeys]:
        """Fresh texts by their number of keys."""

    def has_fresh(self, family: str) -> bool:
        """True where a family has fresh texts."""

    def fresh_units(self, family: str) -> list[int]:
        """The units that have fresh texts, ascending, each once."""

    def drop_fresh(self, family: str, first: int = 0, last: int = LAST_NUMBER) -> None:
        """Forgets the fresh texts of units between two numbers."""

    def unit_keys(self, family: str, units: Sequence[int]) -> list[UnitKeys]: ...

    def unit_keys_between(self, family: str, first: int, last: int) -> Iterator[UnitKeys]:
        """By ascending unit."""

    def add_words(self, words: Mapping[str, Iterable[str]]) -> None:
        """Puts words, by family, into the vocabulary; those that it has are left alone. They stay until `clear_index`.

        So it holds the words of every text there is, and of some that are gone.
        """

    def words(self, family: str) -> list[str]:
        """The vocabulary of a family, sorted by code points."""

    def segments_after(self, unit: int, limit: int) -> list[SegmentText]:
        """The segments of the next `limit` units, ascending."""

    def set_keys(self, keys: Iterable[UnitKeys]) -> None: ...

    def candidates(self, family: str, units: Sequence[int]) -> list[Candidate]:
        """The units' segments in a family, or in the tags that a narrower range finds."""
