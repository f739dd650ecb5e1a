"""Numbers, dates, shares, money and measures that the translation gives another value, leaves out or adds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from glossary.checks.check import Check, Finding, Pair, Severity, Side, Text
from glossary.text.quantities import PLAIN_KINDS, Kind, Quantity, Value, quantities, rewritten

_GROUPS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_BARE_LARGE = re.compile(r"\b(?:hundred|thousand|million|billion|trillion)|[百千万亿萬億]", re.IGNORECASE)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_ALWAYS = frozenset({Kind.DECADE, Kind.CENTURY})
_LARGE = 100
"""Numbers in words from here on are figures; smaller ones are often words: one, both, a second time."""
_HALF = Fraction(1, 2)
_QUARTERS = (15, 30, 45)
_QUARTER = re.compile(r"半|刻|half|quarter", re.IGNORECASE)
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SPOKEN_AS_WRITTEN = frozenset(
    {Kind.NUMBER, Kind.YEAR, Kind.ORDINAL, Kind.MEASURE, Kind.MULTIPLE, Kind.FRACTION, Kind.TIME}
)
_MOST = 100
"""Figures of one text that are looked at: one with more that are wrong is no translation."""
_SMALL = 12
# How a number up to twelve can be said without being counted: 三态, 单字符, *a dozen*, *half*.
_HAN_SMALL = (
    "零〇没无",
    "一单首壹",
    "二两双兩贰次对",
    "三叁",
    "四肆",
    "五伍",
    "六陆",
    "七柒",
    "八捌",
    "九玖",
    "十拾",
    "十",
    "十打",
)
_ENGLISH_SMALL = (
    "zero|zeros|zeroes|no|none|negative|non",
    "one|single|once|first|an?|the|only|last",
    "two|twice|second|both|double|pair|squared?|dual",
    "three|third|thrice|triple|cubic|cubed",
    "four|fourth|quadruple",
    *(
        "five|fifth",
        "six|sixth",
        "seven|seventh",
        "eight|eighth|octa\\w*",
        "nine|ninth",
        "ten|tenth",
        "eleven|eleventh",
    ),
    "twelve|twelfth|dozen",
)
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_DECADE_OF = re.compile(r"\b(the )?\d0s of the $", re.IGNORECASE)
_BASE = re.compile(r"\s*(?:进制|進制|方)")
_LARGE_WORDS = re.compile(r"[百千万亿萬億]|hundred|thousand|[mb]illion", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parameters:
    """`extra` also reports figures that only the translation has."""

    extra: bool = True


def find(pair: Pair, parameters: Parameters) -> Iterator[Finding]:
    both = pair.both
    if both is None:
        return
    source, target = both
    here, there = (quantities(text.text, text.language) for text in both)
    missing, extra = _alone(here, there, source.text), _alone(there, here, target.text)
    missing, extra = (
        [each for each in missing if _counts(each, target, extra)],
        [each for each in extra if _counts(each, source, missing)],
    )
    for wrong in list(extra):
        right = _meant(wrong, missing)
        if right is not None:
            missing.remove(right)
            extra.remove(wrong)
            yield _corrected(wrong, right, target.text)
    if parameters.extra:
        for each in extra:
            yield _finding(each, f"{each.text} is not in the source", None)
    for each in missing:
        yield Finding(f"{each.text} is not in the translation", Side.SOURCE, each.start, each.end)


def _corrected(wrong: Quantity, right: Quantity, text: str) -> Finding:
    """A figure beside the one it should be, which is put in its place where it is of the same kind."""
    message = f"the source has {right.text}"
    before = _DECADE_OF.search(text[: wrong.start])
    if before and wrong.kind is Kind.CENTURY and right.kind is Kind.DECADE:
        return Finding(message, Side.TARGET, before.start(), wrong.end, f"{before[1]}{right.value}s")
    return _finding(wrong, message, rewritten(wrong, right) if wrong.kind is right.kind else None)


def _finding(each: Quantity, message: str, suggestion: str | None) -> Finding:
    return Finding(message, Side.TARGET, each.start, each.end, None if suggestion == each.text else suggestion)


def _alone(some: tuple[Quantity, ...], others: tuple[Quantity, ...], text: str) -> list[Quantity]:
    """Those that nothing on the other side agrees with, each of which answers one; no doubtful ones, no labels."""
    equal, values = Counter(each.identity for each in others), set(map(_plain, others))
    alone = []
    for each in some:
        if equal[each.identity]:
            equal[each.identity] -= 1
        elif _plain(each) not in values and not each.doubt and not _BASE.match(text, each.end):
            alone.append(each)
    return [each for each in alone if not _is_label(text, each)][:_MOST]


def _plain(each: Quantity) -> Value:
    """A value that is equal for the same: 3:00 and 3点; a minus may have been read as a dash."""
    if isinstance(each.value, Fraction):
        return abs(each.value)
    hour, minute, second = each.value
    return (hour, max(0, minute), max(0, second)) if each.kind is Kind.TIME else each.value


def _is_label(text: str, each: Quantity) -> bool:
    """True for the number of a list's item: 2) or (2)."""
    numbers = each.kind is Kind.NUMBER and len(each.text) < 3
    return (
        numbers and text[each.end : each.end + 1] in (")", "）") and text[: each.start].strip()[-1:] in ("", "(", "（")
    )


