"""Takes an import back: what it added goes, what it changed is as it was."""

from __future__ import annotations

from glossary.answers import UndoReport
from glossary.errors import CannotUndo, NotFound
from glossary.store import Store
from glossary.store.serial import concept_from, unit_from

from .entries import new_concept, new_unit
from .indexing import Indexer, forget


def run(store: Store, batch: int) -> UndoReport:
    """Raises `NotFound` for no such batch, `CannotUndo` where it is undone already or later batches stand on it."""
    with store.writing():
        _check(store, batch)
        changed = store.changed_by(batch)
        indexer = Indexer(store)
        for kind, number, before in changed:
            if kind == "unit":
                unit = new_unit(unit_from(before))
                store.replace_unit(number, None, unit)
                indexer.change(number, unit.segments)
            else:
                store.replace_concept(number, None, new_concept(concept_from(before)))
        removed, first, last = store.remove_added(batch)
        if removed:
            forget(store, first, last)
        indexer.finish()
        store.mark_undone(batch)
    store.optimise()
    return UndoReport(batch, removed, len(changed))


def _check(store: Store, number: int) -> None:
    batch = store.batch(number)
    if batch is None:
        raise NotFound(f"there is no batch {number}; `yiku stats` lists them")
    if batch.undone:
        raise CannotUndo(f"batch {number} is undone already")
    standing = store.batches_standing_on(number)
    if standing:
        later = ", ".join(map(str, standing))
        raise CannotUndo(f"later imports changed what batch {number} brought; undo these first: {later}")
