"""Imports and single writes, what they did, and what it takes to undo them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from glossary.answers import Batch

from ..values import BatchRow, PastEntry


class Batches(Protocol):
    """A part of `Store`."""

    def open_batch(self, row: BatchRow) -> int: ...

    def close_batch(self, batch: int, added: int, updated: int, removed: int = 0) -> None: ...

    def batches(self, limit: int) -> tuple[Batch, ...]:
        """The latest first, without those of single writes."""

    def batch(self, number: int) -> Batch | None: ...

    def batches_standing_on(self, batch: int) -> tuple[int, ...]:
        """Later batches that changed or removed what this one added, changed or removed."""

    def hold(self, batch: int, numbers: Iterable[int]) -> None:
        """Remembers that a batch's file held these entries (units in a memory, concepts in a termbase) as they are.

        A batch that did nothing else is not listed.
        """

    def hand_over(self, batch: int) -> dict[int, int]:
        """Makes what a batch added that of the first later one, not undone, whose file held it too: how much for each.

        From then on these are listed.
        """

    def remove_added(self, batch: int, who: str = "") -> tuple[int, int, int]:
        """Deletes what a batch added: how many entries, and the first and last unit among them (0, 0: none).

        A concept that has a history, proposals or remarks is in the history from then on.
        """

    def changed_by(self, batch: int) -> list[PastEntry]:
        """What a batch did to entries that were there or had been, the last first."""

    def mark_undone(self, batch: int, who: str = "") -> None:
        """Marks a batch; the header it gave goes, and its memory or termbase where undone imports alone made it."""
