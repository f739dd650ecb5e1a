"""Words of everyday English, which are no terms by themselves: the 797 that most of 34,000 everyday sentences have.

Counted in the human sentences of Tatoeba as those that one sentence in 1,700 has, inflections under their base forms.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .inflection import bases

_FILE = Path(__file__).with_name("common_english.txt")


def is_common(text: str) -> bool:
    """True for one everyday English word in whatever form; never for an acronym."""
    if not text.isascii() or not text.isalpha() or (text.isupper() and len(text) > 1):
        return False
    return not _words().isdisjoint(bases(text.lower()))


@cache
def _words() -> frozenset[str]:
    return frozenset(_FILE.read_text("utf-8").split())
