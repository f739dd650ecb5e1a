"""What a process keeps of the index: for each language the frames of its blocks, and how long each term's lists are."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from math import log

import numpy as np

from glossary.matching.frame import Frame, Probe
from glossary.matching.grams import I64, TERMS, U32
from glossary.matching.plan import Plan, count
from glossary.matching.signatures import WORDS
from glossary.store import Store
from glossary.store.values import BlockFrame, StoredBlock

_FAMILIES_KEPT = 16


@dataclass(frozen=True, slots=True)
class Index:
    """The blocks of one language as they were when it was asked for."""

    blocks: tuple[StoredBlock, ...]
    frames: tuple[Frame, ...]
    sizes: I64

    @property
    def texts(self) -> int:
        return sum(block.texts for block in self.blocks)

    def rarity(self, keys: str, others: str) -> float:
        """How rare the keys are that both texts have: the sum of the logarithms of their inverse frequency."""
        shared = set(keys) & set(others)
        texts = self.texts + 1
        return sum(log(texts / (int(self.sizes[ord(key)]) + 1)) for key in shared)

    def listed(self, store: Store, plan: Plan) -> Iterator[tuple[Frame, U32]]:
        """Each block with the entries that the plan's lists lead to often enough."""
        lists = store.postings([block.number for block in self.blocks], plan.terms)
        for block, frame in zip(self.blocks, self.frames, strict=True):
            yield frame, count(lists[block.number], plan)

    def near(self, store: Store, probe: Probe) -> list[int]:
        """The units whose texts the index cannot rule out as matches."""
        plan = probe.plan(self.sizes)
        if plan is None:
            return [unit for frame in self.frames for unit in frame.near(frame.in_window(probe.window), probe)]
        listed = self.listed(store, plan)
        return [unit for frame, entries in listed for unit in frame.near(frame.columns_of(entries), probe)]


class Indexes:
    """Gives the index of a language, kept as long as its blocks are the same. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._kept: dict[str, Index] = {}
        self._lock = threading.Lock()

    def of(self, family: str) -> Index:
        """The index of a language (its primary subtag) as it is now."""
        blocks = self.store.blocks(family)
        kept = self._kept.get(family)
        if kept is not None and kept.blocks == blocks:
            return kept
        with self._lock:
            index = self._load(blocks, self._kept.get(family))
            if len(self._kept) >= _FAMILIES_KEPT:
                self._kept.clear()
            self._kept[family] = index
        return index

    def _load(self, blocks: tuple[StoredBlock, ...], kept: Index | None) -> Index:
        """Reads the frames that are new; a block's number is never used twice, so a known one is as it was."""
        known = dict(zip(kept.blocks, kept.frames, strict=True)) if kept else {}
        sizes = np.zeros(TERMS, np.int64)
        frames = []
        for block in blocks:
            stored = self.store.block_frame(block.number)
            sizes += np.frombuffer(stored.sizes, np.uint32)
            frames.append(known.get(block) or _frame(block.base, stored))
        return Index(blocks, tuple(frames), sizes)


def _frame(base: int, stored: BlockFrame) -> Frame:
    signatures = np.frombuffer(stored.signatures, np.uint64).reshape(WORDS, -1)
    return Frame(base, np.frombuffer(stored.entries, np.uint32), signatures)
