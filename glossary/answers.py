"""What the `Library` answers: frozen values that the pages, the JSON API and the command line all render.

`as_json` gives the fields that the command line publishes; the API answers with the same objects.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from tmx.codec import Preview
from tmx.model import Concept, Skipped, Term, Unit
from tmx.plain import plain

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Memory:
    """A named translation memory. `penalty` is in points, taken off every match it gives.

    `new_translations` of a known source are kept beside the old ones (``keep``) or replace the latest (``replace``).
    """

    name: str
    penalty: int
    units: int
    languages: tuple[str, ...]
    new_translations: str = "keep"

    def as_json(self) -> Json:
        return {
            "name": self.name,
            "penalty": self.penalty,
            "units": self.units,
            "languages": list(self.languages),
            "new_translations": self.new_translations,
        }


@dataclass(frozen=True, slots=True)
class Termbase:
    """A named glossary and how much is in it."""

    name: str
    concepts: int
    terms: int
    languages: tuple[str, ...]

    def as_json(self) -> Json:
        return {
            "name": self.name,
            "concepts": self.concepts,
            "terms": self.terms,
            "languages": list(self.languages),
        }


@dataclass(frozen=True, slots=True)
class Batch:
    """One import, or a clean-up: when (ISO 8601, UTC), from which file, into what, and whether it has been undone."""

    number: int
    at: str
    file: str
    format: str
    into: str
    added: int
    updated: int
    undone: bool
    removed: int = 0

    def as_json(self) -> Json:
        return {
            "batch": self.number,
            "at": self.at,
            "file": self.file,
            "format": self.format,
            "into": self.into,
            "added": self.added,
            "updated": self.updated,
            "undone": self.undone,
            "removed": self.removed,
        }


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `batch` undoes it; None after a dry run, or when nothing changed.

    `skipped` keeps the first thousand places; `skipped_count` counts all.
    """

    file: str
    format: str
    read: int
    added: int
    updated: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    skipped_count: int
    lost: tuple[str, ...]
    batch: int | None

    def as_json(self) -> Json:
        return {
            "file": self.file,
            "format": self.format,
            "read": self.read,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": [{"at": skip.at, "why": skip.why} for skip in self.skipped],
            "lost": list(self.lost),
            "batch": self.batch,
        }


@dataclass(frozen=True, slots=True)
class TablePreview:
    """The first rows of a table that is to be imported, and what each column is taken for."""

    file: str
    preview: Preview

    def as_json(self) -> Json:
        shown = self.preview
        return {
            "file": self.file,
            "format": shown.format,
            "header": shown.header,
            "columns": [{"letter": one.letter, "name": one.name, "as": one.taken} for one in shown.columns],
            "rows": [list(row) for row in shown.rows],
            "problem": shown.problem,
            "sheet": shown.sheet,
            "sheets": list(shown.sheets),
        }


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote, and what the format could not carry."""

    file: str
    format: str
    written: int
    lost: tuple[str, ...]

    def as_json(self) -> Json:
        return {"file": self.file, "format": self.format, "written": self.written, "lost": list(self.lost)}


@dataclass(frozen=True, slots=True)
class PretranslationReport:
    """What became of a file's segments: `untouched` are those that had a target, or for which nothing was found."""

    file: str
    format: str
    units: int
    exact: int
    fuzzy: int
    untouched: int

    def as_json(self) -> Json:
        return {
            "file": self.file,
            "units": self.units,
            "exact": self.exact,
            "fuzzy": self.fuzzy,
            "untouched": self.untouched,
        }


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What taking a batch back removed and restored."""

    batch: int
    removed: int
    restored: int

    def as_json(self) -> Json:
        return {"batch": self.batch, "removed": self.removed, "restored": self.restored}


class MatchKind(StrEnum):
    """How a match came about."""

    CONTEXT = "context"
    EXACT = "exact"
    ADAPTED = "adapted"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with its mark. Joined, the pieces of a text are that text.

    In a comparison the mark says what the stretch is to the other text: ``same``, ``changed`` (there in another form:
    case, width, inflection), ``only`` (not there). In a search hit it is ``hit``, ``probable`` (the translation of what
    was hit, by statistics) or ``plain``, in an adapted target ``adapted`` or ``plain``.
    """

    text: str
    mark: Literal["same", "changed", "only", "hit", "probable", "plain", "adapted"]


