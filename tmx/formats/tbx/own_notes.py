"""Notes in which an export keeps what TBX-Basic has no place for: ``x-yiku-field admin/productSubset: Servers``.

A note that begins with ``x-yiku`` says something that belongs to a place of its own; one that begins with
``x-yiku-field`` holds one of the model's fields. What has more than kind, type and value is written as JSON.
"""

from __future__ import annotations

import json
import re

from tmx.model import Field
from tmx.plain import BadValue, plain, value

ITEM, FIELD = "x-yiku", "x-yiku-field"
"""The two beginnings; also the `kind` of the wrapper in which `unpacked` gives what it found."""

_TYPE = r"[A-Za-z][\w.-]*"
_SIMPLE = re.compile(r"([A-Za-z]+)/(" + _TYPE + ")")
_NOTE = re.compile(rf"({FIELD}|{ITEM}) (?:{_SIMPLE.pattern}: (.*)|(\{{.*\}}))\Z", re.DOTALL)


def wrapped(field: Field) -> Field:
    """A field of the model as an item that no reader takes for anything else."""
    return Field("", kind=FIELD, fields=(field,))


def packed(item: Field) -> str:
    """The note that holds an item, wrapped or not."""
    word, held = (FIELD, item.fields[0]) if item.kind == FIELD and item.fields else (ITEM, item)
    name = f"{held.kind}/{held.type}"
    if held == Field(held.type, held.value, kind=held.kind) and _SIMPLE.fullmatch(name):
        return f"{word} {name}: {held.value}"
    return f"{word} {json.dumps(plain(held), ensure_ascii=False, separators=(',', ':'))}"


def unpacked(text: str) -> Field | None:
    """What such a note holds, in a wrapper that says which of the two it is; None for any other note."""
    match = _NOTE.match(text)
    if match is None:
        return None
    word, kind, type, simple, held = match.groups()
    if kind:
        return Field("", kind=word, fields=(Field(type, simple, kind=kind),))
    try:
        return Field("", kind=word, fields=(value(Field, json.loads(held)),))
    except (BadValue, ValueError, RecursionError):
        return None
