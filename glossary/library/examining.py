"""Examines a library: the engine's own file, and whether the index of segments says what the segments say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from glossary.answers import Fault
from glossary.matching.grams import I64, U32
from glossary.matching.postings import build
from glossary.store import Store
from glossary.store.values import BlockFrame, StoredBlock, UnitKeys
from glossary.text.fold import primary
from glossary.text.keys import words_of

FILE = "file"
"""Where a fault is that no index made anew will mend, but only a backup."""
_LAST = (1 << 62) - 1
_AT_ONCE = 500


def run(store: Store) -> Iterator[Fault]:
    """What is wrong; the index is looked at only where the file is sound."""
    with store.reading():
        damage = store.damage()
        yield from (Fault(FILE, line) for line in damage)
        if damage:
            return
        stray = store.stray_lists()
        if stray:
            yield Fault("index", f"{stray:,} lists belong to no block")
        yield from _words(store)
        families = {primary(tag) for tag in store.segment_languages()} | set(store.families())
        for family in sorted(families):
            yield from _Family(store, family).faults()


def _words(store: Store) -> Iterator[Fault]:
    """The vocabulary must have the words of every text."""
    missing: dict[str, set[str]] = {}
    last = 0
    known: dict[str, set[str]] = {}
    while segments := store.segments_after(last, _AT_ONCE):
        for each in segments:
            family = primary(each.language)
            if family not in known:
                known[family] = set(store.words(family))
            missing.setdefault(family, set()).update(words_of(each.text) - known[family])
        last = segments[-1].unit
    for family, words in sorted(missing.items()):
        if words:
            yield Fault(f"index of {family}", f"{len(words):,} words are not in its vocabulary")


@dataclass(slots=True)
class _Family:
    """The index of one language."""

    store: Store
    name: str

    def faults(self) -> Iterator[Fault]:
        blocks = self.store.blocks(self.name)
        fresh = self.store.fresh_units(self.name)
        for what in (*self._ranges(blocks), *self._fresh(fresh), *self._left_out(blocks, set(fresh))):
            yield Fault(f"index of {self.name}", what)
        for block in blocks:
            what = self._block(block, set(fresh))
            if what:
                yield Fault(f"index of {self.name}, units {block.base} to {block.last}", what)

    def _ranges(self, blocks: Sequence[StoredBlock]) -> Iterator[str]:
        if any(one.last >= other.base for one, other in pairwise(blocks)):
            yield "its blocks overlap"

    def _fresh(self, units: Sequence[int]) -> Iterator[str]:
        """Fresh texts must be the segments' own; those of units that are gone would be found and lead nowhere."""
        kept = set(self.store.fresh(self.name, 1, _LAST))
        live: set[UnitKeys] = set()
        for start in range(0, len(units), _AT_ONCE):
            live.update(each for each in self.store.unit_keys(self.name, units[start : start + _AT_ONCE]) if each.keys)
        if kept != live:
            yield f"{len(kept ^ live):,} fresh texts are not what their units say"

    def _left_out(self, blocks: Sequence[StoredBlock], fresh: set[int]) -> Iterator[str]:
        """Every live segment is in a block's range or fresh."""
        starts = [1, *(block.last + 1 for block in blocks)]
        ends = [*(block.base - 1 for block in blocks), _LAST]
        left_out = sum(
            1
            for start, end in zip(starts, ends, strict=True)
            for each in self.store.unit_keys_between(self.name, start, end)
            if each.keys and each.unit not in fresh
        )
        if left_out:
            yield f"{left_out:,} segments are not in it, so no search finds them"

    def _block(self, stored: StoredBlock, fresh: set[int]) -> str:
        """What a block holds beside what it would hold if it were made anew; empty where these agree.

        Of a fresh unit it holds what that was, so such units are left out on both sides.
        """
        between = self.store.unit_keys_between(self.name, stored.base, stored.last)
        live = [each for each in between if each.keys and each.unit not in fresh]
        changed = np.array([unit - stored.base for unit in fresh if stored.base <= unit <= stored.last], np.int64)
        frame = self.store.block_frame(stored.number)
        lists = {term: np.frombuffer(entries, np.uint32) for term, entries in self.store.posting_lists(stored.number)}
        if not _sizes_agree(frame, lists):
            return "the sizes of its lists are not those that it counts"
        if not len(changed) and (stored.texts, stored.tokens) != (len(live), sum(len(each.keys) // 2 for each in live)):
            return f"it counts {stored.texts:,} texts and there are {len(live):,}"
        return _difference(frame, lists, _made(live, stored.base), changed) if live else ""


_EMPTY = np.array([], np.uint32)
_OFFSET = np.uint32((1 << 24) - 1)


@dataclass(frozen=True, slots=True)
class _Made:
    """A block made anew, its entries counted from the base of the stored one."""

    entries: U32
    signatures: bytes
    lists: dict[int, U32]


def _made(live: Sequence[UnitKeys], base: int) -> _Made:
    units: I64 = np.array([each.unit for each in live], np.int64)
    lengths: I64 = np.array([len(each.keys) // 2 for each in live], np.int64)
    block = build(units, lengths, np.frombuffer(b"".join(each.keys for each in live), np.uint16))
    shift = np.uint32(block.base - base)
    lists = {term: np.frombuffer(entries, np.uint32) + shift for term, entries in block.lists}
    return _Made(block.entries + shift, block.signatures.tobytes(), lists)


def _sizes_agree(frame: BlockFrame, lists: Mapping[int, U32]) -> bool:
    sizes = np.frombuffer(frame.sizes, np.uint32)
    return np.count_nonzero(sizes) == len(lists) and all(len(each) == sizes[term] for term, each in lists.items())


def _difference(frame: BlockFrame, lists: Mapping[int, U32], made: _Made, changed: I64) -> str:
    terms = lists.keys() | made.lists.keys()
    wrong = sum(not _agree(lists.get(term, _EMPTY), made.lists.get(term, _EMPTY), changed) for term in terms)
    if wrong:
        return f"{wrong:,} of its lists are not what its segments say"
    if not _agree(np.frombuffer(frame.entries, np.uint32), made.entries, changed):
        return "its texts are not those of its segments"
    if not len(changed) and bytes(frame.signatures) != made.signatures:
        return "its signatures are not those of its segments"
    return ""


def _agree(found: U32, wanted: U32, changed: I64) -> bool:
    """True where they are the same entries, leaving out those of changed units."""
    if len(changed):
        found = found[~np.isin(found & _OFFSET, changed)]
    return bool(np.array_equal(found, wanted))
