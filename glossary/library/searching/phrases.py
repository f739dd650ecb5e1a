"""Puts phrases together, word by word, and keeps those that terms have."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from glossary.store import Store
from glossary.terms.forms import Way
from glossary.text.inflection import related

Options = Callable[[str], Iterable[tuple[int, str]]]
"""What may stand for a word, each with what it costs."""

_MOST_WORDS = 12
_MOST_AT_ONCE = 400
_TEXTS = (Way.TEXT, Way.PART)


def phrases(store: Store, key: str, options: Options, most: int) -> list[tuple[int, str]]:
    """(cost, phrase) of all that may stand for a phrase at this cost at most and begins a form of a term.

    Cheap ones first; where a word leaves very many, the dearest are given up.
    """
    words = key.split(" ")
    kept = [(0, "")]
    for word in words if len(words) <= _MOST_WORDS else ():
        some = list(options(word))
        longer = {
            f"{phrase} {other}" if phrase else other: cost + more
            for cost, phrase in reversed(kept)
            for more, other in some
            if cost + more <= most
        }
        ranked = sorted((cost, phrase) for phrase, cost in longer.items())[:_MOST_AT_ONCE]
        known = store.begun(_TEXTS, [phrase for _, phrase in ranked])
        kept = [each for each in ranked if each[1] in known]
    return [each for each in kept if each[1] and each[1] != key]


def begun(store: Store, key: str) -> tuple[str, ...]:
    """The phrases that differ from one in the inflection of English words alone, as terms have them."""
    words = key.split(" ")
    if not any(len(related(word)) > 1 for word in words):
        return ()
    found = phrases(store, key, lambda word: [(int(other != word), other) for other in related(word)], len(words))
    return tuple(phrase for _, phrase in found)


def difference(asked: str, found: str) -> str:
    """What in a phrase was taken for what: ``“aera” → “area”``."""
    apart = (asked.split(" "), found.split(" "))
    if len(apart[0]) == len(apart[1]):
        pairs = [(one, other) for one, other in zip(*apart, strict=True) if one != other]
        return ", ".join(f"“{one}” → “{other}”" for one, other in pairs)
    return f"“{asked}” → “{found}”"
