"""What a process keeps of the terms in memory, to find what is near a query and what a pattern is.

A lexicon only proposes: each text is looked up in the store, which answers for it. So one may hold texts that are no
longer there, and has only to gain those that came: of the concepts that have changed since it was made.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from glossary.store import Store
from glossary.terms.forms import Way
from glossary.terms.lexicon import Lexicon
from glossary.text.tokenise import UNSPACED

MOST_FRESH = 2000
"""Changed concepts, beyond which a lexicon is made anew."""
_WORD = re.compile(rf"[^\W\d_{UNSPACED}]{{3,}}(?:['’][^\W\d_{UNSPACED}]+)*")


class Kind(Enum):
    """What a lexicon holds."""

    KEYS = "text forms of terms"
    WORDS = "words of text forms, where words have spaces between them"
    PINYIN = "pinyin of terms, from each of their syllables on"
    TEXTS = "terms as they are written"


@dataclass(frozen=True, slots=True)
class _Kept:
    """A lexicon as it was made at a change, and with what came until a later one."""

    made_at: int
    made: Lexicon
    seen: int
    now: Lexicon


class Lexicons:
    """Gives lexicons that know every term of this moment. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._kept: dict[Kind, _Kept] = {}
        self._lock = threading.RLock()

    def of(self, kind: Kind, concepts: Sequence[int] | None = None) -> Lexicon:
        """All of a kind, or what a few concepts have of it. To be called while reading."""
        if concepts is not None:
            return Lexicon.of(_texts(self.store, kind, concepts))
        change = self.store.latest_change()
        with self._lock:
            kept = self._kept.get(kind)
            if kept is None or kept.seen != change:
                self._kept[kind] = kept = self._up_to_date(kind, kept, change)
        return kept.now

    def _up_to_date(self, kind: Kind, kept: _Kept | None, change: int) -> _Kept:
        if kept is not None and kept.made_at <= change:
            changed = self.store.concepts_changed_after(kept.made_at)
            if len(changed) <= MOST_FRESH:
                return replace(kept, seen=change, now=kept.made | Lexicon.of(_texts(self.store, kind, changed)))
        made = Lexicon.of(self.of(Kind.KEYS).words(_WORD) if kind is Kind.WORDS else _texts(self.store, kind, None))
        return _Kept(change, made, change, made)


def _texts(store: Store, kind: Kind, concepts: Sequence[int] | None) -> Iterable[str]:
    if kind is Kind.TEXTS:
        return store.term_texts(concepts)
    ways = (Way.PINYIN, Way.PINYIN_PART) if kind is Kind.PINYIN else (Way.TEXT,)
    keys = {key for way in ways for key in store.form_keys(way, concepts)}
    return {word for key in keys for word in _WORD.findall(key)} if kind is Kind.WORDS else keys
