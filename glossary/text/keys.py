"""A text as a string of one key character a token, which is what the index stores and rapidfuzz compares.

Tokens that differ only in case, width or inflection share a key. So do all numbers, all URLs, all e-mails, all
placeholders and all tags, since a unit that differs in nothing else can be adapted, and must be found. In Chinese a
character shares its key with its simplified form, so that a text in one script finds the other's. Other tokens
share one by chance (a hash into 26,433 code points), so keys can make two texts look closer than they are and never
further apart: the index may propose too much and cannot miss.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from functools import cache

from .chinese import simplified_characters
from .fold import fold, primary, slot, stemmer
from .tokenise import MARKS, UNSPACED, has_rare, pattern_for

TEXT_VERSION = 6
"""Rises when any text would get other keys, or a term other look-up forms; a database with another is reindexed."""

# Kana and Han stand for themselves, so that a run of them is its own keys.
_ITSELF = "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff"
_LOW, _LOW_END, _HIGH, _HIGH_END = 0x100, 0x3041, 0xA000, 0xD800
KEYS = (_LOW_END - _LOW) + (_HIGH_END - _HIGH)
"""How many code points the other tokens are hashed into: those of two UTF-16 bytes beside Kana and Han."""

CHINESE = frozenset({"zh", "cmn"})
_HAS_ITSELF = re.compile(f"[{_ITSELF}]")
_OTHERS = re.compile(f"[^{_ITSELF}]+")
_UNSPACED = re.compile(f"[{UNSPACED}{MARKS}]*")
_LONGEST_KEPT = 16
_MOST_KEPT = 30_000


def key_text(text: str, language: str) -> str:
    """The keys of a text, one BMP character a token, no surrogates."""
    family = primary(language)
    return _encoder(family).encode(simplified_characters(text) if family in CHINESE else text)


def key_of_word(word: str, family: str) -> str:
    """The key of a folded token, as a text that has it has it."""
    return _key(slot(word) or stemmer(family)(word))


def words_of(text: str) -> set[str]:
    """The folded tokens of a text that stand in the vocabulary: see `is_word`."""
    return set(filter(is_word, (fold(token) or token for token in pattern_for(text).findall(text))))


def is_word(token: str) -> bool:
    """False for a folded token of scripts without spaces alone: their characters are few, and each in many texts."""
    return token.isascii() or not _UNSPACED.fullmatch(token)


class Keys:
    """Makes the keys of many texts, as `key_text`, and remembers which words of which family it met.

    It starts knowing none, so that the words of all texts it was given are among those it gave.
    """

    def __init__(self) -> None:
        self._encoders: dict[str, _Encoder] = {}

    def of(self, text: str, language: str) -> str:
        """The keys of a text."""
        family = primary(language)
        encoder = self._encoders.get(family) or self._encoders.setdefault(family, _Encoder(family, set()))
        return encoder.encode(simplified_characters(text) if family in CHINESE else text)

    def take_words(self) -> dict[str, list[str]]:
        """The words met since they were last taken, by family; some that were taken before may be among them."""
        taken = {family: sorted(filter(is_word, encoder.met or ())) for family, encoder in self._encoders.items()}
        for encoder in self._encoders.values():
            encoder.met = set()
        return taken


@cache
def _encoder(language: str) -> _Encoder:
    return _Encoder(language)


class _Kept(dict[str, str]):
    """Keys by the text they are made from, filled as texts are met and emptied when full; long texts are not kept."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, text: str) -> str:
        keys = self.make(text)
        if len(text) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[text] = keys
        return keys


class _Rare(Exception):
    """A stretch between Kana and Han that may reach into them: braces, tags, combining marks."""


class _Encoder:
    """Makes keys for one language. Most of a text it has met before: its words, and what stands between runs of Han."""

    def __init__(self, language: str, met: set[str] | None = None) -> None:
        self.stem, self.met = stemmer(language), met
        self.tokens = _Kept(self._token)
        self.words = _Kept(self._cut)
        self.between = _Kept(self._cut_between)

    def encode(self, text: str) -> str:
        if not _HAS_ITSELF.search(text):
            return "".join(map(self.words.__getitem__, text.split()))
        try:
            return _OTHERS.sub(lambda stretch: self.between[stretch[0]], text)
        except _Rare:
            return self._cut(text)

    def _token(self, token: str) -> str:
        folded = fold(token) or token
        if self.met is not None:
            self.met.add(folded)
        return _key(slot(folded) or self.stem(folded))

    def _cut(self, text: str) -> str:
        return "".join(map(self.tokens.__getitem__, pattern_for(text).findall(text)))

    def _cut_between(self, stretch: str) -> str:
        if has_rare(stretch):
            raise _Rare
        return "".join(map(self.words.__getitem__, stretch.split()))


def _key(stem: str) -> str:
    if len(stem) == 1 and _HAS_ITSELF.match(stem):
        return stem
    code = _LOW + zlib.crc32(stem.encode("utf-8", "surrogatepass")) % KEYS
    return chr(code if code < _LOW_END else code - _LOW_END + _HIGH)
