"""Numbers as each language writes them, in digits, words and numerals, with magnitudes: 3.5亿, 350 million."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from math import prod

from . import digits, han, words
from .digits import Convention, Figures

_ENGLISH_SCALES = {**words.SCALES, "bn": 10**9, "mn": 10**6, "tn": 10**12, "billions": 10**9, "millions": 10**6}
_HAN_SCALES = {"百": 100, "千": 1000, **han.LARGE}
_USUAL_SCALES = {
    "en": [("trillion", 10**12), ("billion", 10**9), ("million", 10**6)],
    "zh": [("万亿", 10**12), ("亿", 10**8), ("万", 10**4)],
}
_MILLION = 10**6
_LONGEST_NUMERAL = 6
_MOST_SCALED_PLACES = 2
_OVER = "多余"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read: its value, how it is written, and ``over`` where 多 or 余 stands inside it."""

    value: Fraction
    form: NumberForm
    bound: str = ""


@dataclass(frozen=True, slots=True)
class InDigits:
    """Digits, with a magnitude behind them or without.

    `shown` is the number that stands before the magnitude `scale`, `gap` what is between them; `mixed` is 3亿5000万.
    """

    figures: Figures
    language: str
    shown: Fraction = Fraction(0)
    gap: str = ""
    scale: str = ""
    mixed: bool = False

    def write(self, value: Fraction, like: Number | None) -> str | None:
        """The magnitude stays where that is how people write the value; else another one, or digits alone."""
        theirs = like.form if like and isinstance(like.form, InDigits) else None
        scaled = theirs is not None and bool(theirs.scale)
        places = theirs.figures.places if theirs and _size(theirs) == _size(self) else 0
        if self.mixed and value.denominator == 1 and int(value) % 10**4 not in _LEFT_OVER:
            return _in_parts(int(value))
        if self.scale or (scaled and value >= _MILLION):
            return self._scaled(value, places) or digits.write(value, self._grouped(value, theirs))
        return digits.write(value, self._grouped(value, theirs), places)

    def _scaled(self, value: Fraction, places: int) -> str | None:
        """With the first magnitude that leaves one to three digits before the decimals (in Chinese, to four)."""
        for scale, size in self._scales():
            share, kept = value / size, scale == self.scale
            needed = digits.places_of(share)
            least = Fraction(1, 1000) if kept and self.shown < 1 else 1
            if needed is not None and needed <= _MOST_SCALED_PLACES and least <= share < self._most():
                figures = replace(self.figures, grouping="")
                gap = self.gap if self.scale or self.language == "zh" else " "
                return f"{digits.write(share, figures, places if kept else 0)}{gap}{scale}"
        return None

    def _most(self) -> int:
        return 10**4 if self.language == "zh" else 10**3

    def _scales(self) -> list[tuple[str, int]]:
        usual = _USUAL_SCALES["zh" if self.language == "zh" else "en"]
        return ([(self.scale, _size(self))] if self.scale else []) + usual

    def _grouped(self, value: Fraction, theirs: InDigits | None) -> Figures:
        """Thousands are set apart as they were; where there were none, as the other text shows, never by guess."""
        if self.shown >= 1000 and not self.scale:
            return self.figures
        shown = theirs is not None and (theirs.scale or theirs.figures.grouping)
        usual = digits.convention(self.language).grouping[:1] if shown and value >= 1000 else ""
        return replace(self.figures, grouping=usual)


_LEFT_OVER = range(1, 1000)
"""What nobody writes behind 万 in fewer than four digits: 341万1 for 3410001."""


def _in_parts(value: int) -> str:
    """3亿5000万: whole parts, each with its magnitude."""
    text, rest = "", value
    for scale, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        part, rest = divmod(rest, size)
        text += f"{part}{scale}" if part else ""
    return text or "0"


@dataclass(frozen=True, slots=True)
class InHan:
    """Chinese numerals; `financial` as in 壹佰; `counting` before what is counted, where a two alone is 两."""

    financial: bool = False
    counting: bool = False

    def write(self, value: Fraction, like: Number | None) -> str | None:
        """Numerals while they stay short, digits beyond; no numeral for a two whose reading is not known."""
        if value.denominator == 1 and not self.financial:
            text = han.text_of(int(value))
            if text is not None and len(text) <= _LONGEST_NUMERAL:
                return "两" if text == "二" and self.counting else text
        return None if self.financial else InDigits(Figures("", ".", 0), "zh").write(value, like)


