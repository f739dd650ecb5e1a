"""Quantities in English."""

from __future__ import annotations

import re
from fractions import Fraction

from . import words
from .calendar import ABBREVIATED, MONTH, MONTHS, ClockForm, DateForm, DecadeForm, Field, is_date
from .frames import DENOMINATORS, EnglishFraction, EnglishOrdinal, Framed
from .numbers import numerals
from .plain import with_currency
from .reading import LEFT, RIGHT, START, Reader, around, framed, quantity, reader, vague
from .units import CURRENCIES, MEASURES, names
from .values import Kind, Quantity

_NUMBERS = numerals("en")
_N = f"(?P<n>{_NUMBERS.pattern})"
_MONTH = f"(?P<month>(?:{'|'.join(MONTHS)})|(?:{'|'.join([*ABBREVIATED, 'Sept'])})\\b)"
_DAY = r"(?P<day>\d{1,2})(?P<th>st|nd|rd|th)?"
_YEAR = r"(?P<year>[12]\d{3})"
_GAP = r"[ \u00a0]"
_SYMBOLS = names(MEASURES, "signs")
_NAMES = names(MEASURES, "english")
_WORDS = names(CURRENCIES, "english")
_SIGNS = names(CURRENCIES, "signs")
_MAY_OR_MARCH = re.compile(
    r"\b(?:in|of|since|until|by|from|to|late|early|last|next|this|every|during) $", re.IGNORECASE
)
_THE = re.compile(r"\b(?:the|its|their|his|her|our|my|your|every|each|a|this) $", re.IGNORECASE)
_GROWTH = re.compile(
    r"\b(?:increas|gr[eo]w|ris|rose|expand|jump|surg|climb|up)\w*(?: \w+){0,2} (?:by )?$", re.IGNORECASE
)


def _date(found: re.Match[str]) -> Quantity | None:
    groups = found.groupdict()
    month = MONTH[groups["month"]]
    day, year = int(groups.get("day") or 0), int(groups.get("year") or 0)
    if not is_date(year, month, day) or (groups.get("day") and not day):
        return None
    return quantity(found, Kind.DATE, (year, month, day), DateForm(_pieces(found)))


def _pieces(found: re.Match[str]) -> tuple[str | Field, ...]:
    """The match cut at its groups."""
    how = {"month": "name" if found["month"] in MONTHS else "short", "year": "digits"}
    groups = found.groupdict()
    fields = {part: found.span(part) for part in ("day", "month", "year") if groups.get(part)}
    if "day" in fields:
        how["day"] = "ordinal" if groups["th"] else "digits"
        fields["day"] = (fields["day"][0], found.end("th") if groups["th"] else fields["day"][1])
    pieces: list[str | Field] = []
    end = found.start()
    for part, (start, stop) in sorted(fields.items(), key=lambda field: field[1]):
        pieces += [found.string[end:start]] * (start > end) + [Field(part, how[part])]
        end = stop
    return (*pieces, found.string[end : found.end()]) if end < found.end() else tuple(pieces)


def _month(found: re.Match[str]) -> Quantity | None:
    """A month alone; May and March are other words as often."""
    if found["month"] in ("May", "March") and not _MAY_OR_MARCH.search(found.string[: found.start()]):
        return None
    return _date(found)


def _clock(found: re.Match[str]) -> Quantity | None:
    hour, minute, second = int(found["h"]), int(found["m"] or 0), int(found["s"] or -1)
    half = found["half"] or ""
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    if hour > 24 or minute > 59 or second > 59:
        return None
    form = ClockForm(half, found["gap"] or "", found["h"][0] == "0", bool(found["m"]), second >= 0)
    return quantity(found, Kind.TIME, (hour, minute, second), form)


def _decade(found: re.Match[str]) -> Quantity:
    year = int(found["n"])
    doubt = f"“{found[0]}” may be ten years or a hundred" if year % 100 == 0 else ""
    return quantity(found, Kind.DECADE, Fraction(year), DecadeForm(False, False, "", around(found)[1]), doubt=doubt)