@dataclass(frozen=True, slots=True)
class Replaced:
    """What of the stored target became what: a quantity's kind, and where `new` stands in the match's target."""

    kind: str
    old: str
    new: str
    start: int
    end: int

    def as_json(self) -> Json:
        return {"kind": self.kind, "old": self.old, "new": self.new, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that matches a query: whole points, 0 to 101, after penalties, which are listed by name in points.

    Of an adapted match `target` is what was made of the unit's target, and `adapted` says what became what. `notes` say
    in plain words what a translator should know, such as why a match was not adapted.
    """

    score: int
    kind: MatchKind
    source: str
    target: str
    memory: str
    unit: int
    penalties: dict[str, int]
    query_pieces: tuple[Piece, ...]
    source_pieces: tuple[Piece, ...]
    adapted: tuple[Replaced, ...] = ()
    notes: tuple[str, ...] = ()

    def target_pieces(self) -> tuple[Piece, ...]:
        """The target in pieces, what was put in marked."""
        pieces, end = [], 0
        for each in self.adapted:
            pieces += [Piece(self.target[end : each.start], "plain"), Piece(each.new, "adapted")]
            end = each.end
        return tuple(piece for piece in (*pieces, Piece(self.target[end:], "plain")) if piece.text)

    def as_json(self) -> Json:
        return {
            "score": self.score,
            "kind": self.kind.value,
            "source": self.source,
            "target": self.target,
            "memory": self.memory,
            "unit": self.unit,
            "penalties": self.penalties,
            "adapted": [each.as_json() for each in self.adapted],
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Matches:
    """One query's matches, best first."""

    query: str
    matches: tuple[Match, ...]

    def as_json(self) -> Json:
        return {"query": self.query, "matches": [match.as_json() for match in self.matches]}


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
        }


_CONCEPT_BEYOND = (
    *("domains", "sources", "references", "links", "images", "customers", "projects", "transactions"),
    *("levels", "fields"),
)
_TERM_BEYOND = (
    *("gender", "id", "geographical_usage", "location", "contexts", "references", "links"),
    *("customers", "projects", "transactions", "fields"),
)


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
    }


def _beyond(said: Json, *names: str) -> Json:
    return {name: said[name] for name in names if name in said}


