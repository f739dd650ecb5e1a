"""The single steps of which all that is done to concepts is made, each inside a transaction that the caller opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from glossary.answers import WrittenConcept
from glossary.errors import Conflict, Merged, NotFound
from glossary.store import Store
from glossary.store.values import Deed, NewConcept, PastConcept, StoredConcept
from glossary.text.keys import TEXT_VERSION
from tmx.model import Concept

from ..by_hand import by_hand
from ..entries import new_concept
from .wording import MODIFICATION, ORIGINATION, signed

HIGHEST = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class By:
    """Who acts, and what they say to it."""

    who: str = ""
    comment: str = ""


def existing(store: Store, number: int) -> StoredConcept:
    """Raises `NotFound`, which says so where the concept was deleted, and `Merged` where it went into another."""
    stored = store.concepts([number]).get(number) if 0 < number <= HIGHEST else None
    if stored is None:
        raise _gone(store, number)
    return stored


def _gone(store: Store, number: int) -> NotFound:
    """Says what became of a concept: where it was merged, at the end of all mergings."""
    last = history(store, number)[0]
    while last.action == "merged" and last.other:
        if last.other in store.concepts([last.other]):
            return Merged(f"concept {number} was merged into concept {last.other}", last.other)
        last = history(store, last.other)[0]
    into = "" if last.number == number else f"merged into concept {last.number}, which was "
    return NotFound(f"concept {number} was {into}deleted; its history brings it back")


def history(store: Store, number: int) -> Sequence[PastConcept]:
    """The latest first. Raises `NotFound` where there never was such a concept."""
    past = store.history_of_concept(number) if 0 < number <= HIGHEST else ()
    if not past:
        raise NotFound(f"there is no concept {number}")
    return past


def must_be_seen(store: Store, number: int, seen: int | None) -> None:
    latest = history(store, number)[0]
    if seen is not None and seen != latest.step:
        raise Conflict(f"concept {number} was changed meanwhile by {latest.who or 'someone'}; look at it again")


def must_be_alone(store: Store, termbase: int, new: NewConcept, number: int | None = None) -> None:
    """Raises `Conflict` where another concept of the termbase has this one's id, or, both without, the same terms."""
    known = store.known_concepts(termbase, [new.identity]).get(new.identity)
    if known and known.number != number:
        what = f"the id {new.concept.id}" if new.concept.id else "the same terms in the same subject field"
        raise Conflict(f"concept {known.number} of {known.termbase} has {what}; change or merge that one")


def termbase_of(store: Store, stored: StoredConcept) -> int:
    number = store.termbase(stored.termbase)
    assert number is not None
    return number


def add(store: Store, termbase: str, concept: Concept, by: By, action: str = "added") -> WrittenConcept:
    """Adds a concept to a termbase, made where it is not there, as a batch of its own."""
    known = store.termbase(termbase)
    place = known or store.add_termbase(termbase)
    store.set_text_version(TEXT_VERSION)
    with by_hand(store, by.who, termbase=place, makes=known is None, comment=by.comment) as batch:
        number = add_in(store, place, concept, Deed(action, batch, by.who))
        store.close_batch(batch, 1, 0)
    return WrittenConcept(action, number, batch)


def add_in(store: Store, termbase: int, concept: Concept, deed: Deed) -> int:
    """Adds a concept in a batch."""
    new = new_concept(signed(concept, ORIGINATION, deed.who))
    must_be_alone(store, termbase, new)
    return store.add_concept(termbase, new, deed)


def put(store: Store, stored: StoredConcept, concept: Concept, by: By, action: str = "changed") -> WrittenConcept:
    """Puts a concept in another's place, where it is another, as a batch of its own."""
    if concept == stored.concept:
        return WrittenConcept("unchanged", stored.number, None)
    with by_hand(store, by.who, termbase=termbase_of(store, stored), comment=by.comment) as batch:
        put_in(store, stored, concept, Deed(action, batch, by.who))
        store.close_batch(batch, 0, 1)
    return WrittenConcept(action, stored.number, batch)


def put_in(store: Store, stored: StoredConcept, concept: Concept, deed: Deed, *, sign: bool = True) -> None:
    """Puts a concept in another's place in a batch."""
    new = new_concept(signed(concept, MODIFICATION, deed.who) if sign else concept)
    must_be_alone(store, termbase_of(store, stored), new, stored.number)
    store.replace_concept(stored.number, new, deed)


def remove(store: Store, stored: StoredConcept, by: By, action: str = "deleted") -> WrittenConcept:
    """Deletes a concept as a batch of its own."""
    with by_hand(store, by.who, termbase=termbase_of(store, stored), comment=by.comment) as batch:
        store.remove_concept(stored.number, Deed(action, batch, by.who))
        store.close_batch(batch, 0, 0, 1)
    return WrittenConcept(action, stored.number, batch)
