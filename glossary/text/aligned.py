"""A text folded character by character, each with the way back to where it stood in the original.

Folding can change lengths: ``㍿`` becomes 株式会社, ``ｶﾞ`` becomes ガ, ``ß`` becomes ss. What folds together (such as a
character and the marks on it) is a cluster; every character of its folded form stands for the whole cluster.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from .chinese import simplified_characters
from .fold import fold

CODES = 0x110000
"""How many code points there are."""
SEVERAL = -1
"""In the tables: the character's form is more than one character, or none."""

# Blocks whose characters fold to themselves: Han with extension A, Hangul syllables, surrogates and private use.
_STEADY = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xAC00, 0xD7A4), (0xD800, 0xF900))
_HAN = ((0x3400, 0xA000), (0x20000, 0x32000))
_FOLDING = ((0, 0x20000), (0x2F800, 0x2FA20), (0xE0000, 0xE01F0))

Codes = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Aligned:
    """`folded` and `written` (NFKC alone) in code points, and the span of the original that each stands for.

    `written` is 0 where a cluster's two forms differ in length. `first` and `last` mark the edges of clusters.
    """

    folded: Codes
    written: Codes
    starts: Places
    ends: Places
    first: npt.NDArray[np.bool_]
    last: npt.NDArray[np.bool_]


def aligned(text: str) -> Aligned:
    """A text's folded form with the way back. Characters that fold alone to one are looked up, all of them at once."""
    codes, table = codes_of(text), forms()
    alone = ~table.joins[codes]
    alone[:1] = True
    begins = np.flatnonzero(alone)
    ends = np.append(begins[1:], len(codes))[: len(begins)]
    odd = (ends - begins > 1) | (table.folded[codes[begins]] == SEVERAL)
    clusters = [text[begin:end] for begin, end in zip(begins[odd].tolist(), ends[odd].tolist(), strict=True)]
    folds = list(map(fold, clusters))
    sizes = np.ones(len(begins), np.int64)
    sizes[odd] = list(map(len, folds))
    cluster = np.repeat(np.arange(len(begins)), sizes)
    heads = codes[begins[cluster]]
    folded, written = table.folded[heads], table.written[heads]
    folded[odd[cluster]] = codes_of("".join(folds))
    written[odd[cluster]] = codes_of("".join(map(_written, clusters, map(len, folds))))
    first = np.append(True, cluster[1:] != cluster[:-1])[: len(cluster)]
    last = np.append(first[1:], True)[: len(cluster)]
    return Aligned(folded, written, begins[cluster], ends[cluster], first, last)


def codes_of(text: str) -> Codes:
    """A text as its code points."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.int32)


@dataclass(frozen=True, slots=True)
class Forms:
    """For each code point alone: its form of `fold`, its form in NFKC, and whether it joins the one before it."""

    folded: Codes
    written: Codes
    joins: npt.NDArray[np.bool_]


@cache
def forms() -> Forms:
    """The table of all forms. A text in NFKC, or one where nothing joins, can be folded by it code by code."""
    folded, written, joins = np.arange(CODES, dtype=np.int32), np.arange(CODES, dtype=np.int32), np.zeros(CODES, bool)
    for code in _folding_codes():
        char = chr(code)
        folded[code], written[code] = _one(fold(char)), _one(unicodedata.normalize("NFKC", char))
        joins[code] = _joins(char)
    return Forms(folded, written, joins)


def _one(form: str) -> int:
    return ord(form) if len(form) == 1 else SEVERAL


@cache
def same_codes() -> Codes:
    """Each code point for itself."""
    return np.arange(CODES, dtype=np.int32)


@cache
def simplified_codes() -> Codes:
    """For each code point its simplified form, whatever stands beside it."""
    codes = same_codes().copy()
    for start, end in _HAN:
        codes[start:end] = codes_of(simplified_characters("".join(map(chr, range(start, end)))))
    return codes


def _folding_codes() -> list[int]:
    steady = {code for start, end in _STEADY for code in range(start, end)}
    return [code for start, end in _FOLDING for code in range(start, end) if code not in steady]


def _written(cluster: str, length: int) -> str:
    written = unicodedata.normalize("NFKC", cluster)
    return written if len(written) == length else "\0" * length


def _joins(char: str) -> bool:
    """True for a character that can fold together with the one before it."""
    form = unicodedata.normalize("NFKC", char)
    return not form or unicodedata.combining(form[0]) != 0 or form[0] in _second_parts()


@cache
def _second_parts() -> frozenset[str]:
    """The characters that compose with the one before them, though they are no combining marks: UAX #15, Hangul."""
    seconds = {*map(chr, range(0x1161, 0x1176)), *map(chr, range(0x11A8, 0x11C3))}
    for code in range(0x80, 0x20000):
        parts = unicodedata.decomposition(chr(code)).split(" ")
        if len(parts) == 2 and not parts[0].startswith("<"):
            seconds.add(chr(int(parts[1], 16)))
    return frozenset(seconds)
