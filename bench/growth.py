"""How the time of a match grows with the number of units, as a curve in text and as a statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

_WIDTH = 50

Point = tuple[int, dict[str, float]]
"""A number of units, and the median of a match in seconds for each kind of query."""


def curve(points: Sequence[Point]) -> Iterator[str]:
    """A bar for each point, and how much time grew where units grew."""
    for kind in points[0][1]:
        yield f"  from {kind} %"
        longest = max(medians[kind] for _, medians in points)
        for units, medians in points:
            bar = "█" * max(1, round(_WIDTH * medians[kind] / longest))
            yield f"    {units:9,} units {medians[kind] * 1000:7.2f} ms {bar}"
        if len(points) > 1:
            yield f"    {growth(points, kind)}"


def growth(points: Sequence[Point], kind: str) -> str:
    """From the first point to the last, and whether that is less than linear in every step between two points."""
    (first, before), (last, after) = points[0], points[-1]
    steps = [(later[0] / earlier[0], later[1][kind] / earlier[1][kind]) for earlier, later in pairwise(points)]
    word = "sublinear in every step" if all(time < units for units, time in steps) else "NOT sublinear in every step"
    return f"{last / first:.1f} times the units take {after[kind] / before[kind]:.1f} times the time: {word}"
