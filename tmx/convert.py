"""The two ways between the floor's values: term pairs a memory can use, and units taken as concepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tmx.language import best
from tmx.model import (
    NOTHING,
    Concept,
    Definition,
    Details,
    Field,
    Languages,
    Losses,
    Prop,
    Segment,
    Term,
    TermStatus,
    Unit,
)

DOMAIN = "x-yiku-domain"
DEFINITION = "x-yiku-definition"
DEFINITION_SOURCE = "x-yiku-definition-source"


def unit_from_concept(concept: Concept, languages: Languages) -> Iterator[Unit]:
    """The units a memory can learn from a concept: its preferred terms first, then each admitted one.

    With both languages given, pairs in these two; otherwise one unit over all languages of the preferred terms, and one
    for each further term with the first terms of the other languages. Deprecated, forbidden and proposed terms give
    none.
    """
    by_language = _usable(concept)
    if languages.source and languages.target:
        found = (_answering(by_language, languages.source), _answering(by_language, languages.target))
        if found[0] == found[1]:
            return
        by_language = {tag: by_language[tag] for tag in found if tag}
    if len(by_language) < 2:
        return
    details = _details(concept)
    for terms in _choices(list(by_language.values())):
        yield Unit(tuple(Segment(term.language, term.text) for term in terms), id=concept.id, details=details)


def _usable(concept: Concept) -> dict[str, list[Term]]:
    """The terms of each language that may be written, the preferred first."""
    found: dict[str, list[Term]] = {}
    for status in (TermStatus.PREFERRED, TermStatus.ADMITTED):
        for term in concept.terms:
            if term.status is status:
                found.setdefault(term.language, []).append(term)
    return {tag: found[tag] for tag in dict.fromkeys(term.language for term in concept.terms) if tag in found}


def _answering(by_language: dict[str, list[Term]], language: str) -> str | None:
    return best(language, by_language)


def _choices(columns: list[list[Term]]) -> Iterator[tuple[Term, ...]]:
    """The first of each column, then every other term once, beside the first of the other columns."""
    firsts = [column[0] for column in columns]
    yield tuple(firsts)
    for at, column in enumerate(columns):
        for term in column[1:]:
            yield (*firsts[:at], term, *firsts[at + 1 :])


def _details(concept: Concept) -> Details:
    props = [Prop(DOMAIN, domain) for domain in concept.domains]
    for definition in concept.definitions:
        props.append(Prop(DEFINITION, definition.text, definition.language))
        if definition.source:
            props.append(Prop(DEFINITION_SOURCE, definition.source, definition.language))
    props += [Prop(field.type, field.value, field.language) for field in concept.fields]
    return Details(props=tuple(props), notes=concept.notes) or NOTHING


def concept_from_unit(unit: Unit) -> Concept:
    """The unit taken as a concept: the first segment of each language preferred, later ones of it admitted."""
    seen: set[str] = set()
    terms = []
    for segment in unit.segments:
        status = TermStatus.ADMITTED if segment.language in seen else TermStatus.PREFERRED
        seen.add(segment.language)
        terms.append(Term(segment.language, segment.text, status))
    props = unit.details.props
    return Concept(
        tuple(terms),
        id=unit.id,
        domains=tuple(prop.value for prop in props if prop.type == DOMAIN and prop.value),
        definitions=tuple(_definitions(props)),
        notes=unit.details.notes,
        fields=tuple(
            Field(prop.type, prop.value, prop.language)
            for prop in props
            if prop.type not in (DOMAIN, DEFINITION, DEFINITION_SOURCE)
        ),
    )


def _definitions(props: tuple[Prop, ...]) -> Iterator[Definition]:
    """Each definition, with the source that stands right after it."""
    for at, prop in enumerate(props):
        if prop.type != DEFINITION:
            continue
        after = props[at + 1] if at + 1 < len(props) else None
        source = after.value if after and after.type == DEFINITION_SOURCE else ""
        yield Definition(prop.value, prop.language, source)


def as_units(entries: Iterable[Unit | Concept], languages: Languages, losses: Losses) -> Iterator[Unit]:
    """Units as they are, concepts as the units they give; what gives none is counted."""
    for entry in entries:
        if isinstance(entry, Unit):
            yield entry
            continue
        units = tuple(unit_from_concept(entry, languages))
        if not units:
            losses.add("concepts without a usable term in two languages")
        elif not _held_by(units[0], entry):
            losses.add("concepts with more than a unit holds")
        yield from units


def _held_by(unit: Unit, concept: Concept) -> bool:
    """True where the unit's details give back all that a concept says beside its terms, which say no more either."""
    terms = all(term == Term(term.language, term.text, term.status) for term in concept.terms)
    return terms and replace(concept_from_unit(unit), terms=()) == replace(concept, terms=())


def as_concepts(entries: Iterable[Unit | Concept]) -> Iterator[Concept]:
    """Concepts as they are, units taken as concepts."""
    for entry in entries:
        yield entry if isinstance(entry, Concept) else concept_from_unit(entry)
