"""``/terms``: the terms in a text, by GET with parameters or by POST with a JSON object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, jsonify, request

from web.parameters import json_object, text, word, words
from web.service import library


def terms() -> Response:
    """A list of `TermInText`, in the order of the text."""
    if request.method == "GET":
        return _terms(dict(request.args) | {"termbases": request.args.getlist("termbases")})
    order = json_object('{"text": "…", "source": "zh", "target": "en"}')
    return _terms(order)


def _terms(order: Mapping[str, Any]) -> Response:
    found = library().recognise(
        text(order, "text"),
        source=word(order, "source"),
        target=word(order, "target"),
        termbases=words(order.get("termbases", []), "termbases"),
    )
    return jsonify([each.as_json() for each in found])
