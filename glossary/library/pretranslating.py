"""Pretranslation: a bilingual file with the memories' best targets put into the segments that have none."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import BinaryIO

from glossary.answers import Match, MatchKind, PretranslationReport
from tmx import registry
from tmx.filling import Blank, Proposal
from tmx.model import Languages, Segment

from .jobs import Jobs
from .matching import CODES_PENALTY, Query

_CONSIDERED = 5
"""Matches of one segment from which the one whose codes fit is taken."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to fill, and from where; languages that are given go before those that the file says."""

    file: str
    languages: Languages = field(default_factory=Languages)
    format: str | None = None
    threshold: int = 75
    memories: tuple[str, ...] = ()


def run(jobs: Jobs, stream: BinaryIO, out: BinaryIO, order: Order) -> PretranslationReport:
    """Writes the filled file to `out`; nothing of it on an error in the file."""
    work = _Work(jobs, order)
    codec, filled = registry.fill(stream, out, order.file, work.propose, format=order.format, languages=order.languages)
    return PretranslationReport(order.file, codec.name, filled.units, filled.exact, filled.fuzzy, filled.untouched)


@dataclass(frozen=True, slots=True)
class _Work:
    jobs: Jobs
    order: Order

    def propose(self, blanks: Iterable[Blank]) -> Iterator[Proposal | None]:
        """The best match of each segment, in its context."""
        drawn: deque[Blank] = deque()
        for answer in self.jobs.answer(self._queries(blanks, drawn)):
            yield _best(answer.matches, drawn.popleft())

    def _queries(self, blanks: Iterable[Blank], drawn: deque[Blank]) -> Iterator[Query]:
        for blank in blanks:
            drawn.append(blank)
            yield self._query(blank)

    def _query(self, blank: Blank) -> Query:
        # A coded segment may take a match that only its codes keep below the threshold.
        slack = CODES_PENALTY if blank.source.markup and self.order.threshold > CODES_PENALTY else 0
        return Query(
            blank.source.text,
            blank.source.language,
            blank.target_language,
            self.order.threshold - slack,
            _CONSIDERED,
            self.order.memories,
            blank.before,
            blank.after,
            blank.context,
            marked=False,
        )


def _best(matches: tuple[Match, ...], blank: Blank) -> Proposal | None:
    """Of matches with the same text, for a segment with codes, the first that has codes too; else the first of all."""
    proposals = [_proposal(match, blank.target_language) for match in matches]
    coded = (made for made in proposals if made.exact and made.source.markup) if blank.source.markup else iter(())
    return next(chain(coded, proposals), None)


def _proposal(match: Match, language: str) -> Proposal:
    """What a match offers. A target that was adapted or converted to another script is new: it has no codes, and
    someone has to look at it."""
    if match.kind is MatchKind.ADAPTED or "script" in match.penalties:
        plain = Segment(match.source_language, match.source)
        return Proposal(plain, Segment(language, match.target), exact=False, score=match.score)
    source = Segment(match.source_language, match.source, match.source_markup)
    target = Segment(match.target_language, match.target, match.target_markup)
    exact = match.kind in (MatchKind.CONTEXT, MatchKind.EXACT) and match.penalties.keys() <= {"codes"}
    return Proposal(source, target, exact, match.score)
