"""People about concepts: proposals and decisions, remarks, and what happened since a date."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.answers import Happening, Proposal, ProposedTerms, Remark, Waiting, WrittenConcept
from glossary.errors import BadRequest
from glossary.library.concepts import discussion, happenings
from glossary.library.concepts.proposing import OPEN, STATES
from glossary.library.concepts.wording import worded
from tmx.model import Concept, TermStatus

from .arguments import check_limit, name_of, text_of
from .concepts import by
from .terms import TermCalls


class ReviewCalls(TermCalls):
    """Anyone proposes and remarks; who approves is the caller's affair as long as there are no accounts.

    Each decision is a batch, which `Library.undo` takes back: then the proposal is open again.
    """

    def propose_concept(self, termbase: str, concept: Concept, *, who: str, comment: str = "") -> Proposal:
        """Adds a concept all of whose terms are ``proposed``, to be found by others, until someone decides.

        The statuses that its terms have here are what they get when it is approved, ``admitted`` for want of another.
        Raises as `add_concept`.
        """
        return self._review.propose(name_of(termbase) or "", worded(concept), by(who, comment))

    def propose_change(
        self, number: int, concept: Concept, *, seen: int | None = None, who: str, comment: str = ""
    ) -> Proposal:
        """Keeps a concept as someone would have it, beside what it is now. Raises as `change_concept`."""
        return self._review.propose_change(number, worded(concept), seen, by(who, comment))

    def proposals(
        self, *, state: str | None = OPEN, termbase: str | None = None, concept: int | None = None, limit: int = 100
    ) -> tuple[Proposal, ...]:
        """Proposals, the latest first; of all states for None. Raises `NotFound` and `BadRequest`."""
        check_limit(limit)
        if state not in (None, *STATES):
            raise BadRequest(f"there is no state {state!r}; there are: {', '.join(STATES)}")
        if termbase is not None:
            self._termbase(termbase)
        with self.store.reading():
            found = self.store.proposals(numbers=None, state=state, termbase=termbase, concept=concept, limit=limit)
            return self._review.answers(found)

    def proposal(self, number: int) -> Proposal:
        """Raises `NotFound`."""
        with self.store.reading():
            return self._review.proposal(number)

    def approve(
        self, proposal: int, *, who: str, comment: str = "", concept: Concept | None = None, seen: int | None = None
    ) -> WrittenConcept:
        """Carries a proposal out, with what was done to the concept since.

        `concept` is an edited version, which is taken as it is. Raises `NotFound`, and `Conflict` where the proposal
        is decided, where others changed the same things meanwhile (it names them), or where `seen` is not the latest
        step of the concept.
        """
        edited = None if concept is None else worded(concept)
        return self._review.approve(proposal, edited, seen, by(who, comment))

    def reject(self, proposal: int, reason: str, *, who: str) -> WrittenConcept:
        """Turns a proposal down; of a new concept goes what is still only proposed. Raises as `approve`."""
        if not text_of(reason).strip():
            raise BadRequest("say why it is rejected")
        return self._review.turn_down(proposal, "rejected", by(who, reason))

    def withdraw(self, proposal: int, *, who: str, comment: str = "") -> WrittenConcept:
        """Takes one's own proposal back. Raises as `approve`."""
        return self._review.turn_down(proposal, "withdrawn", by(who, comment))

    def proposed_terms(self, termbase: str | None = None, limit: int = 100) -> tuple[ProposedTerms, ...]:
        """Terms with the status ``proposed`` that no open proposal brought, such as those of an import."""
        check_limit(limit)
        number = None if termbase is None else self._termbase(termbase)
        with self.store.reading():
            return self._review.proposed_terms(number, limit)

    def waiting(self) -> Waiting:
        """How much waits for a decision; quick enough to be asked for with every page."""
        return Waiting(*self.store.waiting(Waiting.MOST))

    def decide_terms(
        self,
        number: int,
        positions: Sequence[int],
        status: TermStatus | None,
        *,
        who: str,
        comment: str = "",
        seen: int | None = None,
    ) -> WrittenConcept:
        """Gives proposed terms of a concept a status, or, for None, takes them out of it; `comment` then says why.

        A concept that has no other term goes with them. Raises `NotFound`, `BadRequest`, and `Conflict` where one of
        them is not proposed.
        """
        if status is TermStatus.PROPOSED:
            raise BadRequest("the terms are proposed already; give another status, or none to reject them")
        if not positions:
            raise BadRequest("name the terms by their positions in the concept, from 0")
        if status is None and not text_of(comment).strip():
            raise BadRequest("say why they are rejected")
        return self._review.decide_terms(number, positions, status, seen, by(who, comment))

    def remark(self, number: int, text: str, *, who: str) -> Remark:
        """Keeps a remark on a concept. Raises `NotFound` and `BadRequest`."""
        return discussion.remark(self.store, number, text_of(text).strip(), text_of(who).strip())

    def remarks(self, number: int) -> tuple[Remark, ...]:
        """The remarks on a concept, also one that is gone, and on those merged into it. Raises `NotFound`."""
        return discussion.remarks(self.store, number)

    def changes(self, since: str, *, termbase: str | None = None, limit: int = 100) -> tuple[Happening, ...]:
        """What happened to concepts since a date or time (ISO 8601; UTC where it has no offset), the latest first.

        Raises `BadRequest` and `NotFound`.
        """
        check_limit(limit)
        if termbase is not None:
            self._termbase(termbase)
        return happenings.since(self.store, happenings.moment(since), termbase, limit)
