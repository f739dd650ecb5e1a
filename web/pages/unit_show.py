"""A unit's page: its segments, what it carries, and what happened to it."""

from __future__ import annotations

from flask import render_template

from web.service import library


def unit_show(number: int) -> str:
    """The unit with its history."""
    return render_template("pages/unit.html", answer=library().unit(number), history=library().history(number))
