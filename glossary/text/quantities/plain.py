"""Quantities that every language writes alike: numbers by its convention, percents, dates in figures, clock times."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from tmx.language import normalise

from .calendar import ClockForm, DateForm, Field, is_date
from .frames import Framed, Money, PartOf
from .numbers import Numerals, numerals
from .reading import LEFT, RIGHT, START, Reader, framed, quantity, reader
from .units import CURRENCIES, MEASURES, names
from .values import Kind, Quantity
from .words import either

_MONTH_FIRST = frozenset({"US"})
_DAY_FIRST = frozenset({"GB", "AU", "NZ", "IE", "IN", "ZA", "DE", "FR", "RU", "ES", "IT"})
_SIGNS, _SYMBOLS = names(CURRENCIES, "signs"), names(MEASURES, "signs")


@cache
def plain_readers(language: str) -> tuple[Reader, ...]:
    """The readers for a language tag, its region where dates in figures depend on it."""
    return (
        reader(rf"{LEFT}(?P<year>[12]\d{{3}})(?P<gap>[-/.])(?P<month>\d\d?)(?P=gap)(?P<day>\d\d?){RIGHT}", _year_first),
        reader(
            rf"{LEFT}(?P<a>\d\d?)(?P<gap>[/.-])(?P<b>\d\d?)(?P=gap)(?P<year>[12]\d{{3}}){RIGHT}",
            lambda found: _year_last(found, _order(language, found["gap"])),
        ),
        reader(rf"{LEFT}(?P<h>\d{{1,2}}):(?P<m>\d\d)(?::(?P<s>\d\d))?{RIGHT}", _clock),
        reader(r"(?<![\w/.])(?P<above>[1-9]\d?)/(?P<below>[1-9]\d?)(?![\w/.])", _fraction),
    )


@cache
def other_readers(language: str) -> tuple[Reader, ...]:
    """All there is for a language without a room of its own, by its primary subtag."""
    known = numerals(language)
    number = f"(?P<n>{known.pattern})"
    return (
        reader(rf"{START}{number}[ \u00a0\u202f]?(?P<per>[%‰])", lambda found: _percent(found, known)),
        reader(
            rf"(?<![A-Za-z])(?P<unit>{either(_SIGNS)})[ \u00a0]?{number}{RIGHT}", lambda found: _money(found, known)
        ),
        reader(rf"{LEFT}{number}[ \u00a0\u202f]?(?P<unit>[€£₽₩₹$])", lambda found: _money(found, known)),
        reader(
            rf"{START}{number}[ \u00a0\u202f]?(?P<unit>{either(_SYMBOLS)})(?!\w)",
            lambda found: framed(found, known, Kind.MEASURE, unit=_SYMBOLS[found["unit"]]),
        ),
        reader(rf"{START}{number}{RIGHT}", lambda found: framed(found, known, Kind.NUMBER)),
    )


def _percent(found: re.Match[str], known: Numerals) -> Quantity | None:
    per = Fraction(1, 1000) if found["per"] == "‰" else Fraction(1, 100)
    return framed(found, known, Kind.PERCENT, factor=per)


def _money(found: re.Match[str], known: Numerals) -> Quantity | None:
    return with_currency(framed(found, known, Kind.MONEY, unit=_SIGNS[found["unit"]]))


def with_currency(read: Quantity | None) -> Quantity | None:
    """An amount read as a framed number, with a form that can change its currency."""
    if read is None or not isinstance(read.form, Framed):
        return None
    form = Money(read.form, read.unit)
    return Quantity(read.kind, read.value, read.start, read.end, read.text, form, read.unit, read.bound, read.doubt)


def _figures_form(found: re.Match[str], order: tuple[str, str, str], known: bool = True) -> DateForm:
    """Fields of two digits where a text fills them up with zeros, or could not show that it does not."""
    cut = found[0].split(found["gap"])
    padded = any(each[0] == "0" for each in cut)
    fields = [Field(part, "two" if padded and part != "year" else "digits") for part in order]
    return DateForm((fields[0], found["gap"], fields[1], found["gap"], fields[2]), known)


def _year_first(found: re.Match[str]) -> Quantity | None:
    value = (int(found["year"]), int(found["month"]), int(found["day"]))
    if not all(value) or not is_date(*value):
        return None
    return quantity(found, Kind.DATE, value, _figures_form(found, ("year", "month", "day")))


def _order(language: str, mark: str) -> str:
    """``day`` or ``month`` where the tag or the mark says which comes first (9.10.2022 is the ninth), else nothing."""
    region = normalise(language).split("-")[-1]
    if region in _MONTH_FIRST:
        return "month"
    primary = language.partition("-")[0].lower()
    return "day" if region in _DAY_FIRST or mark == "." or primary not in ("en", "zh", "ja", "ko") else ""


def _year_last(found: re.Match[str], first: str) -> Quantity | None:
    """9/9/2022 and 13/9/2022 are sure; of 9/10/2022 the order is a guess where the language does not say it."""
    a, b, year = int(found["a"]), int(found["b"]), int(found["year"])
    first = first or ("day" if a > 12 else "month" if b > 12 else "")
    month, day = (a, b) if first == "month" else (b, a)
    if not month or not day or not is_date(year, month, day):
        return None
    doubt = "" if first or a == b else f"“{found[0]}” does not say whether day or month comes first"
    order = ("month", "day", "year") if first == "month" else ("day", "month", "year")
    return quantity(found, Kind.DATE, (year, month, day), _figures_form(found, order, bool(first)), doubt=doubt)


def _clock(found: re.Match[str]) -> Quantity | None:
    value = (int(found["h"]), int(found["m"]), int(found["s"] or -1))
    if value[0] > 24 or value[1] > 59 or value[2] > 59:
        return None
    return quantity(found, Kind.TIME, value, ClockForm(two=found["h"][0] == "0", seconds=value[2] >= 0))


def _fraction(found: re.Match[str]) -> Quantity | None:
    above, below = int(found["above"]), int(found["below"])
    if above >= below or Fraction(above, below).denominator != below:
        return None
    return quantity(found, Kind.FRACTION, Fraction(above, below), PartOf("/", False, numeral=False))