@dataclass(frozen=True, slots=True)
class InWords:
    """English words; `capital` where they begin with one."""

    capital: bool = False

    def write(self, value: Fraction, like: Number | None) -> str | None:
        """Words while they stay short, digits beyond."""
        text = words.text_of(int(value)) if value.denominator == 1 else None
        if text is None:
            return InDigits(Figures("", ".", 0), "en").write(value, like)
        return text.capitalize() if self.capital else text


NumberForm = InDigits | InHan | InWords


def _size(form: InDigits) -> int:
    """What a form's magnitude multiplies by."""
    return _product(form.scale) if form.scale else 1


@cache
def _product(scale: str) -> int:
    names = re.findall(r"[a-z]+", scale.lower())
    return prod([_ENGLISH_SCALES[name] for name in names] + [_HAN_SCALES[c] for c in scale if c in _HAN_SCALES])


@dataclass(frozen=True, slots=True)
class Numerals:
    """A language's numbers: a regular expression without groups, and what reads a match of it (None: no number)."""

    pattern: str
    figures: str
    read: Callable[[str], Number | None]


@cache
def numerals(language: str) -> Numerals:
    """The numbers of a language, by its primary subtag."""
    by = digits.convention(language)
    if language == "zh":
        return Numerals(rf"(?:{_HAN_DIGITS}|{_HAN_NUMERAL})", by.pattern, _read_chinese)
    if language == "en":
        scales = words.either(_ENGLISH_SCALES)
        pattern = rf"(?:{by.pattern}(?:[ \u00a0-]?(?:{scales})\b)*|\b{words.PATTERN}\b)"
        return Numerals(pattern, by.pattern, _read_english)
    return Numerals(by.pattern, by.pattern, lambda text: _read_digits(text, by, language))


def _read_digits(text: str, by: Convention, language: str) -> Number:
    value, figures = digits.read(text, by)
    return Number(value, InDigits(figures, language, value))


def _read_english(text: str) -> Number | None:
    by = digits.convention("en")
    found = re.match(by.pattern, text)
    if found is None:
        value = words.value_of(text)
        return None if value is None else Number(value, InWords(text[0].isupper()))
    value, figures = digits.read(found[0], by)
    tail = text[found.end() :]
    scale = tail.lstrip(" \u00a0-")
    form = InDigits(figures, "en", value, tail[: len(tail) - len(scale)], scale)
    return Number(value * _size(form), form)


_FIGURES = digits.convention("zh").pattern
_HAN_DIGITS = rf"{_FIGURES}(?:[ \u00a0]?[{_OVER}]?[百千万亿]+(?:{_FIGURES}[百千万亿]+)*(?:\d{{4}}(?!\d))?)?"
_HAN_NUMERAL = rf"[{han.CHARACTERS}]+(?:点[〇零一二三四五六七八九]+[万亿]?)?"
_PART = re.compile(rf"({_FIGURES})([ \u00a0]?)([{_OVER}]?)([百千万亿]*)")


def _read_chinese(text: str) -> Number | None:
    if not text[0].isdecimal():
        value = _numeral_value(text)
        financial = any(char in "壹贰叁肆伍陆柒捌玖拾佰仟" for char in text)
        return None if value is None else Number(value, InHan(financial, counting=True))
    parts = _PART.findall(text)
    total, ceiling, forms = Fraction(0), 10**13, []
    for number, gap, over, scale in parts:
        value, figures = digits.read(number, digits.convention("zh"))
        form = InDigits(figures, "zh", value, gap, over + scale)
        if _size(form) >= ceiling:
            return None
        total, ceiling = total + value * _size(form), _size(form)
        forms.append(form)
    return Number(total, replace(forms[0], mixed=len(forms) > 1), "over" if parts[0][2] else "")


def _numeral_value(text: str) -> Fraction | None:
    """A numeral's value; a magnitude after decimals (三点五亿) multiplies them."""
    if "点" in text and text[-1] in han.LARGE:
        value = han.value_of(text[:-1])
        return None if value is None else value * han.LARGE[text[-1]]
    return han.value_of(text)
