"""Takes a batch back: what it added goes, what it changed or deleted is as it was.

What it added and a later file brought too stays, as that one's: undoing both takes it away, in whatever order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from glossary.answers import Batch, UndoReport
from glossary.errors import CannotUndo, NotFound
from glossary.store import Store
from glossary.store.serial import concept_from, unit_from
from glossary.store.values import Deed, NewUnit, PastEntry

from .by_hand import BY_HAND
from .entries import new_concept, new_unit
from .indexing import Indexer, bury, forget

_MOST_NAMED = 10
_SAID_NOW = "{0} {1} says now what {0} {2} would say again; delete or undo that one first"


def run(store: Store, batch: int, who: str = "") -> UndoReport:
    """Raises `NotFound` for no such batch, `CannotUndo` where it is undone already or later work stands on it."""
    with store.writing():
        found = _checked(store, batch)
        changed = [entry for entry in store.changed_by(batch) if not _came_with(batch, entry)]
        indexer = Indexer(store)
        for entry in changed:
            if entry.kind == "unit":
                take_back(store, indexer, entry, who)
            else:
                take_back_concept(store, entry, Deed("", None, who, undid=batch))
        kept = store.hand_over(batch)
        removed, first, last = store.remove_added(batch, who)
        if found.format == BY_HAND:
            if first:
                bury(store, first)
            indexer.finish_single()
        else:
            if first:
                forget(store, first, last)
            indexer.finish()
        store.mark_undone(batch, who)
    if found.format != BY_HAND:
        store.optimise()
    gone = sum(not entry.before for entry in changed)
    return UndoReport(batch, removed + gone, len(changed) - gone, sum(kept.values()), tuple(kept))


def _came_with(batch: int, step: PastEntry) -> bool:
    """True for the step that says that a batch added a concept: like all that it added, that goes or is handed over."""
    return not step.before and step.origin == batch


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


def take_back_concept(store: Store, step: PastEntry, deed: Deed) -> None:
    """The same for a concept. A step of an import before termbases were written down kept its identity."""
    there = step.number in store.concepts([step.number])
    if not step.before:
        store.remove_concept(step.number, replace(deed, action="deleted"))
        return
    concept, termbase = new_concept(concept_from(step.before)), store.termbase(step.termbase or "")
    known = store.known_concepts(termbase, [concept.identity]).get(concept.identity) if termbase else None
    if known and known.number != step.number:
        raise CannotUndo(_SAID_NOW.format("concept", known.number, step.number))
    if there:
        store.replace_concept(step.number, concept, replace(deed, action="changed"))
    else:
        assert termbase is not None
        assert step.origin is not None
        store.put_back_concept(step.number, termbase, step.origin, concept, replace(deed, action="restored"))


def _must_be_alone(store: Store, step: PastEntry, unit: NewUnit) -> None:
    if step.memory is None:  # a change that an import made before memories were written down; it kept the identity
        return
    known = store.known_units(step.memory, [unit.identity]).get(unit.identity)
    if known and known.number != step.number:
        raise CannotUndo(_SAID_NOW.format("unit", known.number, step.number))


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
