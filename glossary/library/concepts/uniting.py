"""Several concepts made one, so that nothing that any of them says is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from tmx.model import Concept, Field, LanguageLevel, Link, Note, Term, TermStatus

from .places import part, shown

Value = TypeVar("Value")

_SAYING_LITTLE = (TermStatus.ADMITTED, TermStatus.PROPOSED)
"""What a term is where nobody has said anything of it."""


def united(into: Concept, other: Concept) -> Concept:
    """A concept with all that another says beside it. Where they contradict, `into` is right and a note says so."""
    return _joined(
        into,
        other,
        terms=united_terms(into.terms, other.terms),
        levels=in_order(united_levels((*into.levels, *other.levels)), (*into.terms, *other.terms)),
    )


def united_terms(into: Sequence[Term], others: Sequence[Term]) -> tuple[Term, ...]:
    """Terms of the same language and text become one, others stand behind."""
    found, places = list(into), _first_places(into)
    for other in others:
        at = places.setdefault((other.language, other.text), len(found))
        if at == len(found):
            found.append(other)
        else:
            found[at] = _united_term(found[at], other)
    return tuple(found)


def _first_places(terms: Sequence[Term]) -> dict[tuple[str, str], int]:
    """Where each language and text stands first."""
    return {(term.language, term.text): at for at, term in reversed(list(enumerate(terms)))}


def _united_term(into: Term, other: Term) -> Term:
    judged = other.status if into.status is TermStatus.PROPOSED else into.status
    joined = _joined(into, other, status=judged)
    contradicted = Note(f"status: {other.status.value}")
    if other.status in (judged, *_SAYING_LITTLE) or contradicted in joined.notes:
        return joined
    return replace(joined, notes=(*joined.notes, contradicted))


def united_levels(levels: Iterable[LanguageLevel]) -> tuple[LanguageLevel, ...]:
    """One level a language."""
    found: dict[str, LanguageLevel] = {}
    for level in levels:
        known = found.get(level.language)
        found[level.language] = _joined(known, level) if known else level
    return tuple(found.values())


def in_order(levels: Sequence[LanguageLevel], terms: Sequence[Term]) -> tuple[LanguageLevel, ...]:
    """Levels in the order of the terms' languages, those without a term after them; empty ones go."""
    spoken = {language: at for at, language in enumerate(dict.fromkeys(term.language for term in terms))}
    return tuple(sorted(filter(None, levels), key=lambda level: spoken.get(level.language, len(spoken))))


def _joined(into: Value, other: Value, **settled: Any) -> Value:
    """A dataclass with another's lists behind its own and the other's word where it has none.

    A word of the other's that contradicts becomes a note, but for its id, whose place references take.
    """
    kept: list[str] = []
    taken = dict(settled)
    record: Any = into
    for name in (field.name for field in fields(record) if field.name not in settled):
        ours, theirs = getattr(into, name), getattr(other, name)
        if isinstance(ours, tuple):
            taken[name] = (*ours, *(each for each in dict.fromkeys(theirs) if each not in ours))
        else:
            taken[name] = ours or theirs
            if theirs and theirs != taken[name] and name != "id":
                kept.append(f"{part('', name)}: {shown(theirs)}")
    if kept:
        taken["notes"] = (*taken["notes"], *(note for note in map(Note, kept) if note not in taken["notes"]))
    joined: Value = replace(record, **taken)
    return joined


def renamed_ids(other: Concept, now: Concept) -> dict[str, str]:
    """Which ids of `other` are to be read as which of `now`, the concept that came of both."""
    found, places = {other.id: now.id} if other.id else {}, _first_places(now.terms)
    for term in other.terms:
        twin = now.terms[places[term.language, term.text]]
        if term.id:
            found[term.id] = twin.id
    return {old: new for old, new in found.items() if old != new}


def pointed(concept: Concept, ids: Mapping[str, str]) -> Concept:
    """A concept whose references, and fields that point to a target, have other ids for some."""
    found: Concept = _mapped(concept, lambda target: ids.get(target, target))
    return found


def without_references_to(concept: Concept, id: str) -> Concept:
    """A concept that does not refer to itself."""
    return replace(concept, references=tuple(each for each in concept.references if each.target != id))


def targets(concept: Concept) -> set[str]:
    """All that a concept's references and fields point to."""
    found: set[str] = set()

    def seen(target: str) -> str:
        found.add(target)
        return target

    _mapped(concept, seen)
    return found - {""}


def _mapped(value: Any, target: Callable[[str], str], *, pointer: bool = False) -> Any:
    """A value with every target of a reference or field put through a function."""
    if isinstance(value, tuple):
        return tuple(_mapped(each, target, pointer=pointer) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    found: dict[str, Any] = {}
    for name in (field.name for field in fields(value)):
        held = getattr(value, name)
        if name == "target" and (isinstance(value, Field) or (isinstance(value, Link) and pointer)):
            found[name] = target(held)
        elif isinstance(held, tuple) and held:
            found[name] = _mapped(held, target, pointer=name == "references")
    return replace(value, **found) if found else value
