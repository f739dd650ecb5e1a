"""Every word and character that a quantity can hold, so that a text can be judged without reading its quantities."""

from __future__ import annotations

import re
from collections.abc import Iterable

from . import han
from .calendar import MONTH
from .frames import DENOMINATORS
from .units import CURRENCIES, MEASURES
from .words import ONES, ORDINAL_ONES, ORDINAL_TENS, SCALES, TENS

_ENGLISH = (
    "a an and of half halves per cent percent mille am pm m p st nd rd th s century quarter q fold time times bn mn tn"
    " several few many some couple tens dozens hundreds thousands millions billions"
)
_CHINESE = "年月日号点时分秒钟半整刻凌晨清早上午中下傍晚世纪代第季度百千之倍公元几好数近成余多"


def _words() -> Iterable[str]:
    yield from _ENGLISH.split()
    yield from (
        word.lower() for word in (*ONES, *TENS, *SCALES, "dozen", *ORDINAL_ONES, *ORDINAL_TENS, *MONTH, *DENOMINATORS)
    )
    yield from (f"{word}s" for word in DENOMINATORS)
    yield from (*ONES, *TENS, *SCALES, "dozen", *ORDINAL_ONES, *ORDINAL_TENS, *DENOMINATORS)
    yield from (month.lower() for month in MONTH)
    for unit in (*MEASURES, *CURRENCIES):
        for name in (*unit.english, *unit.signs):
            yield from (word.lower() for word in re.findall(r"[^\W\d_]+", name))


WORDS = frozenset(_words())
"""In lower case."""
CHARACTERS = frozenset(
    [*_CHINESE, *han.CHARACTERS]
    + [char for unit in (*MEASURES, *CURRENCIES) for name in (*unit.chinese, *unit.signs) for char in name]
)
"""Simplified Chinese."""