def _short_decade(found: re.Match[str]) -> Quantity:
    form = Framed(_NUMBERS.read(found["n"]), *around(found))  # type: ignore[arg-type]
    doubt = f"“{found[0]}” does not say which century"
    return quantity(found, Kind.DECADE, Fraction(int(found["n"])), form, unit="any century", doubt=doubt)


def _ordinal(found: re.Match[str], kind: Kind = Kind.ORDINAL) -> Quantity | None:
    text = found["n"]
    in_words = not text[0].isdecimal()
    value = words.ordinal_value(text) if in_words else int(text[:-2].replace(",", ""))
    if not in_words and text[-2:].lower() != words.suffix(value):
        return None
    form = EnglishOrdinal(in_words, text[0].isupper(), around(found)[1])
    return quantity(found, kind, Fraction(value), form)


def _fraction(found: re.Match[str]) -> Quantity | None:
    """one-third, two thirds, a quarter of."""
    above = found["above"].lower()
    over = Fraction(1) if above == "a" else words.value_of(above)
    under = DENOMINATORS[found["below"].lower().removesuffix("s") if found["below"].lower() != "halves" else "half"]
    if over is None or (over > 1) != found["below"].lower().endswith("s"):
        return None
    form = EnglishFraction(found["gap"], above == "a", found[0][0].isupper())
    return quantity(found, Kind.FRACTION, over / under, form)


def _half(found: re.Match[str]) -> Quantity:
    return quantity(found, Kind.FRACTION, Fraction(1, 2), EnglishFraction(capital=found[0][0].isupper()))


def _quarter(found: re.Match[str]) -> Quantity | None:
    return framed(found, _NUMBERS, Kind.QUARTER)


def _percent(found: re.Match[str]) -> Quantity | None:
    per = Fraction(1, 1000) if found["per"].strip() in ("‰", "per mille") else Fraction(1, 100)
    return framed(found, _NUMBERS, Kind.PERCENT, factor=per)


def _money_after(found: re.Match[str]) -> Quantity | None:
    return with_currency(framed(found, _NUMBERS, Kind.MONEY, unit=_WORDS[found["unit"]]))


def _money_before(found: re.Match[str]) -> Quantity | None:
    return with_currency(framed(found, _NUMBERS, Kind.MONEY, unit=_SIGNS[found["unit"]]))


def _measure(found: re.Match[str]) -> Quantity | None:
    name = found["unit"]
    return framed(found, _NUMBERS, Kind.MEASURE, unit=_SYMBOLS.get(name) or _NAMES[name.replace("-", " ")])


def _times(found: re.Match[str]) -> Quantity | None:
    """Three times as many; "increased three times" is read both as 2 and as 3 times more."""
    grown = _GROWTH.search(found.string[: found.start()]) or re.match(
        r" (?:more|larg|high|great|big|long|fast)", found.string[found.end() :]
    )
    doubt = f"“{found[0]}” with an increase is read in two ways" if grown else ""
    compared = found[0].endswith(("fold", "×", "x")) or re.match(
        r" (?:as|the|that|more|less|larg|high|great|low|big|long|fast)", found.string[found.end() :]
    )
    if compared:
        return framed(found, _NUMBERS, Kind.MULTIPLE, doubt=doubt)
    return framed(found, _NUMBERS, Kind.MEASURE, unit="times", doubt=doubt)


def _number(found: re.Match[str]) -> Quantity | None:
    if found[0].lower() == "one":
        return None
    return framed(found, _NUMBERS, Kind.NUMBER)


def _second(found: re.Match[str]) -> Quantity | None:
    """An ordinal in words; "first" without an article is an adverb, "second" after one or a number a length of time."""
    if found[0].lower() == "first" and not _THE.search(found.string[: found.start()]):
        return None
    if found[0].lower() == "second" and re.search(r"(?:\b(?:a|per|each|every)|\d) $", found.string[: found.start()]):
        return None
    return _ordinal(found)


_BEFORE_UNIT = rf"(?:{_GAP}|-)?"
_ONES = words.either(list(words.ONES)[1:10])

