"""The published match percentage of two texts, and how they differ.

``points = floor(100 · (1 − d / max(|A|, |B|)))`` with ``d = 0.7·d(stems) + 0.2·d(folded) + 0.1·d(written)``, each d the
Levenshtein distance over tokens in one of the three readings of `glossary.text.fold`. So another token costs a whole
edit, another inflection 0.3, another case or width 0.1. 100 is kept for identical texts; what else reaches it gets 99.

Where the unit's target can be adapted to the query (`glossary.adapt`), tokens that are a number, URL, e-mail,
placeholder or tag count as equal to any other of their sort, and one point is taken off for that: `ADAPTED_PENALTY`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from glossary.answers import Piece
from glossary.text.fold import fold, primary, slot, stemmer
from glossary.text.tokenise import tokens, tokens_with_spans

# Tenths of an edit, so that the percentage is computed in whole numbers.
STEM_COST, FOLD_COST, WRITTEN_COST = 7, 2, 1
IDENTICAL = 100
ADAPTED_PENALTY = 1
"""Points off where slots counted as equal that are not: so an adapted match never scores below the plain formula."""


@dataclass(frozen=True, slots=True)
class Readings:
    """A text's tokens as written, folded and stemmed."""

    text: str
    written: list[str]
    folded: list[str]
    stems: list[str]


def readings(text: str, language: str) -> Readings:
    """A text ready to be compared with many others."""
    written = tokens(text)
    folded = [fold(token) or token for token in written]
    return Readings(text, written, folded, list(map(stemmer(primary(language)), folded)))


def similarity(a: Readings, b: Readings) -> int:
    """The points of two texts, 0 to 100, from the texts alone."""
    return IDENTICAL if a.text == b.text else min(_points(a, b), IDENTICAL - 1)


def similarity_but_slots(a: Readings, b: Readings) -> int:
    """The points of two texts where any number counts as any other, any URL as any other and so on: never fewer."""
    return max(similarity(a, b), _points(_without_slots(a), _without_slots(b)))


def _points(a: Readings, b: Readings) -> int:
    longest = max(len(a.written), len(b.written))
    if not longest:
        return 0
    tenths = (
        STEM_COST * Levenshtein.distance(a.stems, b.stems)
        + FOLD_COST * Levenshtein.distance(a.folded, b.folded)
        + WRITTEN_COST * Levenshtein.distance(a.written, b.written)
    )
    return (10 * longest - tenths) * 100 // (10 * longest)


def _without_slots(reading: Readings) -> Readings:
    """The tokens that name no word replaced by their sort."""
    sorts = [slot(token) for token in reading.folded]
    if not any(sorts):
        return reading
    written, folded, stems = (
        [sort or token for sort, token in zip(sorts, tokens, strict=True)]
        for tokens in (reading.written, reading.folded, reading.stems)
    )
    return Readings(reading.text, written, folded, stems)


Mark = Literal["same", "changed", "only"]
Pieces = tuple[Piece, ...]


def differences(text: str, other: str, language: str) -> Pieces:
    """`text` in pieces, each marked by what it is to `other`: ``same``, ``changed`` in form only, or ``only`` here."""
    return compared(readings(text, language), readings(other, language))[0]


def compared(a: Readings, b: Readings) -> tuple[Pieces, Pieces]:
    """The texts of both in pieces, each side marked by what it is to the other, along one least-cost alignment."""
    ours: list[Mark] = ["only"] * len(a.written)
    theirs: list[Mark] = ["only"] * len(b.written)
    for i, length, j in _equal_runs(a.stems, b.stems):
        for step in range(length):
            same = a.written[i + step] == b.written[j + step]
            ours[i + step] = theirs[j + step] = "same" if same else "changed"
    return _pieces(a.text, ours), _pieces(b.text, theirs)


def rewritten(before: str, after: str) -> tuple[Pieces, Pieces]:
    """A text before and after a change, in pieces ``same`` and ``only``; form counts, and so does space alone."""
    a, b = tokens(before), tokens(after)
    ours: list[Mark] = ["only"] * len(a)
    theirs: list[Mark] = ["only"] * len(b)
    for i, length, j in _equal_runs(a, b):
        ours[i : i + length] = theirs[j : j + length] = ["same"] * length
    if "only" not in ours and "only" not in theirs:
        return (Piece(before, "only"),), (Piece(after, "only"),)
    return _pieces(before, ours), _pieces(after, theirs)


def _equal_runs(a: list[str], b: list[str]) -> Iterator[tuple[int, int, int]]:
    """Where the tokens of both are equal: start in `a`, length, start in `b`."""
    for block in Levenshtein.opcodes(a, b):
        if block.tag == "equal":
            yield block.src_start, block.src_end - block.src_start, block.dest_start


def _pieces(text: str, marks: list[Mark]) -> Pieces:
    pieces: list[Piece] = []
    end = 0
    for token, mark in zip(tokens_with_spans(text), marks, strict=True):
        gap = text[end : token.start]
        if pieces and pieces[-1].mark == mark:
            pieces[-1] = Piece(pieces[-1].text + gap + token.text, pieces[-1].mark)
        else:
            if gap:
                pieces.append(Piece(gap, "same"))
            pieces.append(Piece(token.text, mark))
        end = token.end
    if end < len(text):
        pieces.append(Piece(text[end:], "same"))
    return tuple(pieces)
