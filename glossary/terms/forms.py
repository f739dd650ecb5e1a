"""The forms under which a term is looked up: a query that begins a form finds its term.

Text forms are folded and in simplified script, so that either script finds either. OpenCC reads characters in their
words (乾 alone gives 干, in 乾隆 it stays), so where that makes a difference a text has a second form, character by
character: whatever begins the text begins that. A term has forms from each of its tokens on, so that any part that
starts where a word or a Chinese character starts is the beginning of a form. The same goes for pinyin by syllables, and
for the initials of the syllables. A term of several words has the acronym that they make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache

from glossary.text.chinese import has_han, simplified, simplified_characters, syllables, typed_pinyin
from glossary.text.fold import fold
from glossary.text.tokenise import pattern_for

from .acronyms import initials

_GAPS = re.compile(r"[\s\-‐‑–/]+")
_LONGEST_KEY = 200
_LONGEST_TERM = 1000
"""Characters of a term that it is found by. A novel in the place of a term would have as many forms as characters."""
_FEWEST_LETTERS = 2
_letters = lru_cache(maxsize=2048)(typed_pinyin)
"""There are some 400 syllables."""


class Way(IntEnum):
    """The kinds of form. Their numbers are stored."""

    TEXT = 0
    PART = 1
    PINYIN = 2
    PINYIN_PART = 3
    INITIALS = 4
    INITIALS_PART = 5
    ACRONYM = 6


def folded_key(text: str) -> str:
    """A text folded, words joined by one space whatever stood between them, in the script it is written in."""
    return _GAPS.sub(" ", fold(text.strip()))


def text_key(text: str) -> str:
    """The form of a text: folded and simplified, words joined by one space whatever stood between them."""
    return simplified_characters(simplified(folded_key(text)))


def text_keys(text: str) -> tuple[str, ...]:
    """The form of a text, and the other one where simplifying character by character gives another; none for blanks."""
    key = folded_key(text)
    if key.isascii():
        return (key[:_LONGEST_KEY],) if key else ()
    both = (simplified_characters(simplified(key)), simplified_characters(key))
    return tuple(each[:_LONGEST_KEY] for each in dict.fromkeys(both) if each)


def query_keys(query: str) -> Iterator[tuple[Way, str]]:
    """The keys to look a query up by, the better ways first."""
    for way in (Way.TEXT, Way.PART):
        for key in text_keys(query):
            yield way, key
    letters = typed_pinyin(query)[:_LONGEST_KEY]
    if len(letters) >= _FEWEST_LETTERS:
        for way in (Way.PINYIN, Way.PINYIN_PART, Way.INITIALS, Way.INITIALS_PART):
            yield way, letters


def term_forms(text: str) -> Iterator[tuple[Way, str]]:
    """All forms of a term, each way and key once."""
    text, seen = text[:_LONGEST_TERM], set()
    for form in (*_text_forms(text), *_pinyin_forms(text), *_acronym_forms(text)):
        if form not in seen:
            seen.add(form)
            yield form


def _text_forms(text: str) -> Iterator[tuple[Way, str]]:
    for number, token in enumerate(pattern_for(text).finditer(text)):
        for key in text_keys(text[token.start() :]):
            yield (Way.PART if number else Way.TEXT), key


def _acronym_forms(text: str) -> Iterator[tuple[Way, str]]:
    return ((Way.ACRONYM, letters) for letters in initials(text))


def _pinyin_forms(text: str) -> Iterator[tuple[Way, str]]:
    if not has_han(text):
        return
    read = [letters for letters in map(_letters, syllables(simplified(text))) if letters]
    for number in range(len(read)):
        rest = read[number:]
        yield (Way.PINYIN_PART if number else Way.PINYIN), "".join(rest)[:_LONGEST_KEY]
        if len(rest) >= _FEWEST_LETTERS:
            yield (Way.INITIALS_PART if number else Way.INITIALS), "".join(part[0] for part in rest)[:_LONGEST_KEY]
