"""Units whose target is much longer or shorter than the memory's other targets are for sources of that length."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp, log

import numpy as np

from tmx.model import Segment, Unit

from .report import SINGLE, Found, Place, Report

MOST_DEVIATIONS = 5
"""Robust standard deviations (1.4826 times the median absolute deviation) from the median log ratio."""
_FEWEST = 20
"""Pairs of two languages, below which nothing can be said about their usual ratio."""
_SMOOTHING = 5
"""Characters added to both sides, as a word more or less means little in a short text."""
_SMALLEST_DEVIATION = 0.1

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Usual:
    """The ratios of a pair of languages: the median logarithm, and the robust standard deviation."""

    median: float
    deviation: float

    def deviations(self, source: str, target: str) -> float:
        return (_ratio(source, target) - self.median) / self.deviation


def _find(place: Place) -> Iterator[Found]:
    usual = usual_ratios(place)
    for stored in place.units():
        why = next(filter(None, (_why(usual, *pair) for pair in _pairs(stored.unit))), "")
        if why:
            yield Found((stored,), why)


def usual_ratios(place: Place) -> Mapping[Pair, Usual]:
    """The usual ratio for each pair of source and target language of which there are enough: four bytes a pair."""
    ratios: dict[Pair, array[float]] = {}
    for stored in place.units():
        for source, target in _pairs(stored.unit):
            found = ratios.setdefault((source.language, target.language), array("f"))
            found.append(_ratio(source.text, target.text))
    return {pair: _usual(found) for pair, found in ratios.items() if len(found) >= _FEWEST}


def _usual(ratios: array[float]) -> Usual:
    values = np.frombuffer(ratios, np.float32)
    median = float(np.median(values))
    deviation = 1.4826 * float(np.median(np.abs(values - median)))
    return Usual(median, max(deviation, _SMALLEST_DEVIATION))


def _pairs(unit: Unit) -> Iterator[tuple[Segment, Segment]]:
    source, *targets = unit.segments
    for target in targets:
        if source.text and target.text:
            yield source, target


def _ratio(source: str, target: str) -> float:
    return log((len(target) + _SMOOTHING) / (len(source) + _SMOOTHING))


def _why(usual: Mapping[Pair, Usual], source: Segment, target: Segment) -> str:
    known = usual.get((source.language, target.language))
    if known is None or abs(known.deviations(source.text, target.text)) <= MOST_DEVIATIONS:
        return ""
    lengths = f"{len(source.text)} characters became {len(target.text)}"
    return f"{lengths}, where about {len(source.text) * exp(known.median):.0f} are usual ({target.language})"


REPORT = Report("length-ratio", "much longer or shorter than is usual", SINGLE, _find)
