"""Says how a stretch of text differs from the term that was recognised in it."""

from __future__ import annotations

from glossary.text.chinese import has_han, simplified
from glossary.text.fold import fold

from .forms import text_key


def difference(text: str, term: str) -> str:
    """``exact`` but for case and width, ``spelling`` (hyphens and spaces), ``other script``, or ``inflected``."""
    if fold(text) == fold(term):
        return "exact"
    if text_key(text) == text_key(term):
        return "other script" if simplified(text) != text or simplified(term) != term else "spelling"
    return "other script" if has_han(text) else "inflected"
