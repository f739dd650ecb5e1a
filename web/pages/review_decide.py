"""Decisions on proposals and on proposed terms, from the queue and from the page of a concept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.answers import Proposal, WrittenConcept
from glossary.errors import BadRequest, Conflict
from tmx.errors import ExchangeError
from tmx.model import Concept, TermStatus
from web.concept_editor import Answer, Editor, overtaken, sent_base
from web.concept_form import Shown, filled
from web.errors import status_of
from web.pages.concept_write import to_concept
from web.pages.review_show import render_review
from web.parameters import whole_number, word
from web.people import who
from web.service import library


def proposal_decide(number: int) -> Answer:
    """Approves, rejects or withdraws a proposal, as the button says."""
    reason = word(request.form, "reason")
    deeds: dict[str, Callable[[], WrittenConcept]] = {
        "approve": lambda: library().approve(number, who=who()),
        "reject": lambda: library().reject(number, reason, who=who()),
        "withdraw": lambda: library().withdraw(number, who=who(), comment=reason),
    }
    return _decided(deeds.get(word(request.form, "do"), _nothing))


def terms_decide(number: int) -> Answer:
    """Gives the ticked terms of a concept a status, or takes them out of it."""
    form = request.form
    status = TermStatus(word(form, "status")) if word(form, "status") in tuple(TermStatus) else TermStatus.ADMITTED
    positions = [whole_number({"term": each}, "term", -1) for each in form.getlist("term")]
    return _decided(
        lambda: library().decide_terms(
            number,
            positions,
            None if word(form, "do") == "reject" else status,
            who=who(),
            comment=word(form, "reason"),
            seen=whole_number(form, "seen", -1),
        )
    )


def _nothing() -> WrittenConcept:
    raise BadRequest("say whether to approve, reject or withdraw it")


def _decided(decide: Callable[[], WrittenConcept]) -> Answer:
    """Back to where the decision was made: the queue, or the page of the concept."""
    try:
        written = decide()
    except (BadRequest, Conflict, ExchangeError) as error:
        return render_review(word(request.form, "termbase"), str(error)), status_of(error)
    return _back(written.concept)


def _back(concept: int) -> Response:
    if word(request.form, "back") == "concept":
        return redirect(url_for("pages.concept_show", number=concept), 303)
    return redirect(url_for("pages.review_show", termbase=word(request.form, "termbase") or None), 303)


def proposal_edit(number: int) -> Answer:
    """The editor, filled from what the proposal wants and what others have changed since."""
    proposal = library().proposal(number)
    rebased = library().rebased_concept(proposal.concept, proposal.wanted, seen=proposal.step)
    editor = _editor(proposal, rebased.concept, rebased.step)
    newer = [each for each in library().concept_history(proposal.concept) if each.step > proposal.step]
    return editor.page(Shown(filled(rebased.concept)), newer=newer, clashes=rebased.clashes)


def proposal_approve(number: int) -> Answer:
    """Approves a proposal as it was mended in the editor."""
    proposal, seen = library().proposal(number), whole_number(request.form, "seen", -1)
    return _editor(proposal, sent_base(), seen).take(lambda deed, concept: _approve(proposal, seen, concept))


def _approve(proposal: Proposal, seen: int, concept: Concept) -> Answer:
    try:
        comment = word(request.form, "comment")
        library().approve(proposal.number, who=who(), comment=comment, concept=concept, seen=seen)
    except Conflict:
        return overtaken(proposal.concept, concept, seen, partial(_editor, proposal))
    return to_concept(proposal.concept)


def _editor(proposal: Proposal, concept: Concept, seen: int) -> Editor:
    return Editor(
        concept,
        f"Edit proposal {proposal.number} and approve it",
        url_for("pages.proposal_approve", number=proposal.number),
        url_for("pages.review_show"),
        (("approve", "Approve this version"),),
        hidden={"seen": seen},
        more={"proposal": proposal},
    )
