"""Terms in another form of the query's English words: *bonded areas* finds *bonded area*."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.terms.forms import Way

from .phrases import difference
from .proposals import Proposal, Search, Step


def whole(search: Search) -> Iterator[Proposal]:
    """Terms that are the query but for inflection."""
    for found in search.whole(Way.TEXT, search.inflections):
        yield Proposal(Step.INFLECTED, found, True, found.key, detail=difference(search.key, found.key))


def part(search: Search) -> Iterator[Proposal]:
    """Terms that have the query but for inflection in them, as whole words."""
    for found in search.whole(Way.PART, search.inflections):
        yield Proposal(Step.INFLECTED_PART, found, True, found.key, detail=difference(search.key, found.key))
    for phrase in search.inflections:
        for way in (Way.TEXT, Way.PART):
            for found in search.beginning(way, f"{phrase} "):
                yield Proposal(Step.INFLECTED_PART, found, False, phrase, detail=difference(search.key, phrase))
