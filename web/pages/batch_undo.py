"""Taking an import back: asked once more on a page of its own, then done."""

from __future__ import annotations

from flask import render_template

from glossary.answers import Batch
from glossary.errors import NotFound
from web.people import who
from web.service import library

FAR_BACK = 100_000


def batch_confirm(number: int) -> str:
    """The question."""
    return render_template("pages/undo.html", batch=_batch(number))


def batch_undo(number: int) -> str:
    """The deed, and what it took away."""
    return render_template("pages/undone.html", report=library().undo(number, who()))


def _batch(number: int) -> Batch:
    for batch in library().batches(limit=FAR_BACK):
        if batch.number == number:
            return batch
    raise NotFound(f"there is no import {number}; the library page lists them")
