"""Matches of a text, and what was put into their targets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tmx.model import UnitStatus

from .json import Json
from .marked import Piece


class MatchKind(StrEnum):
    """How a match came about."""

    CONTEXT = "context"
    EXACT = "exact"
    ADAPTED = "adapted"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Replaced:
    """What of the stored target became what: a quantity's kind, and where `new` stands in the match's target."""

    kind: str
    old: str
    new: str
    start: int
    end: int

    def as_json(self) -> Json:
        return {"kind": self.kind, "old": self.old, "new": self.new, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a unit comes from: the batch that brought it and its file (empty: written by hand), who wrote it last and
    when, as far as it says so itself, and its status.

    `date` is ISO 8601 where the unit's own date could be read, else as it came.
    """

    batch: int
    file: str = ""
    author: str = ""
    date: str = ""
    status: str = UnitStatus.TRANSLATED.value

    def as_json(self) -> Json:
        return {
            "batch": self.batch,
            "file": self.file,
            "author": self.author,
            "date": self.date,
            "status": self.status,
        }


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that matches a query: whole points, 0 to 101, after penalties, which are listed by name in points.

    The languages are those of the unit's own segments. Of an adapted match `target` is what was made of the unit's
    target, and `adapted` says what became what. `notes` say in plain words what a translator should know, such as why a
    match was not adapted. The markups are of `source` and `target` where they have inline codes; an adapted target has
    none. `usefulness`, 0 to 101, says how near the target may be to what will be written; see
    `glossary.library.ranking`.
    """

    score: int
    kind: MatchKind
    source: str
    target: str
    source_language: str
    target_language: str
    memory: str
    unit: int
    provenance: Provenance
    penalties: dict[str, int]
    query_pieces: tuple[Piece, ...]
    source_pieces: tuple[Piece, ...]
    adapted: tuple[Replaced, ...] = ()
    notes: tuple[str, ...] = ()
    source_markup: str | None = None
    target_markup: str | None = None
    usefulness: int = 0

    def target_pieces(self) -> tuple[Piece, ...]:
        """The target in pieces, what was put in marked."""
        pieces, end = [], 0
        for each in self.adapted:
            pieces += [Piece(self.target[end : each.start], "plain"), Piece(each.new, "adapted")]
            end = each.end
        return tuple(piece for piece in (*pieces, Piece(self.target[end:], "plain")) if piece.text)

    def as_json(self) -> Json:
        return {
            "score": self.score,
            "kind": self.kind.value,
            "source": self.source,
            "target": self.target,
            "memory": self.memory,
            "unit": self.unit,
            "penalties": self.penalties,
            "adapted": [each.as_json() for each in self.adapted],
            "notes": list(self.notes),
            **self.provenance.as_json(),
            "usefulness": self.usefulness,
        }


@dataclass(frozen=True, slots=True)
class Matches:
    """One query's matches, best first."""

    query: str
    matches: tuple[Match, ...]

    def as_json(self) -> Json:
        return {"query": self.query, "matches": [match.as_json() for match in self.matches]}
