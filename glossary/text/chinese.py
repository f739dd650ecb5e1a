"""Chinese in its two scripts and in pinyin."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import opencc

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, as the inside of a class of `re`."""
_HAN = re.compile(f"[{HAN}]")
_TYPED_PINYIN = re.compile("[a-z]+")
_U_AS_V = str.maketrans(dict.fromkeys("üǖǘǚǜ", "v"))


def has_han(text: str) -> bool:
    """True where a text holds a Han character."""
    return _HAN.search(text) is not None


def simplified(text: str) -> str:
    """A text with its traditional characters simplified, word by word where it matters (OpenCC ``t2s``)."""
    return _converter("t2s").convert(text) if has_han(text) else text


def traditional(text: str) -> str:
    """A text with its simplified characters in traditional form (OpenCC ``s2t``)."""
    return _converter("s2t").convert(text) if has_han(text) else text


@lru_cache(maxsize=4096)
def syllables(text: str) -> tuple[str, ...]:
    """The pinyin of each Han character, without tones, ``ü`` as ``v``; every other run of characters as it stands."""
    from pypinyin import Style, lazy_pinyin  # its dictionaries take 60 MB, which most of what Yiku does need not pay

    return tuple(lazy_pinyin(text, style=Style.NORMAL))


def typed_pinyin(text: str) -> str:
    """What a person typed as pinyin, without tones, digits of tones, spaces and apostrophes; empty where it is none."""
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_U_AS_V)
    plain = "".join(char for char in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(char))
    letters = re.sub(r"(?<=[a-z])[1-5]|[\s'’-]", "", plain)
    return letters if _TYPED_PINYIN.fullmatch(letters) else ""


@cache
def _converter(configuration: str) -> opencc.OpenCC:
    return opencc.OpenCC(configuration)
