"""Brings a text to plain digits and simplified characters, one for one, and what is written back to its own."""

from __future__ import annotations

from .values import Script

_WIDE = str.maketrans("０１２３４５６７８９．％＄￥／：－＋", "0123456789.%$¥/:-+")
_WIDEN = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
# One for one, in the words of quantities alone: OpenCC may change a text's length.
_TRADITIONAL = (
    "億萬兩點時個號紀歐鎊韓盧羅臺幣貳參陸週噸畝頃釐納鐘頭餘幾數後過約條項輛層歲張隻節級門頁組類樓間戶塊顆處屆種圓"
)
_SIMPLIFIED = (
    "亿万两点时个号纪欧镑韩卢罗台币贰叁陆周吨亩顷厘纳钟头余几数后过约条项辆层岁张只节级门页组类楼间户块颗处届种元"
)
_SIMPLIFY = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_AMBIGUOUS = frozenset("周台元只")
"""Simplified characters that stand for several traditional ones."""
_COMPLICATE = {ord(new): old for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True) if new not in _AMBIGUOUS}


def plain(text: str, language: str) -> str:
    """The text as the readers expect it, of the same length."""
    text = text.translate(_WIDE)
    return text.translate(_SIMPLIFY) if language == "zh" else text


def script_of(text: str, traditional: bool) -> Script:
    """How a quantity is written; one without a character that tells is as the text around it (`traditional`)."""
    return Script(any(char in "０１２３４５６７８９" for char in text), traditional)


def is_traditional(text: str) -> bool:
    """True where a text has a traditional form of a character of quantities."""
    return any(ord(char) in _SIMPLIFY for char in text)


def restored(written: str, like: Script) -> str:
    """What was written in plain digits and simplified characters, as the text has it."""
    if like.wide:
        written = written.translate(_WIDEN)
    return written.translate(_COMPLICATE) if like.traditional else written
