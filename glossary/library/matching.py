"""Finds the units that match a text: candidates from the index, scores from the published formula, penalties, rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from glossary.adapt import Adapted
from glossary.answers import Match, Matches, MatchKind
from glossary.errors import BadRequest
from glossary.matching.frame import Probe
from glossary.matching.overlap import Overlap
from glossary.matching.score import IDENTICAL, Readings, compared
from glossary.store import Store
from glossary.store.values import Candidate, MemoryRow, StoredUnit, UnitKeys
from glossary.text.chinese import simplified_characters
from glossary.text.fold import primary
from glossary.text.keys import key_text
from tmx import language
from tmx.model import Segment, UnitStatus

from .adapting import Adaptation, Asked, Likeness, adaptation, asked, likeness, notes, replaced
from .contexts import Around, agrees
from .indexes import Index, Indexes
from .provenance import provenance
from .ranking import Best, Order, Rank, Waiting, rank, usefulness
from .scripts import SCRIPT_PENALTY, asked_across, likeness_across, other_script, target_across, written_as
from .sitting import Sitting, Sittings

CONTEXT = 101
FUZZY_PENALTY = 5
"""Points off for a unit that its file marks as not reviewed."""
_EASY = 75
"""Points from which on a match is found in a fraction of the time that one of 50 points takes."""
CODES_PENALTY = 1
"""Points off where the unit's source has inline codes, which a plain query has not."""
MOST_HITS = 10_000
"""The highest limit that an answer may have."""
_AT_FIRST = 64
_ROUNDING = 1e-6
"""rapidfuzz drops what is at its cutoff or within 1e-8 above it; no two shares of texts are so near each other."""


@dataclass(frozen=True, slots=True)
class Query:
    """A text to match, with what stands around it where that is known.

    Answers that nobody looks at need not be `marked` where the texts differ, which takes a tenth of the time.
    """

    text: str
    source: str
    target: str
    threshold: int = 70
    limit: int = 5
    memories: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    context: str = ""
    order: Order = Order.SCORE
    marked: bool = True

    @property
    def around(self) -> Around:
        return Around(self.before, self.after, self.context)


@dataclass(frozen=True)
class Question:
    """A query ready to be compared with many candidates, of its own script and, for Chinese, of the other one."""

    query: Query

    @cached_property
    def family(self) -> str:
        return primary(self.query.source)

    @cached_property
    def keys(self) -> str:
        return key_text(self.query.text, self.query.source)

    @cached_property
    def own(self) -> Asked:
        return asked(self.query.text, self.query.source)

    @cached_property
    def across(self) -> Asked:
        return asked_across(self.query.text, self.query.source)

    def likeness(self, candidate: Candidate) -> Likeness | None:
        """None for a candidate in another language."""
        if other_script(self.query.source, candidate.language):
            return likeness_across(self.across, candidate.text)
        if language.best(self.query.source, [candidate.language]) is None:
            return None
        return likeness(self.own, candidate.text)

    def adaptation(self, candidate: Candidate, target: Segment) -> Adaptation:
        """The target adapted to the query, or why not."""
        if other_script(self.query.source, candidate.language):
            return adaptation(self.across, replace(candidate, text=simplified_characters(candidate.text)), target)
        return adaptation(self.own, candidate, target)

    def reading(self, candidate: Candidate) -> Readings:
        """The query as it is to be compared with a candidate piece by piece."""
        across = other_script(self.query.source, candidate.language)
        return written_as(self.across.reading, self.query.text) if across else self.own.reading


@dataclass(frozen=True, slots=True)
class _Scored:
    """A candidate with its final score, ready to be ranked."""

    score: int
    similarity: int
    overlap: float
    candidate: Candidate
    reading: Readings
    stored: StoredUnit
    target: Segment
    penalties: dict[str, int]
    in_context: bool
    adaptation: Adaptation
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate near enough, with what its score needs."""

    candidate: Candidate
    likeness: Likeness
    stored: StoredUnit
    memory: MemoryRow
    overlap: float


@dataclass(frozen=True, slots=True)
class _Near:
    """A text whose keys are near the query's: what it shares of the rare ones, and the most points that it can have."""

    unit: int
    position: int
    overlap: float
    most: int


