"""Marks in a term the stretch that a query hit."""

from __future__ import annotations

from glossary.answers import Piece
from glossary.text.chinese import has_han, simplified, syllables, typed_pinyin
from glossary.text.fold import fold


def term_pieces(term: str, query: str) -> tuple[Piece, ...]:
    """A term in pieces, the stretch that the query hit marked; all of it plain where the way leaves no stretch."""
    start, end = _text_span(term, query) or _pinyin_span(term, query) or (0, 0)
    parts = ((term[:start], False), (term[start:end], True), (term[end:], False))
    return tuple(Piece(text, "hit" if is_hit else "plain") for text, is_hit in parts if text)


def _text_span(term: str, query: str) -> tuple[int, int] | None:
    """By folded and simplified text, where folding keeps the number of characters and so their places."""
    haystack, needle = simplified(fold(term)), simplified(fold(query.strip()))
    at = haystack.find(needle)
    if at < 0 or not needle or len(haystack) != len(term):
        return None
    return at, at + len(needle)


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
