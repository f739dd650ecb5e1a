"""What people propose and others decide: new concepts, changes to old ones, and terms that an import left undecided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from glossary.answers import ConceptAnswer, Proposal, ProposedTerms, WrittenConcept
from glossary.errors import BadRequest, Conflict, NotFound
from glossary.store import Store
from glossary.store.values import Deed, NewProposal, StoredConcept, StoredProposal
from tmx.model import Concept, Term, TermStatus

from ..by_hand import by_hand, now
from .differences import told
from .steps import HIGHEST, By, add, existing, history, must_be_seen, put_in, termbase_of
from .threeway import merge
from .wording import proposed, wanted

OPEN = "open"
STATES = (OPEN, "approved", "rejected", "withdrawn", "lapsed")


class Review:
    """Takes proposals and decisions, each call in a transaction of its own. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def propose(self, termbase: str, concept: Concept, by: By) -> Proposal:
        """Raises `Conflict` where the termbase has it already."""
        with self.store.writing():
            number = add(self.store, termbase, proposed(concept), by, "proposed").concept
            stored = existing(self.store, number)
            want = replace(stored.concept, terms=wanted(concept).terms)
            return self._keep("new", stored, want, by)

    def propose_change(self, number: int, concept: Concept, seen: int | None, by: By) -> Proposal:
        """Raises `NotFound`, `Conflict`, and `BadRequest` where nothing would change."""
        with self.store.writing():
            stored = existing(self.store, number)
            must_be_seen(self.store, number, seen)
            want = wanted(concept, stored.concept)
            if want == stored.concept:
                raise BadRequest(f"concept {number} says so already; change something in it")
            return self._keep("change", stored, want, by)

    def _keep(self, kind: str, stored: StoredConcept, want: Concept, by: By) -> Proposal:
        step = history(self.store, stored.number)[0].step
        said = NewProposal(now(), by.who, by.comment, kind, stored.number, stored.termbase, step, stored.concept, want)
        return self.proposal(self.store.add_proposal(said))

    def proposal(self, number: int) -> Proposal:
        """Raises `NotFound`."""
        return next(iter(self.answers([self._found(number)])))

    def answers(self, found: Iterable[StoredProposal]) -> tuple[Proposal, ...]:
        """Stored proposals with what differs, and whether their concepts have changed since."""
        found = tuple(found)
        current = self.store.concepts(each.said.concept for each in found)
        return tuple(_answer(each, current.get(each.said.concept)) for each in found)

    def approve(self, number: int, concept: Concept | None, seen: int | None, by: By) -> WrittenConcept:
        """Raises `NotFound`, and `Conflict` where it is decided or others changed the same things meanwhile."""
        with self.store.writing():
            proposal = self._open(number)
            stored = existing(self.store, proposal.said.concept)
            must_be_seen(self.store, stored.number, seen)
            agreed = concept or _agreed(proposal, stored)
            with self._deciding(stored, by) as batch:
                if agreed != stored.concept:
                    put_in(self.store, stored, agreed, Deed("approved", batch, by.who))
                self.store.decide_proposal(number, "approved", batch)
                self.store.close_batch(batch, 0, int(agreed != stored.concept))
        return WrittenConcept("approved", stored.number, batch)

    def turn_down(self, number: int, decision: str, by: By) -> WrittenConcept:
        """Closes a proposal as ``rejected`` or ``withdrawn``; of a new concept goes what is only proposed still."""
        with self.store.writing():
            proposal = self._open(number)
            stored = existing(self.store, proposal.said.concept)
            with self._deciding(stored, by) as batch:
                if proposal.said.kind == "new":
                    undecided = [term for term in stored.concept.terms if term.status is TermStatus.PROPOSED]
                    self._take_away(stored, undecided, Deed(decision, batch, by.who))
                self.store.decide_proposal(number, decision, batch)
        return WrittenConcept(decision, stored.number, batch)

    def proposed_terms(self, termbase: int | None, limit: int) -> tuple[ProposedTerms, ...]:
        """Concept by concept; `limit` counts terms."""
        found: dict[int, list[int]] = {}
        for term in self.store.proposed_terms(termbase, limit):
            found.setdefault(term.concept, []).append(term.position)
        concepts = self.store.concepts(found)
        return tuple(
            ProposedTerms(ConceptAnswer(number, concepts[number].termbase, concepts[number].concept), tuple(positions))
            for number, positions in found.items()
        )

    def decide_terms(
        self, number: int, positions: Sequence[int], status: TermStatus | None, seen: int | None, by: By
    ) -> WrittenConcept:
        """Raises `NotFound`, and `Conflict` where a term is not proposed, or not any more."""
        with self.store.writing():
            stored = existing(self.store, number)
            must_be_seen(self.store, number, seen)
            terms = [_proposed_term(stored, position) for position in dict.fromkeys(positions)]
            action = "approved" if status else "rejected"
            with self._deciding(stored, by) as batch:
                deed = Deed(action, batch, by.who)
                if status:
                    judged = [replace(term, status=status) if term in terms else term for term in stored.concept.terms]
                    put_in(self.store, stored, replace(stored.concept, terms=tuple(judged)), deed)
                    self.store.close_batch(batch, 0, 1)
                else:
                    self._take_away(stored, terms, deed)
                self._settle(number, action, batch)
        return WrittenConcept(action, number, batch)

    def _take_away(self, stored: StoredConcept, terms: Sequence[Term], deed: Deed) -> None:
        """Takes terms out of a concept; a concept without terms goes."""
        assert deed.batch is not None
        kept = tuple(term for term in stored.concept.terms if term not in terms)
        if not kept:
            self.store.remove_concept(stored.number, deed)
        elif kept != stored.concept.terms:
            put_in(self.store, stored, replace(stored.concept, terms=kept), deed)
        self.store.close_batch(deed.batch, 0, int(bool(kept)), int(not kept))

    def _settle(self, number: int, decision: str, batch: int) -> None:
        """Closes the proposal of a new concept when none of its terms waits for a verdict any more."""
        stored = self.store.concepts([number]).get(number)
        if stored and any(term.status is TermStatus.PROPOSED for term in stored.concept.terms):
            return
        state = OPEN if stored else "lapsed"
        found = self.store.proposals(numbers=None, state=state, termbase=None, concept=number, limit=HIGHEST)
        for each in found:
            if each.said.kind == "new":
                self.store.decide_proposal(each.number, decision, batch)

    def _deciding(self, stored: StoredConcept, by: By) -> AbstractContextManager[int]:
        return by_hand(self.store, by.who, termbase=termbase_of(self.store, stored), comment=by.comment)

    def _found(self, number: int) -> StoredProposal:
        found = self.store.proposals(numbers=[number], state=None, termbase=None, concept=None, limit=1)
        if not found:
            raise NotFound(f"there is no proposal {number}")
        return found[0]

    def _open(self, number: int) -> StoredProposal:
        found = self._found(number)
        if found.state == "lapsed":
            raise Conflict(f"proposal {number} is for concept {found.said.concept}, which is gone; bring that one back")
        if found.state != OPEN:
            raise Conflict(f"proposal {number} was {found.state} by {found.decided_by or 'someone'} already")
        return found