class Matcher:
    """Answers queries. Safe to share between threads."""

    def __init__(self, store: Store, indexes: Indexes) -> None:
        self.store, self.indexes = store, indexes
        self._sittings = Sittings(store)

    def match(self, query: Query) -> Matches:
        """All units at or above the threshold, best first, cut at the limit."""
        (answer,) = self.match_all((query,))
        return answer

    def match_all(self, queries: Sequence[Query]) -> list[Matches]:
        """The answers to queries, all of one moment."""
        for query in queries:
            _check(query)
        with self.store.reading():
            sitting = self._sittings.now()
            return [self._answer(Question(query), sitting) for query in queries]

    def _answer(self, question: Question, sitting: Sitting) -> Matches:
        best = self._quickest(question, sitting)
        files = [sitting.file(each.stored.batch) for each in best]
        found = (_match(question, each, file) for each, file in zip(best, files, strict=True))
        return Matches(question.query.text, tuple(found))

    def _quickest(self, question: Question, sitting: Sitting) -> list[_Scored]:
        """The best candidates, ranked.

        Where the best one alone is wanted, however low, those that are high enough to be found at once go first.
        """
        query = question.query
        if query.limit == 1 and query.threshold < _EASY and query.order is Order.SCORE:
            easy = self._best(Question(replace(query, threshold=_EASY)), sitting)
            if easy:
                return easy
        return self._best(question, sitting)

    def _best(self, question: Question, sitting: Sitting) -> list[_Scored]:
        """Scores candidates from the most promising on, until no other can be among the best."""
        memories = sitting.memories(question.query.memories)
        if not question.keys:
            return []
        query, index = question.query, self.indexes.of(question.family, sitting.blocks(question.family))
        overlap = Overlap(question.keys, index.weights)
        probe = Probe(question.keys, min(query.threshold, IDENTICAL))
        waiting, best = Waiting[_Near](), Best[_Scored](query.limit)
        for most, proposed in self._proposed(probe, question.family, sitting, index):
            to_come = _bound(query.order, most, 1.0)
            for bound, some in waiting.down_to(to_come):
                if best.settled(bound):
                    return best.first()
                for each in self._score(question, memories, some):
                    unit = each.candidate.unit
                    best.add((unit, each.candidate.position), rank(query.order, each.score, each.overlap, unit), each)
            if best.settled(to_come):
                return best.first()
            near_ones = _near(overlap, proposed, query.threshold)
            waiting.add((_bound(query.order, near.most, near.overlap), near) for near in near_ones)
        return best.first()

    def _proposed(
        self, probe: Probe, family: str, sitting: Sitting, index: Index
    ) -> Iterator[tuple[int, list[UnitKeys]]]:
        """Some texts at a time, with the most points that they and all later ones can have; at the end none, with 0.

        The fresh ones of fitting length first, then what the index cannot rule out.
        """
        yield IDENTICAL, sitting.fresh(family, probe.window)
        near = index.near(self.store, probe)
        start, size = 0, _AT_FIRST
        while some := near[start : start + size]:
            yield some[0][1], self.store.unit_keys(family, [unit for unit, _ in some])
            start, size = start + size, 2 * size
        yield 0, []

    def _score(self, question: Question, memories: dict[str, MemoryRow], some: Sequence[_Near]) -> Iterator[_Scored]:
        """Those that reach the threshold."""
        stored = self.store.units({near.unit for near in some})
        for near in some:
            unit = stored[near.unit]
            memory = memories.get(unit.memory)
            found = memory and _found(question, unit, near, memory)
            scored = _scored(question, found) if found else None
            if scored is not None:
                yield scored


def _near(overlap: Overlap, proposed: list[UnitKeys], threshold: int) -> Iterator[_Near]:
    """Those texts whose keys reach the threshold."""
    texts = [each.text for each in proposed]
    found = process.extract(
        overlap.keys,
        texts,
        scorer=Levenshtein.normalized_similarity,
        score_cutoff=min(threshold, IDENTICAL) / 100 - _ROUNDING,
        limit=None,
    )
    for text, share, at in found:
        most = int(100 * (share + _ROUNDING))
        yield _Near(proposed[at].unit, proposed[at].position, overlap.share(text), most)


def _bound(order: Order, most: int, overlap: float) -> Rank:
    """The highest rank of a text that can have so many points; the same text may be a context match."""
    return rank(order, CONTEXT if most >= IDENTICAL else most, overlap)


