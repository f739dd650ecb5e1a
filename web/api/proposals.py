"""``/proposals``, ``/proposed-terms``, ``/changes``: what people propose and decide, and what happened since a date."""

from __future__ import annotations

from flask import Response, jsonify, request

from glossary.errors import BadRequest
from web.api.concepts import EXAMPLE, concept_of, seen, signed
from web.parameters import json_object, whole_number, word
from web.service import library


def proposals() -> Response:
    """Every `Proposal` of a ``state`` (``open``, or ``all``), ``termbase`` and ``concept``, the latest first."""
    state, concept = word(request.args, "state") or "open", whole_number(request.args, "concept", 0)
    found = library().proposals(
        state=None if state == "all" else state,
        termbase=word(request.args, "termbase") or None,
        concept=concept or None,
        limit=whole_number(request.args, "limit", 100),
    )
    return jsonify([proposal.as_json() for proposal in found])


def proposal(number: int) -> Response:
    """A `Proposal`."""
    return jsonify(library().proposal(number).as_json())


def propose() -> tuple[Response, int]:
    """A new ``concept`` for ``termbase``, or a change to the one whose number is ``of``; 201 and the `Proposal`."""
    given = json_object(EXAMPLE)
    concept, number = concept_of(given), whole_number(given, "of", 0)
    if number:
        made = library().propose_change(number, concept, seen=seen(given), **signed(given))
    else:
        made = library().propose_concept(word(given, "termbase") or "main", concept, **signed(given))
    return jsonify(made.as_json()), 201


def approve(number: int) -> Response:
    """Carries a proposal out, or the edited ``concept`` where there is one."""
    given = json_object('{"who": "…"}')
    concept = concept_of(given) if "concept" in given else None
    return jsonify(library().approve(number, concept=concept, seen=seen(given), **signed(given)).as_json())


def reject(number: int) -> Response:
    """Turns a proposal down for a ``reason``."""
    given = json_object('{"reason": "…", "who": "…"}')
    return jsonify(library().reject(number, word(given, "reason"), who=word(given, "who")).as_json())


def withdraw(number: int) -> Response:
    """Takes one's own proposal back."""
    return jsonify(library().withdraw(number, **signed(json_object('{"who": "…"}'))).as_json())


def proposed_terms() -> Response:
    """Every `ProposedTerms` of a ``termbase`` or of all."""
    termbase = word(request.args, "termbase") or None
    found = library().proposed_terms(termbase, whole_number(request.args, "limit", 100))
    return jsonify([each.as_json() for each in found])


def changes() -> Response:
    """Every `Happening` ``since`` a date or time, in a ``termbase`` or in all, the latest first."""
    since = word(request.args, "since")
    if not since:
        raise BadRequest("say since when, such as ?since=2026-11-24")
    termbase = word(request.args, "termbase") or None
    found = library().changes(since, termbase=termbase, limit=whole_number(request.args, "limit", 100))
    return jsonify([each.as_json() for each in found])
