"""Single writes: a concept added, changed, deleted or put back, with its history, at once there for the next query."""

from __future__ import annotations

from glossary.answers import ConceptChange, Rebased, WrittenConcept
from glossary.errors import NotFound
from glossary.store import Store
from glossary.store.values import Deed, PastConcept
from tmx.model import Concept

from ..by_hand import by_hand
from ..entries import new_concept
from .differences import told
from .steps import By, add, existing, history, must_be_alone, must_be_seen, put, put_in, remove, termbase_of
from .threeway import merge


class ConceptWriter:
    """Writes concepts, each call in a transaction of its own. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def add(self, termbase: str, concept: Concept, by: By) -> WrittenConcept:
        """Raises `Conflict` where the termbase has it already."""
        with self.store.writing():
            return add(self.store, termbase, concept, by)

    def change(self, number: int, concept: Concept, seen: int | None, by: By) -> WrittenConcept:
        """Raises `NotFound` and `Conflict`."""
        with self.store.writing():
            stored = existing(self.store, number)
            must_be_seen(self.store, number, seen)
            return put(self.store, stored, concept, by)

    def delete(self, number: int, by: By) -> WrittenConcept:
        """Raises `NotFound`."""
        with self.store.writing():
            return remove(self.store, existing(self.store, number), by)

    def revert(self, number: int, step: int, by: By) -> WrittenConcept:
        """Makes a concept what it was before a step of its history. Raises `NotFound` and `Conflict`."""
        with self.store.writing():
            latest, *_ = steps = history(self.store, number)
            past = next((each for each in steps if each.step == step), None)
            if past is None or past.before is None:
                raise NotFound(f"concept {number} has no earlier state before step {step}; its history lists the steps")
            stored = self.store.concepts([number]).get(number)
            if stored is None:
                return self._put_back(latest, past.before, by)
            if stored.concept == past.before:
                return WrittenConcept("unchanged", number, None)
            with by_hand(self.store, by.who, termbase=termbase_of(self.store, stored), comment=by.comment) as batch:
                put_in(self.store, stored, past.before, Deed("changed", batch, by.who), sign=False)
                self.store.close_batch(batch, 0, 1)
            return WrittenConcept("changed", number, batch)

    def _put_back(self, latest: PastConcept, concept: Concept, by: By) -> WrittenConcept:
        """Stores a concept that is gone, in its termbase, which may be gone too."""
        known, new = self.store.termbase(latest.termbase), new_concept(concept)
        place = known or self.store.add_termbase(latest.termbase)
        must_be_alone(self.store, place, new)
        with by_hand(self.store, by.who, termbase=place, makes=known is None, comment=by.comment) as batch:
            deed = Deed("restored", batch, by.who)
            self.store.put_back_concept(latest.number, place, latest.origin or batch, new, deed)
            self.store.close_batch(batch, 1, 0)
        return WrittenConcept("restored", latest.number, batch)


def rebased(store: Store, number: int, concept: Concept, seen: int) -> Rebased:
    """Raises `NotFound` for a concept or a step that is not there."""
    with store.reading():
        stored, steps = existing(store, number), changes_of(store, number)
    base = next((each.after for each in steps if each.step == seen), None)
    if base is None:
        raise NotFound(f"concept {number} has no state after step {seen}; its history lists the steps")
    merged = merge(base, concept, stored.concept)
    return Rebased(merged.concept, stored.concept, steps[0].step, merged.clashes)


def changes_of(store: Store, number: int) -> tuple[ConceptChange, ...]:
    """The history of a concept, the latest step first. Raises `NotFound`."""
    with store.reading():
        steps = history(store, number)
        stored = store.concepts([number]).get(number)
    after = stored.concept if stored else None
    found = []
    for step in steps:
        found.append(change_of(step, after))
        after = step.before
    return tuple(found)


def change_of(step: PastConcept, after: Concept | None) -> ConceptChange:
    """A step with the state that it led to."""
    return ConceptChange(
        step.number,
        step.at,
        step.who,
        step.action,
        step.batch,
        step.step,
        step.comment,
        step.before,
        after,
        told(step.before, after),
        step.other,
        step.undid,
    )
