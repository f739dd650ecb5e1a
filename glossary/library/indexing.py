"""Keeps the index of segments whole: every live segment is in a block or fresh, and blocks stay few."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from glossary.matching.postings import SPAN, build
from glossary.store import Store
from glossary.store.values import BlockFrame, SegmentRow, StoredBlock, UnitKeys
from glossary.text.fold import primary

LARGEST_BLOCK = 4_000_000
"""Tokens a block: building one takes about 70 MB, and a query reads a list a term from each block."""
MOST_FRESH = 1000
"""Fresh units a language: each query in it compares with those of its length one by one."""


class _Texts:
    """Texts of one language, ready to become a block: their units, lengths in tokens, and keys joined."""

    def __init__(self, keys: Iterable[UnitKeys]) -> None:
        """Of ascending units. A text without tokens matches nothing, and is left out."""
        self.units, self.lengths, self.keys = array("q"), array("i"), bytearray()
        for unit, _, more in keys:
            if more:
                self.units.append(unit)
                self.lengths.append(len(more) >> 1)
                self.keys += more


@dataclass(slots=True)
class _New:
    """The new units of one language that are not indexed yet: the first and last, how many texts and tokens."""

    first: int
    last: int
    texts: int = 0
    tokens: int = 0


class Indexer:
    """Takes the units of one write; `finish` leaves the index whole. To be used inside `Store.writing`.

    A block owns a range of units. A unit that is changed stays in its block's range and is fresh until that block is
    made anew; new units are beyond the last range.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._new: dict[str, _New] = {}
        self._families: dict[str, str] = {}

    def add(self, unit: int, segments: Sequence[SegmentRow]) -> None:
        """A new unit that has been stored, of a higher number than all before it."""
        for segment in segments:
            language = segment[0]
            family = self._families.get(language) or self._families.setdefault(language, primary(language))
            self.add_keys(family, unit, segment[4])

    def add_keys(self, family: str, unit: int, keys: bytes) -> None:
        """One text of a new unit."""
        new = self._new.get(family)
        if new is None:
            new = self._new[family] = _New(unit, unit)
        elif new.tokens >= LARGEST_BLOCK and unit != new.last:
            self._pack(family)
            new = self._new[family] = _New(unit, unit)
        new.last = unit
        new.texts += 1
        new.tokens += len(keys) >> 1

    def change(self, unit: int, segments: Sequence[SegmentRow]) -> None:
        """A unit with other segments than it had; call it after `finish`, or where nothing new is texts."""
        for position, segment in enumerate(segments):
            self.store.add_fresh(primary(segment[0]), [UnitKeys(unit, position, segment[4])])

    def finish(self) -> None:
        """Few new texts become fresh, many a block; then small neighbours are joined."""
        for family in set(self._new) | set(self.store.families()):
            new = self._new.get(family)
            if new and new.texts > MOST_FRESH:
                self._pack(family)
            elif new:
                self.store.add_fresh(family, list(self.store.unit_keys_between(family, new.first, new.last)))
            self._tidy(family)
        self._new.clear()

    def _pack(self, family: str) -> None:
        """New units become a block of their own, with the fresh ones that no block owns before them."""
        new = self._new[family]
        blocks = self.store.blocks(family)
        owned_to = blocks[-1].last if blocks else 0
        fresh = self.store.fresh_units(family)
        orphans = [unit for unit in fresh if owned_to < unit < new.first]
        changed = [unit for unit in fresh if unit <= owned_to]
        self.store.drop_fresh(family)
        self.store.add_fresh(family, self.store.unit_keys(family, changed))
        first = orphans[0] if orphans else new.first
        _add_blocks(self.store, family, _Texts(self.store.unit_keys_between(family, first, new.last)))

    def _tidy(self, family: str) -> None:
        """Blocks shrink by halves at least from the oldest on (the logarithmic method of Bentley and Saxe, 1980)."""
        if len(self.store.fresh_units(family)) > MOST_FRESH:
            self._settle_fresh(family)
        blocks = self.store.blocks(family)
        while len(blocks) > 1 and _worth_joining(blocks[-2], blocks[-1]):
            _rebuild(self.store, family, blocks[-2:])
            blocks = self.store.blocks(family)

    def _settle_fresh(self, family: str) -> None:
        """Makes the blocks that own fresh units anew, and one of the units that none owns."""
        fresh = self.store.fresh_units(family)
        blocks = self.store.blocks(family)
        self.store.drop_fresh(family)
        for block in blocks:
            at = bisect_left(fresh, block.base)
            if at < len(fresh) and fresh[at] <= block.last:
                _rebuild(self.store, family, [block])
        beyond = [unit for unit in fresh if not blocks or unit > blocks[-1].last]
        _add_blocks(self.store, family, _Texts(sorted(self.store.unit_keys(family, beyond))))


def _worth_joining(old: StoredBlock, new: StoredBlock) -> bool:
    size = old.tokens + new.tokens
    return 2 * new.tokens > old.tokens and size <= LARGEST_BLOCK and new.last - old.base < SPAN


def _rebuild(store: Store, family: str, blocks: Sequence[StoredBlock]) -> None:
    """Makes neighbouring blocks anew, as one, from the units in their range as they are now."""
    live = _Texts(store.unit_keys_between(family, blocks[0].base, blocks[-1].last))
    store.remove_blocks([block.number for block in blocks])
    _add_blocks(store, family, live)


def _add_blocks(store: Store, family: str, texts: _Texts) -> None:
    """One block, or more where the units lie too far apart for one."""
    units, lengths = np.frombuffer(texts.units, np.int64), np.array(texts.lengths, np.int64)
    codes, ends = np.frombuffer(texts.keys, np.uint16), np.append(0, np.cumsum(lengths))
    start = 0
    while start < len(units):
        end = int(np.searchsorted(units, units[start] + SPAN))
        block = build(units[start:end], lengths[start:end], codes[ends[start] : ends[end]])
        stored = StoredBlock(0, block.base, int(units[end - 1]), end - start, int(ends[end] - ends[start]))
        frame = BlockFrame(block.entries.data, block.signatures.data, block.sizes.data)
        store.add_block(family, stored, frame, block.lists)
        start = end


def forget(store: Store, first: int, last: int) -> None:
    """After units between two numbers were deleted: blocks that own them are made anew without the dead."""
    for family in store.families():
        for block in store.blocks(family):
            if block.base <= last and first <= block.last:
                _rebuild(store, family, [block])
        live = store.unit_keys(family, store.fresh_units(family))
        store.drop_fresh(family)
        store.add_fresh(family, live)
