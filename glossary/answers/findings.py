"""Findings of checks as they are shown, and the marks that say that one is no error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from glossary.errors import BadRequest

from .json import Json


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding as someone saw it: `id` makes it the same later, `stretch` is what it marks, empty for a whole text."""

    id: str
    check: str
    message: str
    source: str
    target: str
    stretch: str

    def as_json(self) -> Json:
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> ShownFinding:
        """Also of a whole line of a check, whose `span` says what the stretch is. Raises `BadRequest`."""
        try:
            given = dict(said) if "stretch" in said else {**said, "stretch": _stretch(said)}
            values = {field.name: given[field.name] for field in fields(cls)}
        except (KeyError, TypeError) as error:
            raise BadRequest(f"that is no finding as a check gives it: {error} is missing") from error
        wrong = next((name for name, value in values.items() if not isinstance(value, str)), None)
        if wrong or not values["id"]:
            raise BadRequest(f"that is no finding as a check gives it: {wrong or 'id'} must be text")
        return cls(**values)


def _stretch(said: Mapping[str, Any]) -> str:
    span = said["span"]
    if span["start"] is None:
        return ""
    piece = said[span["side"]][span["start"] : span["end"]]
    return str(piece)


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A finding marked as no error: in its pair alone, or `everywhere` for its check and the stretch that it marks.

    `key` is the name that it silences; `at` is an ISO 8601 time in UTC.
    """

    number: int
    key: str
    finding: ShownFinding
    everywhere: bool
    at: str
    who: str
    note: str

    def as_json(self) -> Json:
        return {
            "number": self.number,
            "everywhere": self.everywhere,
            "at": self.at,
            "who": self.who,
            "note": self.note,
            "finding": self.finding.as_json(),
        }
