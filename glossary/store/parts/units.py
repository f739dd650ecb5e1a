"""Memories and their units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from glossary.answers import Memory
from tmx.model import Details

from ..values import KnownUnit, MemoryRow, NewUnit, PastUnit, SharedText, StoredUnit, UnitRow, UnitSide


class Units(Protocol):
    """A part of `Store`."""

    def memory(self, name: str) -> MemoryRow | None: ...

    def memory_rows(self) -> dict[int, MemoryRow]: ...

    def add_memory(self, name: str) -> MemoryRow: ...

    def set_memory(self, row: MemoryRow) -> None:
        """Keeps a memory's penalty and what becomes of new translations in it."""

    def set_memory_header(self, memory: int, header: Details, batch: int) -> None:
        """Keeps the header that a batch brought."""

    def memory_header(self, memory: int) -> Details: ...

    def memories(self) -> tuple[Memory, ...]:
        """All memories by name, counted."""

    def known_units(self, memory: int, identities: Sequence[bytes]) -> dict[bytes, KnownUnit]: ...

    def add_units(self, memory: int, batch: int, units: Sequence[UnitRow]) -> list[int | None]:
        """Stores those units that the memory has not, and gives their numbers, which ascend.

        A unit whose identity the memory has, or that stands twice among these, is left alone and gets None.
        """

    def replace_unit(self, number: int, batch: int | None, unit: NewUnit, who: str = "") -> None:
        """Puts another unit in a unit's place and the old one into its history."""

    def remove_unit(self, number: int, batch: int | None, who: str = "") -> None:
        """Deletes a unit; what it was goes into its history, which stays."""

    def put_back_unit(
        self, number: int, memory: int, origin: int, unit: NewUnit, batch: int | None, who: str = ""
    ) -> None:
        """Stores a unit that was removed under its old number, as one that the batch `origin` added."""

    def unit(self, number: int) -> StoredUnit | None: ...

    def units(self, numbers: Iterable[int]) -> dict[int, StoredUnit]: ...

    def units_of(self, memory: int) -> Iterator[StoredUnit]:
        """A memory's units in the order they were added, streamed."""

    def sides_of(self, memory: int) -> Iterator[UnitSide]:
        """The keys of all segments of a memory's units, unit after unit, streamed."""

    def shared_texts(self, memory: int, *, source: bool) -> Iterator[SharedText]:
        """The texts that several units of a memory have as their source (first segment), or on another side."""

    def history_of_unit(self, number: int) -> tuple[PastUnit, ...]:
        """The latest step first; also of a unit that was removed."""
