"""A termbase's page: its concepts by the alphabet, what hides its terms, and the ways out of it."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from glossary.answers import Termbase
from glossary.errors import NotFound
from tmx import registry
from tmx.model import TermStatus
from web.parameters import text, whole_number, word
from web.service import library

STRETCH = 50
"""Concepts on one page."""


def termbase_show(name: str) -> str:
    """A stretch of the concepts, of a ``language`` and ``status`` where the address names them."""
    termbase = _termbase(name)
    language, status = word(request.args, "language"), word(request.args, "status")
    page = max(1, whole_number(request.args, "page", 1))
    listed = library().concepts(name, language=language, status=status, limit=STRETCH, skip=(page - 1) * STRETCH)
    lists = library().shadow_lists(name)
    return render_template(
        "pages/termbase.html",
        termbase=termbase,
        listed=listed,
        language=language,
        status=status,
        statuses=tuple(TermStatus),
        page=page,
        pages=max(1, -(-listed.total // STRETCH)),
        shadows={tag: lists.get(tag, ()) for tag in dict.fromkeys((*termbase.languages, *lists))},
        formats=registry.codecs_to_write(),
    )


def shadows_set(name: str) -> Response:
    """Saves the shadow list of a language, a word a line."""
    library().set_shadows(name, word(request.form, "language"), text(request.form, "words").splitlines())
    return redirect(url_for("pages.termbase_show", name=name) + "#shadows", 303)


def _termbase(name: str) -> Termbase:
    for termbase in library().termbases():
        if termbase.name == name:
            return termbase
    raise NotFound(f"there is no termbase {name!r}; the library page lists them")
