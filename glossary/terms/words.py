"""Reads text of a script with spaces for recognition: a word is a symbol, and one that may be several is in layers.

White space and hyphens between words are no symbols, so that *bonded-area* is *bonded area*; a blank line is a border.
So is everything that no term holds. The possessive *'s* is left out in English; in other languages an apostrophe parts
words, so that *eau* is found in *l'eau*.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from glossary.text.fold import fold, stemmer
from glossary.text.inflection import bases
from glossary.text.tokenise import MARKS, UNSPACED, UNSPACED_BMP, has_rare

from .reading import Reading, is_cased

CASED = "="
"""Begins the name of a word that is only itself in its own letters: an acronym, or one with inner capitals."""

_SHORT = 3
"""A word of no more letters than this has no inflected forms where only a stemmer would tell."""
_LONG_ACRONYM = 5
_EMPTY_LINE = "\n"
_BLANK_LINE = 2
_GAPS = frozenset({*"-‐‑‒–－'’", "'s", "’s", "'S", "’S"})
_LAYERS = 6
_MOST_KEPT = 1 << 17

_AFFIX = frozenset("-‐‑")
_HYPHENS = "\\-‐‑‒–－"
_SOFT_HYPHEN = "\u00ad"
_SPACE = rf"\s*[{_HYPHENS}]+\s+|\s+(?:[{_HYPHENS}]+\s*)?|[{_HYPHENS}]+"


@cache
def pieces_of(language: str, rare: bool = True) -> re.Pattern[str]:
    """The grammar that cuts a text into pieces, which joined are the text again.

    Where `has_rare` is false of a text, the grammar that is not `rare` cuts it the same way, and is quicker.
    """
    unspaced, mark = (UNSPACED, f"[{MARKS}]*") if rare else (UNSPACED_BMP, "")
    letter = rf"[^\W_{unspaced}]"
    in_word = rf"(?:[^\W{unspaced}]|[{MARKS}{_SOFT_HYPHEN}])" if rare else rf"[^\W{unspaced}]"
    word = rf"[^\W{unspaced}]{in_word}*"
    apostrophe = r"(?<=\w)['’](?=\w)"
    if language == "en":
        apostrophe = r"(?<=\w)['’][sS](?!\w)"
        word += rf"(?:['’](?![sS](?!\w)){letter}{in_word}*)*"
    number = r"\d+(?:[.,]\d+)+(?!\w)"
    return re.compile(rf"{_SPACE}|{apostrophe}|{number}|{word}|[{unspaced}]{mark}|\S{mark}")


def pieces(text: str, language: str) -> list[str]:
    """A text in pieces."""
    return pieces_of(language, has_rare(text) or _SOFT_HYPHEN in text).findall(text)


def names_of(term: str, language: str) -> list[str]:
    """A term as the names of its words; empty where it has none, and for an affix such as *-ness*, which is no word."""
    term = term.strip()
    if not term or term[0] in _AFFIX or term[-1] in _AFFIX:
        return []
    words = [piece for piece in pieces(term, language) if not is_gap(piece)]
    shouted = _is_shouted(words)
    return [_name(word, language, cased=not shouted and is_cased(word)) for word in words]


def names_in_text(piece: str, language: str) -> Iterator[str]:
    """The names of all words that a piece of text may be a form of."""
    written, folded = _written(piece), _folded(piece)
    yield CASED + written
    if language != "en":
        yield _stem(folded, language)
        return
    yield from bases(folded)
    if written.endswith("s") and is_cased(written[:-1]):
        yield CASED + written[:-1]


def is_gap(piece: str) -> bool:
    """True for what stands between words without parting a term: one space, hyphen, apostrophe or possessive *'s*."""
    if piece.isspace():
        return piece.count("\n") < _BLANK_LINE
    return piece in _GAPS


def _is_shouted(words: list[str]) -> bool:
    """True for a term of several words all in capitals, too long for acronyms: the glossary writes all terms so."""
    spelled = [word for word in words if word[0].isalpha()]
    return len(spelled) > 1 and all(map(str.isupper, spelled)) and any(len(word) > _LONG_ACRONYM for word in spelled)


def _name(word: str, language: str, *, cased: bool) -> str:
    if cased:
        return CASED + _written(word)
    return _folded(word) if language == "en" else _stem(_folded(word), language)


def _written(word: str) -> str:
    return unicodedata.normalize("NFKC", word).replace("’", "'").replace(_SOFT_HYPHEN, "")


def _folded(word: str) -> str:
    """Without case and width; a symbol such as № is not the word that it folds to, and stays."""
    folded = fold(word.replace(_SOFT_HYPHEN, ""))
    return folded if folded and folded[0].isalnum() == word[0].isalnum() else word


def _stem(folded: str, language: str) -> str:
    return stemmer(language)(folded) if len(folded) > _SHORT else folded


