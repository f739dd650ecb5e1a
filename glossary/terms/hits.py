"""Marks in a term the stretch that a query hit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from glossary.answers import Piece
from glossary.text.chinese import has_han, simplified, syllables, typed_pinyin
from glossary.text.tokenise import tokens_with_spans

from .forms import text_keys


def term_pieces(term: str, query: str) -> tuple[Piece, ...]:
    """A term in pieces, the stretch that the query hit marked; all of it plain where the way leaves no stretch."""
    span = _text_span(term, query) or _pinyin_span(term, query)
    return marked(term, [span] if span else [])


def marked(text: str, hits: Iterable[tuple[int, int]], mark: Literal["hit", "probable"] = "hit") -> tuple[Piece, ...]:
    """A text in pieces, the stretches that were hit marked; they ascend and are apart."""
    pieces: list[Piece] = []
    end = 0
    for start, stop in hits:
        pieces += (Piece(text[end:start], "plain"), Piece(text[start:stop], mark))
        end = stop
    pieces.append(Piece(text[end:], "plain"))
    return tuple(piece for piece in pieces if piece.text)


def _text_span(term: str, query: str) -> tuple[int, int] | None:
    """From the first token on whose forms begin with the query, to where they have it whole."""
    wanted = tuple(key for key in map(str.strip, text_keys(query)) if key)
    for token in tokens_with_spans(term):
        if wanted and _begins(term[token.start :], wanted):
            ends = range(token.start + 1, len(term))
            return token.start, next((end for end in ends if _begins(term[token.start : end], wanted)), len(term))
    return None


def _begins(text: str, wanted: tuple[str, ...]) -> bool:
    return any(key.strip().startswith(wanted) for key in text_keys(text))


def _pinyin_span(term: str, query: str) -> tuple[int, int] | None:
    """By whole syllables or their initials, in a term that is all Han, so that a syllable is a character."""
    letters = typed_pinyin(query)
    read = syllables(simplified(term))
    if not letters or len(read) != len(term) or not all(map(has_han, term)):
        return None
    for units in (read, tuple(syllable[0] for syllable in read)):
        for start in range(len(units)):
            joined = ""
            for end in range(start, len(units)):
                joined += units[end]
                if joined.startswith(letters):
                    return start, end + 1
                if not letters.startswith(joined):
                    break
    return None
