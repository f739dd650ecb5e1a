"""The texts of a block as a process keeps them, and which of them a query cannot rule out by length and signature."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
import numpy.typing as npt

from .grams import I64, U16, U32, singles
from .plan import Plan, Window, choose, window_of
from .postings import LONGEST, SPAN
from .signatures import U64, lacking, signature

Columns = npt.NDArray[np.intp]
Bits = npt.NDArray[np.uint8]


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

    def plan(self, sizes: I64) -> Plan | None:
        """The lists to look at; `sizes` says how long each term's list is. None where all of the window must be."""
        return choose(self.codes, self.threshold, sizes)

    @cached_property
    def signature(self) -> U64:
        return signature(self.codes)[:, np.newaxis]

    @cached_property
    def bits_lost(self) -> Bits:
        """How many bits a match may lack, or have beyond the query's, by its own number of tokens (up to `LONGEST`)."""
        longer = np.maximum(np.arange(LONGEST + 1), len(self.keys))
        lost = np.minimum(longer * (100 - self.threshold) // 100, 255).astype(np.uint8)
        lost[LONGEST] = 255  # these may be longer than they say
        return cast(Bits, lost)


@dataclass(frozen=True, slots=True)
class Frame:
    """The entries of a block's texts, ascending, and their signatures."""

    base: int
    entries: U32
    signatures: U64

    def in_window(self, window: Window) -> slice:
        """Where the texts of these lengths stand."""
        return window.slice(self.entries)

    def columns_of(self, entries: U32) -> Columns:
        """Where the texts with these entries stand, of which the block has one or more each."""
        firsts = self.entries.searchsorted(entries)
        counts = self.entries.searchsorted(entries, side="right") - firsts
        columns = np.repeat(firsts, counts)
        columns += np.arange(len(columns)) - np.repeat(np.cumsum(counts) - counts, counts)
        return columns

    def near(self, columns: slice | Columns, probe: Probe) -> list[int]:
        """The units of those texts whose signatures differ from the query's by no more bits than a match's may."""
        entries, found = self.entries[columns], self.signatures[:, columns]
        lost = probe.bits_lost[entries >> np.uint32(24)]
        kept = np.flatnonzero(lacking(probe.signature, found) <= lost)
        kept = kept[lacking(found[:, kept], probe.signature) <= lost[kept]]
        units: list[int] = ((entries[kept] & np.uint32(SPAN - 1)).astype(np.int64) + self.base).tolist()
        return units
