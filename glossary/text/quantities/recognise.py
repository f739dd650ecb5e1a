"""Finds the quantities of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from glossary.text.fold import primary
from glossary.text.verbatim import masked
from tmx.language import chinese_form

from . import chinese, english
from .plain import other_readers, plain_readers
from .reading import Reader
from .script import is_traditional, plain, restored, script_of
from .values import Quantity

_READERS = {"en": english.READERS, "zh": chinese.READERS}
_MAY_HOLD = {"zh": r"\d|[〇零一二两三四五六七八九十百千万亿半几壹贰叁肆伍陆柒捌玖拾]", "en": r"\d|[A-Za-z]"}

# What stands beside a quantity and bounds it: before it, then behind it.
_BOUNDS = {
    "en": (
        r"\b(?:(?P<nearly>nearly|almost|close to)|(?P<about>about|around|approximately|some|roughly)"
        r"|(?P<over>over|more than|above|exceed(?:s|ed|ing)?|at least)"
        r"|(?P<under>under|less than|fewer than|below|at most|up to)) $",
        r"^ (?:(?P<over>or (?:more|above|over))|(?P<under>or (?:less|fewer|below|under)))\b",
    ),
    "zh": (
        r"(?:(?P<nearly>将近|接近|近)|(?P<about>大约|大概|左右|约)|(?P<over>超过|多于|大于|高于|逾|超|至少)"
        r"|(?P<under>不足|不到|少于|低于|小于|至多|最多)) ?$",
        r"^ ?(?P<over>以上|多|余|及以上)|^ ?(?P<under>以下|以内)|^ ?(?P<about>左右|上下)",
    ),
}


@lru_cache(maxsize=4096)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """The quantities of a text in a language (BCP 47), ascending and apart.

    URLs, e-mails, placeholders and names such as UTF-8 hold none. English and Chinese are read with their words,
    every other language by its digits. What its readers are not sure of has a `doubt`.
    """
    family = primary(language)
    simple = plain(text, family)
    if not re.search(_MAY_HOLD.get(family, r"\d"), simple):
        return ()
    read = masked(simple)
    traditional = family == "zh" and (chinese_form(language) == "Hant" or is_traditional(text))
    return tuple(
        replace(
            each,
            text=text[each.start : each.end],
            bound=each.bound or _bound(read, each, family),
            script=script_of(text[each.start : each.end], traditional),
        )
        for each in _apart(_all(read, language, family))
    )


def _all(text: str, language: str, family: str) -> Iterator[tuple[int, Quantity]]:
    readers: Iterable[Reader] = (*plain_readers(language), *(_READERS.get(family) or other_readers(family)))
    for order, each in enumerate(readers):
        for quantity in each.read(text):
            yield order, quantity


def _apart(found: Iterable[tuple[int, Quantity]]) -> Iterator[Quantity]:
    """Of readings that overlap the first, of those that begin together the longest, of equals the preferred."""
    end = 0
    for _, each in sorted(found, key=lambda one: (one[1].start, -one[1].end, one[0])):
        if each.start >= end:
            yield each
            end = each.end


def _bound(text: str, quantity: Quantity, family: str) -> str:
    patterns = _BOUNDS.get(family)
    if patterns is None:
        return ""
    before = re.search(patterns[0], text[max(0, quantity.start - 12) : quantity.start], re.IGNORECASE)
    after = re.search(patterns[1], text[quantity.end : quantity.end + 12])
    return next((found.lastgroup or "" for found in (before, after) if found), "")


def rewritten(old: Quantity, new: Quantity) -> str | None:
    """The value of `new` as `old` is written; None where that cannot be said so."""
    text = old.form.write(new)
    return None if text is None else restored(text, old.script)
