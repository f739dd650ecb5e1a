"""A concept's page: its terms in every language, what it means, and where it is used."""

from __future__ import annotations

from flask import render_template

from glossary.answers import ConceptAnswer, SegmentHit
from tmx.model import TermStatus
from web.service import library

SENTENCES = 8


def concept_show(number: int) -> str:
    """The concept with sentences that hold its first preferred term."""
    answer = library().concept(number)
    return render_template("pages/concept.html", answer=answer, usage=_usage(answer))


def _usage(answer: ConceptAnswer) -> tuple[SegmentHit, ...]:
    terms = answer.concept.terms
    best = next((term for term in terms if term.status is TermStatus.PREFERRED), terms[0] if terms else None)
    if best is None:
        return ()
    return library().search(best.text, language=best.language, limit=SENTENCES).segments
