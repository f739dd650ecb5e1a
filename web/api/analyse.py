"""``POST /analyse``: how much of some files the memories know."""

from __future__ import annotations

from flask import Response, jsonify

from web.analysed import analysed


def analyse() -> Response:
    """Analyse the multipart fields ``file``, of which there may be many; an `Analysis`.

    Beside them ``source``, ``target``, ``format``, ``memories``, and ``rates`` (a JSON object from bands to per cent).
    """
    return jsonify(analysed().as_json())
