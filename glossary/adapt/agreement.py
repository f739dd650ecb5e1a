"""Words around a number that change with it: one day and two days, an 8 % rise and a 7 % rise, 两个 and 第二."""

from __future__ import annotations

import re
from fractions import Fraction

from glossary.text.fold import primary
from glossary.text.quantities import Kind, Quantity
from glossary.text.quantities.script import plain

# Unicode CLDR, supplemental/plurals: no plural, or one form for one and another for all else.
_NO_PLURAL = frozenset(["zh", "ja", "ko", "vi", "th", "id", "ms", "lo", "my", "km", "yue", "tr", "hu", "fa", "ka"])
_ONE_AND_OTHER = frozenset(
    [
        "en",
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "sv",
        "da",
        "nb",
        "nn",
        "no",
        "fi",
        "el",
        "et",
        "ca",
        "bg",
        "eu",
        "gl",
        "hi",
    ]
)
_COUNTS = frozenset({Kind.NUMBER, Kind.MEASURE, Kind.MONEY, Kind.MULTIPLE})
_LABELS = [
    "annex",
    "article",
    "chapter",
    "class",
    "column",
    "clause",
    "day",
    "figure",
    "frame",
    "grade",
    "item",
    "layer",
    "level",
    "line",
    "lesson",
    "no",
    "number",
    "option",
    "page",
    "paragraph",
    "part",
    "phase",
    "port",
    "room",
    "row",
    "rule",
    "section",
    "stage",
    "step",
    "table",
    "type",
    "unit",
    "version",
    "volume",
]
_LABEL = re.compile(rf"\b(?:{'|'.join(_LABELS)})\.? $", re.IGNORECASE)
_VERB = re.compile(r"\b(?:are|were|there is|there was|have|has) $", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(an?)[  ]$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3}")
_HYPHENED = re.compile(r"[\w]-[^\W\d_]")
_WORD_AFTER = re.compile(r"[\s-]*[^\W\d_]")
_COUNTED = "个名位人种条项家座件台辆岁份张本只匹支部所篇步门句块颗片段套栋间户枚次年天周倍元米吨小分公平"


def disagreement(target: str, place: Quantity, new: Quantity, text: str, language: str) -> str:
    """Why `text` in the place of a quantity may ask for other words beside it; empty where it does not."""
    family = primary(language)
    if family == "zh":
        return _counting_two(target, place, text)
    if family == "en" and _other_article(target[: place.start], place.text, text):
        return f"the article before “{place.text}” may change before “{text}”"
    if family in _NO_PLURAL or place.kind not in _COUNTS or not _number_changes(place, new, family):
        return ""
    if _invariable(target, place):
        return ""
    return f"a word beside “{place.text}” may change its form beside “{text}”"


def _number_changes(place: Quantity, new: Quantity, family: str) -> bool:
    """True where the grammatical number may be another."""
    if family not in _ONE_AND_OTHER:
        return True
    if family == "fr":
        return _below_two(place) != _below_two(new)
    return (place.value == 1) != (new.value == 1)


def _below_two(quantity: Quantity) -> bool:
    return isinstance(quantity.value, Fraction) and abs(quantity.value) < 2


def _invariable(target: str, place: Quantity) -> bool:
    """True where no word goes with the number: a label before it, a symbol behind it, or nothing behind it."""
    before, after = target[: place.start], target[place.end :]
    if place.kind in (Kind.MEASURE, Kind.MONEY, Kind.MULTIPLE):
        return _HYPHENED.search(place.text) is not None or _WORD.search(place.text) is None
    if _LABEL.search(before):
        return True
    return not _WORD_AFTER.match(after) and not _VERB.search(before)


def _other_article(before: str, old: str, new: str) -> bool:
    return _ARTICLE.search(before) is not None and _vowel(old) != _vowel(new)


def _vowel(text: str) -> bool:
    """True where what is read first begins with a vowel: 8, 11, 18, 80, 11,000, eight, eleven."""
    spoken = text.lstrip("$€£¥₩₽₹-−")
    digits = re.match(r"[\d,]+", spoken)
    if digits is None:
        return spoken[:1].lower() in ("a", "e", "i", "o", "u") and not spoken.lower().startswith(("one", "eu", "uni"))
    number = digits[0].replace(",", "")
    return number[0] == "8" or (number[:2] in ("11", "18") and len(number) % 3 == 2)


def _counting_two(target: str, place: Quantity, text: str) -> str:
    """两 counts and 二 names; what stands behind says which, where it is known."""
    after = plain(target[place.end : place.end + 1], "zh")
    if place.kind is Kind.NUMBER and text in ("两", "兩") and after not in _COUNTED:
        return f"whether “{after}” has 二 or 两 before it is not known"
    return ""
