"""Any of the floor's values as plain JSON values and back, whole: for JSON Lines, a database's rows, a table's cell.

A value is an object of its fields by name, in the order of the model; what is empty is left out. Attributes stay pairs.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar

Value = TypeVar("Value")
Plain = dict[str, Any]


class BadValue(ValueError):
    """Plain values that are not those of the wanted kind, with the place in them: ``terms[0].status: …``."""

    def __init__(self, what: str, path: str = "") -> None:
        super().__init__(f"{path.removeprefix('.')}: {what}" if path else what)
        self.what, self.path = what, path

    def inside(self, step: str) -> BadValue:
        return BadValue(self.what, step + self.path)


def plain(value: object) -> Plain:
    """The fields of a frozen dataclass that differ from their defaults, and those that have none."""
    found: Plain = {}
    kind: Any = type(value)
    for name, default in _defaults(kind):
        held = getattr(value, name)
        if default is MISSING or held != default:
            found[name] = _plain(held)
    return found


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return plain(value) if is_dataclass(value) else value


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(kind))


def value(kind: type[Value], held: object) -> Value:
    """The value that `plain` gave these for. Raises `BadValue`, also for a name that the model has not."""
    try:
        return typing.cast(Value, _reader(typing.cast(Any, kind))(held))
    except RecursionError:
        raise BadValue("it is nested too deep") from None


@dataclass(frozen=True, slots=True)
class _Record:
    """Reads one kind of dataclass."""

    kind: type
    required: tuple[str, ...]

    def __call__(self, held: object) -> Any:
        if not isinstance(held, dict):
            raise BadValue(f"an object is wanted, this is {_shown(held)}")
        readers = _field_readers(self.kind)
        found = {}
        for name, one in held.items():
            if name not in readers:
                raise BadValue(f"nothing here is called “{name[:40]}”; there is {', '.join(readers)}")
            try:
                found[name] = readers[name](one)
            except BadValue as error:
                raise error.inside(f".{name}") from None
        missing = [name for name in self.required if name not in found]
        if missing:
            raise BadValue(f"“{missing[0]}” is missing")
        return self.kind(**found)


@cache
def _reader(hint: Any) -> Callable[[object], Any]:
    """What reads a value of this type hint: the few kinds of hint that the model uses."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return _many(_reader(inner[0])) if inner[-1] is Ellipsis else _pair
    if origin is types.UnionType:
        return _or_none(_reader(inner[0]))
    if is_dataclass(hint):
        required = tuple(field.name for field in fields(hint) if field.default is MISSING)
        return _Record(typing.cast(type, hint), required)
    return _text if hint is str else _one_of(hint)


@cache
def _field_readers(kind: Any) -> dict[str, Callable[[object], Any]]:
    hints = typing.get_type_hints(kind)
    return {field.name: _reader(hints[field.name]) for field in fields(kind)}


def _text(held: object) -> str:
    if not isinstance(held, str):
        raise BadValue(f"a text is wanted, this is {_shown(held)}")
    try:
        held.encode()
    except UnicodeEncodeError:  # JSON's escapes can make lone surrogates, which are no text
        raise BadValue("it holds half a character (a lone surrogate)") from None
    return held


def _pair(held: object) -> tuple[str, str]:
    if not isinstance(held, list) or len(held) != 2:
        raise BadValue(f"a name and a value are wanted, this is {_shown(held)}")
    return _text(held[0]), _text(held[1])


def _many(reader: Callable[[object], Any]) -> Callable[[object], tuple[Any, ...]]:
    def read(held: object) -> tuple[Any, ...]:
        if not isinstance(held, list):
            raise BadValue(f"a list is wanted, this is {_shown(held)}")
        found = []
        for at, one in enumerate(held):
            try:
                found.append(reader(one))
            except BadValue as error:
                raise error.inside(f"[{at}]") from None
        return tuple(found)

    return read


def _or_none(reader: Callable[[object], Any]) -> Callable[[object], Any]:
    return lambda held: None if held is None else reader(held)


def _one_of(kind: type[Enum]) -> Callable[[object], Enum]:
    def read(held: object) -> Enum:
        try:
            return kind(held)
        except ValueError:
            raise BadValue(f"{_shown(held)} is none of {', '.join(str(one.value) for one in kind)}") from None

    return read


def _shown(held: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    if held is None:
        return "null"
    return f"“{held[:40]}”" if isinstance(held, str) else names.get(type(held), "something else")
