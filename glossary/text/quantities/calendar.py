"""Dates and times as templates: the fields of a date in the order, spelling and punctuation of one text."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from . import han, words
from .values import Quantity

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
ABBREVIATED = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
MONTH = {name: at for names in (MONTHS, ABBREVIATED) for at, name in enumerate(names, start=1)} | {"Sept": 9}
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_date(year: int, month: int, day: int) -> bool:
    """True for a date of the Gregorian calendar; 0 stands for a part that is not named."""
    if not 0 <= month <= 12 or not 0 <= day <= (_DAYS[month - 1] if month else 31):
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return not (year and (month, day) == (2, 29)) or leap


@dataclass(frozen=True, slots=True)
class Field:
    """One part of a date or time: which (``year`` ``month`` ``day`` ``hour`` ``minute`` ``second``), and how written.

    `how` is ``digits``, ``two`` (digits, at least two), ``name``, ``short`` (Sep), ``ordinal`` (9th), ``numeral`` (九)
    or ``places`` (二〇二二).
    """

    part: str
    how: str = "digits"


@dataclass(frozen=True, slots=True)
class DateForm:
    """Literals and fields in their order."""

    pieces: tuple[str | Field, ...]
    order_known: bool = True

    def parts(self) -> frozenset[str]:
        return frozenset(piece.part for piece in self.pieces if isinstance(piece, Field))

    def write(self, wanted: Quantity) -> str | None:
        """None where the date names other parts than this form, or would be read otherwise than meant."""
        if not isinstance(wanted.value, tuple):
            return None
        values = dict(zip(("year", "month", "day"), wanted.value, strict=True))
        if {part for part, value in values.items() if value} != self.parts():
            return None
        if not self.order_known and values["month"] != values["day"]:
            return None
        text = "".join(
            piece if isinstance(piece, str) else written_field(piece, values[piece.part]) for piece in self.pieces
        )
        return text.replace("May.", "May")


def written_field(field: Field, value: int) -> str:
    """A part of a date as its field has it."""
    match field.how:
        case "name":
            return MONTHS[value - 1]
        case "short":
            return ABBREVIATED[value - 1]
        case "ordinal":
            return f"{value}{words.suffix(value)}"
        case "numeral":
            return han.text_of(value) or str(value)
        case "places":
            return han.positional_text(value)
        case "two":
            return f"{value:02}"
    return str(value)


@dataclass(frozen=True, slots=True)
class ClockForm:
    """15:30, 3:30 p.m., 3 p.m.: `half` is what says the half of the day (empty on a clock of 24 hours)."""

    half: str = ""
    gap: str = ""
    two: bool = False
    minutes: bool = True
    seconds: bool = False

    def write(self, wanted: Quantity) -> str | None:
        if not isinstance(wanted.value, tuple):
            return None
        hour, minute, second = wanted.value
        if (second >= 0) != self.seconds or (self.half and hour > 23):
            return None
        shown = (hour % 12 or 12) if self.half else hour
        text = f"{shown:02}" if self.two else str(shown)
        text += f":{minute:02}" if minute or self.minutes else ""
        text += f":{second:02}" if self.seconds else ""
        return f"{text}{self.gap}{_half(self.half, hour)}" if self.half else text


def _half(like: str, hour: int) -> str:
    letter = "p" if hour >= 12 else "a"
    at = 0
    return like[:at] + (letter.upper() if like[at].isupper() else letter) + like[at + 1 :]


@dataclass(frozen=True, slots=True)
class ChineseClock:
    """下午3点半, 15时30分: `period` is the word before it, `hour_word` and `minute_word` those behind the numbers."""

    period: str
    hour_word: str
    minute_word: str
    half: bool
    numeral: bool

    def write(self, wanted: Quantity) -> str | None:
        if not isinstance(wanted.value, tuple) or wanted.value[2] >= 0:
            return None
        hour, minute, _ = wanted.value
        period = _period(self.period, hour)
        shown = hour - 12 if period in ("下午", "晚上", "傍晚") and hour > 12 else hour
        text = f"{period}{self._number(shown)}{self.hour_word}"
        if not minute:
            return text + ("钟" if self.minute_word == "钟" else "整" if self.minute_word == "整" else "")
        if minute == 30 and self.half and self.hour_word != "时":
            return f"{text}半"
        gap = "零" if self.numeral and minute < 10 else ""
        return f"{text}{gap}{self._number(minute)}分"

    def _number(self, value: int) -> str:
        text = han.text_of(value) if self.numeral else str(value)
        return "两" if text == "二" else text or str(value)


def _period(like: str, hour: int) -> str:
    """The word for a time of day: the same one where it fits, else the plainest."""
    spans = {"凌晨": (0, 6), "清晨": (4, 8), "早上": (5, 11), "早晨": (5, 10), "上午": (0, 12), "中午": (12, 13)}
    spans |= {"下午": (13, 18), "傍晚": (17, 20), "晚上": (18, 24)}
    if not like:
        return ""
    if spans[like][0] <= hour < spans[like][1]:
        return like
    return next(word for word in ("凌晨", "上午", "中午", "下午", "晚上") if spans[word][0] <= hour < spans[word][1])


@dataclass(frozen=True, slots=True)
class DecadeForm:
    """1990s and 1990年代, or by century 20世纪90年代."""

    by_century: bool
    numeral: bool
    middle: str
    after: str

    def write(self, wanted: Quantity) -> str | None:
        if not isinstance(wanted.value, Fraction):
            return None
        year = int(wanted.value)
        if not self.by_century:
            return f"{han.positional_text(year) if self.numeral else year}{self.after}"
        century, decade = year // 100 + 1, year % 100
        if not decade:
            return None
        parts = [han.text_of(each) if self.numeral else str(each) for each in (century, decade)]
        return f"{parts[0]}{self.middle}{parts[1]}{self.after}"
