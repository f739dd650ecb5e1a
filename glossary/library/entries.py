"""Makes units and concepts ready to be stored: who they are, and the keys and forms they are found by."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b

from glossary.store.serial import details_text
from glossary.store.values import Form, NewConcept, NewUnit, UnitRow
from glossary.terms.forms import term_forms
from glossary.text.keys import key_text
from tmx.model import NOTHING, Concept, Unit

_IDENTITY_BYTES = 16


def new_unit(unit: Unit) -> NewUnit:
    """A unit ready to be stored."""
    return NewUnit(*unit_row(unit))


def unit_row(unit: Unit, keys: Callable[[str, str], str] = key_text) -> UnitRow:
    """The same as a plain tuple; `keys` makes the keys of a text in a language."""
    segments = [
        (
            segment.language,
            segment.text,
            segment.markup,
            None if segment.details is NOTHING else details_text(segment.details),
            keys(segment.text, segment.language).encode("utf-16-le"),
        )
        for segment in unit.segments
    ]
    details = None if unit.details is NOTHING else details_text(unit.details)
    return _unit_identity(unit), unit.id, unit.context, unit.status.value, details, tuple(segments)


def _unit_identity(unit: Unit) -> bytes:
    """Equal for units of the same texts, codes and context: a memory holds such a unit once."""
    parts = [unit.context]
    for segment in unit.segments:
        parts.append(segment.language)
        parts.append(segment.text if segment.markup is None else f"\1{segment.markup}")
    return _digest("\0".join(parts))


def new_concept(concept: Concept) -> NewConcept:
    """A concept with its identity and its terms' forms."""
    forms = tuple(tuple(Form(int(way), key) for way, key in term_forms(term.text)) for term in concept.terms)
    return NewConcept(concept, concept_identity(concept), forms)


def concept_identity(concept: Concept) -> bytes:
    """By the author's own id where there is one; else equal for concepts of the same terms in the same domain."""
    if concept.id:
        return _digest(f"id\0{concept.id}")
    terms = sorted(f"{term.language}\0{term.text}" for term in concept.terms)
    return _digest("\0".join(["terms", concept.domain, *terms]))


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_IDENTITY_BYTES).digest()
