"""Spaces that are doubled, missing or in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.checks.check import Check, Finding, Pair, Severity, Side, Text, Written
from glossary.checks.prose import prose
from glossary.text.chinese import HAN

_LATIN = "A-Za-z0-9"
_TIGHT = re.compile(rf"(?<=[{HAN}])(?=[{_LATIN}])|(?<=[{_LATIN}%])(?=[{HAN}])")
_SPACED = re.compile(rf"(?<=[{HAN}]) +(?=[{_LATIN}])|(?<=[{_LATIN}%]) +(?=[{HAN}])")
_DOUBLE = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_SENTENCE_GAP = re.compile(r"(?<=[.!?:])[ \u00a0]{2}(?=\S)")
_BEFORE = re.compile(r"(?<=[^\W\d_]) +(?=[,;!?](?:\s|$)|[.:](?:\s|$)(?!\.))")
_AROUND_WIDE = re.compile(
    r"(?<=[^\s\ufffc]) +(?=[，。；：！？、）》」』】])|(?<=[，。；：！？、（《「『【]) +(?=[^\s\ufffc])"
)
_WIDE_MARKS = frozenset("，。；：！？、（）《》「」『』【】")
_AFTER = re.compile(r"(?<=[a-z]{2})[,;](?=[A-Za-z]{2})|(?<=[a-z]{3})[.!?](?=[A-Z][a-z]+ )")
# French and its like put a space before high marks.
_SPACE_BEFORE_MARKS = frozenset({"fr", "br", "oc"})
_HAN_LANGUAGES = frozenset({"zh", "ja", "yue"})
_CHOICES = ("any", "space", "none")


@dataclass(frozen=True, slots=True)
class Parameters:
    """`han_latin` says what stands between Han and Latin: a ``space``, ``none``, or ``any``."""

    han_latin: str = "any"
    double: bool = True
    edges: bool = True
    around_wide: bool = False

    def __post_init__(self) -> None:
        if self.han_latin not in _CHOICES:
            raise ValueError(f"han_latin must be one of {', '.join(_CHOICES)}")


def find(pair: Pair, parameters: Parameters) -> Iterator[Finding]:
    written = pair.written
    if written is None:
        return
    text = prose(written.text)
    if parameters.double:
        yield from _double(written, text)
    if written.here.family in _HAN_LANGUAGES:
        yield from _han(written, text, parameters)
    else:
        yield from _spaced(written, text)
    if parameters.edges and pair.both:
        yield from _edges(*pair.both)


def _double(written: Written, text: str) -> Iterator[Finding]:
    """Spaces in a row, but for those of a source that sets its text with them."""
    if _DOUBLE.search(written.model):
        return
    for found in _DOUBLE.finditer(text):
        if _SENTENCE_GAP.match(text, found.start()):
            continue  # the old habit of typists
        beside = text[found.start() - 1] in _WIDE_MARKS or text[found.end()] in _WIDE_MARKS
        yield written.finding(found.start(), found.end(), f"{len(found[0])} spaces in a row", "" if beside else " ")


def _han(written: Written, text: str, parameters: Parameters) -> Iterator[Finding]:
    if parameters.around_wide:
        for found in _AROUND_WIDE.finditer(text):
            yield written.finding(found.start(), found.end(), "a space beside a full-width mark", "")
    if parameters.han_latin == "space":
        for found in _TIGHT.finditer(text):
            message = "a space is wanted between Chinese and Latin"
            yield written.finding(found.start(), found.end(), message, " ")
    elif parameters.han_latin == "none":
        for found in _SPACED.finditer(text):
            message = "no space is wanted between Chinese and Latin"
            yield written.finding(found.start(), found.end(), message, "")


def _spaced(written: Written, text: str) -> Iterator[Finding]:
    if written.here.family not in _SPACE_BEFORE_MARKS:
        for found in _BEFORE.finditer(text):
            if not _BEFORE.search(written.model):
                yield written.finding(found.start(), found.end(), f"a space before “{text[found.end()]}”", "")
    for found in _AFTER.finditer(text):
        if found[0] + text[found.end()] not in written.model:
            message = f"a space is missing after “{found[0]}”"
            yield written.finding(found.start(), found.end(), message, f"{found[0]} ")


def _edges(source: Text, target: Text) -> Iterator[Finding]:
    """White space at the beginning and the end, which a program may rely on."""
    wanted, given = source.text, target.text
    lead, tail = _lead(wanted), _tail(wanted)
    if lead != _lead(given):
        message = "the source begins with other white space"
        yield Finding(message, Side.TARGET, 0, len(_lead(given)), lead)
    if tail != _tail(given):
        message = "the source ends with other white space"
        yield Finding(message, Side.TARGET, len(given) - len(_tail(given)), len(given), tail)


def _lead(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _tail(text: str) -> str:
    return text[len(text.rstrip()) :]


CHECK = Check("spacing", "Spaces doubled, missing or in the wrong place", Severity.NOTE, Parameters(), find)
