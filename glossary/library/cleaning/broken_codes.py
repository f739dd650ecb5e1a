"""Units whose inline codes are not balanced, or not the same on all sides."""

from __future__ import annotations

from collections.abc import Iterator

from tmx import inline
from tmx.model import Segment, Unit

from .report import SINGLE, Found, Place, Report


def _find(place: Place) -> Iterator[Found]:
    for stored in place.units():
        why = _why(stored.unit)
        if why:
            yield Found((stored,), why)


def _why(unit: Unit) -> str:
    if all(each.markup is None for each in unit.segments):
        return ""
    loose = next((each.language for each in unit.segments if not _balanced(each)), "")
    if loose:
        return f"a code of the {loose} side opens or closes alone"
    source, *others = unit.segments
    other = next((each.language for each in others if _codes(each) != _codes(source)), "")
    return f"the {source.language} and {other} sides have different codes" if other else ""


def _codes(segment: Segment) -> tuple[str, ...]:
    return inline.codes(segment.markup) if segment.markup is not None else ()


def _balanced(segment: Segment) -> bool:
    """True where every opening code has its closing one after it (TMX 1.4b, `<bpt>` and `<ept>` of one `i`)."""
    opened: list[str] = []
    for part in inline.parts(segment.markup or ""):
        if isinstance(part, inline.Code) and part.role == "open":
            opened.append(part.id)
        elif isinstance(part, inline.Code) and part.role == "close":
            if part.id not in opened:
                return False
            opened.remove(part.id)
    return not opened


REPORT = Report("broken-codes", "inline codes unbalanced or different", SINGLE, _find)
