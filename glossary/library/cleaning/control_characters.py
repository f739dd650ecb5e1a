"""Units with control characters that no text needs: those of C0 and C1, byte order marks, object replacements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmx.model import Segment

from .report import DELETE, FUZZY, STRIP, Found, Place, Report

# Tabs and line ends stay, also U+0085; joiners, zero-width spaces and directional marks are needed by some scripts.
_STRAY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufff9-\ufffc]")


def _find(place: Place) -> Iterator[Found]:
    for stored in place.units():
        found = [(each.language, _STRAY.findall(each.text)) for each in stored.unit.segments]
        told = [f"{language}: {_named(stray)}" for language, stray in found if stray]
        if told:
            yield Found((stored,), "; ".join(told))


def _named(stray: list[str]) -> str:
    return ", ".join(f"U+{ord(each):04X}" for each in dict.fromkeys(stray))


def stripped(segment: Segment) -> tuple[str, str | None]:
    """A segment's text and markup without them."""
    return _STRAY.sub("", segment.text), None if segment.markup is None else _STRAY.sub("", segment.markup)


REPORT = Report("control-characters", "stray control characters", (STRIP, DELETE, FUZZY), _find)
