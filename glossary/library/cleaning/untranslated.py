"""Units with a side that is empty, or that was copied from the source."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.text.fold import primary
from tmx.model import Segment, Unit

from .report import SINGLE, Found, Place, Report


def _find(place: Place) -> Iterator[Found]:
    for stored in place.units():
        why = _why(stored.unit)
        if why:
            yield Found((stored,), why)


def _why(unit: Unit) -> str:
    source, *others = unit.segments
    empty = [each.language for each in unit.segments if not each.text.strip()]
    if empty:
        return f"the {empty[0]} side is empty"
    copied = [each.language for each in others if _copied(source, each)]
    return f"the {copied[0]} side is the source as it is" if copied else ""


def _copied(source: Segment, other: Segment) -> bool:
    """A number or a code is the same in every language; what has letters seldom is."""
    same = source.text.strip() == other.text.strip() and primary(source.language) != primary(other.language)
    return same and any(map(str.isalpha, source.text))


REPORT = Report("untranslated", "empty, or copied from the source", SINGLE, _find)
