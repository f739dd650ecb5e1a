"""A unit's page: its segments, what it carries, and what happened to it; of a deleted one, what happened to it."""

from __future__ import annotations

from flask import render_template

from glossary.errors import NotFound
from web.service import library


def unit_show(number: int) -> str | tuple[str, int]:
    """The unit with its history."""
    history = library().history(number)
    try:
        answer = library().unit(number)
    except NotFound:
        return render_template("pages/unit_gone.html", number=number, history=history), 404
    return render_template("pages/unit.html", answer=answer, history=history)
