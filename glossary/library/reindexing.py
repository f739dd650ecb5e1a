"""Brings keys, forms and index up to date when the text rules have changed since they were made."""

from __future__ import annotations

from glossary.store import Store
from glossary.store.values import UnitKeys
from glossary.text.fold import primary
from glossary.text.keys import TEXT_VERSION, Keys

from .entries import new_concept
from .indexing import Indexer

_AT_ONCE = 1000


def run(store: Store) -> None:
    """Makes every key, form and block anew, in one transaction."""
    with store.writing():
        store.clear_index()
        _rekey_segments(store)
        for termbase in store.termbases():
            number = store.termbase(termbase.name)
            assert number is not None
            for stored in list(store.concepts_of(number)):
                store.set_forms(stored.number, new_concept(stored.concept))
        store.set_text_version(TEXT_VERSION)
    store.optimise()


def _rekey_segments(store: Store) -> None:
    indexer, maker = Indexer(store), Keys()
    last = 0
    while segments := store.segments_after(last, _AT_ONCE):
        keys = [
            UnitKeys(each.unit, each.position, maker.of(each.text, each.language).encode("utf-16-le"))
            for each in segments
        ]
        store.set_keys(keys)
        store.add_words(maker.take_words())
        for segment, each in zip(segments, keys, strict=True):
            indexer.add_keys(primary(segment.language), each.unit, each.keys)
        last = segments[-1].unit
    indexer.finish()
