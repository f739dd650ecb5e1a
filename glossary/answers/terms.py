"""Concepts and their terms, as they are looked up and as they are recognised in a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tmx.model import Concept, Note, Term
from tmx.plain import plain

from .json import Json
from .marked import Piece

WHOLE_NOTES = "whole_notes"
"""The field beside ``notes``, which are texts, that has them whole where one says more than that."""
_CONCEPT_BEYOND = (
    *("domains", "sources", "references", "links", "images", "customers", "projects", "transactions"),
    *("levels", "fields"),
)
_TERM_BEYOND = (
    *("gender", "id", "geographical_usage", "location", "contexts", "references", "links"),
    *("customers", "projects", "transactions", "fields"),
)


@dataclass(frozen=True, slots=True)
class ConceptAnswer:
    """A concept as the library holds it: `number` names it in links and calls; `concept` is what it says."""

    number: int
    termbase: str
    concept: Concept

    def as_json(self) -> Json:
        """What every concept has, in one shape, and after it what this one says beyond that, as `tmx.plain` has it."""
        said = plain(self.concept)
        return {
            "concept": self.number,
            "termbase": self.termbase,
            "id": self.concept.id,
            "domain": self.concept.domain,
            "definitions": [
                {"language": d.language, "text": d.text, "source": d.source, **_beyond(plain(d), "fields")}
                for d in self.concept.definitions
            ],
            "notes": [note.text for note in self.concept.notes],
            "terms": [term_json(term) for term in self.concept.terms],
            **_beyond(said, *_CONCEPT_BEYOND),
            **_whole_notes(self.concept.notes),
        }


def term_json(term: Term) -> Json:
    """A term's published fields; the empty ones of the first stay, so that every line has the same shape."""
    return {
        "language": term.language,
        "text": term.text,
        "status": term.status.value,
        "type": term.type,
        "part_of_speech": term.part_of_speech,
        "notes": [note.text for note in term.notes],
        "sources": list(term.sources),
        **_beyond(plain(term), *_TERM_BEYOND),
        **_whole_notes(term.notes),
    }


def _whole_notes(notes: tuple[Note, ...]) -> Json:
    """All notes whole, where one says more than its text, such as its language."""
    return {WHOLE_NOTES: list(map(plain, notes))} if any(note != Note(note.text) for note in notes) else {}


def _beyond(said: Json, *names: str) -> Json:
    return {name: said[name] for name in names if name in said}


def by_status(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Terms in the order in which a translator should think of them, the preferred first."""
    order = ("preferred", "admitted", "proposed", "deprecated", "forbidden")
    return tuple(sorted(terms, key=lambda term: order.index(term.status)))


def _in_other_languages(term: Term, concept: ConceptAnswer) -> tuple[Term, ...]:
    return by_status(other for other in concept.concept.terms if other.language != term.language)


@dataclass(frozen=True, slots=True)
class ListedConcept:
    """A concept in a list, and which of its terms it is listed by."""

    term: Term
    concept: ConceptAnswer

    def translations(self) -> tuple[Term, ...]:
        """The concept's terms in other languages, preferred first."""
        return _in_other_languages(self.term, self.concept)

    def as_json(self) -> Json:
        return {"term": self.term.text, "language": self.term.language, **self.concept.as_json()}


@dataclass(frozen=True, slots=True)
class ConceptList:
    """A stretch of a termbase's concepts in the order of the alphabet, and how many there are in all."""

    total: int
    concepts: tuple[ListedConcept, ...]

    def as_json(self) -> Json:
        return {"total": self.total, "concepts": [each.as_json() for each in self.concepts]}


@dataclass(frozen=True, slots=True)
class TermHit:
    """A concept that a query found, by the term it found it through.

    `why` names the way: ``exact``, ``beginning``, ``part``, ``other script``, ``pinyin``, ``pinyin initials``,
    ``inflection``, ``acronym``, ``full form``, ``wildcard``, ``regular expression``, ``same sound`` (other characters
    of the same pinyin), ``typing error``, ``filter`` (nothing but filters was asked). `detail` says more: what the
    query was taken for, or what a term is an acronym of. `pieces` is `term.text` with the stretch that was hit marked,
    where the way lets it be marked.
    """

    why: str
    term: Term
    pieces: tuple[Piece, ...]
    concept: ConceptAnswer
    detail: str = ""

    def translations(self) -> tuple[Term, ...]:
        """The concept's terms in other languages, preferred first."""
        return _in_other_languages(self.term, self.concept)

    def as_json(self) -> Json:
        return {
            "kind": "term",
            "why": self.why,
            "text": self.term.text,
            "language": self.term.language,
            "status": self.term.status.value,
            "translations": [
                {"text": term.text, "language": term.language, "status": term.status.value}
                for term in self.translations()
            ],
            **{key: self.concept.as_json()[key] for key in ("concept", "termbase", "domain")},
            "detail": self.detail,
        }


@dataclass(frozen=True, slots=True)
class TermInText:
    """A term that was recognised in a text: `text` is the slice from `start` to `end`, in code points.

    `why` says how it differs from `term`, which is as the termbase has it: ``exact`` (but for case and width),
    ``spelling`` (a hyphen or space), ``inflected``, ``other script``. `enforced` is false inside a longer hit, and for
    a term that is only proposed. `preferred` are the concept's preferred terms in the text's language, `translations`
    its terms in the target language, or in all others, the preferred first.
    """

    start: int
    end: int
    text: str
    why: str
    enforced: bool
    term: Term
    concept: ConceptAnswer
    preferred: tuple[Term, ...]
    translations: tuple[Term, ...]

    def as_json(self) -> Json:
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "concept": self.concept.number,
            "status": self.term.status.value,
            "preferred": [term.text for term in self.preferred],
            "translations": [
                {"text": term.text, "language": term.language, "status": term.status.value}
                for term in self.translations
            ],
            "term": self.term.text,
            "language": self.term.language,
            "why": self.why,
            "enforced": self.enforced,
            "termbase": self.concept.termbase,
        }
