"""Chinese in its two scripts and in pinyin."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import opencc

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, as the inside of a class of `re`."""
_HAN = re.compile(f"[{HAN}]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
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


def simplified_characters(text: str) -> str:
    """A text with each traditional character simplified whatever stands beside it: of the same length, told once."""
    changes = _traditional().search(text) or _ASTRAL.search(text)
    return text.translate(_simple_forms()) if changes else text


def in_script(text: str, form: str, region: str = "") -> str:
    """A text in ``Hans`` or ``Hant`` as OpenCC converts it, word by word; Hant as a region such as TW or HK has it."""
    if form == "Hans":
        return simplified(text)
    converted: str = _converter({"TW": "s2tw", "HK": "s2hk", "MO": "s2hk"}.get(region, "s2t")).convert(text)
    return converted


@cache
def _simple_forms() -> dict[int, str]:
    """What becomes of which character; none of what it becomes is in it. Compatibility forms are left to NFKC."""
    han = [chr(code) for start, end in ((0x3400, 0xA000), (0x20000, 0x32000)) for code in range(start, end)]
    forms = dict(zip(han, simplified("\n".join(han)).split("\n"), strict=True))
    return {ord(char): forms[form] for char, form in forms.items() if forms[form] != char and len(forms[form]) == 1}


@cache
def _traditional() -> re.Pattern[str]:
    """One table look-up a character to Python's `re`, as it holds none beyond the BMP."""
    return re.compile(f"[{''.join(chr(code) for code in _simple_forms() if code <= 0xFFFF)}]")


@lru_cache(maxsize=4096)
def syllables(text: str) -> tuple[str, ...]:
    """The pinyin of each Han character, without tones, ``ü`` as ``v``; every other run of characters as it stands."""
    from pypinyin import Style, lazy_pinyin  # its dictionaries take 60 MB, which most of what Yiku does need not pay

    return tuple(lazy_pinyin(text, style=Style.NORMAL))


@lru_cache(maxsize=4096)
def readings(char: str) -> tuple[str, ...]:
    """The ways to read a Han character, without tones, ``ü`` as ``v``, the most frequent first."""
    from pypinyin import Style, pinyin

    (found,) = pinyin(char, style=Style.NORMAL, heteronym=True)
    return tuple(found)


def typed_pinyin(text: str) -> str:
    """What a person typed as pinyin, without tones, digits of tones, spaces and apostrophes; empty where it is none."""
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_U_AS_V)
    plain = "".join(char for char in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(char))
    letters = re.sub(r"(?<=[a-z])[1-5]|[\s'’-]", "", plain)
    return letters if _TYPED_PINYIN.fullmatch(letters) else ""


@cache
def _converter(configuration: str) -> opencc.OpenCC:
    return opencc.OpenCC(configuration)