def _found(question: Question, stored: StoredUnit, near: _Near, memory: MemoryRow) -> _Found | None:
    """None where the segment is in another language, or cannot reach the threshold."""
    segment = stored.unit.segments[near.position]
    candidate = Candidate(stored.number, near.position, memory.number, segment.language, segment.text, segment.markup)
    like = question.likeness(candidate)
    if like is None or like.most < min(question.query.threshold, IDENTICAL):
        return None
    return _Found(candidate, like, stored, memory, near.overlap)


def _scored(question: Question, found: _Found) -> _Scored | None:
    """None for a unit without the target language, or that its penalties take below the threshold."""
    query = question.query
    target, across = target_and_notes(query, found.stored, found.candidate)
    if target is None:
        return None
    made = question.adaptation(found.candidate, target) if found.likeness.adaptable else None
    points, adapting = found.likeness.settled(made)
    in_context = found.likeness.points == IDENTICAL and agrees(
        query.around, found.stored.unit, found.candidate.position
    )
    penalties = _penalties(found.candidate, found.stored, found.memory) | adapting
    penalties |= {"script": SCRIPT_PENALTY} if across else {}
    score = (CONTEXT if in_context else points) - sum(penalties.values())
    if score < query.threshold:
        return None
    return _Scored(
        score,
        points,
        found.overlap,
        found.candidate,
        found.likeness.reading,
        found.stored,
        target,
        penalties,
        in_context,
        made,
        across,
    )


def target_of(stored: StoredUnit, target: str, source: Candidate) -> Segment | None:
    """The unit's segment in the target language, RFC 4647 look-up; never the source segment itself."""
    others = [segment for segment in stored.unit.segments if segment.language != source.language]
    best = language.best(target, [segment.language for segment in others])
    return next((segment for segment in others if segment.language == best), None)


def target_and_notes(query: Query, stored: StoredUnit, source: Candidate) -> tuple[Segment | None, tuple[str, ...]]:
    """The target in the asked language, converted where the unit has it in the other script, and a note for each side
    that is in the other one."""
    notes = []
    if other_script(query.source, source.language):
        notes.append(f"the source is in the other script ({source.language})")
    target = target_of(stored, query.target, source)
    converted = target_across(stored, query.target, source) if target is None else None
    if converted:
        target = converted[0]
        notes.append(f"the target was converted from {converted[1]} to {query.target}")
    return target, tuple(notes)


def _check(query: Query) -> None:
    if not 1 <= query.threshold <= CONTEXT:
        raise BadRequest(f"the threshold is {query.threshold}; it must be from 1 to {CONTEXT}")
    if not 1 <= query.limit <= MOST_HITS:
        raise BadRequest(f"the limit is {query.limit}; it must be from 1 to {MOST_HITS:,}")
    for name, tag in (("source", query.source), ("target", query.target)):
        if not tag:
            raise BadRequest(f"the {name} language is missing; give a tag such as en or zh-CN")


def _penalties(candidate: Candidate, stored: StoredUnit, memory: MemoryRow) -> dict[str, int]:
    penalties = {
        "memory": memory.penalty,
        "status": FUZZY_PENALTY if stored.unit.status is UnitStatus.FUZZY else 0,
        "codes": CODES_PENALTY if candidate.markup is not None else 0,
    }
    return {name: points for name, points in penalties.items() if points}


def _match(question: Question, scored: _Scored, file: str) -> Match:
    made = scored.adaptation
    readings = question.reading(scored.candidate), scored.reading
    query_pieces, source_pieces = compared(*readings) if question.query.marked else ((), ())
    return Match(
        score=scored.score,
        kind=_kind(scored),
        source=scored.candidate.text,
        target=made.target if isinstance(made, Adapted) else scored.target.text,
        source_language=scored.candidate.language,
        target_language=scored.target.language,
        memory=scored.stored.memory,
        unit=scored.stored.number,
        provenance=provenance(scored.stored, scored.target, file),
        penalties=scored.penalties,
        query_pieces=query_pieces,
        source_pieces=source_pieces,
        adapted=replaced(made),
        notes=(*scored.notes, *notes(made)),
        source_markup=scored.candidate.markup,
        target_markup=None if isinstance(made, Adapted) else scored.target.markup,
        usefulness=round(usefulness(scored.score, scored.overlap)),
    )


def _kind(scored: _Scored) -> MatchKind:
    if scored.in_context:
        return MatchKind.CONTEXT
    if isinstance(scored.adaptation, Adapted):
        return MatchKind.ADAPTED
    return MatchKind.EXACT if scored.similarity == IDENTICAL else MatchKind.FUZZY
