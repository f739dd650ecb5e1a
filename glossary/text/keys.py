"""A text as a string of one key character a token, which is what the index stores and rapidfuzz compares.

Tokens that differ only in case, width or inflection share a key. Other tokens share one by chance (a hash into 26,433
code points), so keys can make two texts look closer than they are and never further apart: the index may propose too
much and cannot miss.
"""

from __future__ import annotations

import re
import zlib
from functools import cache

from .fold import fold, primary, stemmer
from .tokenise import EVERYTHING, MARKS, ORDINARY, has_rare, pattern_for

TEXT_VERSION = 1
"""Rises when any text would get other keys, or a term other look-up forms; a database with another is reindexed."""

# Kana and Han stand for themselves, so that a run of them is its own keys.
_ITSELF = "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff"
_LOW, _LOW_END, _HIGH, _HIGH_END = 0x100, 0x3041, 0xA000, 0xD800
KEYS = (_LOW_END - _LOW) + (_HIGH_END - _HIGH)
"""How many code points the other tokens are hashed into: those of two UTF-16 bytes beside Kana and Han."""

_HAS_ITSELF = re.compile(f"[{_ITSELF}]")
_RUN = re.compile(f"[{_ITSELF}]+")
_EVERYTHING_OR_RUN = re.compile(rf"[{_ITSELF}]+(?![{MARKS}])|{EVERYTHING}", re.VERBOSE)
_ORDINARY_OR_RUN = re.compile(rf"[{_ITSELF}]+|{ORDINARY}", re.VERBOSE)
_LONGEST_KEPT = 24
_MOST_KEPT = 100_000


def key_text(text: str, language: str) -> str:
    """The keys of a text, one BMP character a token, no surrogates."""
    return _encoder(primary(language)).encode(text)


@cache
def _encoder(language: str) -> _Encoder:
    return _Encoder(language)


class _TokenKeys(dict[str, str]):
    """Token → key, filled as tokens are met and emptied when full."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.stem = stemmer(language)

    def __missing__(self, token: str) -> str:
        if len(self) >= _MOST_KEPT:
            self.clear()
        key = self[token] = _key(self.stem(fold(token) or token))
        return key


class _Encoder(dict[str, str]):
    """Chunk between white space → its keys. Short chunks without Kana or Han come again, and are kept."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.token_keys = _TokenKeys(language)

    def encode(self, text: str) -> str:
        return "".join(map(self.__getitem__, text.split()))

    def __missing__(self, chunk: str) -> str:
        if _HAS_ITSELF.search(chunk):
            return self._encode_mixed(chunk)
        keys = "".join(map(self.token_keys.__getitem__, pattern_for(chunk).findall(chunk)))
        if len(chunk) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[chunk] = keys
        return keys

    def _encode_mixed(self, chunk: str) -> str:
        pattern = _EVERYTHING_OR_RUN if has_rare(chunk) else _ORDINARY_OR_RUN
        keys = self.token_keys
        return "".join([run if _is_itself(run) else keys[run] for run in pattern.findall(chunk)])


def _is_itself(run: str) -> bool:
    """True for a run of Kana and Han that no mark follows."""
    return "\u3041" <= run[0] < "\ua000" and _RUN.fullmatch(run) is not None


def _key(stem: str) -> str:
    if len(stem) == 1 and _HAS_ITSELF.match(stem):
        return stem
    code = _LOW + zlib.crc32(stem.encode("utf-8", "surrogatepass")) % KEYS
    return chr(code if code < _LOW_END else code - _LOW_END + _HIGH)
