"""``/units`` and ``/memories``: single writes; every one answers with a `Written`, whose batch undoes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, jsonify, request

from glossary.errors import BadRequest
from tmx.model import Segment, UnitStatus
from web.parameters import json_object, text, whole_number, word
from web.service import library

_EXAMPLE = '{"language": "en", "text": "…"}'
_ORDER = f'{{"segments": [{_EXAMPLE}], "who": "…"}}'


def add() -> tuple[Response, int]:
    """201 where a unit was added, 200 where an old one has its translation or says so already."""
    order = json_object(_ORDER)
    segments = _segments(order)
    if len(segments) < 2:
        raise BadRequest(f"segments must be a list of two or more such as {_EXAMPLE}, the source first")
    memory = word(order, "memory") or "main"
    status = _status(order) or UnitStatus.TRANSLATED
    written = library().add_unit(
        memory, *segments, context=text(order, "context"), status=status, who=word(order, "who")
    )
    return jsonify(written.as_json()), 201 if written.done == "added" else 200


def change(number: int) -> Response:
    """Puts what is given in place of what is there; what is not given stays."""
    order = json_object(_ORDER)
    context = text(order, "context") if "context" in order else None
    seen = whole_number(order, "seen", -1)
    written = library().change_unit(
        number,
        *(_segments(order) if "segments" in order else ()),
        context=context,
        status=_status(order),
        seen=None if seen < 0 else seen,
        who=word(order, "who"),
    )
    return jsonify(written.as_json())


def delete(number: int) -> Response:
    """Who does it stands in the address: a DELETE has no body."""
    return jsonify(library().delete_unit(number, word(request.args, "who")).as_json())


def history(number: int) -> Response:
    """Every `Change`, the latest first."""
    return jsonify([change.as_json() for change in library().history(number)])


def revert(number: int) -> Response:
    """What the unit was before a step of its history."""
    order = json_object('{"step": 7}')
    return jsonify(library().revert_unit(number, whole_number(order, "step", 0), word(order, "who")).as_json())


def set_memory(name: str) -> Response:
    """The `Memory` as it is now."""
    order = json_object('{"penalty": 3}')
    penalty = whole_number(order, "penalty", 0) if "penalty" in order else None
    way = word(order, "new_translations") if "new_translations" in order else None
    return jsonify(library().set_memory(name, penalty=penalty, new_translations=way).as_json())


def _segments(order: Mapping[str, Any]) -> tuple[Segment, ...]:
    given = order.get("segments")
    if not isinstance(given, list) or not given or not all(isinstance(each, dict) for each in given):
        raise BadRequest(f"segments must be a list of objects such as {_EXAMPLE}")
    return tuple(
        Segment(word(each, "language"), text(each, "text"), text(each, "markup") if "markup" in each else None)
        for each in given
    )


def _status(order: Mapping[str, Any]) -> UnitStatus | None:
    value = word(order, "status")
    if value and value not in list(UnitStatus):
        raise BadRequest(f"status can be {' or '.join(UnitStatus)}, not {value!r}")
    return UnitStatus(value) if value else None
