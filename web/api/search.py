"""``GET /search?q=&language=&limit=``: terms, then sentences."""

from __future__ import annotations

from flask import Response, jsonify, request

from web.parameters import whole_number, word
from web.service import library


def search() -> Response:
    """A `SearchAnswer`."""
    query, language = word(request.args, "q"), word(request.args, "language")
    return jsonify(library().search(query, language=language, limit=whole_number(request.args, "limit", 20)).as_json())
