"""``GET`` or ``POST /match``: one text's matches, or in one call those of many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, jsonify, request

from glossary.answers import Matches
from web.parameters import json_object, text, whole_number, word, words
from web.service import library


def match() -> Response:
    """A `Matches`; for ``texts`` a list of them in their order, each text with those beside it as its context."""
    return _get() if request.method == "GET" else _post()


def _get() -> Response:
    order = dict(request.args) | {"memories": request.args.getlist("memories")}
    return jsonify(_match(text(order, "text"), order).as_json())


def _post() -> Response:
    order = json_object('{"text": "…", "source": "en", "target": "zh"}')
    if "texts" in order:
        answers = library().match_all(words(order["texts"], "texts"), **_settings(order), marked=False)
        return jsonify([matches.as_json() for matches in answers])
    return jsonify(_match(text(order, "text"), order).as_json())


def _match(query: str, order: Mapping[str, Any]) -> Matches:
    return library().match(query, **_settings(order))


def _settings(order: Mapping[str, Any]) -> dict[str, Any]:
    """What `Library.match` and `match_all` both take."""
    return {
        "source": word(order, "source"),
        "target": word(order, "target"),
        "threshold": whole_number(order, "threshold", 70),
        "limit": whole_number(order, "limit", 5),
        "memories": words(order.get("memories", []), "memories"),
        "before": text(order, "before"),
        "after": text(order, "after"),
        "context": text(order, "context"),
        "order": word(order, "order") or "score",
    }
