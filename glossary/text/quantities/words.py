"""English number words: three hundred and fifty million, twenty-first, two-thirds."""

from __future__ import annotations

import re
from fractions import Fraction
from math import prod

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ONES = {word: value for value, word in enumerate(_ONES)}
TENS = {word: 10 * value for value, word in enumerate(_TENS, start=2)}
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ORDINAL_ONES = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_ORDINAL_TENS = [f"{word[:-1]}ieth" for word in _TENS]
ORDINAL_ONES = {word: value for value, word in enumerate(_ORDINAL_ONES) if value}
ORDINAL_TENS = {word: 10 * value for value, word in enumerate(_ORDINAL_TENS, start=2)}
_LARGEST = 10**15


def either(words: object) -> str:
    """A regular expression for any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


_WORD = either([*ONES, *TENS, *SCALES, "dozen"])
PATTERN = (
    rf"(?:half a (?:{either([*SCALES, 'dozen'])})"
    rf"|(?:a (?:{either([*SCALES, 'dozen'])})|(?:{_WORD}))(?:(?: and |[ -])(?:{_WORD}))*)"
)
"""What may be a number in words; `value_of` tells. To be matched without regard to case."""


def value_of(phrase: str) -> Fraction | None:
    """The value of number words; None where they are several numbers side by side, or none."""
    words = re.split(r"[ -]", phrase.lower())
    if words[:2] == ["half", "a"]:
        return Fraction(1, 2) * prod(SCALES.get(word, 12) for word in words[2:])
    value = _sum(["one", *words[1:]] if words[0] in ("a", "an") else words)
    return None if value is None else Fraction(value)


def _sum(words: list[str]) -> int | None:
    """Sections below a thousand, each with its scale, scales falling."""
    section: list[str] = []
    total, ceiling = 0, _LARGEST
    for word in words:
        if word in SCALES and word != "hundred":
            amount = _section(section)
            if not amount or SCALES[word] >= ceiling:
                return None
            total, ceiling, section = total + amount * SCALES[word], SCALES[word], []
        else:
            section.append(word)
    if not section:
        return total
    amount = _section(section)
    return total + amount if amount is not None and amount < ceiling else None


def _section(words: list[str]) -> int | None:
    words = [word for at, word in enumerate(words) if word != "and" or at in (len(words) - 1,)]
    if words[-1:] == ["dozen"]:
        amount = _section(words[:-1])
        return 12 * amount if amount else None
    if "hundred" in words:
        at = words.index("hundred")
        hundreds, rest = _below_hundred(words[:at]), _below_hundred(words[at + 1 :]) if words[at + 1 :] else 0
        return hundreds * 100 + rest if hundreds and rest is not None else None
    return _below_hundred(words)


def _below_hundred(words: list[str]) -> int | None:
    match words:
        case [word] if word in ONES:
            return ONES[word]
        case [word] if word in TENS:
            return TENS[word]
        case [tens, ones] if tens in TENS and 0 < ONES.get(ones, 0) < 10:
            return TENS[tens] + ONES[ones]
    return None


def text_of(value: int) -> str | None:
    """A whole number in at most two words (a hyphened one is one): twenty-five, three hundred, two million."""
    if 0 <= value < 100:
        return _two_digits(value)
    for scale, size in SCALES.items():
        count, rest = divmod(value, size)
        if not rest and 0 < count < 100 and not (scale == "hundred" and count > 9):
            return f"{_two_digits(count)} {scale}"
    return None


def _two_digits(value: int) -> str:
    if value < 20:
        return _ONES[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")


ORDINAL_PATTERN = (
    rf"(?:(?:{either(TENS)})[ -](?:{either(list(ORDINAL_ONES)[:9])})|{either([*ORDINAL_ONES, *ORDINAL_TENS])})"
)


def ordinal_value(phrase: str) -> int:
    """The number of an ordinal in words, below a hundred."""
    *tens, last = re.split(r"[ -]", phrase.lower())
    return (TENS[tens[0]] if tens else 0) + (ORDINAL_ONES.get(last) or ORDINAL_TENS[last])


def ordinal_text(value: int) -> str | None:
    """An ordinal in words, below a hundred."""
    if not 0 < value < 100:
        return None
    tens, ones = divmod(value, 10)
    if value < 20:
        return _ORDINAL_ONES[value]
    return f"{_TENS[tens - 2]}-{_ORDINAL_ONES[ones]}" if ones else _ORDINAL_TENS[tens - 2]


def suffix(value: int) -> str:
    """``st``, ``nd``, ``rd`` or ``th``."""
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
