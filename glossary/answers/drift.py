"""How a text or a memory renders its terms: each concept with all that stands for it, how often and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tmx.model import TermStatus

from .json import Json
from .terms import ConceptAnswer

Span = tuple[int, int]

_SHORT_TYPES = frozenset({"acronym", "abbreviation", "initialism", "shortform"})
ILL_ADVISED = (TermStatus.DEPRECATED, TermStatus.FORBIDDEN)


def is_short(type: str) -> bool:
    """True for the types of terms that stand beside their full forms by right."""
    return type.replace(" ", "").lower() in _SHORT_TYPES


class RenderingKind(StrEnum):
    """Whether the termbase has what stands for a concept, statistics found it, or nothing is known to stand there."""

    TERM = "term"
    PROBABLE = "probable"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class DriftPlace:
    """A pair of texts that has a rendering, with where the source's term and the rendering stand, in code points.

    One of the texts is empty where a text stands alone. `unit` is the number of a memory's unit.
    """

    at: str
    unit: int | None
    source: str
    target: str
    source_spans: tuple[Span, ...]
    target_spans: tuple[Span, ...]

    def as_json(self) -> Json:
        return {
            "at": self.at,
            "unit": self.unit,
            "source": self.source,
            "target": self.target,
            "source_spans": [list(span) for span in self.source_spans],
            "target_spans": [list(span) for span in self.target_spans],
        }


@dataclass(frozen=True, slots=True)
class Rendering:
    """What stands for a concept: `count` times in all, in `pairs` pairs, of which `places` are the first.

    `text` is the termbase's term, or what probably stands for it; `status` and `type` are the term's.
    """

    kind: RenderingKind
    text: str
    language: str
    status: TermStatus | None
    type: str
    count: int
    pairs: int
    places: tuple[DriftPlace, ...]

    def as_json(self) -> Json:
        return {
            "kind": self.kind.value,
            "text": self.text,
            "language": self.language,
            "status": self.status.value if self.status else None,
            "type": self.type,
            "count": self.count,
            "pairs": self.pairs,
            "places": [place.as_json() for place in self.places],
        }


@dataclass(frozen=True, slots=True)
class ConceptDrift:
    """A concept of the text: how often each of its source terms stands there, and what stands for it, most first."""

    concept: ConceptAnswer
    sources: tuple[tuple[str, int], ...]
    renderings: tuple[Rendering, ...]

    @property
    def drifts(self) -> bool:
        """True where the text says it in several ways, or in one that the termbase does not have or advises against.

        A short form beside its full form is no other way; nor is a pair where nothing is known to stand for it.
        """
        said = [each for each in self.renderings if each.kind is not RenderingKind.NOTHING]
        return sum(not is_short(each.type) for each in said) > 1 or any(
            each.status is None or each.status in ILL_ADVISED for each in said
        )

    @property
    def count(self) -> int:
        return sum(each.count for each in self.renderings)

    def as_json(self) -> Json:
        return {
            "concept": self.concept.number,
            "termbase": self.concept.termbase,
            "drifts": self.drifts,
            "sources": [{"text": text, "count": count} for text, count in self.sources],
            "renderings": [each.as_json() for each in self.renderings],
        }


@dataclass(frozen=True, slots=True)
class DriftReport:
    """All concepts of a document or memory, those with the most renderings by count first."""

    name: str
    pairs: int
    concepts: tuple[ConceptDrift, ...]

    @property
    def drifting(self) -> tuple[ConceptDrift, ...]:
        """The concepts that are rendered in several ways."""
        return tuple(each for each in self.concepts if each.drifts)

    def lines_as_json(self, *, steady: bool = False) -> Iterator[Json]:
        """The published line of each concept that drifts; of the others too where they are wanted."""
        return (each.as_json() for each in (self.concepts if steady else self.drifting))

    def as_json(self, *, steady: bool = False) -> Json:
        return {"name": self.name, "pairs": self.pairs, "concepts": list(self.lines_as_json(steady=steady))}
