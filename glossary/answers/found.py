"""Sentences that hold something: the search box, concordance and fragments."""

from __future__ import annotations

from dataclasses import dataclass

from .json import Json
from .marked import Piece
from .terms import TermHit


@dataclass(frozen=True, slots=True)
class Side:
    """One language's side of a segment hit, with what was hit marked."""

    language: str
    text: str
    pieces: tuple[Piece, ...]

    def as_json(self) -> Json:
        return {
            "language": self.language,
            "text": self.text,
            "hits": [piece.text for piece in self.pieces if piece.mark == "hit"],
            "probable": [piece.text for piece in self.pieces if piece.mark == "probable"],
        }


@dataclass(frozen=True, slots=True)
class SegmentHit:
    """A unit that holds the query: the side that was hit first, the others after it.

    The other sides have the terms marked with which the termbases render the query, or else its probable translation.
    """

    why: str
    unit: int
    memory: str
    sides: tuple[Side, ...]

    def as_json(self) -> Json:
        return {
            "kind": "segment",
            "why": self.why,
            "unit": self.unit,
            "memory": self.memory,
            "sides": [side.as_json() for side in self.sides],
        }


@dataclass(frozen=True, slots=True)
class Concordance:
    """The sentences that hold a query in one mode, shortest first; `more` says that the limit cut the list."""

    query: str
    mode: str
    segments: tuple[SegmentHit, ...]
    more: bool = False

    def as_json(self) -> Json:
        return {
            "query": self.query,
            "mode": self.mode,
            "segments": [hit.as_json() for hit in self.segments],
            "more": self.more,
        }


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of a text (its slice from `start` to `end`, in code points) that the memories have whole.

    `contexts` are sentences that hold it, shortest first, its translation marked; `more` says that there are others.
    """

    start: int
    end: int
    text: str
    contexts: tuple[SegmentHit, ...]
    more: bool = False

    def as_json(self) -> Json:
        contexts = [hit.as_json() for hit in self.contexts]
        return {"start": self.start, "end": self.end, "text": self.text, "contexts": contexts, "more": self.more}


@dataclass(frozen=True, slots=True)
class Fragments:
    """The longest stretches of a text that the memories have whole; `more` says that the limit cut the list."""

    query: str
    fragments: tuple[Fragment, ...]
    more: bool = False

    def as_json(self) -> Json:
        return {"query": self.query, "fragments": [each.as_json() for each in self.fragments], "more": self.more}


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What the one box found: terms first, then the sentences that hold the query.

    `more_terms` and `more_segments` say that the limit cut the list.
    """

    query: str
    terms: tuple[TermHit, ...]
    segments: tuple[SegmentHit, ...]
    more_terms: bool = False
    more_segments: bool = False

    def as_json(self) -> Json:
        return {
            "query": self.query,
            "terms": [hit.as_json() for hit in self.terms],
            "segments": [hit.as_json() for hit in self.segments],
            "more_terms": self.more_terms,
            "more_segments": self.more_segments,
        }
