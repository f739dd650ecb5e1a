"""What a process keeps of the index: for each language the frame of its texts, and how long each term's lists are."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from glossary.matching.frame import Columns, Frame, Probe
from glossary.matching.grams import I64, TERMS
from glossary.matching.overlap import F32, weights
from glossary.matching.plan import Choice, Plan, count
from glossary.matching.signatures import WORDS
from glossary.store import Store
from glossary.store.values import StoredBlock

_FAMILIES_KEPT = 16
Lists = dict[int, dict[int, bytes]]
"""Entries by block and term."""


@dataclass(frozen=True, slots=True)
class Index:
    """The blocks of one language as they were when it was asked for."""

    blocks: tuple[StoredBlock, ...]
    frame: Frame
    sizes: I64
    texts: int
    weights: F32

    def listed(self, store: Store, plan: Plan) -> Columns:
        """Where the texts stand that the plan's lists lead to often enough."""
        return self._counted(self._lists(store, plan.terms), plan)

    def near(self, store: Store, probe: Probe) -> list[tuple[int, int]]:
        """(unit, most points it can have) of the texts that the index cannot rule out, the most promising first."""
        choice = probe.choice(self.sizes)
        columns = self._chosen(store, choice) if choice else self.frame.in_window(probe.window)
        return self.frame.near(columns, probe)

    def _chosen(self, store: Store, choice: Choice) -> Columns:
        """What the chosen lists lead to; more lists are looked at as long as that is cheaper than what they leave."""
        plan: Plan | None = choice.first()
        lists: Lists = {block.number: {} for block in self.blocks}
        columns, seen = np.empty(0, np.int64), 0
        while plan is not None:
            for block, more in self._lists(store, plan.terms[seen:]).items():
                lists[block] |= more
            columns, seen = self._counted(lists, plan), len(plan.terms)
            plan = choice.longer(plan, len(columns))
        return columns

    def _lists(self, store: Store, terms: Sequence[int]) -> Lists:
        return store.postings([block.number for block in self.blocks], terms)

    def _counted(self, lists: Lists, plan: Plan) -> Columns:
        counted = [(at, count(lists[block.number], plan)) for at, block in enumerate(self.blocks)]
        found = [self.frame.columns_of(at, entries) for at, entries in counted if len(entries)]
        return np.concatenate([np.empty(0, np.int64), *found])


class Indexes:
    """Gives the index of a language, kept as long as its blocks are the same. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._kept: dict[str, Index] = {}
        self._lock = threading.Lock()

    def of(self, family: str, blocks: tuple[StoredBlock, ...] | None = None) -> Index:
        """The index of a language (its primary subtag) as it is now, with these blocks where they are known."""
        blocks = self.store.blocks(family) if blocks is None else blocks
        kept = self._kept.get(family)
        if kept is not None and kept.blocks == blocks:
            return kept
        with self._lock:
            if len(self._kept) >= _FAMILIES_KEPT:
                self._kept.clear()
            self._kept[family] = index = _load(self.store, blocks)
        return index


def _load(store: Store, blocks: tuple[StoredBlock, ...]) -> Index:
    sizes = np.zeros(TERMS, np.int64)
    entries, signatures = [], []
    for block in blocks:
        stored = store.block_frame(block.number)
        sizes += np.frombuffer(stored.sizes, np.uint32)
        entries.append(np.frombuffer(stored.entries, np.uint32))
        signatures.append(np.frombuffer(stored.signatures, np.uint64).reshape(-1, WORDS))
    frame = Frame.of([block.base for block in blocks], entries, signatures)
    texts = sum(block.texts for block in blocks)
    return Index(blocks, frame, sizes, texts, weights(sizes, texts))
