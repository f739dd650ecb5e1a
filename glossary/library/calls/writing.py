"""Units written one by one, and the settings of memories."""

from __future__ import annotations

from glossary.answers import (
    Memory,
    Written,
)
from glossary.errors import BadRequest, NotFound
from glossary.library import (
    wording,
)
from glossary.library.writing import NEW_TRANSLATIONS
from glossary.library.writing import Change as UnitChange
from glossary.store.values import MemoryRow
from tmx.model import Segment, Unit, UnitStatus

from .arguments import name_of, text_of
from .inventory import InventoryCalls

MOST_PENALTY = 100
"""Points that a memory can take off its matches."""


class WritingCalls(InventoryCalls):
    """The calls that write. What is written is in its history, and there for the next query."""

    def add_unit(
        self,
        memory: str,
        source: Segment,
        target: Segment,
        *others: Segment,
        context: str = "",
        status: UnitStatus = UnitStatus.TRANSLATED,
        who: str = "",
    ) -> Written:
        """Adds a unit to a memory, which is made where it is not there.

        Where the memory has a unit of these segments and this context, in whatever order and with others or not, that
        one is left, but for its status. A new translation of a source that it knows in this context is kept beside the
        old ones or replaces the latest, as the memory's `new_translations` says. Raises `BadRequest` for blank texts
        or a single language, and `tmx.errors.UnreadableFile` for markup that is not well-formed.
        """
        unit = Unit(wording.segments((source, target, *others)), context=text_of(context), status=UnitStatus(status))
        return self._writer.add(name_of(memory) or "", unit, text_of(who))

    def change_unit(
        self,
        number: int,
        *segments: Segment,
        context: str | None = None,
        status: UnitStatus | None = None,
        seen: int | None = None,
        who: str = "",
    ) -> Written:
        """Puts other segments, where any are given, another context or status into a unit.

        A text for a segment that has inline codes must hold their marks, as `tmx.placeables.shown` gives them, or be
        given with its markup: codes are never lost silently. `seen` is the latest `Change.step` of the unit that the
        caller knows of. Raises `NotFound`, `BadRequest`, and `Conflict` where that is not the latest any more or where
        the memory has another unit that says the same.
        """
        given = tuple(segments) if segments else None
        context = None if context is None else text_of(context)
        return self._writer.change(number, UnitChange(given, context, status, seen), text_of(who))

    def change_texts(
        self,
        number: int,
        *segments: Segment,
        context: str | None = None,
        status: UnitStatus | None = None,
        who: str = "",
    ) -> Written:
        """As `change_unit`, with only the segments that change or come; the others stay as they are."""
        with self.store.reading():
            unit, seen = self.unit(number).unit, self.history(number)[0].step
        given = wording.merged(unit.segments, segments) if segments else ()
        return self.change_unit(number, *given, context=context, status=status, seen=seen, who=who)

    def delete_unit(self, number: int, who: str = "") -> Written:
        """Deletes a unit; its history stays, from which `revert_unit` brings it back. Raises `NotFound`."""
        return self._writer.delete(number, text_of(who))

    def revert_unit(self, number: int, step: int, who: str = "") -> Written:
        """Makes a unit, also a deleted one, what it was before a `Change.step`. Raises `NotFound` and `Conflict`."""
        return self._writer.revert(number, step, text_of(who))

    def set_memory(self, name: str, *, penalty: int | None = None, new_translations: str | None = None) -> Memory:
        """Sets the points that a memory's matches lose (0 to 100), and what new translations do to the old ones.

        They ``keep`` or ``replace`` them. Raises `NotFound` and `BadRequest`.
        """
        if penalty is not None and not 0 <= penalty <= MOST_PENALTY:
            raise BadRequest(f"the penalty is {penalty}; it must be from 0 to {MOST_PENALTY} points")
        if new_translations not in (None, *NEW_TRANSLATIONS):
            raise BadRequest(f"new translations can {' or '.join(NEW_TRANSLATIONS)}, not {new_translations!r}")
        with self.store.writing():
            row = self.store.memory(text_of(name))
            if row is None:
                raise NotFound(f"there is no memory {name!r}; `yiku stats` lists them")
            penalty = row.penalty if penalty is None else penalty
            self.store.set_memory(MemoryRow(row.number, row.name, penalty, new_translations or row.new_translations))
        return next(memory for memory in self.memories() if memory.name == name)
