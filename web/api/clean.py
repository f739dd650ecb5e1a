"""``/clean`` and ``/replace``: what is probably wrong in the memories, its remedies, and search-and-replace."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any, TypeVar

from flask import Response, jsonify, request

from glossary.answers import Finding, Replacement
from glossary.errors import BadRequest
from web.firsts import first
from web.parameters import json_object, text, whole_number, word, words, yes
from web.service import library

Answer = TypeVar("Answer", Finding, Replacement)
MOST = 10_000
"""The highest ``limit``."""


def clean() -> Response:
    """The first ``limit`` `Finding`s of every ``report``, of all where none is named, and whether there are ``more``.

    ``memory`` narrows them to one memory.
    """
    found = library().clean(word(request.args, "memory") or None, request.args.getlist("report"))
    return _first("findings", found, request.args)


def fix() -> Response:
    """Takes a ``remedy`` to all that ``reports`` find, or to the findings of ``units``: a `CleanReport`."""
    order = json_object('{"remedy": "delete", "reports": ["untranslated"]}')
    units = order.get("units")
    if units is not None and not (isinstance(units, list) and units and all(type(each) is int for each in units)):
        raise BadRequest("units must be a list of numbers of units, or missing to mean all that is found")
    report = library().fix(
        word(order, "remedy"),
        word(order, "memory") or None,
        words(order.get("reports", []), "reports"),
        units or (),
        word(order, "who"),
    )
    return jsonify(report.as_json())


def replace() -> Response:
    """Puts ``new`` for ``old``: a `CleanReport`. With ``dry_run`` the first ``limit`` `Replacement`s, and if ``more``.

    ``language`` and ``memory`` narrow it; ``regex`` makes ``old`` a regular expression.
    """
    order = json_object('{"old": "…", "new": "…"}')
    wanted: dict[str, Any] = {
        "language": word(order, "language"),
        "memory": word(order, "memory") or None,
        "regex": yes(order, "regex"),
    }
    old, new = text(order, "old"), text(order, "new")
    if yes(order, "dry_run"):
        return _first("replacements", library().preview_replacement(old, new, **wanted), order)
    return jsonify(library().replace(old, new, who=word(order, "who"), **wanted).as_json())


def _first(name: str, found: Generator[Answer, None, None], order: Mapping[str, Any]) -> Response:
    limit = whole_number(order, "limit", 100)
    if not 1 <= limit <= MOST:
        raise BadRequest(f"the limit is {limit}; it must be from 1 to {MOST:,}")
    shown, more = first(found, limit)
    return jsonify({name: [each.as_json() for each in shown], "more": more})
