"""Filling a bilingual file: what its segments ask for, what a memory proposes, and what became of them.

A codec's `fill` writes the file again with targets put into the segments that have none; every other byte stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tmx.model import Segment


@dataclass(frozen=True, slots=True)
class Blank:
    """A segment that wants a target: its source, the texts around it, and its context (``msgctxt``, ``resname``)."""

    source: Segment
    target_language: str
    before: str = ""
    after: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A target for a blank, and the source it was made for. `exact` says that this source is the blank's own text."""

    source: Segment
    target: Segment
    exact: bool
    score: int


Propose = Callable[[Iterable[Blank]], Iterator[Proposal | None]]
"""Gives for each blank, in order, a proposal or None."""


@dataclass(frozen=True, slots=True)
class Filled:
    """How many segments a file has, and how many of them got a target from the same text or from a similar one."""

    units: int
    exact: int
    fuzzy: int

    @property
    def untouched(self) -> int:
        return self.units - self.exact - self.fuzzy
