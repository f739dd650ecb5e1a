"""``POST /drift``: how a memory, or an uploaded file, renders its terms."""

from __future__ import annotations

from flask import Response, jsonify, request

from glossary.errors import BadRequest
from web.parameters import word, words, yes
from web.service import library
from web.uploads import name_of, stream_of, upload


def drift() -> Response:
    """A `DriftReport` of the concepts that drift; of all with ``all``.

    JSON has ``memory``, ``source``, ``target`` and ``termbases``; a form has ``file`` and beside it the same but for
    the memory, and ``format``.
    """
    if not request.is_json:
        form = request.form
        given = upload()
        report = library().drift_of_file(
            stream_of(given),
            name_of(given),
            source=word(form, "source"),
            target=word(form, "target"),
            format=word(form, "format") or None,
            termbases=[name for name in form.getlist("termbases") if name],
        )
        return jsonify(report.as_json(steady=yes(form, "all")))
    order = request.get_json()
    if not isinstance(order, dict) or not word(order, "memory"):
        raise BadRequest('send a JSON object, such as {"memory": "main", "source": "zh", "target": "en"}, or a file')
    report = library().drift_of_memory(
        word(order, "memory"),
        source=word(order, "source"),
        target=word(order, "target"),
        termbases=words(order.get("termbases", []), "termbases"),
    )
    return jsonify(report.as_json(steady=yes(order, "all")))
