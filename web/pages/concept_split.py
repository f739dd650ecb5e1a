"""Splitting: the terms that mean something else are ticked and become a concept of their own."""

from __future__ import annotations

from flask import render_template, request
from werkzeug.wrappers import Response

from glossary.errors import BadRequest, Conflict
from web.errors import status_of
from web.pages.concept_write import to_concept
from web.parameters import whole_number, word
from web.people import who
from web.service import library


def concept_split(number: int) -> str:
    """The terms to be ticked."""
    return _page(number)


def concept_divide(number: int) -> Response | tuple[str, int]:
    """The deed, which leads to the new concept, or the page again with what forbids it."""
    form = request.form
    terms = [whole_number({"term": each}, "term", -1) for each in form.getlist("term")]
    try:
        written = library().split_concept(
            number, terms, seen=whole_number(form, "seen", -1), who=who(), comment=word(form, "comment")
        )
    except (BadRequest, Conflict) as error:
        return _page(number, str(error)), status_of(error)
    return to_concept(written.concept)


def _page(number: int, problem: str = "") -> str:
    answer, step = library().concept(number), library().concept_history(number)[0].step
    return render_template("pages/concept_split.html", answer=answer, seen=step, problem=problem)
