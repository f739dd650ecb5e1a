"""Values as JSON text for columns, and back: compact, sorted by nothing, equal texts for equal values."""

from __future__ import annotations

import json
from typing import Any

from tmx.model import (
    NOTHING,
    Concept,
    Definition,
    Details,
    Field,
    Note,
    Prop,
    Segment,
    Term,
    TermStatus,
    Unit,
    UnitStatus,
)
from tmx.plain import plain, value


def details_text(details: Details) -> str | None:
    """None for nothing, which is most units."""
    return _dump(_details(details)) if details else None


def details_from(text: str | None) -> Details:
    return _details_from(json.loads(text)) if text else NOTHING


def unit_text(unit: Unit) -> str:
    """A whole unit, for the history."""
    segments = [[s.language, s.text, s.markup, _details(s.details)] for s in unit.segments]
    return _dump([unit.id, unit.context, unit.status.value, _details(unit.details), segments])


def unit_from(text: str) -> Unit:
    id, context, status, details, segments = json.loads(text)
    return Unit(
        tuple(Segment(language, text, markup, _details_from(more)) for language, text, markup, more in segments),
        id,
        context,
        UnitStatus(status),
        _details_from(details),
    )


def concept_text(concept: Concept) -> str:
    """A whole concept: stored beside its terms' rows, and kept in the history."""
    return _dump(plain(concept))


def target_text(id: str) -> str:
    """What stands in `concept_text` wherever something in the concept points to an id."""
    return f'"target":{_dump(id)}'


def concept_from(text: str) -> Concept:
    held = json.loads(text)
    return _concept_of_first_form(held) if isinstance(held, list) else value(Concept, held)


def _concept_of_first_form(held: list[Any]) -> Concept:
    """A concept as rows held it before it had all of TBX-Basic: a list, with one domain, and one note a term."""
    id, domain, definitions, notes, props, terms = held
    return Concept(
        tuple(_term_of_first_form(*values) for values in terms),
        id=id,
        domains=(domain,) if domain else (),
        definitions=tuple(Definition(*values) for values in definitions),
        notes=tuple(Note(*values) for values in notes),
        fields=tuple(Field(*values) for values in props),
    )


def _term_of_first_form(
    language: str, text: str, status: str, type: str, part_of_speech: str, note: str, source: str
) -> Term:
    return Term(
        language,
        text,
        TermStatus(status),
        type,
        part_of_speech,
        notes=(Note(note),) if note else (),
        sources=(source,) if source else (),
    )


def _details(details: Details) -> list[Any]:
    return [
        [list(pair) for pair in details.attributes],
        [_filled(prop.type, prop.value, prop.language, prop.encoding) for prop in details.props],
        [_filled(note.text, note.language, note.encoding) for note in details.notes],
    ]


def _filled(*values: str) -> list[str]:
    """The values, without the last where it is empty, as rows had them before there was one more."""
    return list(values if values[-1] else values[:-1])


def _details_from(values: list[Any]) -> Details:
    attributes, props, notes = values
    if not (attributes or props or notes):
        return NOTHING
    return Details(
        tuple((name, value) for name, value in attributes),
        tuple(Prop(*prop) for prop in props),
        tuple(Note(*note) for note in notes),
    )


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
