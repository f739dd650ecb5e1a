"""Concepts that mean one thing made one, and one that means two things made two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from glossary.answers import WrittenConcept
from glossary.errors import BadRequest
from glossary.store import Store
from glossary.store.values import Deed, StoredConcept
from tmx.model import Concept

from ..by_hand import by_hand
from .steps import By, add_in, existing, must_be_seen, put_in, termbase_of
from .uniting import in_order, pointed, renamed_ids, united, without_references_to


def merge(store: Store, into: int, others: Sequence[int], by: By) -> WrittenConcept:
    """See `Library.merge_concepts`."""
    numbers = list(dict.fromkeys(others))
    if not numbers or into in numbers:
        raise BadRequest("name the other concepts that are to be merged into this one")
    with store.writing():
        stays, gone = existing(store, into), [existing(store, number) for number in numbers]
        elsewhere = next((each for each in gone if each.termbase != stays.termbase), None)
        if elsewhere:
            raise BadRequest(
                f"concept {elsewhere.number} is in {elsewhere.termbase}, not in {stays.termbase}; "
                "only concepts of one termbase can be merged"
            )
        with by_hand(store, by.who, termbase=termbase_of(store, stays), comment=by.comment) as batch:
            changed = _merge(store, stays, gone, batch, by.who)
            store.close_batch(batch, 0, changed, len(gone))
    return WrittenConcept("merged", into, batch)


def _merge(store: Store, stays: StoredConcept, gone: Sequence[StoredConcept], batch: int, who: str) -> int:
    """Gives the number of concepts that changed."""
    concept, ids = _united(stays, gone)
    for each in gone:
        store.remove_concept(each.number, Deed("merged", batch, who, stays.number))
    concept = pointed(concept, ids)
    if concept.id:
        concept = without_references_to(concept, concept.id)
    put_in(store, stays, concept, Deed("merged", batch, who))
    return 1 + _point_elsewhere(store, stays, ids, Deed("changed", batch, who))


def _united(stays: StoredConcept, gone: Sequence[StoredConcept]) -> tuple[Concept, dict[str, str]]:
    """The concept that comes of all, and which ids are to be read as which."""
    concept, ids = stays.concept, dict[str, str]()
    for each in gone:
        both = united(concept, each.concept)
        ids |= renamed_ids(each.concept, both)
        concept = both
    return concept, ids


def _point_elsewhere(store: Store, stays: StoredConcept, ids: Mapping[str, str], deed: Deed) -> int:
    """Changes what points to ids that are no more in the rest of the termbase; gives how many concepts that were."""
    candidates = store.concepts_pointing_to(termbase_of(store, stays), list(ids)) if ids else []
    changed = 0
    for stored in store.concepts(number for number in candidates if number != stays.number).values():
        concept = pointed(stored.concept, ids)
        if concept != stored.concept:
            put_in(store, stored, concept, deed)
            changed += 1
    return changed


def split(store: Store, number: int, positions: Sequence[int], seen: int | None, by: By) -> WrittenConcept:
    """See `Library.split_concept`."""
    with store.writing():
        stored = existing(store, number)
        must_be_seen(store, number, seen)
        stays, comes = _parts(stored, frozenset(positions))
        termbase = termbase_of(store, stored)
        with by_hand(store, by.who, termbase=termbase, comment=by.comment) as batch:
            new = add_in(store, termbase, comes, Deed("split", batch, by.who, number))
            put_in(store, stored, stays, Deed("split", batch, by.who, new))
            store.close_batch(batch, 1, 1)
    return WrittenConcept("split", new, batch)


def _parts(stored: StoredConcept, positions: frozenset[int]) -> tuple[Concept, Concept]:
    """What stays, and the terms at these positions as a concept of their own."""
    concept, number = stored.concept, stored.number
    wrong = sorted(positions - set(range(len(concept.terms))))
    if wrong:
        raise BadRequest(f"concept {number} has no term {wrong[0]}; its terms are 0 to {len(concept.terms) - 1}")
    if not positions or len(positions) == len(concept.terms):
        raise BadRequest(f"name some of the terms of concept {number}, but not all of them")
    kept = tuple(term for at, term in enumerate(concept.terms) if at not in positions)
    taken = tuple(term for at, term in enumerate(concept.terms) if at in positions)
    spoken = {term.language for term in kept}
    alone = {term.language for term in taken} - spoken
    levels = tuple(level for level in concept.levels if level.language in alone)
    stays = tuple(level for level in concept.levels if level.language not in alone)
    comes = Concept(taken, domains=concept.domains, levels=in_order(levels, taken))
    return replace(concept, terms=kept, levels=in_order(stays, kept)), comes
