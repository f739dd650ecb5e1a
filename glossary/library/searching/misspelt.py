"""Terms that the query is but for typing errors: in a word, a character, the pinyin, or a space."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.matching.patterns import typing_errors
from glossary.terms.forms import Way, text_key
from glossary.terms.wildcards import Glob
from glossary.text.chinese import has_han, typed_pinyin

from .lexicons import Kind
from .phrases import difference, phrases
from .proposals import Proposal, Search, Step

_MOST = 2
_FEWEST_HAN, _MANY_HAN = 3, 7
_A_COST = 10
_MOST_TAKEN = 20
"""Readings of a query that are looked up: those with the fewest errors."""


def errors(key: str) -> int:
    """How many errors a query may have: Chinese one in three characters, two in seven; else as a word may."""
    if has_han(key):
        return (len(key) >= _FEWEST_HAN) + (len(key) >= _MANY_HAN)
    return min(typing_errors(key), _MOST)


def typed(search: Search) -> Iterator[Proposal]:
    """Of what the query may have been meant to be, that with the fewest errors: terms that are it, then others."""
    for most in range(1, errors(search.key) + 1):
        found = list(_within(search, most))
        if found:
            yield from found
            return


def _within(search: Search, most: int) -> Iterator[Proposal]:
    yield from _near(search, Kind.KEYS, (Way.TEXT,), search.key, most)
    letters = typed_pinyin(search.asked.text)
    if letters:
        yield from _near(search, Kind.PINYIN, (Way.PINYIN, Way.PINYIN_PART), letters, most)
    if has_han(search.key):
        yield from _with_another_character(search) if most == 1 else ()
    else:
        yield from _in_words(search, most)


def _near(search: Search, kind: Kind, ways: tuple[Way, ...], key: str, most: int) -> Iterator[Proposal]:
    """Terms with a form that is the query but for errors."""
    near = search.lexicons.of(kind, search.narrowed.concepts).near(key, most)
    costs = {text: cost for cost, text in near}
    asked = search.asked.text if has_han(key) else key
    for way in ways:
        for found in search.whole(way, costs):
            by = found.text if has_han(key) else found.key
            order, detail = _order(costs[found.key], asked, by), difference(key, found.key)
            yield Proposal(Step.MISSPELT, found, way is not Way.PINYIN_PART, by, order, detail)


def _order(cost: int, asked: str, by: str) -> int:
    """Of texts with as many errors, the likelier first.

    In Chinese it is one with most characters in their place, in the query's own script; else one in which letters stand
    in another order, then one that begins and ends alike, as the first letter is seldom wrong.
    """
    if has_han(asked):
        unlike = 2 * abs(len(asked) - len(by)) + sum(one != other for one, other in zip(asked, by, strict=False))
    elif sorted(asked) == sorted(by):
        unlike = 0
    else:
        unlike = 1 + 2 * (asked[0] != by[0]) + (asked[-1] != by[-1])
    return _A_COST * cost + min(unlike, _A_COST - 1)


def _in_words(search: Search, most: int) -> Iterator[Proposal]:
    words = search.lexicons.of(Kind.WORDS, search.narrowed.concepts)

    def options(word: str) -> list[tuple[int, str]]:
        return [(0, word), *(each for each in words.near(word, min(most, typing_errors(word))) if each[0])]

    for cost, phrase in phrases(search.store, search.key, options, most)[:_MOST_TAKEN]:
        for way in (Way.TEXT, Way.PART):
            for found in search.beginning(way, phrase):
                whole, order = way is Way.TEXT and found.key == phrase, _order(cost, search.key, phrase)
                yield Proposal(Step.MISSPELT, found, whole, phrase, order, difference(search.key, phrase))


def _with_another_character(search: Search) -> Iterator[Proposal]:
    """Longer terms that have the query with one character in place of another."""
    key = search.key
    lexicon = search.lexicons.of(Kind.KEYS, search.narrowed.concepts)
    for at in range(len(key)):
        glob = Glob(f"*{key[:at]}?{key[at + 1 :]}*")
        keys = list(lexicon.passing(glob.passes, glob.piece))[:_MOST_TAKEN]
        for found in search.whole(Way.TEXT, keys):
            by = _meant(text_key(found.text), key, at)
            yield Proposal(Step.MISSPELT, found, False, by, _A_COST, difference(key, by))


def _meant(term: str, key: str, at: int) -> str:
    """What a term has where the query has another character in one place; the term itself where that is not seen."""
    for start in range(len(term) - len(key) + 1):
        part = term[start : start + len(key)]
        if part[:at] == key[:at] and part[at + 1 :] == key[at + 1 :]:
            return part
    return term
