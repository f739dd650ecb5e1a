"""A number with fixed words around it, which most quantities are: 百分之…, … percent, 第…, US$…, … km."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from . import words
from .numbers import InHan, InWords, Number
from .units import CURRENCIES, Unit
from .values import Quantity


@dataclass(frozen=True, slots=True)
class Framed:
    """`before`, a number, `after`; the quantity's value is the number's times `factor`."""

    number: Number
    before: str = ""
    after: str = ""
    factor: Fraction = Fraction(1)

    def write(self, wanted: Quantity) -> str | None:
        if not isinstance(wanted.value, Fraction):
            return None
        theirs = wanted.form.number if isinstance(wanted.form, Framed) else None
        number = self.number.form.write(wanted.value / self.factor, theirs)
        return None if number is None else f"{self.before}{number}{self.after}"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its currency, which may change: the new one is spelled as the old one is."""

    amount: Framed
    currency: str

    @property
    def number(self) -> Number:
        return self.amount.number

    def write(self, wanted: Quantity) -> str | None:
        if not isinstance(wanted.value, Fraction):
            return None
        theirs = wanted.form.number if isinstance(wanted.form, Money) else None
        number = self.number.form.write(wanted.value, theirs)
        around = self._around(wanted.unit)
        return None if number is None or around is None else f"{around[0]}{number}{around[1]}"

    def _around(self, currency: str) -> tuple[str, str] | None:
        before, after = self.amount.before, self.amount.after
        if currency == self.currency:
            return before, after
        new = next((unit for unit in CURRENCIES if unit.symbol == currency), None)
        if new is None or not self.currency:
            return None
        if any("一" <= char <= "鿿" for char in before + after):
            return "", new.chinese[0]
        return _in_english(before, after, new)


def _in_english(before: str, after: str, new: Unit) -> tuple[str, str] | None:
    """A sign for a sign, a code for a code, a word for a word."""
    sign = before.strip()
    if before and after.strip():
        return None
    if sign:
        is_code = sign.isalpha()
        wanted = [each for each in new.signs if each.isascii() and each.isalpha() and len(each) == 3] if is_code else []
        signs = wanted or [each for each in new.signs if not each.isalpha()]
        return (signs[0] + before[len(sign) :] if wanted else signs[0], "") if signs else None
    word = after.strip()
    if word.isupper():
        return "", after.replace(word, new.symbol)
    return "", after.replace(word, new.english[0])


@dataclass(frozen=True, slots=True)
class EnglishOrdinal:
    """``third`` or ``3rd``, and what stands behind it: ``21st century``."""

    in_words: bool
    capital: bool = False
    after: str = ""

    def write(self, wanted: Quantity) -> str | None:
        value = wanted.value
        if not isinstance(value, Fraction) or value.denominator != 1 or value < 1:
            return None
        text = words.ordinal_text(int(value)) if self.in_words else None
        if text is None:
            text = f"{value}{words.suffix(int(value))}"
        return f"{text.capitalize() if self.capital else text}{self.after}"


@dataclass(frozen=True, slots=True)
class EnglishFraction:
    """``one-third``, ``two thirds``, ``a third``, ``half``."""

    hyphen: str = "-"
    article: bool = False
    capital: bool = False

    def write(self, wanted: Quantity) -> str | None:
        if not isinstance(wanted.value, Fraction) or not 0 < wanted.value < 1:
            return None
        over, under = wanted.value.as_integer_ratio()
        below = _DENOMINATORS.get(under)
        above = words.text_of(over)
        if (over, under) == (1, 2):
            text = "half"
        elif below is None or above is None or over > 9:
            return None
        else:
            above = "a" if self.article and over == 1 else above
            hyphen = " " if above == "a" else self.hyphen
            text = f"{above}{hyphen}{below}{'s' if over > 1 else ''}"
        return text.capitalize() if self.capital else text


_DENOMINATORS = {2: "half", 4: "quarter"} | {
    value: name for name, value in words.ORDINAL_ONES.items() if value in (3, 5, 6, 7, 8, 9, 10)
}
DENOMINATORS = {name: value for value, name in _DENOMINATORS.items()} | {"fourth": 4, "hundredth": 100}


@dataclass(frozen=True, slots=True)
class PartOf:
    """Two numbers that make a fraction: 三分之一 (below, above), 1/3 (above, below)."""

    between: str
    below_first: bool
    numeral: bool

    def write(self, wanted: Quantity) -> str | None:
        if not isinstance(wanted.value, Fraction):
            return None
        over, under = wanted.value.as_integer_ratio()
        pair = (under, over) if self.below_first else (over, under)
        texts = [InHan().write(Fraction(each), None) if self.numeral else str(each) for each in pair]
        return None if None in texts else f"{texts[0]}{self.between}{texts[1]}"


def is_counted_in_words(form: object) -> bool:
    """True where the number stands in words or numerals, not digits."""
    return isinstance(form, (Framed, Money)) and isinstance(form.number.form, (InHan, InWords))
