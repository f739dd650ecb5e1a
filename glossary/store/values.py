"""What the store takes and gives: frozen rows, named as the product names things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from glossary.answers import Batch
from tmx.model import Concept, Unit

LAST_NUMBER = (1 << 62) - 1
"""No unit has a higher number."""

SegmentRow = tuple[str, str, str | None, str | None, bytes]
Fingerprint = tuple[str | None, ...]
UnitRow = tuple[bytes, str, str, str, str | None, tuple[SegmentRow, ...]]
"""`NewUnit` as the plain tuple that it is: imports make a million of them and pass them between processes."""


class NewSegment(NamedTuple):
    """A segment as a row: `details` as `glossary.store.serial` writes them, `keys` in UTF-16 (little-endian)."""

    language: str
    text: str
    markup: str | None
    details: str | None
    keys: bytes


class NewUnit(NamedTuple):
    """A unit as a row, ready to be stored; `identity` tells it from the memory's others."""

    identity: bytes
    name: str
    context: str
    status: str
    details: str | None
    segments: tuple[SegmentRow, ...]

    @property
    def fingerprint(self) -> Fingerprint:
        """What can differ while the identity is the same: name, status, and the details of unit and segments."""
        return self.name, self.status, self.details, *(segment[3] for segment in self.segments)


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A stored unit as an import meets it again: its number, and its `NewUnit.fingerprint`."""

    number: int
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class StoredUnit:
    """A unit and where it is kept, and the batch that brought it."""

    number: int
    memory: str
    unit: Unit
    batch: int


@dataclass(frozen=True, slots=True)
class StoredConcept:
    """A concept and where it is kept."""

    number: int
    termbase: str
    concept: Concept


@dataclass(frozen=True, slots=True)
class NewConcept:
    """A concept ready to be stored: `forms` has, for each term, the look-up forms it is found by."""

    concept: Concept
    identity: bytes
    forms: tuple[tuple[Form, ...], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A text under which a term is looked up. `way` ranks the kinds of form; see `glossary.terms.forms`."""

    way: int
    key: str


class FoundTerm(NamedTuple):
    """A term that a form led to: which of the concept's terms, what it is, and by which form."""

    concept: int
    position: int
    way: int
    key: str
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which terms may be found; what is empty does not narrow. `language` is a range, `termbases` are numbers.

    `concepts` are all that can have such a term, where these are few: then they are looked through instead.
    """

    language: str = ""
    statuses: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    termbases: tuple[int, ...] = ()
    concepts: tuple[int, ...] | None = None


ANY_TERM = Narrowing()


class TermRow(NamedTuple):
    """A term by itself, as recognition needs it: its concept's number, its place there, its termbase's number."""

    concept: int
    position: int
    termbase: int
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class SavedAutomaton:
    """An automaton of a family's terms: the rules it was made by, the last change it knows, and its bytes."""

    version: str
    change: int
    body: bytes


@dataclass(frozen=True, slots=True)
class StoredBlock:
    """A block of the index: its number, the first and last unit of its range, how many texts and tokens it holds."""

    number: int
    base: int
    last: int
    texts: int
    tokens: int


@dataclass(frozen=True, slots=True)
class BlockFrame:
    """What a process keeps of a block, as `glossary.matching.postings.Block` has it, in bytes."""

    entries: bytes | memoryview
    signatures: bytes | memoryview
    sizes: bytes | memoryview


class UnitKeys(NamedTuple):
    """The keys of one of a unit's segments, in UTF-16 (little-endian)."""

    unit: int
    position: int
    keys: bytes

    @property
    def text(self) -> str:
        """The keys as a string; none is a byte order mark, so the machine's own order, which is quicker, will do."""
        return self.keys.decode("utf-16")


class UnitSide(NamedTuple):
    """One of a unit's segments by its keys (as `UnitKeys`), with what must be the same for units to be compared."""

    unit: int
    context: str
    language: str
    keys: bytes


@dataclass(frozen=True, slots=True)
class SegmentText:
    """A segment's text, from which its keys are made."""

    unit: int
    position: int
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class SharedText:
    """A text that several units of a memory have in one language."""

    language: str
    text: str
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A segment that may match, enough to score it."""

    unit: int
    position: int
    memory: int
    language: str
    text: str
    markup: str | None


@dataclass(frozen=True, slots=True)
class MemoryRow:
    """A memory's row: the number is the store's own."""

    number: int
    name: str
    penalty: int
    new_translations: str = "keep"


@dataclass(frozen=True, slots=True)
class BatchRow:
    """An import's row, as it is opened; `makes` says that its memory or termbase was made for it.

    A `single` one is no import but one write by hand, which lists of imports leave out.
    """

    at: str
    who: str
    file: str
    format: str
    memory: int | None
    termbase: int | None
    makes: bool = False
    single: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True)
class PastUnit:
    """A step of a unit's history: what was done, the batch that did it, and the unit as it was before.

    `action` is ``added``, ``changed``, ``deleted`` or ``restored``; `before` is None where there was none. `step`
    numbers the steps of all units upwards; 0 is the coming of a unit. `memory` and `origin`, the batch that added the
    unit, are known of a deleted one.
    """

    at: str
    who: str
    batch: int | None
    before: Unit | None
    action: str = "changed"
    step: int = 0
    memory: int | None = None
    origin: int | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done to a concept, by whom, in which batch: None where another one, `undid`, is taken back.

    `action` is a word for its history (see `glossary.answers.ConceptChange`), `other` the concept that it went into or
    was split off.
    """

    action: str
    batch: int | None
    who: str = ""
    other: int | None = None
    undid: int | None = None


@dataclass(frozen=True, slots=True)
class PastConcept:
    """A step of a concept's history, as `PastUnit` is one of a unit's; for `other` and `undid` see `Deed`."""

    number: int
    step: int
    at: str
    who: str
    action: str
    batch: int | None
    before: Concept | None
    comment: str = ""
    termbase: str = ""
    origin: int | None = None
    other: int | None = None
    undid: int | None = None


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A proposal to be kept: the concept as it `wanted` to be, beside what it was at a `step` of its history.

    `kind` is ``new`` or ``change``; `termbase` is a name.
    """

    at: str
    who: str
    comment: str
    kind: str
    concept: int
    termbase: str
    step: int
    base: Concept
    wanted: Concept


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """A proposal with its `state`: ``open``, a decision, or ``lapsed`` where its concept is gone undecided.

    A decision whose batch was undone counts no more.
    """

    number: int
    said: NewProposal
    state: str
    decided_at: str = ""
    decided_by: str = ""
    reason: str = ""
    decided_in: int | None = None


@dataclass(frozen=True, slots=True)
class StoredRemark:
    """A remark on a concept."""

    number: int
    concept: int
    at: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class StoredImport:
    """An import into a termbase: when and by whom it came and, where that is so, was undone."""

    batch: Batch
    who: str
    undone_at: str = ""
    undone_by: str = ""


class PastEntry(NamedTuple):
    """What a batch did to a unit or concept that was there: `before` is its serial form, empty where it was not.

    `memory` is a number, `termbase` a name.
    """

    kind: str
    number: int
    before: str
    action: str
    memory: int | None
    origin: int | None
    termbase: str | None = None
