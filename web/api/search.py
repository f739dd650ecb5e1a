"""``GET /search?q=&language=&limit=&mode=``: terms, then sentences."""

from __future__ import annotations

from flask import Response, jsonify, request

from web.parameters import whole_number, word
from web.service import library


def search() -> Response:
    """A `SearchAnswer`."""
    query, language = word(request.args, "q"), word(request.args, "language")
    limit, mode = whole_number(request.args, "limit", 20), word(request.args, "mode") or "exact"
    return jsonify(library().search(query, language=language, limit=limit, mode=mode).as_json())