READERS: tuple[Reader, ...] = (
    reader(rf"{LEFT}{_DAY}(?: of)?{_GAP}{_MONTH}\.?(?:,?{_GAP}{_YEAR})?{RIGHT}", _date),
    reader(rf"\b{_MONTH}\.?{_GAP}{_DAY}(?:,?{_GAP}{_YEAR})?{RIGHT}", _date),
    reader(rf"\b{_MONTH}\.?,?{_GAP}{_YEAR}{RIGHT}", _date),
    reader(rf"\b(?P<month>{'|'.join(MONTHS)})\b", _month),
    reader(
        rf"{LEFT}(?P<h>\d{{1,2}})(?::(?P<m>\d\d)(?::(?P<s>\d\d))?)?(?P<gap>{_GAP}?)"
        r"(?P<half>[ap]\.m\.|[AP]\.M\.|[ap]m|[AP]M)(?![A-Za-z\d])",
        _clock,
    ),
    reader(rf"{LEFT}(?P<n>[12]\d\d0)['’]?s\b", _decade),
    reader(r"(?:(?<![A-Za-z\d])|(?<=['’]))(?P<n>[1-9]0)['’]?s\b", _short_decade),
    reader(
        rf"{LEFT}(?P<n>\d{{1,2}}(?:st|nd|rd|th)|{words.ORDINAL_PATTERN})(?:{_GAP}|-)century\b",
        lambda found: _ordinal(found, Kind.CENTURY),
        cased=False,
    ),
    reader(
        rf"\b(?P<n>first|second|third|fourth|1st|2nd|3rd|4th){_GAP}quarter\b",
        lambda found: _ordinal(found, Kind.QUARTER),
        cased=False,
    ),
    reader(r"\bQ(?P<n>[1-4])(?![A-Za-z\d])", _quarter),
    reader(rf"{START}{_N}(?P<per>{_GAP}?[%‰]|{_GAP}per{_GAP}?cent\b|{_GAP}per{_GAP}mille\b)", _percent, cased=False),
    reader(
        rf"\b(?P<above>{_ONES})(?P<gap>[ -])(?P<below>(?:{words.either(DENOMINATORS)})s?|halves)\b",
        _fraction,
        cased=False,
    ),
    reader(r"\b(?P<above>a)(?P<gap> )(?P<below>third|quarter|fifth|tenth)(?= of\b)", _fraction, cased=False),
    reader(r"(?<!and )(?<!and a )\bhalf\b(?=(?: of| the|,|\.)(?: |$))", _half, cased=False),
    reader(rf"(?<![A-Za-z])(?P<unit>{words.either(_SIGNS)}){_GAP}?{_N}(?![A-Za-z\d])(?![.,:]\d)", _money_before),
    reader(rf"{LEFT}{_N}{_BEFORE_UNIT}(?P<unit>{words.either(_WORDS)})\b", _money_after),
    reader(rf"{START}{_N}{_BEFORE_UNIT}(?P<unit>{words.either([*_SYMBOLS, *_NAMES])})(?![A-Za-z\d²³])", _measure),
    reader(rf"{LEFT}{_N}(?:{_GAP}times\b|-?fold\b|[x×](?= (?:as|fast|larg|high|more|bigg)))", _times, cased=False),
    reader(rf"{LEFT}(?P<n>\d[\d,]*(?:st|nd|rd|th))\b", _ordinal, cased=False),
    reader(rf"\b(?P<n>{words.ORDINAL_PATTERN})\b", _second, cased=False),
    reader(
        r"\b(?:(?:several|a few|many|some) )?(?:tens|dozens|hundreds|thousands|millions|billions)"
        r"(?: of (?:thousands|millions|billions))?(?= of\b)",
        vague,
        cased=False,
    ),
    reader(
        r"\b(?:several|a few|many|a couple of) (?:dozen|hundred|thousand|million|billion)\b(?: (?:million|billion))?",
        vague,
        cased=False,
    ),
    reader(rf"{START}{_N}{RIGHT}", _number, cased=False),
)
"""In the order of preference where two readings span the same characters."""
