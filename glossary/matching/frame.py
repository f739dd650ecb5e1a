"""The texts of a language as a process keeps them, and which a query cannot rule out by length and signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np

from .grams import I64, U16, U32, singles
from .plan import Choice, Window, choose, window_of
from .postings import LONGEST, units_of
from .signatures import U64, WORDS, Bits, lacking, signature

Columns = I64
_ENDLESS = 1 << 40


@dataclass(frozen=True)
class Probe:
    """A query as the index sees it: its keys, and the threshold in points that a match must reach."""

    keys: str
    threshold: int

    @cached_property
    def codes(self) -> U16:
        return singles(self.keys)

    @cached_property
    def window(self) -> Window:
        return window_of(len(self.keys), self.threshold)

    def choice(self, sizes: I64) -> Choice | None:
        """The lists to look at; `sizes` says how long each term's list is. None where all of the window must be."""
        return choose(self.codes, self.threshold, sizes)

    @cached_property
    def signature(self) -> U64:
        return signature(self.codes)

    @cached_property
    def longer(self) -> I64:
        """The number of tokens in the longer of the query and a text, by the text's number (up to `LONGEST`)."""
        longer = np.maximum(np.arange(LONGEST + 1), len(self.keys))
        longer[LONGEST] = _ENDLESS  # these may be longer than they say
        return longer


@dataclass(frozen=True, slots=True)
class Frame:
    """The entries and signatures of a language's texts, block after block; in a block entries ascend.

    `starts` says where each block begins, and where the last one ends; `bases` what a block's entries count units from.
    """

    entries: U32
    signatures: U64
    starts: I64
    bases: I64

    @classmethod
    def of(cls, bases: Sequence[int], entries: Sequence[U32], signatures: Sequence[U64]) -> Frame:
        """A frame of blocks, in the order of their bases."""
        starts = np.array([0, *accumulate(map(len, entries))], np.int64)
        none = np.empty(0, np.uint32), np.empty((0, WORDS), np.uint64)
        return cls(
            np.concatenate([none[0], *entries]),
            np.concatenate([none[1], *signatures]),
            starts,
            np.array(bases, np.int64),
        )

    def columns_of(self, block: int, entries: U32) -> Columns:
        """Where the texts with these entries stand, of which the block (counted from 0) has one or more each."""
        held = self._entries_of(block)
        firsts = held.searchsorted(entries)
        counts = held.searchsorted(entries, side="right") - firsts
        columns: Columns = np.repeat(firsts + self.starts[block], counts)
        columns += np.arange(len(columns)) - np.repeat(np.cumsum(counts) - counts, counts)
        return columns

    def in_window(self, window: Window) -> Columns:
        """Where all texts of these lengths stand."""
        found = [np.empty(0, np.int64)]
        for block, start in enumerate(self.starts[:-1].tolist()):
            inside = window.slice(self._entries_of(block))
            found.append(np.arange(start + inside.start, start + inside.stop))
        return np.concatenate(found)

    def near(self, columns: Columns, probe: Probe) -> list[tuple[int, int]]:
        """(unit, most points it can have) of those texts that can reach the threshold, the most promising first."""
        found, longer = self.signatures[columns], probe.longer[self.entries[columns] >> np.uint32(24)]
        lost = lacking(probe.signature, found)
        kept = np.flatnonzero(_most_points(lost, longer) >= probe.threshold)
        lost = np.maximum(lost[kept], lacking(found[kept], probe.signature))
        most = _most_points(lost, longer[kept])
        order = np.argsort(-most, kind="stable")[: int(np.count_nonzero(most >= probe.threshold))]
        return list(zip(self.units(columns[kept[order]]), most[order].tolist(), strict=True))

    def units(self, columns: Columns) -> list[int]:
        """The units that these texts belong to."""
        blocks = self.starts.searchsorted(columns, side="right") - 1
        return units_of(self.entries[columns], self.bases[blocks])

    def _entries_of(self, block: int) -> U32:
        return self.entries[self.starts[block] : self.starts[block + 1]]


def _most_points(lost: Bits, longer: I64) -> I64:
    """The points that a text can have which lacks so many bits: ``100 − ceil(100 · lost / longer)``."""
    most: I64 = 100 - (100 * lost.astype(np.int64) + longer - 1) // longer
    return most
