"""Tells in which legacy encoding bytes are that are not UTF-8."""

from __future__ import annotations

import codecs
from typing import NamedTuple

import chardet

_SURE = 0.8
_LIKELY = 0.3
"""Of what chardet says; it is seldom surer of a table, which has few words and much ASCII."""


class _Chinese(NamedTuple):
    """A Chinese encoding, and where in it the characters of everyday stand: by first byte, and lowest second byte."""

    name: str
    first: range
    second: int


# GB 2312 §5, level 1: 3,755 characters by pronunciation; Big5 level 1: 5,401 by strokes.
_CHINESE = (_Chinese("gb18030", range(0xB0, 0xD8), 0xA1), _Chinese("cp950", range(0xA4, 0xC7), 0x40))
_GB_NAMES = frozenset({"gb2312", "gbk", "gb18030", "hz"})


def decodes(sample: bytes, encoding: str) -> bool:
    """True where bytes, the last character of which may be cut, are text of this encoding."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(sample)
    except (UnicodeError, LookupError):
        return False
    return True


def legacy(sample: bytes) -> str:
    """A legacy encoding: Chinese where nearly all reads as everyday characters in it, else what chardet thinks likely.

    Empty where it cannot be told. Two bytes of Big5 are a character of GB 18030 too, and the other way round, but
    seldom one of everyday.
    """
    found = chardet.detect(sample)
    name, sure = str(found["encoding"] or "").lower(), float(found["confidence"] or 0)
    share, chinese = max((_everyday_share(sample, each), each.name) for each in _CHINESE)
    if sure < _SURE and share > _SURE:
        return chinese
    if name in _GB_NAMES:
        return "gb18030"
    return name if sure >= _LIKELY and _known(name) else ""


def _everyday_share(sample: bytes, chinese: _Chinese) -> float:
    """How many of the characters beyond ASCII are of everyday, from 0 to 1; 0 where the sample is not so encoded."""
    try:
        text = codecs.getincrementaldecoder(chinese.name)().decode(sample)
    except UnicodeDecodeError:
        return 0
    foreign = [character for character in text if character > "\x7f"]
    return sum(_is_everyday(character, chinese) for character in foreign) / len(foreign) if foreign else 0


def _is_everyday(character: str, chinese: _Chinese) -> bool:
    if "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef" or character in "—…“”‘’·":
        return True
    code = character.encode(chinese.name)
    return (
        "\u4e00" <= character <= "\u9fff" and len(code) == 2 and code[0] in chinese.first and code[1] >= chinese.second
    )


def _known(name: str) -> bool:
    try:
        return codecs.lookup(name).name != "utf-7"
    except LookupError:
        return False
