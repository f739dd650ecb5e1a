"""One segment of a bilingual file as it stands there, for a reader to make a unit of and a filler to fill."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

UNTRANSLATED = "not translated"
COPY = "its target is a copy of its source, in the state “{state}”"
PROTECTED = "marked as not to be translated"
SAME = "its source and target are both in {language}"
KEPT = "{fault} (what is in it is kept)"
EMPTY = "its source is empty"


@dataclass(frozen=True, slots=True)
class Slot:
    """Where one segment's source is, and where its target is or would go.

    `holder` is the ``<segment>`` of 2.x, the ``<trans-unit>`` of 1.2; `id` is the segment's own within its unit.
    """

    holder: etree._Element
    source: etree._Element
    target: etree._Element | None
    id: str = ""


class Unusable(Exception):
    """Why a unit cannot be taken."""


def is_empty(element: etree._Element | None) -> bool:
    """True where there is nothing in it but white space."""
    return element is None or not (len(element) or (element.text or "").strip())


def refuse_entities(unit: etree._Element) -> None:
    """Raises `Unusable` where an entity is used, which only a DTD of its own could explain."""
    entity = next(unit.iter(etree.Entity), None)
    if entity is not None:
        raise Unusable(f"it uses the entity {entity.text}, which only a DTD of its own could explain")


def child(parent: etree._Element, tag: str) -> etree._Element | None:
    """The first child of a name."""
    return next(parent.iterchildren(tag), None)


def inherited(element: etree._Element, name: str) -> str | None:
    """An attribute of an element, or of the nearest one around it that has it."""
    found = element.get(name)
    if found is not None:
        return found
    return next((around.get(name) for around in element.iterancestors() if around.get(name) is not None), None)
