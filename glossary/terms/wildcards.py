"""Patterns with ``*`` for any characters, also none, and ``?`` for one, which a whole term must be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from glossary.text.chinese import simplified_characters

from .forms import folded_key, text_keys


def has_wildcard(query: str) -> bool:
    """True where a query has wildcards, and something beside them."""
    return any(char in "*?＊？" for char in query) and any(char.isalnum() for char in query)


@dataclass(frozen=True)
class Glob:
    """A pattern as it was typed. Case, width, script, and what joins words do not matter, as in all look-up."""

    query: str

    @cached_property
    def key(self) -> str:
        """The pattern as the keys of terms are written."""
        return simplified_characters(folded_key(self.query))

    @cached_property
    def piece(self) -> str:
        """The longest stretch of it without wildcards, which every term that it is has."""
        return max(re.split(r"[*?]+", self.key), key=len)

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        parts = re.split(r"(\*+|\?)", self.key)
        return re.compile("".join(_expression(part) for part in parts), re.DOTALL)

    @cached_property
    def _as_written(self) -> list[str]:
        return re.split(r"[*?]+", folded_key(self.query))

    def is_written_in(self, term: str) -> bool:
        """True for a term that has what stands between the wildcards in the script in which it is written."""
        folded = folded_key(term)
        return all(piece in folded for piece in self._as_written)

    def passes(self, key: str) -> bool:
        """True where a key is what the pattern says."""
        return self._whole.fullmatch(key) is not None

    def is_term(self, term: str) -> bool:
        """True where a term is what the pattern says."""
        return any(map(self.passes, text_keys(term)))


def _expression(part: str) -> str:
    return ".*" if part.startswith("*") else "." if part == "?" else re.escape(part)
