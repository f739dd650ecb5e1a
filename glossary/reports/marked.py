"""Cuts a text into pieces by what was found in it, for every report that shows marked text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glossary.checks import CheckedPair, Reported, Severity, Side

CARET = "‸"
"""Stands where something is missing."""
_CONTROLS = {code: chr(0x2400 + code) for code in (*range(9), *range(11, 32))} | {0x7F: "␡"}
_HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_SHOWN = str.maketrans(_CONTROLS | _HALVES | dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), "◌"))
_WORST = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a text, and the findings that mean it, counted from 1 within the pair; none where it is plain."""

    text: str
    numbers: tuple[int, ...] = ()
    severity: Severity | None = None


def marked(checked: CheckedPair, side: Side) -> tuple[Marked, ...]:
    """The text of a side in pieces, what no one sees made visible, a caret where something is missing."""
    text = checked.pair.side(side)
    if text is None:
        return ()
    spans = [(each, number) for number, each in enumerate(checked.found, 1) if _is_in(each, side)]
    return tuple(_pieces(text.text, spans))


def visible(text: str) -> str:
    """The text with control and invisible characters shown, one for one; a terminal or page could obey them."""
    return text.translate(_SHOWN)


def _is_in(each: Reported, side: Side) -> bool:
    return each.finding.side is side and each.finding.start is not None


def _pieces(text: str, spans: list[tuple[Reported, int]]) -> Iterator[Marked]:
    edges = {0, len(text)}
    for each, _ in spans:
        edges |= {each.finding.start or 0, each.finding.end or 0}
    ordered = sorted(edges)
    for start, end in zip(ordered, (*ordered[1:], len(text)), strict=True):
        yield from _piece(CARET, [one for one in spans if one[0].finding.start == one[0].finding.end == start])
        inside = [one for one in spans if (one[0].finding.start or 0) <= start and end <= (one[0].finding.end or 0)]
        if start < end:
            yield from _piece(text[start:end], inside) if inside else (Marked(visible(text[start:end])),)


def _piece(text: str, spans: list[tuple[Reported, int]]) -> Iterator[Marked]:
    if spans:
        severity = min((each.severity for each, _ in spans), key=_WORST.index)
        yield Marked(visible(text), tuple(number for _, number in spans), severity)