def _counts(each: Quantity, other: Text, unlike: list[Quantity]) -> bool:
    """True for a figure that no language says without naming it, and that the other side does not show either."""
    if each.text in other.text or _is_said(each, other):
        return False
    if each.kind is Kind.PERCENT:
        return _is_share(each, other.text)
    if each.kind in _ALWAYS:
        return True
    if _DIGITS.search(each.text) is None:
        return _is_large(each) and not _BARE_LARGE.search(other.text)
    if each.kind is Kind.DATE and _is_date_shown(each, other.text):
        return False
    if each.kind is Kind.MEASURE and any(one.kind is Kind.MEASURE for one in unlike):
        return True
    return not (each.kind in _SPOKEN_AS_WRITTEN and _is_shown(each, other.text))


def _is_share(each: Quantity, other: str) -> bool:
    """True for a share in figures that the other side has in no other way: 七折 is 30 percent off, 100 % is *fully*."""
    if _DIGITS.search(each.text) is None or each.value == 1 or "折" in other:
        return False
    return not ("百分之" in other and _is_shown(each, other))


def _is_shown(each: Quantity, text: str) -> bool:
    """True where the other text has the digits of a number without a magnitude, if in a name or code: 07, 32k."""
    if _LARGE_WORDS.search(each.text):
        return False
    wanted, shown = Counter(_digits(each.text)), Counter(_digits(text))
    return bool(wanted) and not wanted - shown


def _is_large(each: Quantity) -> bool:
    """True for a number in words that is a figure: three million, 三百万."""
    return (
        each.kind is not Kind.ORDINAL
        and isinstance(each.value, Fraction)
        and each.value >= _LARGE
        and _LARGE_WORDS.search(each.text) is not None
    )


def _is_date_shown(date: Quantity, text: str) -> bool:
    """True where the other text has the numbers of a date, a month perhaps by its name: May 21--28, 2006."""
    left = set(_digits(date.text)) - set(_digits(text))
    return len(left) <= (1 if _MONTH.search(text) else 0)


def _is_said(each: Quantity, other: Text) -> bool:
    """True where the other text may have a small number in a word that is no number of its own."""
    value = each.value
    if not isinstance(value, Fraction):
        return each.kind is Kind.TIME and _is_hour_said(value[0], value[1], other.text)
    if each.kind in _ALWAYS:
        return False
    if value == _HALF:
        return re.search("半|half", other.text, re.IGNORECASE) is not None
    if each.kind is Kind.PERCENT or value.denominator != 1 or not 0 <= value <= _SMALL:
        return False
    if each.kind is Kind.MEASURE and value == 1:
        return True  # every year, last month
    if _is_written_otherwise(int(value), other.text):
        return True
    if other.family == "zh":
        return any(char in other.text for char in _HAN_SMALL[int(value)])
    return re.search(rf"\b(?:{_ENGLISH_SMALL[int(value)]})\b", other.text, re.IGNORECASE) is not None


def _is_hour_said(hour: int, minute: int, text: str) -> bool:
    """True where a text says a full hour in a Chinese numeral, or a quarter in words."""
    if minute > 0:
        return minute in _QUARTERS and _QUARTER.search(text) is not None
    return hour <= _SMALL and any(char in text for char in _HAN_SMALL[hour])


def _is_written_otherwise(value: int, text: str) -> bool:
    """True where a text has a small number as a superscript or in Roman numerals."""
    superscript = value < len(_SUPERSCRIPTS) and _SUPERSCRIPTS[value] in text
    return superscript or (value > 0 and re.search(rf"\b{_ROMAN[value]}\b", text) is not None)


def _digits(text: str) -> list[str]:
    return [str(Fraction(found)) for found in _DIGITS.findall(_GROUPS.sub("", text))]


def _meant(wrong: Quantity, missing: list[Quantity]) -> Quantity | None:
    """The figure of the source that a wrong one stands for: of the same kind, else the only one left."""
    same = [each for each in missing if each.kind is wrong.kind]
    if same:
        return same[0]
    both = {missing[0].kind, wrong.kind} if len(missing) == 1 else set()
    return missing[0] if both and (both <= _TIMES or both <= PLAIN_KINDS) else None


_TIMES = frozenset({Kind.DATE, Kind.YEAR, Kind.DECADE, Kind.CENTURY, Kind.QUARTER, Kind.TIME})

CHECK = Check(
    "numbers", "Figures with another value", Severity.ERROR, Parameters(), find, example="3.5亿 → 3.5 million"
)
