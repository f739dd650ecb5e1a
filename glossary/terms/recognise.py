"""Recognises the terms of termbases in running text: every hit that the rules below allow, also inside other hits.

*Spaced scripts* (`words`). A term is found word by word, with white space or a hyphen or nothing but an apostrophe
between its words: *bonded-area*. Part of a word is never found. English words also in their inflected forms, which is a
relation from the form to the base (`glossary.text.inflection`), not equality of stems: *posed* and *posing* are *pose*,
*important* is not *import*, and *build* is not the term *building*; the possessive *'s* does not count. Other languages
by the stem of Snowball, words of three letters and fewer as they are.

*Unspaced scripts* (`characters`). A term is found character by character; only letters and digits have word borders.
Either Chinese script finds the other.

*Everywhere* case and width do not count, except in words with capitals inside, acronyms and single capitals: *IT* is
not *it*; a term of several long words all in capitals is taken for shouting. A hit covers whole characters of the
original, so that nothing is found in half of ``㍿``.

*Enforced* are the hits in the leftmost-longest cover of the text (`cover`). All terms take part in it, so that 副总裁
shadows 总裁 also where it is only proposed, or a word of the termbase's shadow list; those are not enforced themselves.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from .characters import LANGUAGES as UNSPACED_LANGUAGES
from .characters import Characters
from .cover import Mask, leftmost_longest
from .reading import Reading
from .trie import Found, Ints, Trie
from .words import Words

VERSION = f"1 {unicodedata.unidata_version}"
"""Changes when a saved automaton would read texts otherwise than a new one."""


class Entry(NamedTuple):
    """A term that can be found: where it is kept, and whether it may be enforced."""

    concept: int
    position: int
    termbase: int
    enforceable: bool
    text: str


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries as columns, those of one sequence of symbols together: `first` and `count` say where, by sequence."""

    concepts: Ints
    positions: Ints
    termbases: Ints
    enforceable: Mask
    first: Ints
    count: Ints

    @classmethod
    def of(cls, entries: Sequence[Entry], sequences: Ints) -> Self:
        order = np.argsort(sequences, kind="stable")
        columns = np.array([entry[:4] for entry in entries], np.int64).reshape(-1, 4)[order].T
        count = np.bincount(sequences)
        return cls(columns[0], columns[1], columns[2], columns[3] != 0, np.cumsum(count) - count, count)

    def any_of(self, mask: Mask) -> Mask:
        """By sequence, whether the mask has one of its entries."""
        before = np.append(0, np.cumsum(mask))
        found: Mask = before[self.first + self.count] > before[self.first]
        return found


class Automaton:
    """The terms of one language, ready to be found."""

    def __init__(self, reader: Words | Characters, trie: Trie, entries: Entries) -> None:
        self.reader, self.trie, self.entries = reader, trie, entries

    @classmethod
    def of(cls, language: str, entries: Sequence[Entry]) -> Self:
        """For a primary language subtag. A term without a word or character is never found."""
        kind = Characters if language in UNSPACED_LANGUAGES else Words
        reader, sequences = kind.of_terms(language, [entry.text for entry in entries])
        numbers: dict[tuple[int, ...], int] = {}
        kept = [at for at, sequence in enumerate(sequences) if sequence]
        found = [numbers.setdefault(tuple(sequences[at]), len(numbers)) for at in kept]
        return cls(
            reader, Trie.of(list(numbers)), Entries.of([entries[at] for at in kept], np.array(found, dtype=np.int64))
        )

    def find(self, text: str) -> Found:
        """Every hit in a text, by sequence, with its span in code points; the shorter before the longer."""
        reading = self.reader.read(text)
        return _in_the_text(self.trie.walk(reading.layers), reading)

    def to_bytes(self) -> bytes:
        """The automaton as NumPy's ``.npz``."""
        parts = {"reader": self.reader.arrays(), "trie": self.trie.arrays(), "entries": _columns(self.entries)}
        named = {f"{part}.{name}": array for part, arrays in parts.items() for name, array in arrays.items()}
        buffer = io.BytesIO()
        np.savez(buffer, allow_pickle=False, **named)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, language: str, saved: bytes) -> Self:
        """What `to_bytes` of the same `VERSION` gave."""
        parts: dict[str, dict[str, npt.NDArray[Any]]] = {"reader": {}, "trie": {}, "entries": {}}
        with np.load(io.BytesIO(saved), allow_pickle=False) as arrays:
            for name in arrays.files:
                part, _, column = name.partition(".")
                parts[part][column] = arrays[name]
        reader: Words | Characters
        if language in UNSPACED_LANGUAGES:
            reader = Characters.from_arrays(parts["reader"])
        else:
            reader = Words.from_arrays(language, parts["reader"])
        return cls(reader, Trie.from_arrays(parts["trie"]), Entries(**parts["entries"]))


class Part:
    """An automaton and those of its entries that count (None: all)."""

    def __init__(self, automaton: Automaton, counting: Mask | None = None) -> None:
        self.automaton, self.counting = automaton, counting
        entries = automaton.entries
        enforceable = entries.enforceable if counting is None else entries.enforceable & counting
        self.enforceable = entries.any_of(enforceable)
        self._found = None if counting is None else entries.any_of(counting)

    def find(self, text: str) -> Found:
        """Every hit of a sequence that has an entry which counts."""
        found = self.automaton.find(text)
        return found if self._found is None else found.where(np.flatnonzero(self._found[found.which]))


@dataclass(frozen=True, slots=True)
class Recognised:
    """What one part found: its hits by sequence, whether each is in the cover, and whether it is enforced."""

    part: Part
    found: Found
    cover: Mask
    enforced: Mask

    def hits(self) -> Iterator[Hit]:
        """One hit an entry, in no order: a sequence may be the term of several concepts."""
        part, found = self.part, self.found
        entries = part.automaton.entries
        counts = entries.count[found.which]
        each = np.repeat(np.arange(len(counts)), counts)
        which = np.repeat(entries.first[found.which] - np.cumsum(counts) + counts, counts) + np.arange(len(each))
        if part.counting is not None:
            kept = np.flatnonzero(part.counting[which])
            each, which = each[kept], which[kept]
        enforced = self.cover[each] & entries.enforceable[which]
        columns = found.starts[each], found.ends[each], entries.concepts[which], entries.positions[which], enforced
        return map(Hit, *(column.tolist() for column in columns))


class Hit(NamedTuple):
    """A term in a text: span in code points, the concept and which of its terms, whether it is enforced."""

    start: int
    end: int
    concept: int
    position: int
    enforced: bool


def recognise(text: str, parts: Sequence[Part]) -> list[Recognised]:
    """The hits of several automata of one language in a text, under one cover."""
    found = [part.find(text) for part in parts]
    covers = leftmost_longest(found, len(text))
    return [
        Recognised(part, each, cover, cover & part.enforceable[each.which])
        for part, each, cover in zip(parts, found, covers, strict=True)
    ]


def _in_the_text(found: Found, reading: Reading) -> Found:
    """Places of a reading as code points of its text, without the hits that begin or end where none can."""
    last = found.ends - 1
    if reading.may_start is not None and reading.may_end is not None:
        kept = np.flatnonzero(reading.may_start[found.starts] & reading.may_end[last])
        if len(kept) < len(last):
            found, last = found.where(kept), last[kept]
    return Found(reading.starts[found.starts], reading.ends[last], found.which)


def _columns(entries: Entries) -> dict[str, npt.NDArray[Any]]:
    return {name: getattr(entries, name) for name in Entries.__slots__}
