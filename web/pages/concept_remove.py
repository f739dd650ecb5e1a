"""Deleting a concept, after a question, and putting one back as it was before a step of its history."""

from __future__ import annotations

from flask import render_template, request
from werkzeug.wrappers import Response

from web.pages.concept_write import to_concept
from web.parameters import whole_number, word
from web.people import who
from web.service import library


def concept_confirm(number: int) -> str:
    """The question before a deletion."""
    return render_template("pages/concept_delete.html", answer=library().concept(number))


def concept_delete(number: int) -> Response:
    """The deed; the page it leads to can take it back."""
    library().delete_concept(number, who=who(), comment=word(request.form, "comment"))
    return to_concept(number)


def concept_revert(number: int) -> Response:
    """Makes the concept what it was before a step of its history."""
    step = whole_number(request.form, "step", 0)
    library().revert_concept(number, step, who=who(), comment=word(request.form, "comment"))
    return to_concept(number)
