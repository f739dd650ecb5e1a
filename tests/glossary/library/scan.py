"""What `Library.match` must answer, found by comparing the query with every segment there is; no index decides."""

from __future__ import annotations

from glossary.library import Library
from glossary.library.matching import CODES_PENALTY, FUZZY_PENALTY, Query, Question, target_and_notes
from glossary.library.scripts import SCRIPT_PENALTY
from glossary.matching.patterns import Mode, Sentence, pattern
from glossary.store.values import Candidate, StoredUnit
from tmx import language
from tmx.model import UnitStatus

Found = tuple[int, str, int]
"""A match: its unit, the source text that matched, and its score."""


def scan(
    library: Library, text: str, source: str, target: str, threshold: int, memories: tuple[str, ...] = ()
) -> list[Found]:
    """Every match at or above the threshold of a query without context."""
    found: list[Found] = []
    for row in library.store.memory_rows().values():
        if not memories or row.name in memories:
            for stored in library.store.units_of(row.number):
                found += _matches(stored, row.penalty, text, source, target)
    return sorted(each for each in found if each[2] >= threshold)


def _matches(stored: StoredUnit, penalty: int, text: str, source: str, target: str) -> list[Found]:
    found = []
    for position, segment in enumerate(stored.unit.segments):
        candidate = Candidate(stored.number, position, 0, segment.language, segment.text, segment.markup)
        question = Question(Query(text, source, target))
        side, across = target_and_notes(question.query, stored, candidate)
        like = question.likeness(candidate)
        if side is None or like is None:
            continue
        points, adapting = like.settled(question.adaptation(candidate, side) if like.adaptable else None)
        penalties = penalty + sum(adapting.values()) + (SCRIPT_PENALTY if across else 0)
        penalties += FUZZY_PENALTY * (stored.unit.status is UnitStatus.FUZZY)
        penalties += CODES_PENALTY * (segment.markup is not None)
        found.append((stored.number, segment.text, points - penalties))
    return found


def holding(library: Library, query: str, mode: Mode, tag: str) -> set[int]:
    """The units with a text in which a pattern stands, found by looking at every text."""
    wanted = pattern(query, tag, mode)
    assert wanted is not None
    return {
        stored.number
        for row in library.store.memory_rows()
        for stored in library.store.units_of(row)
        for segment in stored.unit.segments
        if language.best(tag, [segment.language]) is not None and wanted.spans(Sentence.of(segment.text, tag))
    }


def matched(
    library: Library, text: str, source: str, target: str, threshold: int, memories: tuple[str, ...] = ()
) -> list[Found]:
    """What the library answers to the same question."""
    answer = library.match(text, source=source, target=target, threshold=threshold, limit=10_000, memories=memories)
    return sorted((match.unit, match.source, match.score) for match in answer.matches)
