"""The values that every format reads into and writes from: units of a memory, concepts of a termbase."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Prop:
    """A tool's own property of a header, unit or segment (TMX 1.4b ``<prop>``).

    `encoding` is the code set its tool had it in (``o-encoding``), which says nothing of `value` as it stands here.
    """

    type: str
    value: str
    language: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark meant for people (TMX 1.4b ``<note>``); `encoding` as in `Prop`."""

    text: str
    language: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """What a header, unit or segment carries beside its text.

    `attributes` are name and value pairs as TMX 1.4b names them (``creationdate``, ``changeid``, ``usagecount`` …), in
    document order; a format with other names maps to these.
    """

    attributes: tuple[tuple[str, str], ...] = ()
    props: tuple[Prop, ...] = ()
    notes: tuple[Note, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.attributes or self.props or self.notes)

    def attribute(self, name: str) -> str:
        """The value of one attribute, empty where it is not there."""
        return next((value for key, value in self.attributes if key == name), "")

    def prop(self, type: str) -> str:
        """The value of the first property of a type, empty where there is none."""
        return next((prop.value for prop in self.props if prop.type == type), "")


NOTHING = Details()


@dataclass(frozen=True, slots=True)
class Segment:
    """One language's side of a unit.

    `text` is the plain text, without inline codes: what is matched, counted and shown. `markup` is the whole segment as
    the inner XML of a TMX ``<seg>`` where it holds inline codes, and None where `text` says everything.
    """

    language: str
    text: str
    markup: str | None = None
    details: Details = NOTHING


class UnitStatus(StrEnum):
    """How far a unit can be trusted."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Unit:
    """One aligned entry of a memory: two or more segments, normally one a language.

    `id` is the ``tuid`` or a tool's key, not unique by itself; `context` tells two units of one text apart (gettext's
    ``msgctxt``).
    """

    segments: tuple[Segment, ...]
    id: str = ""
    context: str = ""
    status: UnitStatus = UnitStatus.TRANSLATED
    details: Details = NOTHING

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(segment.language for segment in self.segments)


class TermStatus(StrEnum):
    """The verdict on a term (TBX-Basic ``administrativeStatus``); `PROPOSED` until someone gives one."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"
    PROPOSED = "proposed"

    @property
    def usable(self) -> bool:
        """True where a translator may write the term."""
        return self in (TermStatus.PREFERRED, TermStatus.ADMITTED)


@dataclass(frozen=True, slots=True)
class Field:
    """What a concept, language or term says in a category that has no field of its own here, kept as it came.

    `type` names the category (``productSubset``); `kind` is the TBX element that it belongs to (``admin``, ``descrip``,
    ``termNote`` …), empty where another format gave it; `target` is the id or URL that it points to; `fields` are what
    stands with it in one group: its source, notes, dates.
    """

    type: str
    value: str = ""
    language: str = ""
    kind: str = ""
    target: str = ""
    id: str = ""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """What a concept means, in one language (empty: not said), and who says so."""

    text: str
    language: str = ""
    source: str = ""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence in which a term stands, and where it was found."""

    text: str
    source: str = ""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A pointer: to a concept or term of the termbase by its id, or to something outside by its URL."""

    target: str
    text: str = ""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Transaction:
    """Who made or changed something, and when: `type` is ``origination`` or ``modification``, `date` is ISO 8601."""

    type: str
    date: str = ""
    who: str = ""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One designation of a concept in one language.

    `type`, `part_of_speech`, `gender` and `location` (where in a user interface) are TBX-Basic's words where it has
    one; `geographical_usage` says where the term is used. `references` go to concepts and terms by id, `links` to URLs.
    """

    language: str
    text: str
    status: TermStatus = TermStatus.ADMITTED
    type: str = ""
    part_of_speech: str = ""
    gender: str = ""
    id: str = ""
    geographical_usage: str = ""
    location: str = ""
    contexts: tuple[Context, ...] = ()
    notes: tuple[Note, ...] = ()
    sources: tuple[str, ...] = ()
    references: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    customers: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageLevel:
    """What a concept says about all its terms of one language together; the definitions are the concept's."""

    language: str
    notes: tuple[Note, ...] = ()
    sources: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Link, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    fields: tuple[Field, ...] = ()

    def __bool__(self) -> bool:
        return self != LanguageLevel(self.language)


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning of a termbase with its terms. `id` is the author's own, empty where the file gives none.

    `domains` are its subject fields. `levels` hold one entry for each language that has something to say, in the order
    of the languages of `terms`, those without a term after them.
    """

    terms: tuple[Term, ...]
    id: str = ""
    domains: tuple[str, ...] = ()
    definitions: tuple[Definition, ...] = ()
    notes: tuple[Note, ...] = ()
    sources: tuple[str, ...] = ()
    references: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Link, ...] = ()
    customers: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    levels: tuple[LanguageLevel, ...] = ()
    fields: tuple[Field, ...] = ()

    @property
    def domain(self) -> str:
        """The first subject field, empty where there is none."""
        return self.domains[0] if self.domains else ""

    def terms_in(self, language: str) -> tuple[Term, ...]:
        """The terms whose tag is `language` exactly."""
        return tuple(term for term in self.terms if term.language == language)


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry that a reader could not take: where it stands, and why.

    Where only the translation is missing, `untranslated` has what would be its units, their targets empty or not there.
    """

    at: str
    why: str
    untranslated: tuple[Unit, ...] = field(default=(), compare=False, repr=False)


Entry = Unit | Concept


@dataclass(frozen=True, slots=True)
class Languages:
    """The source and target that a bilingual format needs named where the file does not say them itself."""

    source: str = ""
    target: str = ""


_MOST_KINDS = 100


@dataclass(slots=True)
class Losses:
    """What a writer had to leave out, counted by kind, for the export's report."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, times: int = 1) -> None:
        if len(self.counts) >= _MOST_KINDS and what not in self.counts:
            what = "losses of other kinds"
        self.counts[what] = self.counts.get(what, 0) + times

    def lines(self) -> tuple[str, ...]:
        """One line a kind, such as ``inline codes (3)``, in the order first met."""
        return tuple(f"{what} ({times:,})" for what, times in self.counts.items())
