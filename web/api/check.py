"""``POST /check``: a pair as JSON, or an uploaded file, checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, jsonify, request

from glossary.checks import Profile
from glossary.checks.report import CheckReport
from glossary.errors import BadRequest
from web.parameters import text, word, words
from web.service import library
from web.uploads import name_of, stream_of, upload


def check() -> Response:
    """A `CheckReport`.

    JSON has ``text``, ``translation`` (either may be missing), ``source``, ``target``, ``termbases``, ``memories`` and
    ``profile`` (TOML). A form has ``file`` and beside it the same but for the texts, and ``format``.
    """
    report = _pair() if request.is_json else _file()
    return jsonify(report.as_json())


def _pair() -> CheckReport:
    order = request.get_json()
    if not isinstance(order, dict):
        raise BadRequest(
            'send a JSON object, such as {"text": "…", "translation": "…", "source": "zh", "target": "en"}'
        )
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
