"""What the readers of the languages share: a pattern, and what makes a quantity of a match of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from .frames import Framed
from .numbers import InHan, Number, Numerals
from .values import Form, Kind, Quantity, Value

Build = Callable[["re.Match[str]"], Quantity | None]

LEFT = r"(?<![A-Za-z\d_])(?<!\d[.,:/])"
RIGHT = r"(?!\d)(?![.,:/]\d)(?![A-Za-z_])"
"""Digits inside a word, a version or a path are no number of their own."""
SIGN = r"(?:(?<=[\s(（:：为是到至])|^)[-−](?=\d)"
"""A minus is a sign where no quantity can stand before it."""
START = rf"(?:{SIGN}|{LEFT})"
_COUNTING = frozenset({Kind.NUMBER, Kind.MEASURE, Kind.MONEY, Kind.MULTIPLE})
"""What has 两 for a two that stands alone."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Finds one kind of quantity; what `build` refuses is none."""

    pattern: re.Pattern[str]
    build: Build

    def read(self, text: str) -> Iterator[Quantity]:
        for found in self.pattern.finditer(text):
            quantity = self.build(found)
            if quantity is not None:
                yield quantity


def reader(pattern: str, build: Build, *, cased: bool = True) -> Reader:
    """A reader whose pattern ignores case where it is not `cased`."""
    return Reader(re.compile(pattern, 0 if cased else re.IGNORECASE), build)


def quantity(
    found: re.Match[str], kind: Kind, value: Value, form: Form, *, unit: str = "", bound: str = "", doubt: str = ""
) -> Quantity:
    """The whole match as a quantity."""
    return Quantity(kind, value, found.start(), found.end(), found[0], form, unit, bound, doubt)


def framed(
    found: re.Match[str],
    numerals: Numerals,
    kind: Kind,
    *,
    factor: Fraction = Fraction(1),
    unit: str = "",
    doubt: str = "",
) -> Quantity | None:
    """The match's group ``n`` is a number, what stands around it is kept; a sign before it makes it negative."""
    number = numerals.read(found["n"])
    if number is None:
        return None
    if isinstance(number.form, InHan):
        number = replace(number, form=replace(number.form, counting=kind in _COUNTING))
    factor = -factor if found[0][0] in "-−" else factor
    form = Framed(number, *around(found), factor)
    return quantity(found, kind, number.value * factor, form, unit=unit, bound=number.bound, doubt=doubt)


def around(found: re.Match[str]) -> tuple[str, str]:
    """What the match has before and after its group ``n``."""
    start, end = found.start("n") - found.start(), found.end("n") - found.start()
    return found[0][:start], found[0][end:]


class Vague:
    """No form: a quantity that names no value cannot be written anew."""

    def write(self, wanted: Quantity) -> str | None:
        return None


def vague(found: re.Match[str]) -> Quantity:
    """A quantity without an exact value: 上百, dozens of."""
    return quantity(found, Kind.NUMBER, Fraction(0), Vague(), doubt=f"“{found[0]}” names no exact number")


def whole(number: Number | None) -> int | None:
    """A number's value where it is whole."""
    return int(number.value) if number is not None and number.value.denominator == 1 else None
