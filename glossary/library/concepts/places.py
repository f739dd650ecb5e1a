"""What a place in a concept is called in differences and conflicts, and how what stands there is shown."""

from __future__ import annotations

import json
from functools import singledispatch

from tmx.model import Context, Definition, Field, LanguageLevel, Link, Note, Term, Transaction
from tmx.plain import plain

_WORDS = {"transactions": "who and when", "domains": "subject field"}


def term_place(term: Term) -> str:
    return f"{term.language}: {term.text}"


def level_place(level: LanguageLevel) -> str:
    return f"{level.language}: all terms"


def part(place: str, name: str) -> str:
    """A field of what stands at a place, by the name that the model gives it."""
    word = _WORDS.get(name) or name.replace("_", " ")
    return f"{place}, {word}" if place else word


@singledispatch
def shown(value: object) -> str:
    """A value in a line or two, for people; two that differ may be shown alike."""
    return str(value)


@shown.register
def _(value: Definition) -> str:
    return _with(f"{value.language}: {value.text}" if value.language else value.text, value.source)


@shown.register
def _(value: Context) -> str:
    return _with(value.text, value.source)


@shown.register
def _(value: Note) -> str:
    return value.text


@shown.register
def _(value: Link) -> str:
    return _with(value.text, value.target) if value.text else value.target


@shown.register
def _(value: Transaction) -> str:
    return " ".join(filter(None, (value.type, value.date, value.who)))


@shown.register
def _(value: Field) -> str:
    return f"{value.type}: {value.value or value.target}"


@shown.register
def _(value: Term) -> str:
    details = (value.status.value, value.type, value.part_of_speech, value.gender, *map(shown, value.notes))
    return _with(value.text, ", ".join(filter(None, details)))


def whole(value: object) -> str:
    """A value as JSON, for those that `shown` does not tell apart."""
    told = value if isinstance(value, str) else plain(value)
    return json.dumps(told, ensure_ascii=False)


def _with(text: str, more: str) -> str:
    return f"{text} ({more})" if more else text
