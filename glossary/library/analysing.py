"""Analysis: how much of some files the memories know, and how much the files repeat, as CAT tools count it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import BinaryIO

from glossary.answers import RATES, Analysis, Band, Count, Matches, Tally
from glossary.errors import BadRequest
from glossary.text.counting import characters, words
from tmx import language, registry
from tmx.formats.po.messages import OBSOLETE
from tmx.formats.tables.encoding import text_of
from tmx.model import Languages, Segment, Skipped, Unit

from .contexts import neighbours, stated
from .jobs import Jobs
from .matching import CONTEXT, Query

TEXT = "text"
_TEXT = ".txt"
_LOWEST = 50
_BANDS = (
    (CONTEXT, Band.CONTEXT),
    (100, Band.EXACT),
    (95, Band.FROM_95),
    (85, Band.FROM_85),
    (75, Band.FROM_75),
    (_LOWEST, Band.FROM_50),
    (0, Band.NEW),
)
_MOST_RATE = 1000

File = tuple[str, BinaryIO]
"""A file's name, for messages and where the content does not tell the format, and its stream."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to analyse by; languages that are given go before those that a file says. `rates` are in per cent."""

    languages: Languages = field(default_factory=Languages)
    format: str | None = None
    memories: tuple[str, ...] = ()
    rates: Mapping[Band, int] = field(default_factory=lambda: RATES)


def rates_of(given: Mapping[str, int]) -> Mapping[Band, int]:
    """The usual rates with those that are given in their place. Raises `BadRequest`."""
    for name, rate in given.items():
        if name not in list(Band):
            raise BadRequest(f"there is no band {name!r}; there are: {', '.join(Band)}")
        if not 0 <= rate <= _MOST_RATE:
            raise BadRequest(f"the rate of {name} is {rate}; it must be from 0 to {_MOST_RATE:,} per cent")
    return {band: given.get(band, RATES[band]) for band in Band}


def run(jobs: Jobs, files: Iterable[File], order: Order) -> Analysis:
    """Counts every segment that has a source, translated or not, in the first band that fits:

    a match in context; a text that stood before in the job, in whatever file; the best match's percentage. Raises
    `tmx.errors.ExchangeError` for a file that cannot be read, and as `Jobs.answer` does.
    """
    work = _Work(order)
    for answer in jobs.answer(work.queries(files)):
        work.count(answer)
    return work.analysis()


@dataclass(slots=True)
class _Counted:
    """A file that is being counted."""

    file: str
    format: str = TEXT
    skipped: int = 0
    counts: dict[Band, Count] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Source:
    """A segment to translate; `beside` is what its file says of the texts before and after it."""

    text: str
    language: str
    target_language: str
    key: str = ""
    beside: tuple[str, str] | None = None


class _Work:
    """One analysis: queries are drawn ahead of their answers, which come in the same order."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._files: list[_Counted] = []
        self._drawn: deque[tuple[_Counted, Query]] = deque()
        self._seen: Counter[tuple[str, str]] = Counter()

    def queries(self, files: Iterable[File]) -> Iterator[Query]:
        for file, stream in files:
            counted = _Counted(file)
            self._files.append(counted)
            for before, source, after in neighbours(self._sources(stream, counted), None, None):
                if source is not None:
                    query = self._query(before, source, after)
                    self._drawn.append((counted, query))
                    yield query

    def count(self, answer: Matches) -> None:
        """Counts the next segment."""
        counted, query = self._drawn.popleft()
        text = query.source, query.text
        band = band_of(answer.matches[0].score if answer.matches else 0, again=bool(self._seen[text]))
        self._seen[text] += 1
        count = Count(1, words(query.text), characters(query.text))
        counted.counts[band] = counted.counts.get(band, Count()) + count

    def analysis(self) -> Analysis:
        rates = self._order.rates
        return Analysis(
            tuple(Tally(each.file, each.counts, rates, each.skipped, each.format) for each in self._files), rates
        )

    def _query(self, before: _Source | None, source: _Source, after: _Source | None) -> Query:
        ahead, behind = source.beside or (before.text if before else "", after.text if after else "")
        return Query(
            source.text,
            source.language,
            source.target_language,
            _LOWEST,
            1,
            self._order.memories,
            ahead,
            behind,
            source.key,
            marked=False,
        )

    def _sources(self, stream: BinaryIO, counted: _Counted) -> Iterator[_Source | None]:
        order = self._order
        if order.format == TEXT or (order.format is None and PurePath(counted.file).suffix.lower() == _TEXT):
            return self._lines(stream, counted)
        reading = registry.read(stream, counted.file, format=order.format, languages=order.languages, kind="units")
        counted.format = reading.format
        return self._units(reading.entries, counted)

    def _lines(self, stream: BinaryIO, counted: _Counted) -> Iterator[_Source]:
        """The lines of a text that are not blank."""
        pair = self._order.languages
        for line in text_of(stream, counted.file)[0]:
            if text := line.strip():
                yield _Source(text, pair.source, pair.target)

    def _units(self, entries: Iterable[object], counted: _Counted) -> Iterator[_Source | None]:
        for entry in entries:
            units = (entry,) if isinstance(entry, Unit) else entry.untranslated if isinstance(entry, Skipped) else ()
            found = [source for unit in units if (source := self._source(unit)) is not None]
            counted.skipped += not found
            yield from found

    def _source(self, unit: Unit) -> _Source | None:
        """None for a unit that has no text in the source language, or is no longer in use."""
        position = _position(unit.segments, self._order.languages.source)
        if position is None or unit.details.prop(OBSOLETE):
            return None
        source = unit.segments[position]
        others = [segment.language for segment in unit.segments if segment is not source]
        target = self._order.languages.target or next(iter(others), "")
        return _Source(source.text, source.language, target, unit.context, stated(unit, position))


def band_of(score: int, *, again: bool) -> Band:
    """The band of a segment by its best match's score (0: none), and whether its text stood before in the job."""
    if again and score < CONTEXT:
        return Band.REPETITION
    return next(band for lowest, band in _BANDS if score >= lowest)


def _position(segments: tuple[Segment, ...], wanted: str) -> int | None:
    """Where the source is: the segment in the language that is wanted, else the first; None where that has no text."""
    tags = [segment.language for segment in segments]
    tag = language.best(wanted, tags) if wanted else tags[0]
    return None if tag is None or not segments[tags.index(tag)].text.strip() else tags.index(tag)
