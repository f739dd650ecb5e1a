"""The review queue: what people propose, and proposed terms that an import brought, each with what can be decided."""

from __future__ import annotations

from flask import render_template, request

from glossary.answers import ProposedTerms
from tmx.model import TermStatus
from web.parameters import word
from web.service import library

MOST_SHOWN = 50
"""Proposals, and proposed terms, on the page; those that were decided make room."""


def review_show() -> str:
    """The queue, of one termbase where the address names it."""
    return render_review(word(request.args, "termbase"))


def render_review(termbase: str, problem: str = "") -> str:
    """The page, with what kept a decision from being carried out."""
    chosen = termbase or None
    return render_template(
        "pages/review.html",
        proposals=library().proposals(termbase=chosen, limit=MOST_SHOWN),
        undecided=[(each, _seen(each)) for each in library().proposed_terms(chosen, MOST_SHOWN)],
        count=library().waiting(),
        termbase=termbase,
        termbases=library().termbases(),
        statuses=[status for status in TermStatus if status is not TermStatus.PROPOSED],
        problem=problem,
    )


def _seen(found: ProposedTerms) -> int:
    """The latest step of the concept, so that nobody decides on what they have not seen."""
    return library().concept_history(found.concept.number)[0].step
