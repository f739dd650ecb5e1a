"""``GET /search?q=&language=&limit=&mode=&status=&domain=&termbase=``: terms, then sentences.

``status`` and ``termbase`` may be given several times.
"""

from __future__ import annotations

from flask import Response, jsonify, request

from web.parameters import several, whole_number, word
from web.service import library


def search() -> Response:
    """A `SearchAnswer`."""
    query, language = word(request.args, "q"), word(request.args, "language")
    limit, mode = whole_number(request.args, "limit", 20), word(request.args, "mode") or "exact"
    answer = library().search(
        query,
        language=language,
        limit=limit,
        mode=mode,
        statuses=several(request.args, "status"),
        domain=word(request.args, "domain"),
        termbases=several(request.args, "termbase"),
    )
    return jsonify(answer.as_json())
