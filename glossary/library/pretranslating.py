"""Pretranslation: a bilingual file with the memories' best targets put into the segments that have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from glossary.answers import Match, MatchKind, PretranslationReport
from glossary.store import Store
from tmx import registry
from tmx.filling import Blank, Proposal
from tmx.model import Languages, Segment

from .matching import CODES_PENALTY, Matcher, Query

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


def run(store: Store, matcher: Matcher, stream: BinaryIO, out: BinaryIO, order: Order) -> PretranslationReport:
    """Writes the filled file to `out`; nothing of it on an error in the file."""
    work = _Work(store, matcher, order)
    codec, filled = registry.fill(stream, out, order.file, work.propose, format=order.format, languages=order.languages)
    return PretranslationReport(order.file, codec.name, filled.units, filled.exact, filled.fuzzy, filled.untouched)


@dataclass(frozen=True, slots=True)
class _Work:
    store: Store
    matcher: Matcher
    order: Order

    def propose(self, blanks: Iterable[Blank]) -> Iterator[Proposal | None]:
        """The best match of each segment, in its context."""
        for blank in blanks:
            found = self.matcher.match(self._query(blank)).matches
            yield next(self._proposals(blank, found), None)

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
        )

    def _proposals(self, blank: Blank, matches: tuple[Match, ...]) -> Iterator[Proposal]:
        """Best first: of matches with the same text, for a segment with codes, those that have codes too."""
        proposals = [made for match in matches if (made := self._proposal(match, blank.target_language)) is not None]
        if blank.source.markup:
            proposals.sort(key=lambda proposal: not (proposal.exact and proposal.source.markup))
        return iter(proposals)

    def _proposal(self, match: Match, language: str) -> Proposal | None:
        """What a match offers. A target that was adapted or converted to another script is new: it has no codes, and
        someone has to look at it."""
        stored = self.store.unit(match.unit)
        if stored is None:  # deleted since
            return None
        segments = stored.unit.segments
        source = _side(segments, match.source, None)
        if (match.kind is MatchKind.ADAPTED or "script" in match.penalties) and source is not None:
            plain = Segment(source.language, source.text)
            return Proposal(plain, Segment(language, match.target), exact=False, score=match.score)
        target = _side(segments, match.target, match.source)
        if source is None or target is None:
            return None
        exact = match.kind in (MatchKind.CONTEXT, MatchKind.EXACT) and match.penalties.keys() <= {"codes"}
        return Proposal(source, target, exact, match.score)


def _side(segments: tuple[Segment, ...], text: str, other: str | None) -> Segment | None:
    """The segment of this text; where both sides have it, the later one is the target."""
    found = [segment for segment in segments if segment.text == text]
    return (found[-1] if text == other else found[0]) if found else None
