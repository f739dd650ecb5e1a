"""What people do to concepts: writes, history, proposals, remarks, and what happened since a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tmx.model import Concept, Term
from tmx.plain import plain

from .json import Json
from .marked import Piece
from .shelf import Batch
from .terms import ConceptAnswer, term_json


@dataclass(frozen=True, slots=True)
class WrittenConcept:
    """What a single write did to a concept. `batch` undoes it; None where there was nothing to do.

    `done` is an action of `ConceptChange`, or ``unchanged`` (the concept says so already).
    """

    done: str
    concept: int
    batch: int | None

    def as_json(self) -> Json:
        return {"done": self.done, "concept": self.concept, "batch": self.batch}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs between two states of a concept: `what` it is in words, such as ``en: port, status``.

    `before` and `after` are texts fit to be shown, empty where there was or is none; the pieces mark in each what is
    not in the other, where both are texts that can be compared word by word.
    """

    what: str
    before: str
    after: str
    before_pieces: tuple[Piece, ...] = ()
    after_pieces: tuple[Piece, ...] = ()

    def as_json(self) -> Json:
        return {"what": self.what, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class ConceptChange:
    """One step of a concept's history: who did what, and what it was before and after (None: it was not there).

    `action` is ``added``, ``proposed`` (added by a proposal), ``changed``, ``approved``, ``rejected``, ``withdrawn``,
    ``deleted``, ``restored``, ``merged`` (into `other`, or of others into this one) or ``split`` (`other` came of it,
    or it of `other`). `step` names it to `Library.revert_concept`; 0 is the coming of a concept by an import. `undid`
    is the batch that the step took back, where it did.
    """

    concept: int
    at: str
    who: str
    action: str
    batch: int | None
    step: int
    comment: str
    before: Concept | None
    after: Concept | None
    differences: tuple[Difference, ...]
    other: int | None = None
    undid: int | None = None

    def as_json(self) -> Json:
        return {
            "concept": self.concept,
            "step": self.step,
            "at": self.at,
            "who": self.who,
            "action": self.action,
            "batch": self.batch,
            "comment": self.comment,
            "other": self.other,
            "undid": self.undid,
            "differences": [difference.as_json() for difference in self.differences],
            "before": plain(self.before) if self.before else None,
            "after": plain(self.after) if self.after else None,
        }


@dataclass(frozen=True, slots=True)
class Rebased:
    """A concept that was written upon an older state, with what was changed since put into it.

    `onto` is the latest state, after the step `step`; `clashes` are the places that both changed, where the concept is
    as it was written.
    """

    concept: Concept
    onto: Concept
    step: int
    clashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What someone wants a concept to be: a ``new`` one, or a ``change`` to one that is there.

    `base` is what the concept was when it was proposed, at the step `step` of its history, and `wanted` what it is to
    be; `differences` are between these, for a new one all that it says. `stale` says that the concept has changed
    since. `state` is ``open``, ``approved``, ``rejected``, ``withdrawn`` or ``lapsed`` (the concept is gone); who
    decided, when, and with what words stands in the last three.
    """

    number: int
    at: str
    who: str
    comment: str
    kind: str
    state: str
    termbase: str
    concept: int
    step: int
    base: Concept
    wanted: Concept
    differences: tuple[Difference, ...]
    stale: bool
    decided_at: str = ""
    decided_by: str = ""
    reason: str = ""

    def as_json(self) -> Json:
        return {
            "proposal": self.number,
            "at": self.at,
            "who": self.who,
            "comment": self.comment,
            "kind": self.kind,
            "state": self.state,
            "termbase": self.termbase,
            "concept": self.concept,
            "step": self.step,
            "stale": self.stale,
            "differences": [difference.as_json() for difference in self.differences],
            "wanted": plain(self.wanted),
            "decided_at": self.decided_at,
            "decided_by": self.decided_by,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for a decision: open proposals, and proposed terms that none of them brought.

    Counting stops at `MOST`.
    """

    proposals: int
    terms: int

    MOST: ClassVar[int] = 1000

    def as_json(self) -> Json:
        return {"proposals": self.proposals, "terms": self.terms}


@dataclass(frozen=True, slots=True)
class ProposedTerms:
    """A concept with terms that nobody has judged, at `positions`, though no proposal brought them."""

    concept: ConceptAnswer
    positions: tuple[int, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        return tuple(self.concept.concept.terms[position] for position in self.positions)

    def as_json(self) -> Json:
        return {
            "concept": self.concept.number,
            "termbase": self.concept.termbase,
            "positions": list(self.positions),
            "terms": [term_json(term) for term in self.terms],
        }


@dataclass(frozen=True, slots=True)
class Remark:
    """What someone says about a concept, for others to read and answer."""

    number: int
    concept: int
    at: str
    who: str
    text: str

    def as_json(self) -> Json:
        return {"remark": self.number, "concept": self.concept, "at": self.at, "who": self.who, "text": self.text}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to concepts: exactly one of `change`, `remark`, `proposal` and `batch` tells it whole.

    `kind` is ``change``, ``remark``, ``proposed``, ``decided``, ``import`` or ``undone`` (an import was taken back).
    `title` names the concept by its terms, or the import by its file.
    """

    at: str
    who: str
    kind: str
    termbase: str
    concept: int | None
    title: str
    change: ConceptChange | None = None
    remark: Remark | None = None
    proposal: Proposal | None = None
    batch: Batch | None = None

    def as_json(self) -> Json:
        told = self.change or self.remark or self.proposal or self.batch
        assert told is not None
        return {
            "at": self.at,
            "who": self.who,
            "kind": self.kind,
            "termbase": self.termbase,
            "concept": self.concept,
            "title": self.title,
            "told": told.as_json(),
        }
