"""The column ``extra`` of an exported table: what no other column holds, as JSON, so that it reads back whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tmx.model import Concept, Definition, Note, Prop, Term
from tmx.plain import plain, value

NO_CONCEPT, NO_TERM = Concept(()), Term("", "")


class RowError(Exception):
    """Why a row cannot be taken, in words."""


@dataclass(frozen=True, slots=True)
class Extra:
    """What does not fit the columns of its row.

    `concept` and `term` say what the row's concept and its term have beside their columns; their id and text are empty
    where the columns hold them. `definitions` of tables written before they did so are still read.
    """

    attributes: tuple[tuple[str, str], ...] = ()
    props: tuple[Prop, ...] = ()
    notes: tuple[Note, ...] = ()
    definitions: tuple[Definition, ...] = ()
    concept: Concept = NO_CONCEPT
    term: Term = NO_TERM


def packed(extra: Extra) -> str:
    """The cell, empty where there is nothing to hold."""
    held: dict[str, Any] = {
        "attributes": [list(pair) for pair in extra.attributes],
        "props": [_filled(prop.type, prop.value, prop.language, prop.encoding) for prop in extra.props],
        "notes": [_filled(note.text, note.language, note.encoding) for note in extra.notes],
        "concept": _without(plain(extra.concept), terms=[]),
        "term": _without(plain(extra.term), language="", text=""),
    }
    held = {name: values for name, values in held.items() if values}
    return json.dumps(held, ensure_ascii=False, separators=(",", ":")) if held else ""


def unpacked(cell: str) -> Extra:
    """What `packed` put into a cell. Raises `RowError` where it was not that."""
    if not cell.strip():
        return Extra()
    try:
        held = json.loads(cell)
        return Extra(
            attributes=tuple((name, value) for name, value in _texts(held, "attributes", 2, 2)),
            props=tuple(Prop(*values) for values in _texts(held, "props", 3, 4)),
            notes=tuple(Note(*values) for values in _texts(held, "notes", 2, 3)),
            definitions=tuple(
                Definition(text, language, source) for text, language, source in _texts(held, "definitions", 3, 3)
            ),
            concept=value(Concept, {"terms": [], **held.get("concept", {})}),
            term=value(Term, {"language": "", "text": "", **held.get("term", {})}),
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise RowError("its column extra does not hold what an export writes there; empty the cell") from None


def _without(held: dict[str, Any], **empty: object) -> dict[str, Any]:
    return {name: one for name, one in held.items() if name not in empty or one != empty[name]}


def _filled(*values: str) -> list[str]:
    """The values, without the last where it is empty, which most are."""
    return list(values if values[-1] else values[:-1])


def _texts(held: dict[str, list[list[str]]], name: str, least: int, most: int) -> list[list[str]]:
    values = held.get(name, [])
    for each in values:
        if not least <= len(each) <= most or not all(isinstance(text, str) for text in each):
            raise TypeError(name)
        "".join(each).encode()  # JSON's escapes can make lone surrogates, which are no text
    return values
