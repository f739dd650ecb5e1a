"""What happened to concepts since a moment: steps of their histories, remarks, proposals, imports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from operator import attrgetter

from glossary.answers import ConceptChange, Happening, Proposal, by_status
from glossary.errors import BadRequest
from glossary.store import Store
from glossary.store.values import PastConcept, StoredImport, StoredProposal
from tmx.model import Concept

from . import discussion
from .proposing import Review
from .steps import history
from .writing import change_of


def moment(text: str) -> str:
    """A date or time as the library keeps times. Without an offset it is UTC. Raises `BadRequest`."""
    try:
        given = datetime.fromisoformat(text.strip())
        at = given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise BadRequest(f"{text!r} is no date; give one such as 2026-11-24 or 2026-11-24T09:30") from None
    return at.isoformat(timespec="seconds")


def since(store: Store, at: str, termbase: str | None, limit: int) -> tuple[Happening, ...]:
    """The latest first. What a proposal tells is told by that alone, and an import is one line."""
    with store.reading():
        found = [*_Told(store, at, termbase, limit).all()]
    return tuple(sorted(found, key=attrgetter("at"), reverse=True)[:limit])


class _Told:
    """The happenings of one question, in no order but that within each kind the latest stand first."""

    def __init__(self, store: Store, at: str, termbase: str | None, limit: int) -> None:
        self.store, self.at, self.termbase, self.limit = store, at, termbase, limit
        self._pasts: dict[int, tuple[PastConcept, ...]] = {}

    def all(self) -> Iterator[Happening]:
        proposals = self.store.proposals_since(self.at, self.termbase, self.limit)
        answers = Review(self.store).answers(proposals)
        for stored, answer in zip(proposals, answers, strict=True):
            yield from self._proposal(stored, answer)
        yield from self._steps(proposals)
        for stored_remark in self.store.remarks_since(self.at, self.termbase, self.limit):
            told = discussion.answer(stored_remark)
            yield Happening(told.at, told.who, "remark", *self._concept(told.concept), remark=told)
        for stored_import in self.store.imports_since(self.at, self.termbase, self.limit):
            yield from self._import(stored_import)

    def _proposal(self, stored: StoredProposal, told: Proposal) -> Iterator[Happening]:
        where = (told.termbase, told.concept, title(told.wanted))
        if told.at >= self.at:
            yield Happening(told.at, told.who, "proposed", *where, proposal=told)
        if stored.decided_at >= self.at:
            yield Happening(told.decided_at, told.decided_by, "decided", *where, proposal=told)

    def _steps(self, proposals: tuple[StoredProposal, ...]) -> Iterator[Happening]:
        comings = {each.said.step for each in proposals if each.said.kind == "new"}
        decisions = {each.decided_in for each in proposals} - {None}
        for step in self.store.concept_steps_since(self.at, self.termbase, self.limit):
            if step.step not in comings and step.batch not in decisions:
                yield self._step(step)

    def _step(self, step: PastConcept) -> Happening:
        told = self._change(step)
        state = told.after or told.before
        assert state is not None
        return Happening(told.at, told.who, "change", step.termbase, step.number, title(state), change=told)

    def _change(self, step: PastConcept) -> ConceptChange:
        """A step with its state afterwards, which the next one, or the concept as it is, knows."""
        current = self.store.concepts([step.number]).get(step.number)
        after = current.concept if current else None
        for later in self._past(step.number):
            if later.step == step.step:
                break
            after = later.before
        return change_of(step, after)

    def _import(self, stored: StoredImport) -> Iterator[Happening]:
        batch = stored.batch
        if batch.at >= self.at:
            yield Happening(batch.at, stored.who, "import", batch.into, None, batch.file, batch=batch)
        if stored.undone_at >= self.at:
            yield Happening(stored.undone_at, stored.undone_by, "undone", batch.into, None, batch.file, batch=batch)

    def _concept(self, number: int) -> tuple[str, int, str]:
        """A concept's termbase, number and title, also of one that is gone."""
        stored = self.store.concepts([number]).get(number)
        if stored:
            return stored.termbase, number, title(stored.concept)
        last = self._past(number)[0]
        return last.termbase, number, title(last.before) if last.before else ""

    def _past(self, number: int) -> tuple[PastConcept, ...]:
        if number not in self._pasts:
            self._pasts[number] = tuple(history(self.store, number))
        return self._pasts[number]


def title(concept: Concept) -> str:
    """A concept by its first term in each language, the preferred before others."""
    best: dict[str, str] = {}
    for term in by_status(concept.terms):
        best.setdefault(term.language, term.text)
    return " – ".join(best[language] for language in dict.fromkeys(term.language for term in concept.terms))
