"""Taking an import, a clean-up or a single write back: asked once more on a page of its own, then done."""

from __future__ import annotations

from flask import render_template

from glossary.library.by_hand import BY_HAND
from web.people import who
from web.service import library


def batch_confirm(number: int) -> str:
    """The question."""
    batch = library().batch(number)
    return render_template("pages/undo.html", batch=batch, single=batch.format == BY_HAND)


def batch_undo(number: int) -> str:
    """The deed, and what it took away."""
    single = library().batch(number).format == BY_HAND
    return render_template("pages/undone.html", report=library().undo(number, who()), single=single)
