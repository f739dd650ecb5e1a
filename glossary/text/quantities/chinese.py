"""Quantities in Chinese; the text comes with simplified characters and plain digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from . import han
from .calendar import ChineseClock, DateForm, DecadeForm, Field, is_date
from .frames import Framed, Money, PartOf
from .numbers import InHan, Number, numerals
from .reading import LEFT, RIGHT, SIGN, Reader, around, framed, quantity, reader, vague, whole
from .units import CURRENCIES, MEASURES, names
from .values import Kind, Quantity
from .words import either

_NUMBERS = numerals("zh")
_N = f"(?P<n>{_NUMBERS.pattern})"
_SIGNS = names(CURRENCIES, "signs")
_WORDS = names(CURRENCIES, "chinese", "signs")
_UNITS = names(MEASURES, "chinese", "signs")
_NUMERAL = f"[{han.CHARACTERS}]"
_LEFT = rf"{LEFT}(?<!{_NUMERAL})(?<!点)"
_START = rf"(?:{SIGN}|{_LEFT})"
_RIGHT = rf"{RIGHT}(?![多余几]?[百千万亿])"
_SMALL = rf"(?:\d{{1,2}}|{_NUMERAL}{{1,3}})"
_COUNTED = (
    "个名位人年月天日次种条项家座件台辆层岁周倍元米吨份张本只匹支部所节篇期届"
    "处步级门句字行列页章卷代枚颗块片段组批类套栋间户亿万"
)
"""What may stand behind one numeral alone that is a number."""
_NUMBERED = "楼层级等号线班区"
"""What stands behind 二, which numbers things; 两 counts them."""
_IN_WORDS = ("进制", "进位", "边形", "角形", "面体", "元数", "元组", "元素", "元件")
"""十六进制 is hexadecimal, 四元数 a quaternion."""
_AFTER_NOUGHT = tuple("件售食星钱碎散下")
"""零 in other words: 零件, 零售."""
_GREW = re.compile(r"(?:增加|增长|增|上升|升高|提高|扩大|上涨|涨|翻|高出|多出|高|多|快|大|长)了?(?:近|约)?$")


def _number_group(found: re.Match[str], group: str) -> Number | None:
    text = found[group]
    if text and not text[0].isdecimal() and len(text) > 1:
        value = han.positional(text)
        if value is not None:
            return Number(Fraction(value), InHan())
    return _NUMBERS.read(text) if text else None


def _field(part: str, text: str) -> Field:
    if text[0].isdecimal():
        return Field(part, "two" if len(text) == 2 and part != "year" and text[0] == "0" else "digits")
    return Field(part, "places" if part == "year" else "numeral")


def _date(found: re.Match[str]) -> Quantity | None:
    """2022年9月9日, 9月9日, 2022年9月, 9月."""
    parts = {part: found.groupdict().get(part) or "" for part in ("year", "month", "day")}
    values = {part: whole(_number_group(found, part)) if text else 0 for part, text in parts.items()}
    if None in values.values() or any(text and not values[part] for part, text in parts.items()):
        return None
    year, month, day = (values[part] or 0 for part in ("year", "month", "day"))
    if not is_date(year, month, day):
        return None
    pieces: list[str | Field] = []
    end = found.start()
    for part, text in parts.items():
        if text:
            pieces += [found.string[end : found.start(part)], _field(part, text)]
            end = found.end(part)
    pieces.append(found.string[end : found.end()])
    form = DateForm(tuple(piece for piece in pieces if piece))
    return quantity(found, Kind.DATE, (year, month, day), form)


def _year(found: re.Match[str]) -> Quantity | None:
    text = found["n"]
    if text[0].isdecimal():
        return framed(found, _NUMBERS, Kind.YEAR)
    value = han.positional(text)
    if value is None or not 1000 <= value < 3000:
        return None
    return quantity(found, Kind.YEAR, Fraction(value), _YearInPlaces(around(found)[1]))


@dataclass(frozen=True, slots=True)
class _YearInPlaces:
    """二〇二二年."""

    after: str

    def write(self, wanted: Quantity) -> str | None:
        if not isinstance(wanted.value, Fraction) or not 1000 <= wanted.value < 3000:
            return None
        return f"{han.positional_text(int(wanted.value))}{self.after}"


def _clock(found: re.Match[str]) -> Quantity | None:
    hour, minute = whole(_NUMBERS.read(found["h"])), _minute(found["m"])
    period = found["period"] or ""
    if hour is None or minute is None or hour > 24:
        return None
    if (period in ("晚上", "傍晚") and hour == 12) or (period and hour > 12):
        return None
    if (period in ("下午", "晚上", "傍晚") and hour < 12) or (period == "中午" and hour < 3):
        hour += 12
    numeral = not found["h"][0].isdecimal()
    rest = found["m"] or ""
    form = ChineseClock(period, found["word"], rest[-1:], rest == "半", numeral)
    return quantity(found, Kind.TIME, (hour, minute, -1), form)


def _minute(text: str | None) -> int | None:
    if not text or text in ("钟", "整"):
        return 0
    if text in ("半", "一刻", "三刻"):
        return {"半": 30, "一刻": 15, "三刻": 45}[text]
    digits = text.rstrip("分钟")
    value = whole(_NUMBERS.read(digits.lstrip("零〇") or "零")) if not digits.isdecimal() else int(digits)
    return value if value is not None and value < 60 else None


def _decade(found: re.Match[str]) -> Quantity | None:
    """20世纪90年代; the last century is another one every hundred years."""
    century, decade = found["century"], whole(_NUMBERS.read(found["decade"]))
    numeral = not found["decade"][0].isdecimal()
    number = None if century in ("上", "本") else whole(_NUMBERS.read(century))
    if decade is None or decade % 10 or not 0 < decade < 100 or (number is None and century not in ("上", "本")):
        return None
    doubt = "" if number else f"“{century}世纪” depends on when it was written"
    year = 100 * (number - 1) + decade if number else decade
    form = DecadeForm(True, numeral, "世纪", "年代")
    return quantity(found, Kind.DECADE, Fraction(year), form, doubt=doubt)


def _years_decade(found: re.Match[str]) -> Quantity | None:
    text = found["n"]
    year = int(text) if text.isdecimal() else han.positional(text)
    if year is None or year % 10:
        return None
    form = DecadeForm(False, not text.isdecimal(), "", "年代")
    doubt = f"“{found[0]}” may be ten years or a hundred" if year % 100 == 0 else ""
    return quantity(found, Kind.DECADE, Fraction(year), form, doubt=doubt)


def _short_decade(found: re.Match[str]) -> Quantity | None:
    doubt = f"“{found[0]}” does not say which century"
    return framed(found, _NUMBERS, Kind.DECADE, unit="any century", doubt=doubt)


def _fraction(found: re.Match[str]) -> Quantity | None:
    below, above = _NUMBERS.read(found["below"]), _NUMBERS.read(found["above"])
    if below is None or above is None or not below.value:
        return None
    form = PartOf("分之", True, not found["below"][0].isdecimal())
    return quantity(found, Kind.FRACTION, above.value / below.value, form)


def _half(found: re.Match[str]) -> Quantity:
    return quantity(found, Kind.FRACTION, Fraction(1, 2), _Half())


class _Half:
    """一半: no other share is written like it."""

    def write(self, wanted: Quantity) -> str | None:
        return None


def _percent(found: re.Match[str]) -> Quantity | None:
    per = Fraction(1, 1000) if "‰" in found[0] or "千分之" in found[0] else Fraction(1, 100)
    return framed(found, _NUMBERS, Kind.PERCENT, factor=per)


def _money(found: re.Match[str]) -> Quantity | None:
    before, after = found["before"] or "", found["after"] or ""
    unit = _SIGNS[before.strip()] if before else _WORDS[after]
    if before and after not in ("", "元") and unit != _WORDS[after]:
        return None
    if not before and after not in _NAMED and (found["n"] in ("一", "二") or not _plausible(found)):
        return None
    read = framed(found, _NUMBERS, Kind.MONEY, unit=unit)
    if read is None or not isinstance(read.form, Framed):
        return None
    return quantity(found, Kind.MONEY, read.value, Money(read.form, unit), unit=unit, bound=read.bound)


_NAMED = frozenset(_WORDS) - {"元"}


def _plausible(found: re.Match[str]) -> bool:
    """元 alone begins other words as well: 元素, 元件, 元组."""
    return found.string[found.end() : found.end() + 1] not in (
        "素",
        "件",
        "组",
        "数",
        "旦",
        "年",
        "月",
        "宵",
        "老",
        "首",
    )


def _measure(found: re.Match[str]) -> Quantity | None:
    if not _counts(found):
        return None
    return framed(found, _NUMBERS, Kind.MEASURE, unit=_UNITS[found["unit"]])


def _counts(found: re.Match[str]) -> bool:
    """False for a numeral that may be no number: 一次 is also once, 一周 a circle."""
    text, unit = found["n"], found["unit"]
    if text == "一":
        return unit in ("年", "天", "小时", "个小时", "分钟", "公里", "吨", "个月")
    return text[0].isdecimal() or not found.string.startswith(_IN_WORDS, found.end() - 1)


def _ordinal(found: re.Match[str]) -> Quantity | None:
    return framed(found, _NUMBERS, Kind.ORDINAL)


def _multiple(found: re.Match[str]) -> Quantity | None:
    """N倍; 增长了两倍 is three times as much, and as often meant as two."""
    grown = _GREW.search(found.string[: found.start()])
    doubt = f"“{grown[0]}{found[0]}” is read in two ways" if grown else ""
    return framed(found, _NUMBERS, Kind.MULTIPLE, doubt=doubt)


def _number(found: re.Match[str]) -> Quantity | None:
    """A numeral of one character is a number only before what can be counted."""
    text, after = found["n"], found.string[found.end() : found.end() + 2]
    if not text[0].isdecimal() and after.startswith(_IN_WORDS):
        return None
    if text == "零":
        return None if after[:1] in _AFTER_NOUGHT else framed(found, _NUMBERS, Kind.NUMBER)
    if len(text) == 1 and not text.isdecimal():
        counted = {"一": "", "二": _NUMBERED}.get(text, _COUNTED)
        if not after or after[0] not in counted:
            return None
    return framed(found, _NUMBERS, Kind.NUMBER)


_YEAR_DIGITS = r"[12]\d{3}|[一二][〇零一二三四五六七八九]{3}"
_BEFORE = rf"(?P<before>(?:{either(_SIGNS)})[ \u00a0]?)"
_AFTER = rf"(?P<after>{either(_WORDS)})"
_CLOCK_REST = rf"(?P<m>(?:零?{_SMALL})分钟?(?!之)|半|整|钟|[一三]刻)"
_PERIOD = "(?P<period>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上)"

READERS: tuple[Reader, ...] = (
    reader(rf"{_LEFT}(?:(?P<year>{_YEAR_DIGITS}) ?年 ?)?(?P<month>{_SMALL}) ?月 ?(?P<day>{_SMALL}) ?[日号]", _date),
    reader(rf"{_LEFT}(?P<year>{_YEAR_DIGITS}) ?年 ?(?P<month>{_SMALL}) ?月份?", _date),
    reader(rf"{_LEFT}(?P<month>{_SMALL}) ?月份?(?![球亮光饼])", _date),
    reader(rf"{_LEFT}(?P<n>{_YEAR_DIGITS}) ?年(?![来间代])", _year),
    reader(rf"{_LEFT}{_PERIOD} ?(?P<h>{_SMALL}) ?(?P<word>[点时]) ?{_CLOCK_REST}?", _clock),
    reader(rf"{_LEFT}(?P<period>)(?P<h>{_SMALL}) ?(?P<word>[点时]) ?{_CLOCK_REST}(?!之)", _clock),
    reader(rf"{_LEFT}(?P<century>\d{{1,2}}|{_NUMERAL}{{1,3}}|上|本)世纪(?P<decade>{_SMALL})年代", _decade),
    reader(rf"{_LEFT}(?P<n>[12]\d\d0|[一二][〇零一二三四五六七八九]{{2}}[〇零]) ?年代", _years_decade),
    reader(rf"{_LEFT}(?P<n>[1-9]0|[二三四五六七八九]?十)年代", _short_decade),
    reader(
        rf"{_LEFT}(?:公元)?(?P<n>\d{{1,2}}|{_NUMERAL}{{1,3}})世纪(?!{_SMALL}年代)",
        lambda found: framed(found, _NUMBERS, Kind.CENTURY),
    ),
    reader(rf"{_LEFT}第?(?P<n>[1-4一二三四])季度", lambda found: framed(found, _NUMBERS, Kind.QUARTER)),
    reader(r"(?<![A-Za-z])Q(?P<n>[1-4])(?![A-Za-z\d])", lambda found: framed(found, _NUMBERS, Kind.QUARTER)),
    reader(rf"{_START}(?:{_N} ?[%‰])", _percent),
    reader(rf"{_LEFT}(?:百分之|千分之){_N}", _percent),
    reader(rf"{_LEFT}(?P<below>\d+|[二三四五六七八九十]+)分之(?P<above>\d+|[一二三四五六七八九十]+)", _fraction),
    reader(r"一半(?!天)|半数", _half),
    reader(rf"(?<![A-Za-z]){_BEFORE}{_N}(?:{_AFTER})?{_RIGHT}", _money),
    reader(rf"{_LEFT}(?P<before>){_N}[ \u00a0]?{_AFTER}", _money),
    reader(rf"{_START}{_N}[ \u00a0]?(?P<unit>{either(_UNITS)})(?![A-Za-z\d²³])", _measure),
    reader(rf"第 ?{_N}{_RIGHT}", _ordinal),
    reader(rf"{_LEFT}{_N}(?P<unit> ?倍)", _multiple),
    reader(
        r"[一二三四五六七八九两好上数近]?(?:几[十百千万亿]+|[十百千]几[万亿]?)|好几|[上数成][十百千万亿]+[上数成]?[百千万亿]*|"
        r"(?<![一二三四五六七八九十百千万两\d])[百千万亿]+[多余]",
        vague,
    ),
    reader(rf"{_START}{_N}{_RIGHT}", _number),
)
"""In the order of preference where two readings span the same characters."""