def by_status(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Terms in the order in which a translator should think of them, the preferred first."""
    order = ("preferred", "admitted", "proposed", "deprecated", "forbidden")
    return tuple(sorted(terms, key=lambda term: order.index(term.status)))


@dataclass(frozen=True, slots=True)
class TermHit:
    """A concept that a query found, by the term it found it through.

    `why` names the way: ``exact``, ``beginning``, ``part``, ``other script``, ``pinyin``, ``pinyin initials``.
    `pieces` is `term.text` with the stretch that was hit marked, where the way lets it be marked.
    """

    why: str
    term: Term
    pieces: tuple[Piece, ...]
    concept: ConceptAnswer

    def translations(self) -> tuple[Term, ...]:
        """The concept's terms in other languages, preferred first."""
        return by_status(term for term in self.concept.concept.terms if term.language != self.term.language)

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


@dataclass(frozen=True, slots=True)
class Side:
    """One language's side of a segment hit, with what was hit marked."""

    language: str
    text: str
    pieces: tuple[Piece, ...]

    def as_json(self) -> Json:
        return {
            "language": self.language,
            "text": self.text,
            "hits": [piece.text for piece in self.pieces if piece.mark == "hit"],
            "probable": [piece.text for piece in self.pieces if piece.mark == "probable"],
        }


@dataclass(frozen=True, slots=True)
class SegmentHit:
    """A unit that holds the query: the side that was hit first, the others after it.

    The other sides have the terms marked with which the termbases render the query, or else its probable translation.
    """

    why: str
    unit: int
    memory: str
    sides: tuple[Side, ...]

    def as_json(self) -> Json:
        return {
            "kind": "segment",
            "why": self.why,
            "unit": self.unit,
            "memory": self.memory,
            "sides": [side.as_json() for side in self.sides],
        }


@dataclass(frozen=True, slots=True)
class Concordance:
    """The sentences that hold a query in one mode, shortest first; `more` says that the limit cut the list."""

    query: str
    mode: str
    segments: tuple[SegmentHit, ...]
    more: bool = False

    def as_json(self) -> Json:
        return {
            "query": self.query,
            "mode": self.mode,
            "segments": [hit.as_json() for hit in self.segments],
            "more": self.more,
        }


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of a text (its slice from `start` to `end`, in code points) that the memories have whole.

    `contexts` are sentences that hold it, shortest first, its translation marked; `more` says that there are others.
    """

    start: int
    end: int
    text: str
    contexts: tuple[SegmentHit, ...]
    more: bool = False

    def as_json(self) -> Json:
        contexts = [hit.as_json() for hit in self.contexts]
        return {"start": self.start, "end": self.end, "text": self.text, "contexts": contexts, "more": self.more}


@dataclass(frozen=True, slots=True)
class Fragments:
    """The longest stretches of a text that the memories have whole; `more` says that the limit cut the list."""

    query: str
    fragments: tuple[Fragment, ...]
    more: bool = False

    def as_json(self) -> Json:
        return {"query": self.query, "fragments": [each.as_json() for each in self.fragments], "more": self.more}


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What the one box found: terms first, then the sentences that hold the query.

    `more_terms` and `more_segments` say that the limit cut the list.
    """

    query: str
    terms: tuple[TermHit, ...]
    segments: tuple[SegmentHit, ...]
    more_terms: bool = False
    more_segments: bool = False

    def as_json(self) -> Json:
        return {
            "query": self.query,
            "terms": [hit.as_json() for hit in self.terms],
            "segments": [hit.as_json() for hit in self.segments],
            "more_terms": self.more_terms,
            "more_segments": self.more_segments,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a unit's or concept's history: who did what, and what it was before (None: it was not there).

    `action` is ``added``, ``changed``, ``deleted`` or ``restored``. `step` names it to `Library.revert_unit`; 0 is the
    coming of a unit, before which there is nothing to go back to.
    """

    at: str
    who: str
    action: str
    batch: int | None
    before: Unit | Concept | None
    step: int = 0

    def as_json(self) -> Json:
        before = unit_json(self.before) if isinstance(self.before, Unit) else None
        return {
            "step": self.step,
            "at": self.at,
            "who": self.who,
            "action": self.action,
            "batch": self.batch,
            "before": before,
        }


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """A unit as the library holds it."""

    number: int
    memory: str
    unit: Unit

    def as_json(self) -> Json:
        return {"unit": self.number, "memory": self.memory, **unit_json(self.unit)}


def unit_json(unit: Unit) -> Json:
    """A unit's published fields; a segment's markup stands beside its text where it has inline codes."""
    return {
        "id": unit.id,
        "context": unit.context,
        "status": unit.status.value,
        "segments": [
            {"language": one.language, "text": one.text, **({} if one.markup is None else {"markup": one.markup})}
            for one in unit.segments
        ],
    }


@dataclass(frozen=True, slots=True)
class Written:
    """What a single write did to a unit. `batch` undoes it; None where there was nothing to do.

    `done` is ``added``, ``replaced`` (a new translation in the place of an old one), ``changed``, ``deleted``,
    ``restored`` or ``unchanged`` (the memory says so already).
    """

    done: str
    unit: int
    batch: int | None

    def as_json(self) -> Json:
        return {"done": self.done, "unit": self.unit, "batch": self.batch}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a report of `Library.clean` found: units that belong together, why, and which remedies fit."""

    report: str
    memory: str
    why: str
    units: tuple[UnitAnswer, ...]
    remedies: tuple[str, ...]

    def as_json(self) -> Json:
        return {
            "report": self.report,
            "memory": self.memory,
            "why": self.why,
            "units": [unit.as_json() for unit in self.units],
        }


@dataclass(frozen=True, slots=True)
class CleanReport:
    """What a remedy or a replacement did. `batch` undoes it; None where there was nothing to do.

    `skipped` units would have become empty, or the same as another one.
    """

    batch: int | None
    changed: int
    deleted: int
    skipped: int

    def as_json(self) -> Json:
        return {"batch": self.batch, "changed": self.changed, "deleted": self.deleted, "skipped": self.skipped}


@dataclass(frozen=True, slots=True)
class Replacement:
    """A segment's text as it is, and as a replacement would make it."""

    unit: int
    memory: str
    language: str
    before: str
    after: str

    def as_json(self) -> Json:
        return {
            "unit": self.unit,
            "memory": self.memory,
            "language": self.language,
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a library: in which part of it, and what."""

    where: str
    what: str

    def as_json(self) -> Json:
        return {"where": self.where, "what": self.what}


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A copy of the library: its file and size in bytes."""

    file: str
    size: int

    def as_json(self) -> Json:
        return {"file": self.file, "size": self.size}


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """A backup that is the library now; `kept` is the file that the library was before, None where there was none."""

    file: str
    kept: str | None

    def as_json(self) -> Json:
        return {"file": self.file, "kept": self.kept}


@dataclass(frozen=True, slots=True)
class Stats:
    """What the library holds."""

    memories: tuple[Memory, ...]
    termbases: tuple[Termbase, ...]
    batches: int

    def as_json(self) -> Json:
        return {
            "memories": [memory.as_json() for memory in self.memories],
            "termbases": [termbase.as_json() for termbase in self.termbases],
            "batches": self.batches,
        }
