"""``POST /check``: a pair or a memory as JSON, or an uploaded file, checked; and ``/dismissed``: what is no error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response, jsonify, request

from glossary.answers import ShownFinding
from glossary.checks import Profile
from glossary.checks.report import CheckReport
from glossary.errors import BadRequest
from web.parameters import json_object, text, word, words, yes
from web.service import library
from web.uploads import name_of, stream_of, upload

_PAIR = '{"text": "…", "translation": "…", "source": "zh", "target": "en"}'


def check() -> Response:
    """A `CheckReport`.

    JSON has ``text``, ``translation`` (either may be missing), ``source``, ``target``, ``termbases``, ``memories``,
    ``profile`` (TOML) and ``show_dismissed``; or in place of the texts the ``memory`` that is to be checked. A form has
    ``file`` and beside it the same but for the texts, and ``format``.
    """
    order = json_object(_PAIR) if request.is_json else request.form
    report = _file() if not request.is_json else _memory(order) if word(order, "memory") else _pair(order)
    return jsonify(replace(report, with_dismissed=yes(order, "show_dismissed")).as_json())


def dismissed() -> Response:
    """Every `Dismissal`, the latest first."""
    return jsonify([mark.as_json() for mark in library().dismissed()])


def dismiss() -> tuple[Response, int]:
    """Marks ``findings``, a list of what ``/check`` answers, as no errors; ``everywhere``, ``who`` and ``note`` too."""
    order = json_object(_PAIR)
    findings = order.get("findings")
    if not isinstance(findings, list) or not findings or not all(isinstance(each, dict) for each in findings):
        raise BadRequest("findings must be a list of findings as /check gives them")
    marks = library().dismiss(
        *map(ShownFinding.from_json, findings),
        everywhere=yes(order, "everywhere"),
        who=word(order, "who"),
        note=text(order, "note"),
    )
    return jsonify([mark.as_json() for mark in marks]), 201


def show_again(number: int) -> tuple[str, int]:
    """Takes a mark back."""
    library().show_again(number)
    return "", 204


def _memory(order: Mapping[str, Any]) -> CheckReport:
    termbases = words(order.get("termbases", []), "termbases")
    return library().check_memory(word(order, "memory"), termbases=termbases, **_common(order))


def _pair(order: Mapping[str, Any]) -> CheckReport:
    return library().check_pair(
        text(order, "text"),
        text(order, "translation"),
        termbases=words(order.get("termbases", []), "termbases"),
        memories=words(order.get("memories", []), "memories"),
        **_common(order),
    )


def _file() -> CheckReport:
    form, given = request.form, upload()
    return library().check_file(
        stream_of(given),
        name_of(given),
        format=word(form, "format") or None,
        termbases=[name for name in form.getlist("termbases") if name],
        memories=[name for name in form.getlist("memories") if name],
        **_common(form),
    )


def _common(values: Mapping[str, Any]) -> dict[str, Any]:
    toml = text(values, "profile")
    profile = Profile.from_toml(toml) if toml else None
    return {"source": word(values, "source"), "target": word(values, "target"), "profile": profile}
