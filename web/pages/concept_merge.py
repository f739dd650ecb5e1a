"""Merging: the other concept is looked for by its number or a term, both are shown, then one goes into the other."""

from __future__ import annotations

from contextlib import suppress

from flask import render_template, request
from werkzeug.wrappers import Response

from glossary.answers import ConceptAnswer
from glossary.errors import BadRequest, Conflict, Merged, NotFound
from web.errors import status_of
from web.pages.concept_write import to_concept
from web.parameters import whole_number, word
from web.people import who
from web.service import library

MOST_FOUND = 20


def concept_merge(number: int) -> str:
    """The search for the other concept; once ``other`` is chosen, both of them and the question."""
    chosen = whole_number(request.args, "other", 0)
    return _page(number, other=_chosen(chosen) if chosen else None)


def concept_unite(number: int) -> Response | tuple[str, int]:
    """The deed, or the page again with what forbids it."""
    other = whole_number(request.form, "other", 0)
    try:
        library().merge_concepts(number, [other], who=who(), comment=word(request.form, "comment"))
    except (BadRequest, Conflict) as error:
        return _page(number, problem=str(error)), status_of(error)
    return to_concept(number)


def _page(number: int, *, other: ConceptAnswer | None = None, problem: str = "") -> str:
    answer, query = library().concept(number), word(request.args, "q")
    return render_template(
        "pages/concept_merge.html",
        answer=answer,
        other=other,
        query=query,
        found=_found(answer, query) if query else (),
        problem=problem,
    )


def _chosen(other: int) -> ConceptAnswer:
    try:
        return library().concept(other)
    except Merged as error:
        return library().concept(error.into)


def _found(answer: ConceptAnswer, query: str) -> tuple[ConceptAnswer, ...]:
    """The other concepts of the termbase that a number or a term leads to, each once."""
    found = [hit.concept for hit in library().search(query, limit=MOST_FOUND).terms]
    if query.isascii() and query.isdecimal():
        with suppress(NotFound):  # the number may be a term
            found.insert(0, library().concept(int(query)))
    others = {each.number: each for each in found if each.termbase == answer.termbase and each.number != answer.number}
    return tuple(others.values())
