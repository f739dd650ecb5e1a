"""What the library holds, as lists."""

from __future__ import annotations

from flask import Response, jsonify, request

from web.parameters import whole_number
from web.service import library


def memories() -> Response:
    """Every `Memory`."""
    return jsonify([memory.as_json() for memory in library().memories()])


def termbases() -> Response:
    """Every `Termbase`."""
    return jsonify([termbase.as_json() for termbase in library().termbases()])


def batches() -> Response:
    """The last imports, `limit` of them, newest first."""
    limit = whole_number(request.args, "limit", 50)
    return jsonify([batch.as_json() for batch in library().batches(limit=limit)])


def languages() -> Response:
    """The tags of every language that the library holds."""
    return jsonify(list(library().languages()))


def stats() -> Response:
    """A `Stats`."""
    return jsonify(library().stats().as_json())
