"""One source with different targets, and one target with different sources, in the same context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from glossary.store.values import StoredUnit
from tmx.model import Segment

from .report import GROUP, Found, Place, Report


def _same_source(place: Place) -> Iterator[Found]:
    return _sharing(place, source=True)


def _same_target(place: Place) -> Iterator[Found]:
    return _sharing(place, source=False)


def _sharing(place: Place, *, source: bool) -> Iterator[Found]:
    for shared in place.store.shared_texts(place.memory, source=source):
        stored = sorted(place.store.units(shared.units).values(), key=lambda each: (each.unit.context, each.number))
        for _, group in groupby(stored, key=lambda each: each.unit.context):
            units = tuple(group)
            others = {_others(each, shared.language) for each in units}
            if len(others) > 1:
                what = "translations" if source else "sources"
                yield Found(units, f"“{shared.text}” ({shared.language}) has {len(others)} different {what}")


def _others(stored: StoredUnit, language: str) -> tuple[tuple[str, str], ...]:
    return tuple(map(_said, _without(stored.unit.segments, language)))


def _without(segments: Sequence[Segment], language: str) -> list[Segment]:
    return [each for each in segments if each.language != language]


def _said(segment: Segment) -> tuple[str, str]:
    return segment.language, segment.text


SAME_SOURCE = Report("same-source", "the same source with different targets", GROUP, _same_source)
SAME_TARGET = Report("same-target", "the same target with different sources", GROUP, _same_target)
