"""Counts a text as translations are billed: its words and its characters, without inline codes.

Each character of a script that is written without spaces (Han, kana, Thai, Lao, Khmer, Burmese) is a word. Of the rest,
what stands between white space, dashes and full-width punctuation is one word where it has a letter or a digit: so
“state-of-the-art”, “3.5%” and an address are one word each, and punctuation by itself is none. Characters are all code
points but white space. CAT tools count alike in this, and differ in hyphens and addresses.
"""

from __future__ import annotations

import re

from .tokenise import UNSPACED

_BREAKS = "\u2012-\u2015\u2026\u3000-\u3004\u3008-\u3020\u3030\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
"""Dashes, ellipses and full-width punctuation, at which a word ends as at white space."""
_STRETCH = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}{_BREAKS}]+")


def words(text: str) -> int:
    """The number of words."""
    return sum(any(map(str.isalnum, stretch)) for stretch in _STRETCH.findall(text))


def characters(text: str) -> int:
    """The number of characters, white space not counted."""
    return sum(map(len, text.split()))
