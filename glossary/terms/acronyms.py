"""Acronyms of terms that are written in words: FTZ for *free trade zone*, BIS for *Bureau of Industry and Security*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.text.fold import fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
_FEWEST, _MOST = 2, 8
_ACRONYM = re.compile(rf"[^\W_]{{{_FEWEST},{_MOST}}}")
_ALPHABETIC = re.compile("[a-z\u00df-\u024f\u0370-\u052f]")
"""Latin, Greek and Cyrillic: the scripts whose words have initials."""


def initials(text: str) -> Iterator[str]:
    """The acronyms that the words of a text make, folded: of all words, and without the small ones."""
    words = [word for word in _WORD.findall(fold(text)) if _ALPHABETIC.match(word)]
    if not _FEWEST <= len(words) <= _MOST + len(_SMALL & set(words)):
        return
    great = [word for word in words if word not in _SMALL]
    for some in (words, great) if len(great) < len(words) else (words,):
        if _FEWEST <= len(some) <= _MOST:
            yield "".join(word[0] for word in some)


def acronym_key(text: str) -> str:
    """A text that may be an acronym, folded and without full stops and ampersands; empty where it is none."""
    letters = re.sub(r"[.&]", "", fold(text.strip()))
    return letters if _ACRONYM.fullmatch(letters) and _ALPHABETIC.match(letters) else ""


def is_acronym(text: str) -> bool:
    """True for a text that is written as an acronym is: short and in capitals."""
    return text.isupper() and bool(acronym_key(text))


def stands_for(acronym: str, full: str) -> bool:
    """True where an acronym is made of the words of a text."""
    return acronym_key(acronym) in set(initials(full))


def initial_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the letters stand that an acronym takes from a text."""
    return ((word.start(), word.start() + 1) for word in _WORD.finditer(text) if _ALPHABETIC.match(fold(word[0])))
