"""How like a candidate is to the query, numbers and placeholders counted as equal where the target can be adapted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from glossary.adapt import Adapted, Refused, adapt, differ_in_slots, fixed_words
from glossary.answers import Replaced
from glossary.matching.score import ADAPTED_PENALTY, IDENTICAL, Readings, readings, similarity, similarity_but_slots
from glossary.store.values import Candidate
from tmx.model import Segment

Adaptation = Adapted | Refused | None
"""The adapted target, or why it is none; None where query and source differ in words too."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query ready to be compared with many candidates: its readings, and the words that no slot holds."""

    reading: Readings
    words: Sequence[str]
    language: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """Points by the plain formula, and with slots counted as equal; `adaptable` where all else may be the same."""

    reading: Readings
    points: int
    but_slots: int
    adaptable: bool

    @property
    def most(self) -> int:
        """The points that the candidate can get, before penalties that are the unit's own."""
        return max(self.points, self.but_slots - ADAPTED_PENALTY) if self.adaptable else self.points

    def settled(self, adaptation: Adaptation) -> tuple[int, dict[str, int]]:
        """The points and penalties once it is known whether the target can be adapted."""
        if not isinstance(adaptation, Adapted) or self.but_slots == self.points:
            return self.points, {}
        return self.but_slots, {"adapted": ADAPTED_PENALTY}


def asked(text: str, language: str) -> Asked:
    """A query in its source language."""
    reading = readings(text, language)
    return Asked(reading, fixed_words(reading.written), language)


def likeness(query: Asked, text: str) -> Likeness:
    """A query without letters is the same in every language: it is not adapted."""
    other = readings(text, query.language)
    points = similarity(query.reading, other)
    adaptable = (
        points < IDENTICAL
        and any(map(str.isalpha, query.reading.written))
        and fixed_words(other.written) == query.words
    )
    return Likeness(other, points, similarity_but_slots(query.reading, other) if adaptable else points, adaptable)


def adaptation(query: Asked, candidate: Candidate, target: Segment) -> Adaptation:
    """The unit's target adapted to the query, or why not."""
    text = query.reading.text
    if not differ_in_slots(text, candidate.text, candidate.language):
        return None
    return adapt(text, candidate.text, target.text, candidate.language, target.language)


def replaced(made: Adaptation) -> tuple[Replaced, ...]:
    """What became what, as the answer says it."""
    return tuple(Replaced(*astuple(each)) for each in made.replacements) if isinstance(made, Adapted) else ()


def notes(made: Adaptation) -> tuple[str, ...]:
    """Why the target was left alone."""
    return (f"not adapted: {made.reason}",) if isinstance(made, Refused) else ()
