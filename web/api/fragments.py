"""``GET /fragments?text=&source=&target=&limit=``: the longest stretches of a text that the memories have whole."""

from __future__ import annotations

from flask import Response, jsonify, request

from web.parameters import text, whole_number, word
from web.service import library


def fragments() -> Response:
    """A `Fragments`."""
    source, target = word(request.args, "source"), word(request.args, "target")
    limit = whole_number(request.args, "limit", 10)
    return jsonify(library().fragments(text(request.args, "text"), source, target, limit).as_json())
