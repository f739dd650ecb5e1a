"""Keeps the index of segments whole: every live segment is in a block or fresh, and blocks stay few."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from glossary.matching.postings import SPAN, build
from glossary.store import Store
from glossary.store.values import LAST_NUMBER, BlockFrame, SegmentRow, StoredBlock, UnitKeys
from glossary.text.fold import primary
from glossary.text.keys import words_of

LARGEST_BLOCK = 4_000_000
"""Tokens a block: building one takes about 70 MB, and a query reads a list a term from each block."""
MOST_FRESH = 1000
"""Fresh units a language: each query in it compares with those of its length one by one."""
MOST_WAITING = 10 * MOST_FRESH
"""Changed and deleted units a language that may wait, fresh, for their blocks while only single writes come."""


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

    A block owns a range of units. A unit that is changed or deleted stays in its block's lists and is fresh until that
    block is made anew, one that is gone without a text: what the lists lead to is always read from the segments. New
    units are beyond the last range.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._new: dict[str, _New] = {}
        self._families: dict[str, str] = {}
        self._touched: set[str] = set()

    def add_alone(self, unit: int, segments: Sequence[SegmentRow]) -> None:
        """A new unit as `add` takes it, and its words."""
        self.add(unit, segments)
        self._learn(segments)

    def add(self, unit: int, segments: Sequence[SegmentRow]) -> None:
        """A new unit that has been stored, of a higher number than all before it; its words are told to the store."""
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

    def change(self, unit: int, before: Iterable[str], segments: Sequence[SegmentRow] = ()) -> None:
        """A unit that had segments in languages `before` and has these now, none where it is gone.

        To be called after `finish`, or where nothing is new.
        """
        texts: dict[str, list[UnitKeys]] = {primary(language): [] for language in before}
        for position, segment in enumerate(segments):
            texts.setdefault(primary(segment[0]), []).append(UnitKeys(unit, position, segment[4]))
        for family, keys in texts.items():
            _make_fresh(self.store, family, unit, keys)
        self._touched.update(texts)
        self._learn(segments)

    def _learn(self, segments: Sequence[SegmentRow]) -> None:
        """Puts the words of a unit into the vocabulary."""
        words: dict[str, set[str]] = {}
        for language, text, *_ in segments:
            words.setdefault(primary(language), set()).update(words_of(text))
        self.store.add_words(words)

    def finish(self) -> None:
        """Few new texts become fresh, many a block; then small neighbours are joined."""
        self._take_new()
        for family in self.store.families():
            if len(self.store.fresh_units(family)) > MOST_FRESH:
                self._settle_fresh(family)
            self._join(family)

    def finish_single(self) -> None:
        """As `finish`, for a write of one unit: old blocks wait until many of their units have changed."""
        self._take_new()
        for family in self._touched:
            fresh = self.store.fresh_units(family)
            beyond = bisect_right(fresh, _owned_to(self.store.blocks(family)))
            if len(fresh) - beyond > MOST_FRESH:
                self._settle_new(family, fresh[beyond:])
                self._join(family)
            if beyond > MOST_WAITING:
                self._settle_fullest(family, fresh[:beyond])

    def _take_new(self) -> None:
        for family, new in self._new.items():
            if new.texts > MOST_FRESH:
                self._pack(family)
            else:
                self.store.add_fresh(family, list(self.store.unit_keys_between(family, new.first, new.last)))
        self._touched.update(self._new)
        self._new.clear()

    def _pack(self, family: str) -> None:
        """New units become a block of their own, with the fresh ones that no block owns before them."""
        new = self._new[family]
        fresh = self.store.fresh_units(family)
        orphans = fresh[bisect_right(fresh, _owned_to(self.store.blocks(family))) :]
        first = min([new.first, *orphans[:1]])
        self.store.drop_fresh(family, first, new.last)
        _add_blocks(self.store, family, _Texts(self.store.unit_keys_between(family, first, new.last)))

    def _join(self, family: str) -> None:
        """Blocks shrink by halves at least from the oldest on (the logarithmic method of Bentley and Saxe, 1980)."""
        blocks = self.store.blocks(family)
        while len(blocks) > 1 and _worth_joining(blocks[-2], blocks[-1]):
            _rebuild(self.store, family, blocks[-2:])
            blocks = self.store.blocks(family)

    def _settle_fresh(self, family: str) -> None:
        """Makes the blocks that own fresh units anew, and one of the units that none owns."""
        fresh = self.store.fresh_units(family)
        blocks = self.store.blocks(family)
        for block, own in _owned(blocks, fresh):
            _rebuild(self.store, family, [block], own[0])
        self._settle_new(family, fresh[bisect_right(fresh, _owned_to(blocks)) :])

    def _settle_fullest(self, family: str, fresh: Sequence[int]) -> None:
        """Makes the block that owns the most fresh units anew."""
        block, own = max(_owned(self.store.blocks(family), fresh), key=lambda each: len(each[1]))
        _rebuild(self.store, family, [block], own[0])

    def _settle_new(self, family: str, units: Sequence[int]) -> None:
        """Makes a block of fresh units that are beyond all blocks."""
        if units:
            self.store.drop_fresh(family, units[0], units[-1])
            _add_blocks(self.store, family, _Texts(sorted(self.store.unit_keys(family, units))))


def _owned_to(blocks: Sequence[StoredBlock]) -> int:
    """The last unit that a block owns."""
    return blocks[-1].last if blocks else 0


def _owned(blocks: Sequence[StoredBlock], fresh: Sequence[int]) -> Iterator[tuple[StoredBlock, Sequence[int]]]:
    """Each block that has fresh units in its range, or between it and the one before it, with these."""
    start = 0
    for block in blocks:
        end = bisect_right(fresh, block.last)
        if end > start:
            yield block, fresh[start:end]
        start = end


def _make_fresh(store: Store, family: str, unit: int, keys: Sequence[UnitKeys]) -> None:
    """Puts a unit's texts as they are now in the place of the fresh ones it had."""
    store.drop_fresh(family, unit, unit)
    live = [each for each in keys if each.keys]
    if not live and unit <= _owned_to(store.blocks(family)):
        live = [UnitKeys(unit, 0, b"")]
    store.add_fresh(family, live)


def _worth_joining(old: StoredBlock, new: StoredBlock) -> bool:
    size = old.tokens + new.tokens
    return 2 * new.tokens > old.tokens and size <= LARGEST_BLOCK and new.last - old.base < SPAN


def _rebuild(store: Store, family: str, blocks: Sequence[StoredBlock], first: int = LAST_NUMBER) -> None:
    """Makes neighbouring blocks anew, as one, from the units in their range, or from `first` on, as they are now."""
    first, last = min(first, blocks[0].base), blocks[-1].last
    live = _Texts(store.unit_keys_between(family, first, last))
    store.remove_blocks([block.number for block in blocks])
    store.drop_fresh(family, first, last)
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
        fresh = [unit for unit in store.fresh_units(family) if first <= unit <= last]
        store.drop_fresh(family, first, last)
        store.add_fresh(family, store.unit_keys(family, fresh))


def bury(store: Store, unit: int) -> None:
    """After one unit was deleted, without making its blocks anew."""
    for family in store.families():
        _make_fresh(store, family, unit, ())
