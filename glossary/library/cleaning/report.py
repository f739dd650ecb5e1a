"""What a report is: a name, what it looks for, which remedies fit, and how it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from glossary.store import Store
from glossary.store.values import StoredUnit

from ..indexes import Indexes

DELETE, KEEP_LATEST, FUZZY, STRIP = "delete", "keep-latest", "fuzzy", "strip"
REMEDIES = (DELETE, KEEP_LATEST, FUZZY, STRIP)


@dataclass(frozen=True, slots=True)
class Place:
    """A memory that is looked through. The source of a unit is its first segment."""

    store: Store
    indexes: Indexes
    memory: int

    def units(self) -> Iterator[StoredUnit]:
        """All its units, streamed in the order they were added."""
        return self.store.units_of(self.memory)


@dataclass(frozen=True, slots=True)
class Found:
    """Units that belong together in one finding, and why they are in it."""

    units: tuple[StoredUnit, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """`title` says in plain words what it finds; `remedies` are those that make sense for it."""

    name: str
    title: str
    remedies: tuple[str, ...]
    find: Callable[[Place], Iterator[Found]]


SINGLE = (DELETE, FUZZY)
"""For findings of one unit each."""
GROUP = (KEEP_LATEST, FUZZY)
"""For findings of several units, of which one at least should stay."""
