"""Recognises the terms of the library in texts: a saved automaton a language, and what has changed since beside it.

An automaton of all terms of a language is made once and saved. What is changed later is left out of it and found by a
second, small one, made anew with each change, until there is so much of it that all is made and saved again. Every call
asks the database for the number of the latest change, so that it sees what was there when it began.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from glossary.answers import TermInText
from glossary.errors import BadRequest, LibraryBusy
from glossary.store import Store
from glossary.store.values import SavedAutomaton, TermRow
from glossary.terms.recognise import VERSION, Automaton, Entry, Part, Recognised, recognise
from glossary.text.fold import primary
from tmx.model import TermStatus

from .recognised import Answers, Order
from .termbases import numbers_of

MOST_FRESH = 2000
"""Changed concepts a language, beyond which the automaton is made anew: the small one is made in less than 50 ms."""
BLOCK = 1 << 16
"""Characters of a text that are looked at together. A few arrays of that length fit the processor's cache."""
_CHOICES_KEPT = 16
_BORDER = "\n\n"
"""Put between texts that are looked at together; no term is found across it."""


@dataclass(frozen=True, slots=True)
class _Large:
    """The automaton of all terms of a language as they were at a change, and whether the store has it."""

    automaton: Automaton
    change: int
    saved: bool


@dataclass(frozen=True, slots=True)
class _Current:
    """What finds the terms of a language as they are at a change: the large automaton, and what it does not know."""

    change: int
    shadows: tuple[TermRow, ...]
    large: _Large
    parts: tuple[Part, ...]
    by_choice: dict[tuple[int, ...], tuple[Part, ...]] = field(default_factory=dict)

    def chosen(self, termbases: tuple[int, ...]) -> tuple[Part, ...]:
        """The parts narrowed to some termbases; to none where none is given."""
        if not termbases:
            return self.parts
        if termbases not in self.by_choice:
            if len(self.by_choice) >= _CHOICES_KEPT:
                self.by_choice.clear()
            self.by_choice[termbases] = tuple(_narrowed(part, termbases) for part in self.parts)
        return self.by_choice[termbases]


class Recogniser:
    """Answers orders. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._current: dict[str, _Current] = {}
        self._lock = threading.Lock()

    def recognise(self, text: str, order: Order) -> tuple[TermInText, ...]:
        """The terms in a text by their place, of those at one place the longest first."""
        return tuple(found for block in _blocks(text) for found in self._in_block(*block, order))

    def recognise_all(self, texts: Iterable[str], order: Order) -> Iterator[tuple[TermInText, ...]]:
        """The terms in each of many texts; short ones are looked at together, which is much quicker."""
        for group in _groups(texts):
            if len(group) == 1:
                yield self.recognise(group[0], order)
                continue
            found = list(self._in_block(0, _BORDER.join(group), order))
            at = begin = 0
            for text in group:
                end = at
                while end < len(found) and found[end].start < begin + len(text):
                    end += 1
                yield tuple(_moved(each, -begin) for each in found[at:end])
                at, begin = end, begin + len(text) + len(_BORDER)

    def spans(self, text: str, order: Order) -> list[Recognised]:
        """The bare hits in a text by sequence, without their concepts and in no order; also those of shadow lists."""
        with self.store.reading():
            current, recognised = self._spans(text, order)
        self._save(order, current)
        return recognised

    def _in_block(self, begin: int, text: str, order: Order) -> Iterator[TermInText]:
        with self.store.reading():
            current, recognised = self._spans(text, order)
            hits = [hit for each in recognised for hit in each.hits() if hit.concept]
            concepts = self.store.concepts({hit.concept for hit in hits})
        self._save(order, current)
        for found in Answers(text, concepts, order).of(hits):
            yield _moved(found, begin)

    def _spans(self, text: str, order: Order) -> tuple[_Current, list[Recognised]]:
        if not order.source:
            raise BadRequest("name the language of the text, such as en or zh-CN")
        with self._lock:
            current = self._up_to_date(primary(order.source))
            parts = current.chosen(numbers_of(self.store, order.termbases))
        return current, recognise(text, parts)

    def _up_to_date(self, family: str) -> _Current:
        change, shadows = self.store.latest_change(), tuple(self.store.shadow_rows(family))
        current = self._current.get(family)
        if current is None or (current.change, current.shadows) != (change, shadows):
            large = self._large(family, change, current.large if current else None)
            changed = self.store.concepts_changed_after(large.change)
            fresh = [*self.store.term_rows(family, changed), *shadows] if changed else [*shadows]
            current = _Current(change, shadows, large, tuple(_parts(family, large, changed, fresh)))
            self._current[family] = current
        return current

    def _large(self, family: str, change: int, known: _Large | None) -> _Large:
        """The automaton at hand or in the store, unless too much has changed since: then a new one."""
        large = known or self._loaded(family)
        if large and large.change <= change and len(self.store.concepts_changed_after(large.change)) <= MOST_FRESH:
            return large
        return _Large(Automaton.of(family, _entries(self.store.term_rows(family))), change, saved=False)

    def _loaded(self, family: str) -> _Large | None:
        saved = self.store.automaton(family)
        if saved is None or saved.version != VERSION:
            return None
        return _Large(Automaton.from_bytes(family, saved.body), saved.change, saved=True)

    def _save(self, order: Order, current: _Current) -> None:
        """Keeps a new automaton for the next start."""
        if current.large.saved:
            return
        family, large = primary(order.source), current.large
        with self._lock:
            if self._current[family].large is not large:
                return
            try:
                with self.store.writing():
                    saved = SavedAutomaton(VERSION, large.change, large.automaton.to_bytes())
                    self.store.save_automaton(family, saved)
            except LibraryBusy:
                return  # a long import is at work; the next call tries again, and this one has its answer
            self._current[family] = replace(current, large=replace(large, saved=True))


def _entries(rows: Iterable[TermRow]) -> list[Entry]:
    proposed = ("", TermStatus.PROPOSED.value)
    return [Entry(row.concept, row.position, row.termbase, row.status not in proposed, row.text) for row in rows]


def _parts(family: str, large: _Large, changed: list[int], fresh: list[TermRow]) -> Iterator[Part]:
    entries = large.automaton.entries
    yield Part(large.automaton, ~np.isin(entries.concepts, changed) if changed else None)
    if fresh:
        yield Part(Automaton.of(family, _entries(fresh)))


def _narrowed(part: Part, termbases: tuple[int, ...]) -> Part:
    mask = np.isin(part.automaton.entries.termbases, termbases)
    return Part(part.automaton, mask if part.counting is None else mask & part.counting)


def _moved(found: TermInText, by: int) -> TermInText:
    return replace(found, start=found.start + by, end=found.end + by) if by else found


def _groups(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts that together make up a block, or one that is longer by itself."""
    group: list[str] = []
    size = 0
    for text in texts:
        if group and size + len(text) > BLOCK:
            yield group
            group, size = [], 0
        group.append(text)
        size += len(text) + len(_BORDER)
    if group:
        yield group


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """A text in blocks with their places. It is cut where a term least likely goes on."""
    begin = 0
    while len(text) - begin > BLOCK:
        end = _cut(text, begin, begin + BLOCK)
        yield begin, text[begin:end]
        begin = end
    yield begin, text[begin:]


def _cut(text: str, begin: int, end: int) -> int:
    """The end of the last paragraph that ends before `end`; or else of a sentence, a line, a word."""
    for border in ("\n\n", ".\n", "。\n", "。", ". ", "\n", " "):
        at = text.rfind(border, begin + 1, end)
        if at >= 0:
            return at + len(border)
    return end
