"""Numbers in digits: 1,234.5 and its likes, by the conventions of a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

SPACES = " \u00a0\u2009\u202f"
MOST_PLACES = 9
_MOST_DIGITS = 30

# Unicode CLDR, numbers/symbols: languages whose decimal mark is the comma, by what sets thousands apart.
_POINT_GROUPS = frozenset(
    ["da", "de", "el", "es", "gl", "hr", "id", "is", "it", "nl", "pt", "ro", "sl", "sr", "tr", "vi"]
)
_SPACE_GROUPS = frozenset(
    [
        "be",
        "bg",
        "cs",
        "et",
        "fi",
        "fr",
        "hu",
        "hy",
        "ka",
        "kk",
        "lt",
        "lv",
        "nb",
        "nn",
        "no",
        "pl",
        "ru",
        "sk",
        "sv",
        "uk",
    ]
)


@dataclass(frozen=True, slots=True)
class Convention:
    """What a language puts between thousands and before decimals."""

    grouping: str
    decimal: str

    @property
    def pattern(self) -> str:
        """A regular expression without groups of its own."""
        between = f"[{re.escape(self.grouping)}]" if self.grouping else "(?!)"
        fraction = rf"(?:{re.escape(self.decimal)}\d{{1,{MOST_PLACES}}})?"
        return rf"(?:\d{{1,3}}(?:{between}\d{{3}})+(?!\d){fraction}|\d{{1,{_MOST_DIGITS}}}{fraction})"


@dataclass(frozen=True, slots=True)
class Figures:
    """How a number is written in digits: its thousands mark (empty without), decimal mark and decimal places."""

    grouping: str
    decimal: str
    places: int


def convention(language: str) -> Convention:
    """The convention of a language, by its primary subtag."""
    if language in _POINT_GROUPS:
        return Convention(".", ",")
    return Convention(SPACES, ",") if language in _SPACE_GROUPS else Convention(",", ".")


def read(text: str, by: Convention) -> tuple[Fraction, Figures]:
    """The value of what matches the convention's pattern."""
    whole, _, fraction = text.partition(by.decimal)
    grouping = next((mark for mark in by.grouping if mark in whole), "")
    digits = "".join(char for char in whole if char not in by.grouping)
    scaled = Fraction(int(digits + fraction), 10 ** len(fraction))
    return scaled, Figures(grouping, by.decimal, len(fraction))


def write(value: Fraction, like: Figures, places: int = 0) -> str | None:
    """A value with at least `places` decimals; None where no finite number of decimals says it."""
    needed = places_of(value)
    if needed is None or value < 0:
        return None
    places = max(places, needed)
    whole, fraction = divmod(int(value * 10**places), 10**places)
    text = f"{whole:,}".replace(",", like.grouping)
    return f"{text}{like.decimal}{fraction:0{places}}" if places else text


def places_of(value: Fraction) -> int | None:
    """How many decimals say a value exactly; None where more than nine or no number of them do."""
    for places in range(MOST_PLACES + 1):
        if (value * 10**places).denominator == 1:
            return places
    return None
