"""Reads what a request asks for into plain values; what is out of range the library itself refuses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from glossary.errors import BadRequest


def json_object(example: str) -> Mapping[str, Any]:
    """The JSON object that a request sends; where it sends none, the error shows this one."""
    sent = request.get_json()
    if not isinstance(sent, dict):
        raise BadRequest(f"send a JSON object, such as {example}")
    return sent


def text(values: Mapping[str, Any], name: str) -> str:
    """A text parameter, empty where it is missing."""
    value = values.get(name, "")
    if not isinstance(value, str):
        raise BadRequest(f"{name} must be text, not {type(value).__name__}")
    return value


def word(values: Mapping[str, Any], name: str) -> str:
    """A text parameter that has no white space around it, such as a name or a language tag."""
    return text(values, name).strip()


def several(values: MultiDict[str, str], name: str) -> tuple[str, ...]:
    """A text parameter that may be given several times, without the empty ones."""
    return tuple(filter(None, (value.strip() for value in values.getlist(name))))


def whole_number(values: Mapping[str, Any], name: str, default: int) -> int:
    """A parameter that is a whole number, `default` where it is missing or empty."""
    value = values.get(name, "")
    if value in ("", None):
        return default
    try:
        return int(str(value))
    except ValueError:
        raise BadRequest(f"{name} must be a whole number, not {value!r}") from None


def yes(values: Mapping[str, Any], name: str) -> bool:
    """A parameter that is a ticked box, or true in JSON."""
    value = values.get(name, "")
    return value is True or str(value).strip().lower() in ("1", "on", "true", "yes")


def text_map(values: Mapping[str, Any], name: str) -> dict[str, str]:
    """A parameter that is an object of texts, itself or as JSON in a form; empty where it is missing."""
    value = _object(values, name)
    if value is None or not all(isinstance(text, str) for text in value.values()):
        raise BadRequest(f'{name} must be an object of texts, such as {{"A": "en"}}')
    return value


def number_map(values: Mapping[str, Any], name: str) -> dict[str, int]:
    """A parameter that is an object of whole numbers, itself or as JSON in a form; empty where it is missing."""
    value = _object(values, name)
    if value is None or not all(type(number) is int for number in value.values()):
        raise BadRequest(f'{name} must be an object of whole numbers, such as {{"95-99": 30}}')
    return value


def _object(values: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    """None for what is no object."""
    value = values.get(name) or {}
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            value = None
    return value if isinstance(value, dict) else None


def words(value: Any, name: str) -> tuple[str, ...]:
    """A parameter that is a list of texts."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadRequest(f"{name} must be a list of texts")
    return tuple(value)


def whole_numbers(values: Mapping[str, Any], name: str) -> tuple[int, ...]:
    """A parameter that is a list of whole numbers."""
    value = values.get(name)
    if not isinstance(value, list) or not all(type(item) is int for item in value):
        raise BadRequest(f"{name} must be a list of whole numbers")
    return tuple(value)
