"""What keeps a library whole: copies, damage, the index made anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol


class Upkeep(Protocol):
    """A part of `Store`."""

    def backup(self, to: Path) -> None:
        """Copies the library as it is at this moment into a file, which others can open; writing goes on meanwhile."""

    def damage(self) -> tuple[str, ...]:
        """What the engine finds wrong with its own storage, a line each."""

    def segment_languages(self) -> tuple[str, ...]:
        """The languages of all segments."""

    def posting_lists(self, block: int) -> Iterator[tuple[int, bytes]]:
        """All lists of a block by ascending term."""

    def stray_lists(self) -> int:
        """How many lists belong to no block."""

    def clear_index(self) -> None:
        """Removes all blocks, fresh texts and words."""

    def optimise(self) -> None:
        """What the engine likes to have done after a large write."""
