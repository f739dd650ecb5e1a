"""``/termbases/<name>/…``: its concepts as a list, and its shadow lists."""

from __future__ import annotations

from flask import Response, jsonify, request

from glossary.errors import BadRequest
from web.parameters import whole_number, word, words
from web.service import library


def concepts(name: str) -> Response:
    """A `ConceptList`: ``limit`` concepts after the first ``skip``, of a ``language`` and ``status`` or of all."""
    found = library().concepts(
        name,
        language=word(request.args, "language"),
        status=word(request.args, "status"),
        limit=whole_number(request.args, "limit", 50),
        skip=whole_number(request.args, "skip", 0),
    )
    return jsonify(found.as_json())


def shadows(name: str, language: str) -> Response:
    """The words of a shadow list."""
    return jsonify(list(library().shadows(name, language)))


def set_shadows(name: str, language: str) -> Response:
    """Makes a list of words the shadow list, and answers with it as it is now."""
    order = request.get_json()
    if not isinstance(order, list):
        raise BadRequest('send a JSON list of words, such as ["副总裁"]')
    return jsonify(list(library().set_shadows(name, language, words(order, "the shadow list"))))
