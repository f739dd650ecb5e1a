"""What differs between two states of a concept, thing by thing, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import pairwise, zip_longest
from typing import Any, TypeVar

from glossary.answers import Difference, Piece
from glossary.matching.score import compared, readings
from tmx.model import Concept, LanguageLevel, Term

from .places import level_place, part, shown, term_place, whole

Value = TypeVar("Value")
Pair = tuple[Value | None, Value | None]

_NONE = Concept(())
_MOST_COMPARED = 5000
"""Characters of a text, beyond which no pieces are marked."""
_BY_HAND = ("origination", "modification")


def differences(before: Concept | None, after: Concept | None) -> tuple[Difference, ...]:
    """Every difference, none where both are equal; None is a concept that is not there and says nothing."""
    return tuple(_concepts(before or _NONE, after or _NONE))


def told(before: Concept | None, after: Concept | None) -> tuple[Difference, ...]:
    """The same without the signatures that every write leaves, unless nothing else differs."""
    return differences(_unsigned(before), _unsigned(after)) or differences(before, after)


def _unsigned(concept: Concept | None) -> Concept | None:
    if concept is None:
        return None
    kept = tuple(each for each in concept.transactions if each.type not in _BY_HAND or each.fields)
    return replace(concept, transactions=kept)


def pairs(
    before: Sequence[Value], after: Sequence[Value], key: Callable[[Value], Hashable]
) -> list[tuple[Value | None, Value | None]]:
    """What has the same key in both, of several with one key the first with the first; then what is in one alone."""
    olds, news = numbered(before, key), numbered(after, key)
    both = [(old, news[each]) for each, old in olds.items() if each in news]
    gone = [(old, None) for each, old in olds.items() if each not in news]
    come = [(None, new) for each, new in news.items() if each not in olds]
    return [*both, *gone, *come]


def numbered(values: Sequence[Value], key: Callable[[Value], Hashable]) -> dict[tuple[Hashable, int], Value]:
    """Values by their key and by how many with this key stand before."""
    met: Counter[Hashable] = Counter()
    found = {}
    for value in values:
        found[key(value), met[key(value)]] = value
        met[key(value)] += 1
    return found


def term_key(term: Term) -> Hashable:
    return term.language, term.text


def level_key(level: LanguageLevel) -> Hashable:
    return level.language


def _concepts(before: Concept, after: Concept) -> Iterator[Difference]:
    yield from _terms(before.terms, after.terms)
    yield from _record("", before, after, ("terms", "levels"))
    for old, new in pairs(before.levels, after.levels, level_key):
        some = old or new
        assert some is not None
        blank = LanguageLevel(some.language)
        yield from _record(level_place(some), old or blank, new or blank, ())
    yield from _order("order of languages", before.levels, after.levels, level_key)


def _terms(before: Sequence[Term], after: Sequence[Term]) -> Iterator[Difference]:
    for old, new in _renamed(pairs(before, after, term_key)):
        if old and new:
            yield from _record(term_place(old), old, new, ())
        else:
            some = old or new
            assert some is not None
            yield Difference(f"{some.language}: term", shown(old) if old else "", shown(new) if new else "")
    yield from _order("order of terms", before, after, term_key)


def _renamed(found: list[Pair[Term]]) -> Iterator[Pair[Term]]:
    """Pairs a term that went with one of its language that came: most often the same in other letters."""
    come = [new for old, new in found if old is None and new is not None]
    for old, new in found:
        if old and new:
            yield old, new
        elif old:
            other = next((each for each in come if each.language == old.language), None)
            if other:
                come.remove(other)
            yield old, other
    yield from ((None, new) for new in come)


def _order(
    what: str, before: Sequence[Value], after: Sequence[Value], key: Callable[[Value], Hashable]
) -> Iterator[Difference]:
    """Whether what is in both stands in another order."""
    olds, news = numbered(before, key), numbered(after, key)
    places = list(news)
    at = [places.index(each) for each in olds if each in news]
    if any(one > other for one, other in pairwise(at)):
        yield Difference(what, _names(olds), _names(news))


def _names(keys: Iterable[tuple[Hashable, int]]) -> str:
    """The terms' texts, the levels' languages."""
    return ", ".join(str(key[-1] if isinstance(key, tuple) else key) for key, _ in keys)


def _record(place: str, before: Any, after: Any, but: Sequence[str]) -> Iterator[Difference]:
    """The fields of two dataclasses of one kind that differ."""
    for name in (field.name for field in fields(before) if field.name not in but):
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if isinstance(old, tuple):
            yield from _many(part(place, name), old, new, getattr(after, "language", ""))
        else:
            yield _difference(part(place, name), old, new, getattr(after, "language", ""))


def _many(what: str, before: tuple[Any, ...], after: tuple[Any, ...], language: str) -> Iterator[Difference]:
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    if not gone and not come:
        yield Difference(f"order of {what}", "; ".join(map(whole, before)), "; ".join(map(whole, after)))
    for old, new in zip_longest(gone.elements(), come.elements()):
        yield _difference(what, old, new, language)


def _difference(what: str, old: Any, new: Any, language: str) -> Difference:
    before, after = ("" if each is None else shown(each) for each in (old, new))
    if before == after:
        before, after = ("" if each is None else whole(each) for each in (old, new))
    marked: tuple[tuple[Piece, ...], tuple[Piece, ...]] = ((), ())
    if before and after and len(before) + len(after) <= _MOST_COMPARED:
        marked = compared(readings(before, language), readings(after, language))
    return Difference(what, before, after, *marked)