def _agreed(proposal: StoredProposal, stored: StoredConcept) -> Concept:
    """What the concept is to be, with what was done to it since the proposal was made."""
    merged = merge(proposal.said.base, stored.concept, proposal.said.wanted)
    clashes = merged.clashes or ([] if merged.concept.terms else ["terms, of which none would be left"])
    if clashes:
        raise Conflict(
            f"concept {stored.number} was changed where proposal {proposal.number} changes it too: "
            f"{'; '.join(clashes)}; approve an edited version, or reject it"
        )
    return merged.concept


def _proposed_term(stored: StoredConcept, position: int) -> Term:
    terms = stored.concept.terms
    if not 0 <= position < len(terms):
        raise BadRequest(f"concept {stored.number} has no term {position}; its terms are 0 to {len(terms) - 1}")
    if terms[position].status is not TermStatus.PROPOSED:
        raise Conflict(f"term {position} of concept {stored.number} is {terms[position].status} already")
    return terms[position]


def _answer(found: StoredProposal, current: StoredConcept | None) -> Proposal:
    said = found.said
    return Proposal(
        number=found.number,
        at=said.at,
        who=said.who,
        comment=said.comment,
        kind=said.kind,
        state=found.state,
        termbase=said.termbase,
        concept=said.concept,
        step=said.step,
        base=said.base,
        wanted=said.wanted,
        differences=told(None if said.kind == "new" else said.base, said.wanted),
        stale=found.state == OPEN and current is not None and current.concept != said.base,
        decided_at=found.decided_at,
        decided_by=found.decided_by,
        reason=found.reason,
    )
