"""Takes a batch back: what it added goes, what it changed or deleted is as it was."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.answers import Batch, UndoReport
from glossary.errors import CannotUndo, NotFound
from glossary.store import Store
from glossary.store.serial import concept_from, unit_from
from glossary.store.values import NewUnit, PastEntry

from .entries import new_concept, new_unit
from .indexing import Indexer, bury, forget

BY_HAND = "edit"
"""The format of a batch that is the writing of one unit."""
_MOST_NAMED = 10


def run(store: Store, batch: int, who: str = "") -> UndoReport:
    """Raises `NotFound` for no such batch, `CannotUndo` where it is undone already or later work stands on it."""
    with store.writing():
        found = _checked(store, batch)
        changed = store.changed_by(batch)
        indexer = Indexer(store)
        for entry in changed:
            if entry.kind == "unit":
                take_back(store, indexer, entry, who)
            else:
                store.replace_concept(entry.number, None, new_concept(concept_from(entry.before)))
        removed, first, last = store.remove_added(batch)
        if found.format == BY_HAND:
            if removed:
                bury(store, first)
            indexer.finish_single()
        else:
            if removed:
                forget(store, first, last)
            indexer.finish()
        store.mark_undone(batch)
    if found.format != BY_HAND:
        store.optimise()
    return UndoReport(batch, removed, len(changed))


def take_back(store: Store, indexer: Indexer, step: PastEntry, who: str, batch: int | None = None) -> None:
    """Makes a unit what it was before one step. Raises `CannotUndo` where another unit says now what it said then."""
    stored = store.unit(step.number)
    before = stored.unit.languages if stored else ()
    if not step.before:
        store.remove_unit(step.number, batch, who)
        indexer.change(step.number, before)
        return
    unit = new_unit(unit_from(step.before))
    _must_be_alone(store, step, unit)
    if stored:
        store.replace_unit(step.number, batch, unit, who)
    else:
        store.put_back_unit(step.number, step.memory or 0, step.origin or 0, unit, batch, who)
    indexer.change(step.number, before, unit.segments)


def _must_be_alone(store: Store, step: PastEntry, unit: NewUnit) -> None:
    if step.memory is None:  # a change that an import made before memories were written down; it kept the identity
        return
    known = store.known_units(step.memory, [unit.identity]).get(unit.identity)
    if known and known.number != step.number:
        raise CannotUndo(
            f"unit {known.number} says now what unit {step.number} would say again; delete or undo that one first"
        )


def _checked(store: Store, number: int) -> Batch:
    batch = store.batch(number)
    if batch is None:
        raise NotFound(f"there is no batch {number}; `yiku stats` lists them")
    if batch.undone:
        raise CannotUndo(f"batch {number} is undone already")
    standing = store.batches_standing_on(number)
    if standing:
        raise CannotUndo(f"later work changed what batch {number} brought; undo these first: {_named(standing)}")
    return batch


def _named(batches: Sequence[int]) -> str:
    more = f" and {len(batches) - _MOST_NAMED:,} more" if len(batches) > _MOST_NAMED else ""
    return ", ".join(map(str, batches[:_MOST_NAMED])) + more
