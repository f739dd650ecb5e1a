"""One concept or one unit, by its number."""

from __future__ import annotations

from flask import Response, jsonify

from web.service import library


def concept(number: int) -> Response:
    """A `ConceptAnswer`."""
    return jsonify(library().concept(number).as_json())


def unit(number: int) -> Response:
    """A `UnitAnswer`."""
    return jsonify(library().unit(number).as_json())
