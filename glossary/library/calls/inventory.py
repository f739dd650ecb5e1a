"""What there is: entries by their number, and what the library holds in all."""

from __future__ import annotations

from glossary.answers import (
    Batch,
    Change,
    ConceptAnswer,
    Memory,
    Stats,
    Termbase,
    UnitAnswer,
)
from glossary.errors import NotFound
from glossary.library.concepts.steps import existing

from .arguments import check_limit
from .held import Held


class InventoryCalls(Held):
    """The calls that say what there is."""

    def concept(self, number: int) -> ConceptAnswer:
        """Raises `NotFound`; where it was merged into another, that is a `Merged`, which says into which."""
        with self.store.reading():
            stored = existing(self.store, number)
        return ConceptAnswer(stored.number, stored.termbase, stored.concept)

    def unit(self, number: int) -> UnitAnswer:
        """Raises `NotFound`."""
        stored = self._writer.existing(number)
        return UnitAnswer(stored.number, stored.memory, stored.unit)

    def history(self, unit: int) -> tuple[Change, ...]:
        """A unit's changes, the latest first, its coming last; also of one that was deleted. Raises `NotFound`."""
        past = self.store.history_of_unit(unit)
        if not past:
            raise NotFound(f"there is no unit {unit}")
        return tuple(Change(each.at, each.who, each.action, each.batch, each.before, each.step) for each in past)

    def memories(self) -> tuple[Memory, ...]:
        return self.store.memories()

    def termbases(self) -> tuple[Termbase, ...]:
        return self.store.termbases()

    def domains(self) -> tuple[str, ...]:
        """The domains that concepts are in, sorted."""
        return self.store.domains()

    def batches(self, limit: int = 50) -> tuple[Batch, ...]:
        """Imports, the latest first. Raises `BadRequest`."""
        check_limit(limit)
        return self.store.batches(limit)

    def batch(self, number: int) -> Batch:
        """An import, a clean-up or a single write. Raises `NotFound`."""
        found = self.store.batch(number)
        if found is None:
            raise NotFound(f"there is no batch {number}; `yiku stats` lists the imports")
        return found

    def languages(self) -> tuple[str, ...]:
        """The languages of all memories and termbases, in alphabetical order."""
        held = [each.languages for each in self.memories()] + [each.languages for each in self.termbases()]
        return tuple(sorted({tag for languages in held for tag in languages}))

    def stats(self) -> Stats:
        return Stats(self.memories(), self.termbases(), len(self.store.batches(1_000_000)))
