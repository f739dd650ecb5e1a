"""The column ``extra`` of an exported table: what no other column holds, as JSON, so that it reads back whole."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tmx.model import Definition, Note, Prop


class RowError(Exception):
    """Why a row cannot be taken, in words."""


@dataclass(frozen=True, slots=True)
class Extra:
    """What does not fit the columns of its row."""

    attributes: tuple[tuple[str, str], ...] = ()
    props: tuple[Prop, ...] = ()
    notes: tuple[Note, ...] = ()
    definitions: tuple[Definition, ...] = ()


def packed(extra: Extra) -> str:
    """The cell, empty where there is nothing to hold."""
    held = {
        "attributes": [list(pair) for pair in extra.attributes],
        "props": [[prop.type, prop.value, prop.language] for prop in extra.props],
        "notes": [[note.text, note.language] for note in extra.notes],
        "definitions": [[one.text, one.language, one.source] for one in extra.definitions],
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
            attributes=tuple((name, value) for name, value in _texts(held, "attributes", 2)),
            props=tuple(Prop(*values) for values in _texts(held, "props", 3)),
            notes=tuple(Note(*values) for values in _texts(held, "notes", 2)),
            definitions=tuple(Definition(*values) for values in _texts(held, "definitions", 3)),
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise RowError("its column extra does not hold what an export writes there; empty the cell") from None


def _texts(held: dict[str, list[list[str]]], name: str, length: int) -> list[list[str]]:
    values = held.get(name, [])
    for value in values:
        if len(value) != length or not all(isinstance(text, str) for text in value):
            raise TypeError(name)
        "".join(value).encode()  # JSON's escapes can make lone surrogates, which are no text
    return values
