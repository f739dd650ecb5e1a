"""A concept's page: its terms in every language, what it means, where it is used, and what happened to it."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from glossary.answers import ConceptAnswer, SegmentHit
from glossary.errors import Merged, NotFound
from tmx.model import TermStatus
from web.parameters import whole_number
from web.service import library

SENTENCES = 8
_OF_A_CONCEPT = "pages.concept_"
"""How the names of those pages begin whose number is that of a concept."""


def concept_show(number: int) -> str | tuple[str, int]:
    """The concept with sentences that hold its first preferred term; of a deleted one, what happened to it."""
    history = library().concept_history(number)
    try:
        answer = library().concept(number)
    except Merged:
        raise
    except NotFound:
        return render_template("pages/concept_gone.html", number=number, history=history), 404
    return render_template(
        "pages/concept.html",
        answer=answer,
        number=number,
        merged=whole_number(request.args, "merged", 0),
        proposals=library().proposals(concept=number),
        usage=_usage(answer),
        remarks=library().remarks(number),
        history=history,
        pointed_to=_pointed_to(answer),
    )


def concept_merged(error: Merged) -> Response | tuple[str, int]:
    """The address of a concept that was merged leads to the one that it went into; what was to be done to it is not."""
    page = request.endpoint or ""
    if request.method == "GET" and request.view_args and page.startswith(_OF_A_CONCEPT):
        there = url_for(page, **{**request.view_args, "number": error.into})
        return redirect(f"{there}?merged={request.view_args['number']}", 302)
    return render_template("pages/error.html", status=404, title="It went into another", words=str(error)), 404


def _pointed_to(answer: ConceptAnswer) -> dict[str, ConceptAnswer]:
    """The concepts of the termbase that this one or its terms refer to, by their ids."""
    concept = answer.concept
    references = (*concept.references, *(each for term in concept.terms for each in term.references))
    return library().pointed_to(answer.termbase, [each.target for each in references])


def _usage(answer: ConceptAnswer) -> tuple[SegmentHit, ...]:
    terms = answer.concept.terms
    best = next((term for term in terms if term.status is TermStatus.PREFERRED), terms[0] if terms else None)
    if best is None:
        return ()
    return library().search(best.text, language=best.language, limit=SENTENCES).segments
