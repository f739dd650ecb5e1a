"""Reads text of a script without spaces for recognition: a character is a symbol, whatever its case, width and script.

Words have no borders there, but letters and digits among them do, and a mark belongs to the character before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from glossary.text.aligned import CODES, SEVERAL, Codes, aligned, codes_of, forms, same_codes, simplified_codes
from glossary.text.fold import fold
from glossary.text.tokenise import MARKS, UNSPACED

from .reading import Reading, is_cased

CHINESE = frozenset({"zh", "cmn", "yue", "lzh", "wuu", "nan", "hak", "gan", "hsn", "cdo"})
LANGUAGES = CHINESE | {"ja", "th", "lo", "km", "my"}
"""The languages whose writing does not part words."""

_CASED = CODES
"""Added to a letter's code where it must stand as it is written."""
_LETTERS = re.compile(rf"([^\W_{UNSPACED}]+)")
_IN_WORD = re.compile(rf"[^\W{UNSPACED}]")
_MARK = re.compile(f"[{MARKS}]")
_IS_IN_WORD, _IS_MARK, _JOINS = 1, 2, 4
_TABLES = ("plain", "cased", "kinds")


class Characters:
    """The reader of one unspaced language's texts, for a set of terms.

    Its tables give for each code point the symbol of its folded form (or `SEVERAL`), the symbol of itself where case
    counts, and what kind of character it is.
    """

    def __init__(self, plain: Codes, cased: Codes, kinds: Codes) -> None:
        self._plain, self._cased, self._kinds = plain, cased, kinds
        self._has_cased = bool(cased.any())

    @classmethod
    def of_terms(cls, language: str, terms: Iterable[str]) -> tuple[Self, list[list[int]]]:
        """A reader that knows the terms' characters, and each term as symbols."""
        script = simplified_codes() if language in CHINESE else same_codes()
        codes = [list(_codes_of_term(term, script)) for term in terms]
        symbols = {code: number for number, code in enumerate(sorted({code for term in codes for code in term}), 1)}
        numbers = np.zeros(2 * CODES, np.int32)
        numbers[list(symbols)] = list(symbols.values())
        folded, written = forms().folded, forms().written
        plain = np.where(folded == SEVERAL, SEVERAL, numbers[script[folded]])
        cased = np.where(written == SEVERAL, 0, numbers[_CASED + written])
        return cls(plain, cased, _kinds()), [[symbols[code] for code in term] for term in codes]

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """What `from_arrays` takes: what is not 0 in the tables, with its places."""
        found: dict[str, npt.NDArray[Any]] = {}
        for name, table in zip(_TABLES, (self._plain, self._cased, self._kinds), strict=True):
            places = np.flatnonzero(table)
            found |= {f"{name}_places": places.astype(np.int32), name: table[places]}
        return found

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Self:
        tables = []
        for name in _TABLES:
            table = np.zeros(CODES, np.int32)
            table[arrays[f"{name}_places"]] = arrays[name]
            tables.append(table)
        return cls(*tables)

    def read(self, text: str) -> Reading:
        """A text as one layer of symbols, and another where letters may count as they are written."""
        codes = codes_of(text)
        plain, kinds = self._plain[codes], self._kinds[codes]
        if (plain == SEVERAL).any() or ((kinds >= _JOINS).any() and not unicodedata.is_normalized("NFKC", text)):
            return self._read_aligned(text)
        places = np.arange(len(codes) + 1)
        return Reading(self._layers(plain, codes), places[:-1], places[1:], *_borders(kinds))

    def _read_aligned(self, text: str) -> Reading:
        found = aligned(text)
        plain = np.maximum(self._plain[found.folded], 0)
        may_start, may_end = _borders(self._kinds[found.folded])
        return Reading(
            self._layers(plain, found.written), found.starts, found.ends, may_start & found.first, may_end & found.last
        )

    def _layers(self, plain: Codes, written: Codes) -> tuple[Codes, ...]:
        return (plain, self._cased[written]) if self._has_cased else (plain,)


def _borders(kinds: Codes) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Where a term may begin and where it may end: not inside a word, and not before a mark."""
    in_word = (kinds & _IS_IN_WORD) != 0
    is_mark = (kinds & _IS_MARK) != 0
    goes_on = np.append(in_word[:-1] & in_word[1:], False)[: len(kinds)]
    may_start = ~(np.append(False, goes_on[:-1])[: len(kinds)] | is_mark)
    may_end = ~(goes_on | np.append(is_mark[1:], False)[: len(kinds)])
    return may_start, may_end


def _codes_of_term(term: str, script: Codes) -> Iterator[int]:
    """A term's characters as codes: folded, or `_CASED` in a word where case counts."""
    written = " ".join(unicodedata.normalize("NFKC", term).split())
    for part in _LETTERS.split(written):
        if _LETTERS.fullmatch(part) and is_cased(part):
            yield from (_CASED + ord(char) for char in part)
        else:
            yield from script[codes_of(fold(part))].tolist()


@cache
def _kinds() -> Codes:
    everything = "".join(map(chr, range(CODES)))
    kinds = np.zeros(CODES, np.int32)
    for pattern, kind in ((_IN_WORD, _IS_IN_WORD), (_MARK, _IS_MARK)):
        kinds[[found.start() for found in pattern.finditer(everything)]] = kind
    return kinds | np.where(forms().joins, _JOINS, 0).astype(np.int32)
