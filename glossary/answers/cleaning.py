"""What reports on a memory found, and what remedies and replacements did."""

from __future__ import annotations

from dataclasses import dataclass

from .json import Json
from .marked import Piece
from .units import UnitAnswer


@dataclass(frozen=True, slots=True)
class Finding:
    """What a report of `Library.clean` found: units that belong together, why, and which remedies fit."""

    report: str
    memory: str
    why: str
    units: tuple[UnitAnswer, ...]
    remedies: tuple[str, ...]

    def as_json(self) -> Json:
        return {
            "report": self.report,
            "memory": self.memory,
            "why": self.why,
            "units": [unit.as_json() for unit in self.units],
            "remedies": list(self.remedies),
        }


@dataclass(frozen=True, slots=True)
class CleanReport:
    """What a remedy or a replacement did. `batch` undoes it; None where there was nothing to do.

    `skipped` units would have become empty, or the same as another one.
    """

    batch: int | None
    changed: int
    deleted: int
    skipped: int

    def as_json(self) -> Json:
        return {"batch": self.batch, "changed": self.changed, "deleted": self.deleted, "skipped": self.skipped}


@dataclass(frozen=True, slots=True)
class Replacement:
    """A segment's text as it is, and as a replacement would make it, each also in pieces that mark what changes."""

    unit: int
    memory: str
    language: str
    before: str
    after: str
    before_pieces: tuple[Piece, ...]
    after_pieces: tuple[Piece, ...]

    def as_json(self) -> Json:
        return {
            "unit": self.unit,
            "memory": self.memory,
            "language": self.language,
            "before": self.before,
            "after": self.after,
        }
