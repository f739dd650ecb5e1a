"""What people say about concepts; it stays when a concept goes, and follows it into another."""

from __future__ import annotations

from glossary.answers import Remark
from glossary.errors import BadRequest
from glossary.store import Store
from glossary.store.values import StoredRemark

from ..by_hand import now
from .steps import existing, history

MOST_CHARACTERS = 10_000
"""Of one remark."""


def remark(store: Store, number: int, text: str, who: str) -> Remark:
    """Raises `NotFound`, and `BadRequest` for a blank remark or one that is too long."""
    if not text:
        raise BadRequest("the remark is blank; say something")
    if len(text) > MOST_CHARACTERS:
        raise BadRequest(f"the remark has {len(text):,} characters; it can have {MOST_CHARACTERS:,}")
    with store.writing():
        concept, at = existing(store, number).number, now()
        return Remark(store.add_remark(concept, at, who, text), concept, at, who, text)


def remarks(store: Store, number: int) -> tuple[Remark, ...]:
    """The first first, with those on concepts that were merged into this one. Raises `NotFound`."""
    with store.reading():
        history(store, number)
        return tuple(map(answer, store.remarks([number, *store.merged_into(number)])))


def answer(stored: StoredRemark) -> Remark:
    return Remark(stored.number, stored.concept, stored.at, stored.who, stored.text)
