"""Finds where the target says what the query says otherwise than the source, and says it there; refuses to guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from glossary.text.quantities import Kind, Quantity, rewritten
from glossary.text.verbatim import Verbatim, VerbatimKind

from .agreement import disagreement
from .slots import Key, Slot, pairs, slots

_INLINE = re.compile(r"</?(?:a|abbr|b|big|bx|code|em|ex|font|g|i|it|kbd|ph|s|small|span|strong|su[bp]|tt|u|x)\b", re.I)
"""Tags that say how words look; another, such as <source>, stands for words that others beside it go by."""
_TELLING = re.compile("date|year|month|day|hour|time|place")


@dataclass(frozen=True, slots=True)
class Replacement:
    """What was put in the place of what: `start` and `end` are the new text's place in the adapted target."""

    kind: str
    old: str
    new: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Adapted:
    """The target with the query's quantities. Without replacements source and query say the same in other forms."""

    target: str
    replacements: tuple[Replacement, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why the target is left alone, in plain words."""

    reason: str


class _Guess(Exception):
    """Raised with the reason where to go on would be a guess."""


def adapt(query: str, source: str, target: str, source_language: str, target_language: str) -> Adapted | Refused:
    """The target of a stored source, adapted to a query that differs from the source in its slots alone.

    Nothing outside the replaced slots changes. What is put in is read again and must say what was meant.
    """
    paired = pairs(query, source, source_language)
    if paired is None:
        return Refused("the texts differ in other words too")
    try:
        places = slots(target, target_language)
        wanted = _wanted(paired, places)
        written = [_written(places[at], new, target, target_language) for at, new in wanted]
        adapted = _put(target, [(places[at], text) for (at, _), text in zip(wanted, written, strict=True)])
        _read_again(adapted.target, places, dict(wanted), target_language)
    except _Guess as guess:
        return Refused(str(guess))
    return adapted


def _wanted(paired: Sequence[tuple[Slot, Slot]], places: Sequence[Slot]) -> list[tuple[int, Slot]]:
    """Which places of the target take which slots of the query, ascending."""
    wanted: dict[int, Slot] = {}
    for old, new in paired:
        if old.key != new.key:
            _check_change(old, new)
            for at in _places(old, paired, places):
                wanted[at] = new
    return sorted(wanted.items(), key=lambda each: each[0])


def _check_change(old: Slot, new: Slot) -> None:
    """Raises where old and new are not the same kind of thing, or one is not sure."""
    was, now = old.content, new.content
    if isinstance(was, Quantity) and isinstance(now, Quantity):
        doubt = was.doubt or now.doubt
        if doubt:
            raise _Guess(doubt)
        if was.kind is not now.kind:
            raise _Guess(f"“{old.text}” is a {was.kind} and “{new.text}” a {now.kind}")
        if was.unit != now.unit and was.kind is not Kind.MONEY:
            raise _Guess(f"“{old.text}” and “{new.text}” are in different units")
        if was.bound != now.bound:
            raise _Guess(f"“{old.text}” and “{new.text}” are bounded differently")
    elif _may_ask_for_other_words(old, new):
        raise _Guess(f"“{old.text}” and “{new.text}” stand for things that may ask for other words")


def _may_ask_for_other_words(old: Slot, new: Slot) -> bool:
    """True where names tell of contents that words beside them go by: on a date, in a month."""
    match old.content.kind:
        case VerbatimKind.PLACEHOLDER:
            told, tells = (set(_TELLING.findall(slot.text.lower())) for slot in (old, new))
            return told != tells
        case VerbatimKind.CODE:
            return any(slot.text[0] == "<" and not _INLINE.match(slot.text) for slot in (old, new))
    return False


def _places(old: Slot, paired: Sequence[tuple[Slot, Slot]], places: Sequence[Slot]) -> list[int]:
    """Where the target says what `old` says: as often as the source, and all to become the same."""
    same = [at for at, place in enumerate(places) if place.key == old.key]
    if same:
        beside = [pair for pair in paired if pair[0].key == old.key]
    else:
        same = [at for at, place in enumerate(places) if _agree(old, place)]
        beside = [pair for pair in paired if _agree(old, pair[0])]
    others = sum(_agree(old, place) for place in places) - sum(_agree(old, pair[0]) for pair in paired)
    if same and others > 0:
        raise _Guess(f"the target says “{old.text}” oftener than the source")
    if not same:
        raise _Guess(f"nothing in the target says “{old.text}”")
    if len(same) != len(beside):
        raise _Guess(f"the source says “{old.text}” {_times(len(beside))}, the target {_times(len(same))}")
    if len({new.key for _, new in beside}) > 1:
        raise _Guess(f"“{old.text}” stands in {len(same)} places that become different things")
    return same


def _agree(a: Slot, b: Slot) -> bool:
    return isinstance(a.content, Quantity) and isinstance(b.content, Quantity) and a.content.agrees(b.content)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _written(place: Slot, new: Slot, target: str, language: str) -> str:
    """The text that takes the place."""
    if isinstance(place.content, Verbatim) or isinstance(new.content, Verbatim):
        return new.text
    wanted = _in_unit(place.content, new.content)
    if place.content.doubt:
        raise _Guess(place.content.doubt)
    text = rewritten(place.content, wanted)
    if text is None:
        raise _Guess(f"“{new.text}” cannot be written as “{place.text}” is")
    reason = disagreement(target, place.content, wanted, text, language)
    if reason:
        raise _Guess(reason)
    return text


def _in_unit(place: Quantity, new: Quantity) -> Quantity:
    """A quantity for a place that says a unit where the source says none, or none where it says one."""
    bare = place.kind is not new.kind
    return replace(new, unit=place.unit) if bare else new


def _put(target: str, changes: Sequence[tuple[Slot, str]]) -> Adapted:
    """Replaces slots, ascending and apart."""
    pieces: list[str] = []
    replacements: list[Replacement] = []
    end = length = 0
    for place, text in changes:
        pieces += [target[end : place.start], text]
        length += place.start - end
        replacements.append(Replacement(place.content.kind.value, place.text, text, length, length + len(text)))
        length, end = length + len(text), place.end
    return Adapted("".join((*pieces, target[end:])), tuple(replacements))


def _read_again(adapted: str, places: Sequence[Slot], wanted: dict[int, Slot], language: str) -> None:
    """Raises where the adapted target, read as any text is, does not say what was to be put in."""
    expected = [_key_of(place, wanted[at]) if at in wanted else place.key for at, place in enumerate(places)]
    if [slot.key for slot in slots(adapted, language)] != expected:
        raise _Guess(f"“{next(iter(wanted.values())).text}” would not be read as meant in the target")


def _key_of(place: Slot, new: Slot) -> Key:
    if isinstance(place.content, Quantity) and isinstance(new.content, Quantity):
        kept = _in_unit(place.content, new.content)
        return replace(place.content, value=kept.value, unit=kept.unit).identity
    return new.key
