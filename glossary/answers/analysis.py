"""How much of a job the memories know already: segments, words and characters in bands of match percentages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from .json import Json


class Band(StrEnum):
    """What a segment counts as, in the order in which bands are listed."""

    CONTEXT = "context"
    REPETITION = "repetitions"
    EXACT = "exact"
    FROM_95 = "95-99"
    FROM_85 = "85-94"
    FROM_75 = "75-84"
    FROM_50 = "50-74"
    NEW = "new"


RATES: Mapping[Band, int] = MappingProxyType(
    dict(zip(Band, (0, 10, 10, 30, 50, 70, 100, 100), strict=True)),
)
"""The share of a new word's price that a word of each band costs, in per cent, where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Count:
    """Of some segments how many there are, and their words and characters (`glossary.text.counting` has the rule)."""

    segments: int = 0
    words: int = 0
    characters: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.segments + other.segments, self.words + other.words, self.characters + other.characters)

    def as_json(self) -> Json:
        return {"segments": self.segments, "words": self.words, "characters": self.characters}


@dataclass(frozen=True, slots=True)
class Line:
    """A band as it is shown: `share` of all words in per cent, and the words weighted by the band's rate in per cent.

    The line of the total has neither band nor rate.
    """

    band: Band | None
    count: Count
    share: float
    rate: int | None
    weighted: float

    def as_json(self) -> Json:
        rate = {} if self.rate is None else {"rate": self.rate}
        return {**self.count.as_json(), "share": self.share, **rate, "weighted": self.weighted}


@dataclass(frozen=True, slots=True)
class Tally:
    """The segments of a file, or of all files, by band; `skipped` entries could not be read or want no translation."""

    file: str
    counts: Mapping[Band, Count]
    rates: Mapping[Band, int] = field(default_factory=lambda: RATES)
    skipped: int = 0
    format: str = ""

    @property
    def total(self) -> Count:
        return sum(self.counts.values(), Count())

    @property
    def weighted(self) -> float:
        """All words, those of each band at its rate."""
        return sum(count.words * self.rates[band] for band, count in self.counts.items()) / 100

    def lines(self) -> Iterator[Line]:
        """Every band in order, then the total."""
        total = self.total
        for band in Band:
            count = self.counts.get(band, Count())
            share = round(100 * count.words / total.words, 1) if total.words else 0.0
            yield Line(band, count, share, self.rates[band], count.words * self.rates[band] / 100)
        yield Line(None, total, 100.0 if total.words else 0.0, None, self.weighted)

    def as_json(self) -> Json:
        *bands, total = self.lines()
        return {
            "file": self.file,
            "format": self.format,
            "bands": {str(line.band): line.as_json() for line in bands},
            "total": total.as_json(),
            "skipped": self.skipped,
        }


@dataclass(frozen=True, slots=True)
class Analysis:
    """What an analysis found in each file, and in all of them together."""

    files: tuple[Tally, ...]
    rates: Mapping[Band, int] = field(default_factory=lambda: RATES)

    @property
    def total(self) -> Tally:
        counts = {band: sum((file.counts.get(band, Count()) for file in self.files), Count()) for band in Band}
        return Tally("", counts, self.rates, sum(file.skipped for file in self.files))

    def tallies(self) -> tuple[Tally, ...]:
        """Those of the files, then, where they are several, that of all together, which has no name."""
        return (*self.files, self.total) if len(self.files) != 1 else self.files

    def as_json(self) -> Json:
        return {"files": [file.as_json() for file in self.files], "total": self.total.as_json()}
