"""Which of the terms that were recognised in a text count, and which of them stand in one place."""

from __future__ import annotations

from glossary.answers import TermInText
from tmx.model import TermStatus

from .check import Text


def by_place(hits: list[TermInText] | tuple[TermInText, ...]) -> list[list[TermInText]]:
    """Those at one place together: the concepts of one word."""
    places: dict[tuple[int, int], list[TermInText]] = {}
    for hit in hits:
        places.setdefault((hit.start, hit.end), []).append(hit)
    return list(places.values())


def enforced(text: Text) -> list[TermInText]:
    """The terms that must be heeded: none inside a longer one, none that is only proposed."""
    return [hit for hit in text.terms if hit.enforced]


def standing(text: Text) -> list[TermInText]:
    """The terms that the text uses: those that are enforced, and proposed ones that are not inside another."""
    found = enforced(text)
    proposed = [hit for hit in text.terms if hit.term.status is TermStatus.PROPOSED]
    for hit in sorted(proposed, key=lambda one: one.start - one.end):
        if not any(_is_inside(hit, other) for other in found):
            found.append(hit)
    return sorted(found, key=lambda hit: (hit.start, -hit.end))


def joined(text: Text, meant: set[int]) -> set[int]:
    """Concepts of the other side whose terms are one longer term here: 简体中文 for *Chinese (Simplified)*."""
    inside = [hit for hit in text.terms if not hit.enforced and hit.concept.number in meant]
    found: set[int] = set()
    for hit in enforced(text):
        parts = {one.concept.number for one in inside if hit.start <= one.start and one.end <= hit.end}
        found |= parts if len(parts) > 1 else set()
    return found


def _is_inside(hit: TermInText, other: TermInText) -> bool:
    """True where it overlaps one that is longer, or as long and of the same concept."""
    overlap = hit.start < other.end and other.start < hit.end
    longer = other.end - other.start > hit.end - hit.start
    return overlap and (longer or hit.concept.number == other.concept.number)
