"""Two changes to one concept made one: what only one side changed is taken, what both changed differently clashes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from tmx.model import Concept, LanguageLevel, Term

from .differences import level_key, numbered, term_key
from .places import level_place, part, term_place
from .uniting import in_order


@dataclass(frozen=True, slots=True)
class Merged:
    """The concept that came of it, and the places where the sides disagree; there it is as the first side has it."""

    concept: Concept
    clashes: tuple[str, ...]


def merge(base: Concept, ours: Concept, theirs: Concept) -> Merged:
    """Field by field; of lists, such as notes, entry by entry, of terms by language and text."""
    if ours in (base, theirs):
        return Merged(theirs, ())
    if theirs == base:
        return Merged(ours, ())
    sides = _Sides()
    merged = sides.concept(base, ours, theirs)
    return Merged(merged, tuple(sides.clashes))


@dataclass(slots=True)
class _Sides:
    """Takes what a side changed; keeps the names of the places where both did."""

    clashes: list[str] = field(default_factory=list)

    def concept(self, base: Concept, ours: Concept, theirs: Concept) -> Concept:
        terms = self._keyed((base.terms, ours.terms, theirs.terms), term_key, term_place, _blank_term)
        levels = self._keyed((base.levels, ours.levels, theirs.levels), level_key, level_place, _blank_level)
        merged: Concept = self._record("", (base, ours, theirs), ("terms", "levels"))
        return replace(merged, terms=terms, levels=in_order(levels, terms))

    def _record(self, place: str, states: tuple[Any, Any, Any], but: Sequence[str] = ()) -> Any:
        """A dataclass of which each field is taken by itself."""
        taken = {}
        for name in (each.name for each in fields(states[0]) if each.name not in but):
            base, ours, theirs = (getattr(state, name) for state in states)
            way = self._many if isinstance(base, tuple) else self._one
            taken[name] = way(part(place, name), base, ours, theirs)
        return replace(states[1], **taken)

    def _one(self, place: str, base: Any, ours: Any, theirs: Any) -> Any:
        if ours in (base, theirs):
            return theirs
        if theirs != base:
            self.clashes.append(place)
        return ours

    def _many(self, place: str, base: tuple[Any, ...], ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> Any:
        """A list without what either side took out, with what either put in; both at one entry is a clash."""
        if ours in (base, theirs):
            return theirs
        if theirs == base:
            return ours
        was, first, second = Counter(base), Counter(ours), Counter(theirs)
        if (was - first) & (was - second) and first - was != second - was:
            self.clashes.append(place)
        gone, come = (was - second) - (was - first), (second - was) - (first - was)
        kept = [each for each in ours if not _taken(each, gone)]
        return (*kept, *(each for each in theirs if _taken(each, come)))

    def _keyed(
        self,
        states: tuple[Sequence[Any], Sequence[Any], Sequence[Any]],
        key: Callable[[Any], Hashable],
        place: Callable[[Any], str],
        blank: Callable[[Any], Any],
    ) -> tuple[Any, ...]:
        """What has a key, such as terms. Where only the other side changed the order, that one counts."""
        base, ours, theirs = (numbered(state, key) for state in states)
        first, second = (theirs, ours) if list(ours) == list(base) else (ours, theirs)
        keys = dict.fromkeys([*first, *second])
        found = (self._entry(base.get(each), ours.get(each), theirs.get(each), place, blank) for each in keys)
        return tuple(each for each in found if each is not None)

    def _entry(
        self, base: Any, ours: Any, theirs: Any, place: Callable[[Any], str], blank: Callable[[Any], Any]
    ) -> Any:
        if ours in (base, theirs):
            return theirs
        if theirs == base:
            return ours
        if ours is None or theirs is None:
            self.clashes.append(place(ours or theirs))
            return ours
        return self._record(place(ours), (base or blank(ours), ours, theirs))


def _taken(value: Any, left: Counter[Any]) -> bool:
    """True as often as a value is left to be taken."""
    found = left[value] > 0
    left[value] -= found
    return found


def _blank_term(term: Term) -> Term:
    return Term(term.language, term.text)


def _blank_level(level: LanguageLevel) -> LanguageLevel:
    return LanguageLevel(level.language)