class _Chunks(dict[str, int]):
    """Chunk of text between spaces → the number by which the columns below tell what is in it.

    Filled as chunks are met: most come again. A chunk has a run of places, each with the symbols that it may be.
    """

    def __init__(self, symbols: dict[str, int], language: str) -> None:
        super().__init__()
        self.symbols, self.language, self.lock = symbols, language, threading.Lock()
        self._known: dict[str, tuple[int, ...]] = {}
        self.chunks = _Columns(3)  # its length, its first place, and how many places it has
        self.places = _Columns(2 + _LAYERS)  # where in the chunk it begins and ends, and what it may be
        self._add(_EMPTY_LINE, 0, [(0,) * (2 + _LAYERS)])

    def __missing__(self, chunk: str) -> int:
        return self._add(chunk, len(chunk), list(self._places(chunk)))

    def _add(self, chunk: str, length: int, places: list[tuple[int, ...]]) -> int:
        with self.lock:
            number = self[chunk] = self.chunks.add([(length, self.places.count, len(places))])
            self.places.add(places)
        return number

    def _places(self, chunk: str) -> Iterator[tuple[int, ...]]:
        at = -1
        is_word = chunk.isascii() and chunk.isalpha()
        for piece in (" ", chunk) if is_word else pieces(f" {chunk} ", self.language):
            symbols = self._known.get(piece)
            if symbols is None:
                symbols = self._known[piece] = () if is_gap(piece) else self._symbols(piece)
            if symbols:
                yield (at, at + len(piece), *symbols)
            at += len(piece)

    def _symbols(self, piece: str) -> tuple[int, ...]:
        """What a piece may be, in `_LAYERS` columns; all of them 0 for what no term holds."""
        found = {self.symbols[name] for name in names_in_text(piece, self.language) if name in self.symbols}
        return (*sorted(found), *(0,) * _LAYERS)[:_LAYERS]


class _Columns:
    """Rows of whole numbers that grow; the latest wait in a list until someone looks."""

    def __init__(self, width: int) -> None:
        self._rows = np.zeros((1024, width), np.int32)
        self._settled = 0
        self._waiting: list[tuple[int, ...]] = []

    @property
    def count(self) -> int:
        return self._settled + len(self._waiting)

    def add(self, rows: list[tuple[int, ...]]) -> int:
        """Takes rows, and gives the number of the first."""
        number = self.count
        self._waiting += rows
        return number

    def settled(self) -> npt.NDArray[np.int32]:
        """All rows; to be asked for by one thread at a time."""
        if self._waiting:
            while self.count > len(self._rows):
                self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._rows[self._settled : self.count] = self._waiting
            self._settled, self._waiting = self.count, []
        return self._rows


class Words:
    """The reader of one language's texts, for a set of terms."""

    def __init__(self, language: str, names: Iterable[str]) -> None:
        self.language, self.names = language, tuple(names)
        self._symbols = {name: number for number, name in enumerate(self.names, 1)}
        self._known = _Chunks(self._symbols, language)

    @classmethod
    def of_terms(cls, language: str, terms: Iterable[str]) -> tuple[Self, list[list[int]]]:
        """A reader that knows the terms' words, and each term as symbols."""
        numbers: dict[str, int] = {}
        sequences = [
            [numbers.setdefault(name, len(numbers) + 1) for name in names_of(term, language)] for term in terms
        ]
        return cls(language, numbers), sequences

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """What `from_arrays` takes: the names, a line each."""
        return {"names": np.frombuffer("\n".join(self.names).encode("utf-8", "surrogatepass"), np.uint8)}

    @classmethod
    def from_arrays(cls, language: str, arrays: Mapping[str, npt.NDArray[Any]]) -> Self:
        return cls(language, arrays["names"].tobytes().decode("utf-8", "surrogatepass").split("\n"))

    def read(self, text: str) -> Reading:
        """A text as layers of symbols."""
        if len(self._known) > _MOST_KEPT:
            self._known = _Chunks(self._symbols, self.language)
        known = self._known
        chunks = [chunk for line in text.split("\n") for chunk in (line.split(" ") if line else (_EMPTY_LINE,))]
        numbers = np.fromiter(map(known.__getitem__, chunks), np.int64, len(chunks))
        with known.lock:
            rows, all_places = known.chunks.settled(), known.places.settled()
        lengths, firsts, counts = rows[numbers].T
        begins = np.cumsum(lengths + 1, dtype=np.int64) - lengths - 1
        before = np.cumsum(counts, dtype=np.int64) - counts
        which = np.repeat(firsts - before, counts) + np.arange(int(counts.sum()))
        places = all_places[which].T
        begins = np.repeat(begins, counts)
        layers = tuple(layer for layer in places[2:] if layer.any()) or (places[2],)
        return Reading(layers, begins + places[0], begins + places[1])
