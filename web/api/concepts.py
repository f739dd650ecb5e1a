"""``/concepts``: single writes; every one answers with a `WrittenConcept`, whose batch undoes it.

JSON has ``concept``, an object as ``GET /concepts/N`` gives it, and beside it ``who``, ``comment``, and ``seen``, the
latest step of the concept's history that the caller knows of.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, jsonify, request

from glossary.answers import WrittenConcept, concept_from_json
from glossary.errors import BadRequest
from tmx.model import Concept, TermStatus
from web.parameters import json_object, text, whole_number, whole_numbers, word
from web.service import library

EXAMPLE = '{"concept": {"terms": [{"language": "en", "text": "…", "status": "preferred"}]}}'


def add() -> tuple[Response, int]:
    """Into ``termbase``; 201."""
    given = json_object(EXAMPLE)
    written = library().add_concept(word(given, "termbase") or "main", concept_of(given), **signed(given))
    return _answer(written), 201


def change(number: int) -> Response:
    """Puts ``concept`` in its place."""
    given = json_object(EXAMPLE)
    return _answer(library().change_concept(number, concept_of(given), seen=seen(given), **signed(given)))


def delete(number: int) -> Response:
    """Who does it and why stands in the address: a DELETE has no body."""
    return _answer(library().delete_concept(number, **signed(request.args)))


def history(number: int) -> Response:
    """Every `ConceptChange`, the latest first."""
    return jsonify([change.as_json() for change in library().concept_history(number)])


def revert(number: int) -> Response:
    """What the concept was before a ``step`` of its history."""
    given = json_object('{"step": 7}')
    return _answer(library().revert_concept(number, whole_number(given, "step", 0), **signed(given)))


def merge(number: int) -> Response:
    """Makes the concepts that ``others`` lists part of this one."""
    given = json_object('{"others": [7]}')
    return _answer(library().merge_concepts(number, whole_numbers(given, "others"), **signed(given)))


def split(number: int) -> tuple[Response, int]:
    """Makes the ``terms`` at these positions, from 0, a concept of their own, whose number it gives; 201."""
    given = json_object('{"terms": [2]}')
    positions = whole_numbers(given, "terms")
    return _answer(library().split_concept(number, positions, seen=seen(given), **signed(given))), 201


def judge(number: int) -> Response:
    """Gives the proposed ``terms`` at these positions a ``status``, or rejects them, where ``comment`` says why."""
    given = json_object('{"terms": [0], "status": "admitted"}')
    status = word(given, "status") if given.get("status") is not None else ""
    if status and status not in list(TermStatus):
        raise BadRequest(f"status can be {', '.join(TermStatus)}, not {status!r}")
    verdict, positions = TermStatus(status) if status else None, whole_numbers(given, "terms")
    return _answer(library().decide_terms(number, positions, verdict, seen=seen(given), **signed(given)))


def remarks(number: int) -> Response:
    """Every `Remark`, the first first."""
    return jsonify([remark.as_json() for remark in library().remarks(number)])


def remark(number: int) -> tuple[Response, int]:
    """Says ``text`` about a concept; 201."""
    given = json_object('{"text": "…", "who": "…"}')
    return jsonify(library().remark(number, text(given, "text"), who=word(given, "who")).as_json()), 201


def concept_of(given: Mapping[str, Any]) -> Concept:
    if not isinstance(given.get("concept"), dict):
        raise BadRequest(f"send a JSON object, such as {EXAMPLE}")
    return concept_from_json(given["concept"])


def signed(given: Mapping[str, Any]) -> dict[str, str]:
    return {"who": word(given, "who"), "comment": word(given, "comment")}


def seen(given: Mapping[str, Any]) -> int | None:
    step = whole_number(given, "seen", -1)
    return None if step < 0 else step


def _answer(written: WrittenConcept) -> Response:
    return jsonify(written.as_json())
