"""Puts one term in the place of another as the text writes it: capitals, plural; or says that it cannot be done."""

from __future__ import annotations

import re

from glossary.text.chinese import has_han, simplified
from glossary.text.fold import fold

_VOWELS = "aeiou"
_ARTICLE = re.compile(r"\b(an?)\s+$", re.IGNORECASE)


def in_place_of(text: str, start: int, end: int, old: str, new: str) -> str | None:
    """What to write for `text[start:end]`, which is a form of `old`, to mean `new`; None where that is not sure."""
    piece = text[start:end]
    if has_han(piece):
        return new if simplified(piece) == piece else None
    article = _ARTICLE.search(text[:start])
    if article and (piece[0].lower() in _VOWELS) != (new[0].lower() in _VOWELS):
        return None
    if fold(piece) == fold(old):
        return _cased(piece, old, new)
    if fold(piece) in (fold(old) + "s", fold(old) + "es") and new[-1].isalpha():
        return _cased(piece, old, _plural(new))
    return None


def _cased(piece: str, old: str, new: str) -> str:
    """`new` with the capitals of the text, where these are not the old term's own."""
    if piece == old or new[0].isupper():
        return new
    words = [word for word in piece.split() if len(word) > 3]
    if piece.isupper() and len(piece) > 1:
        return new.upper()
    if len(words) > 1 and all(word[0].isupper() for word in words):
        return " ".join(word[:1].upper() + word[1:] if len(word) > 3 else word for word in new.split(" "))
    return new[0].upper() + new[1:] if piece[0].isupper() else new


def _plural(term: str) -> str:
    if term.endswith("y") and term[-2:-1] not in tuple(_VOWELS):
        return term[:-1] + "ies"
    return term + ("es" if term.endswith(("s", "x", "z", "ch", "sh")) else "s")
