"""Recognises the terms of the library in texts: a saved automaton a language, and what has changed since beside it.

An automaton of all terms of a language is made once and saved. What is changed later is left out of it and found by a
second, small one, made anew with each change, until there is so much of it that all is made and saved again. Every call
asks the database for the number of the latest change, so that it sees what was there when it began.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from glossary.answers import ConceptAnswer, TermInText, by_status
from glossary.errors import BadRequest, LibraryBusy, NotFound
from glossary.store import Store
from glossary.store.values import SavedAutomaton, StoredConcept, TermRow
from glossary.terms.difference import difference
from glossary.terms.recognise import VERSION, Automaton, Entry, Hits, Part, recognise
from glossary.text.fold import primary
from tmx import language
from tmx.model import Term, TermStatus

MOST_FRESH = 2000
"""Changed concepts a language, beyond which the automaton is made anew: the small one is made in less than 50 ms."""
BLOCK = 1 << 16
"""Characters of a text that are looked at together. A few arrays of that length fit the processor's cache."""
_BORDER = "\n\n"
"""Put between texts that are looked at together; no term is found across it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to recognise: terms of the source language in some termbases (none named: all), with their translations."""

    source: str
    target: str = ""
    termbases: tuple[str, ...] = ()


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

    def hits(self, text: str, order: Order) -> Hits:
        """The bare hits in a text, without their concepts and in no order."""
        with self.store.reading():
            current, hits = self._hits(text, order)
        self._save(order, current)
        return hits

    def _in_block(self, begin: int, text: str, order: Order) -> Iterator[TermInText]:
        with self.store.reading():
            current, hits = self._hits(text, order)
            concepts = self.store.concepts(np.unique(hits.concepts).tolist())
        self._save(order, current)
        for found in _found(text, hits, concepts, order):
            yield _moved(found, begin)

    def _hits(self, text: str, order: Order) -> tuple[_Current, Hits]:
        if not order.source:
            raise BadRequest("name the language of the text, such as en or zh-CN")
        with self._lock:
            current = self._up_to_date(primary(order.source))
        chosen = self._numbers(order.termbases)
        hits = recognise(text, [_chosen(part, chosen) for part in current.parts])
        terms = np.flatnonzero(hits.concepts)
        return current, hits if len(terms) == len(hits.concepts) else hits.where(terms)

    def _numbers(self, names: Sequence[str]) -> list[int]:
        numbers = []
        for name in names:
            number = self.store.termbase(name)
            if number is None:
                known = ", ".join(termbase.name for termbase in self.store.termbases())
                raise NotFound(f"there is no termbase {name!r}; there are: {known or 'none'}")
            numbers.append(number)
        return numbers

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
            large = _Large(large.automaton, large.change, saved=True)
            self._current[family] = _Current(current.change, current.shadows, large, current.parts)


def _entries(rows: Iterable[TermRow]) -> list[Entry]:
    proposed = ("", TermStatus.PROPOSED.value)
    return [Entry(row.concept, row.position, row.termbase, row.status not in proposed, row.text) for row in rows]


def _parts(family: str, large: _Large, changed: list[int], fresh: list[TermRow]) -> Iterator[Part]:
    entries = large.automaton.entries
    yield Part(large.automaton, ~np.isin(entries.concepts, changed) if changed else None)
    if fresh:
        yield Part(Automaton.of(family, _entries(fresh)))


def _chosen(part: Part, termbases: list[int]) -> Part:
    if not termbases:
        return part
    mask = np.isin(part.automaton.entries.termbases, termbases)
    return Part(part.automaton, mask if part.counting is None else mask & part.counting)


def _found(text: str, hits: Hits, concepts: dict[int, StoredConcept], order: Order) -> Iterator[TermInText]:
    """The hits as answers. Of a concept's terms that stand in one place, such as one in both scripts, one is named."""
    best: dict[tuple[int, int, int], tuple[bool, Term]] = {}
    for start, end, concept, position, enforced in zip(*(column.tolist() for column in hits.columns()), strict=True):
        place, term = (start, -end, concept), concepts[concept].concept.terms[position]
        known = best.get(place)
        if known is None or _rank(term, text[start:end], order) < _rank(known[1], text[start:end], order):
            best[place] = (enforced or (known is not None and known[0]), term)
    for (start, minus_end, concept), (enforced, term) in sorted(best.items(), key=lambda item: item[0]):
        yield _answer(text, (start, -minus_end), enforced, term, concepts[concept], order)


def _rank(term: Term, text: str, order: Order) -> tuple[bool, bool]:
    """Lower for a term as it is written in the text, then for one of the language that was named."""
    return term.text != text, not language.matches(order.source, term.language)


def _answer(
    text: str, span: tuple[int, int], enforced: bool, term: Term, stored: StoredConcept, order: Order
) -> TermInText:
    piece, concept = text[slice(*span)], stored.concept
    own = [each for each in concept.terms if language.primary(each.language) == language.primary(term.language)]
    others = [each for each in concept.terms if language.primary(each.language) != language.primary(term.language)]
    preferred = [each for each in _answering(own, order.source) if each.status is TermStatus.PREFERRED]
    return TermInText(
        *span,
        piece,
        difference(piece, term.text),
        enforced,
        term,
        ConceptAnswer(stored.number, stored.termbase, concept),
        tuple(preferred),
        by_status(_answering(concept.terms, order.target) if order.target else others),
    )


def _answering(terms: Iterable[Term], tag: str) -> list[Term]:
    """The terms in the languages that a range finds; where it finds none, in the one that answers it best."""
    terms = list(terms)
    found = [term for term in terms if language.matches(tag, term.language)]
    best = language.best(tag, dict.fromkeys(term.language for term in terms))
    return found or [term for term in terms if term.language == best]


def _moved(found: TermInText, by: int) -> TermInText:
    if not by:
        return found
    return TermInText(found.start + by, found.end + by, *(getattr(found, name) for name in TermInText.__slots__[2:]))


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
