"""The forms under which a term is looked up: a query that begins a form finds its term.

Text forms are folded and in simplified script, so that either script finds either. A term has one form from each of its
tokens on, so that any part that starts where a word or a Chinese character starts is the beginning of a form. The same
goes for pinyin by syllables, and for the initials of the syllables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

from glossary.text.chinese import has_han, simplified, syllables, typed_pinyin
from glossary.text.fold import fold
from glossary.text.tokenise import tokens_with_spans

_GAPS = re.compile(r"[\s\-‐‑–/]+")
_LONGEST_KEY = 200
_FEWEST_LETTERS = 2


class Way(IntEnum):
    """The kinds of form, in the order in which their hits are ranked."""

    TEXT = 0
    PART = 1
    PINYIN = 2
    PINYIN_PART = 3
    INITIALS = 4
    INITIALS_PART = 5


def text_key(text: str) -> str:
    """The form of a text: folded, simplified, words joined by one space whatever stood between them."""
    return _GAPS.sub(" ", simplified(fold(text.strip())))


def query_keys(query: str) -> Iterator[tuple[Way, str]]:
    """The keys to look a query up by, the better ways first."""
    text = text_key(query)
    if text:
        yield Way.TEXT, text
        yield Way.PART, text
    letters = typed_pinyin(query)
    if len(letters) >= _FEWEST_LETTERS:
        for way in (Way.PINYIN, Way.PINYIN_PART, Way.INITIALS, Way.INITIALS_PART):
            yield way, letters


def term_forms(text: str) -> Iterator[tuple[Way, str]]:
    """All forms of a term, each way and key once."""
    seen = set()
    for form in (*_text_forms(text), *_pinyin_forms(text)):
        if form not in seen:
            seen.add(form)
            yield form


def _text_forms(text: str) -> Iterator[tuple[Way, str]]:
    for number, token in enumerate(tokens_with_spans(text)):
        key = text_key(text[token.start :])[:_LONGEST_KEY]
        if key:
            yield (Way.PART if number else Way.TEXT), key


def _pinyin_forms(text: str) -> Iterator[tuple[Way, str]]:
    if not has_han(text):
        return
    read = [letters for letters in map(typed_pinyin, syllables(simplified(text))) if letters]
    for number in range(len(read)):
        rest = read[number:]
        yield (Way.PINYIN_PART if number else Way.PINYIN), "".join(rest)[:_LONGEST_KEY]
        if len(rest) >= _FEWEST_LETTERS:
            yield (Way.INITIALS_PART if number else Way.INITIALS), "".join(part[0] for part in rest)[:_LONGEST_KEY]
