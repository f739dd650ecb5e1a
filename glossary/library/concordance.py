"""Finds the sentences that hold a phrase, and marks it there and, where the termbases know it, on the other side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from glossary.answers import Piece, SegmentHit, Side
from glossary.matching.grams import PAIR, pair_hashes, singles
from glossary.matching.plan import Plan, Window
from glossary.matching.postings import LONGEST
from glossary.matching.score import readings
from glossary.store import Store
from glossary.store.values import Candidate, StoredUnit
from glossary.text.fold import fold, primary, slot
from glossary.text.keys import key_text
from glossary.text.tokenise import tokens, tokens_with_spans
from tmx import language
from tmx.model import Segment

from .indexes import Index

_MOST_LISTS = 4
"""A few of the rarest lists leave few segments; each further one costs more than it rules out."""
_ALL_LENGTHS = 1 << 62
_AT_ONCE = 100
_MOST_LOOKED_AT = 5000


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text to be found in one language."""

    text: str
    language: str


def find(
    store: Store, index: Index, phrase: Phrase, renderings: Sequence[Phrase], why: str, limit: int
) -> Iterator[SegmentHit]:
    """Units with a segment that holds the phrase, shortest segments first. Inflection, case and width do not matter."""
    units = _units_with(store, index, phrase)
    numbers = [token for token in map(fold, tokens(phrase.text)) if slot(token)]
    found = looked_at = 0
    for start in range(0, len(units), _AT_ONCE):
        if looked_at >= _MOST_LOOKED_AT:
            return
        candidates = _with_all(store.candidates(primary(phrase.language), units[start : start + _AT_ONCE]), numbers)
        looked_at += len(candidates)
        holding = [each for each in candidates if spans(each.text, [phrase])]
        stored = store.units({each.unit for each in holding})
        for each in sorted(holding, key=lambda each: (len(each.text), each.unit)):
            yield _hit(stored[each.unit], each.language, each.text, phrase, renderings, why)
            found += 1
            if found >= limit:
                return


def _with_all(candidates: Sequence[Candidate], numbers: Sequence[str]) -> list[Candidate]:
    """Those that hold the phrase's numbers and placeholders, of which the index knows only that there are some."""
    return [each for each in candidates if all(number in fold(each.text) for number in numbers)]


def spans(text: str, phrases: Sequence[Phrase]) -> list[tuple[int, int]]:
    """Where phrases stand in a text, in code points, ascending and apart; the earlier phrase wins an overlap."""
    places = tokens_with_spans(text)
    taken: list[tuple[int, int]] = []
    for phrase in phrases:
        wanted = readings(phrase.text, phrase.language).stems
        stems = readings(text, phrase.language).stems
        for at in range(len(stems) - len(wanted) + 1 if wanted else 0):
            if stems[at : at + len(wanted)] == wanted:
                span = (places[at].start, places[at + len(wanted) - 1].end)
                if all(span[1] <= start or end <= span[0] for start, end in taken):
                    taken.append(span)
    return sorted(taken)


def marked(text: str, hits: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """A text in pieces, the hits marked."""
    pieces = []
    end = 0
    for start, stop in hits:
        if start > end:
            pieces.append(Piece(text[end:start], "plain"))
        pieces.append(Piece(text[start:stop], "hit"))
        end = stop
    if end < len(text):
        pieces.append(Piece(text[end:], "plain"))
    return tuple(pieces)


def _units_with(store: Store, index: Index, phrase: Phrase) -> list[int]:
    """Units with a text whose keys may hold the phrase's, by ascending length within each block, each once."""
    family = primary(phrase.language)
    keys = key_text(phrase.text, phrase.language)
    if not keys:
        return []
    fresh = store.fresh(family, len(keys), _ALL_LENGTHS)
    units = [each.unit for each in fresh if keys in each.text]
    terms = _rarest_terms(keys, index)
    plan = Plan(terms, (1,) * len(terms), len(terms), Window(len(keys), LONGEST))
    units += index.frame.units(index.listed(store, plan))
    return list(dict.fromkeys(units))


def _rarest_terms(keys: str, index: Index) -> tuple[int, ...]:
    codes = singles(keys)
    terms = {*codes.tolist(), *(pair_hashes(codes).astype(np.int64) + PAIR).tolist()}
    return tuple(sorted(terms, key=lambda term: int(index.sizes[term]))[:_MOST_LISTS])


def _hit(stored: StoredUnit, tag: str, text: str, phrase: Phrase, renderings: Sequence[Phrase], why: str) -> SegmentHit:
    source = Side(tag, text, marked(text, spans(text, [phrase])))
    others = tuple(_other_side(segment, renderings) for segment in stored.unit.segments if segment.language != tag)
    return SegmentHit(why, stored.number, stored.memory, (source, *others))


def _other_side(segment: Segment, renderings: Sequence[Phrase]) -> Side:
    known = [each for each in renderings if language.matches(primary(each.language), segment.language)]
    longest_first = sorted(known, key=lambda each: -len(each.text))
    return Side(segment.language, segment.text, marked(segment.text, spans(segment.text, longest_first)))
