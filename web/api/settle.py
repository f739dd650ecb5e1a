"""``POST /concepts/N/settle``: which of a concept's terms is the right one, or what status a term has."""

from __future__ import annotations

from flask import Response, jsonify, request

from glossary.errors import BadRequest
from tmx.model import TermStatus
from web.parameters import text, whole_number, word, yes
from web.service import library


def settle(number: int) -> Response:
    """A `WrittenConcept`, whose batch undoes it.

    JSON has ``term``, which is added where the concept has it not, with ``language``; ``status`` (preferred where none
    is given), ``deprecate_others``, ``seen``, ``who`` and ``comment``.
    """
    order = request.get_json()
    if not isinstance(order, dict) or not text(order, "term").strip():
        raise BadRequest('send a JSON object, such as {"term": "bonded area", "deprecate_others": true}')
    status = word(order, "status") or TermStatus.PREFERRED.value
    if status not in list(TermStatus):
        raise BadRequest(f"status can be {', '.join(TermStatus)}, not {status!r}")
    seen = whole_number(order, "seen", -1)
    signed = {"who": word(order, "who"), "comment": text(order, "comment"), "seen": None if seen < 0 else seen}
    term, tag = text(order, "term"), word(order, "language")
    if status == TermStatus.PREFERRED:
        others = yes(order, "deprecate_others")
        written = library().prefer(number, term, language=tag, deprecate_others=others, **signed)  # type: ignore[arg-type]
    else:
        written = library().settle_term(number, term, TermStatus(status), language=tag, **signed)  # type: ignore[arg-type]
    return jsonify(written.as_json())
