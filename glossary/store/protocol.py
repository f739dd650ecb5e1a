"""The one seam to a database: what the product asks of storage, in its own words.

Every engine implements `Store` and passes `tests/glossary/store/contract.py`. Calls that write must run inside
`writing()`, which lands whole or not at all. Numbers of units, concepts and blocks are never used twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from glossary.answers import Batch, Dismissal, Memory, ShownFinding, Termbase
from tmx.model import Details

from .values import (
    ANY_TERM,
    BatchRow,
    BlockFrame,
    Candidate,
    Deed,
    FoundTerm,
    KnownUnit,
    MemoryRow,
    Narrowing,
    NewConcept,
    NewProposal,
    NewUnit,
    Origin,
    PastConcept,
    PastEntry,
    PastUnit,
    SavedAutomaton,
    SegmentText,
    SharedText,
    StoredBlock,
    StoredConcept,
    StoredImport,
    StoredProposal,
    StoredRemark,
    StoredUnit,
    TermRow,
    UnitKeys,
    UnitRow,
    UnitSide,
)

LAST_NUMBER = (1 << 62) - 1
"""No unit has a higher number."""


class Store(Protocol):
    """A library's storage."""

    def close(self) -> None: ...

    def address(self) -> str:
        """What another process opens the library by."""

    def writing(self) -> AbstractContextManager[None]:
        """One transaction, alone in writing; an exception inside takes all of it back."""

    def reading(self) -> AbstractContextManager[None]:
        """What is read inside is of one moment, whatever others write meanwhile. May stand inside another."""

    def text_version(self) -> int:
        """The `TEXT_VERSION` that keys and forms were made with."""

    def set_text_version(self, version: int) -> None: ...

    # Memories and their units

    def memory(self, name: str) -> MemoryRow | None: ...

    def memory_rows(self) -> dict[int, MemoryRow]: ...

    def add_memory(self, name: str) -> MemoryRow: ...

    def set_memory(self, row: MemoryRow) -> None:
        """Keeps a memory's penalty and what becomes of new translations in it."""

    def set_memory_header(self, memory: int, header: Details, batch: int) -> None:
        """Keeps the header that a batch brought."""

    def memory_header(self, memory: int) -> Details: ...

    def memories(self) -> tuple[Memory, ...]:
        """All memories by name, counted."""

    def known_units(self, memory: int, identities: Sequence[bytes]) -> dict[bytes, KnownUnit]: ...

    def add_units(self, memory: int, batch: int, units: Sequence[UnitRow]) -> list[int | None]:
        """Stores those units that the memory has not, and gives their numbers, which ascend.

        A unit whose identity the memory has, or that stands twice among these, is left alone and gets None.
        """

    def replace_unit(self, number: int, batch: int | None, unit: NewUnit, who: str = "") -> None:
        """Puts another unit in a unit's place and the old one into its history."""

    def remove_unit(self, number: int, batch: int | None, who: str = "") -> None:
        """Deletes a unit; what it was goes into its history, which stays."""

    def put_back_unit(
        self, number: int, memory: int, origin: int, unit: NewUnit, batch: int | None, who: str = ""
    ) -> None:
        """Stores a unit that was removed under its old number, as one that the batch `origin` added."""

    def unit(self, number: int) -> StoredUnit | None: ...

    def units(self, numbers: Iterable[int]) -> dict[int, StoredUnit]: ...

    def origins(self, numbers: Iterable[int]) -> dict[int, Origin]:
        """The batches that units came by."""

    def units_of(self, memory: int) -> Iterator[StoredUnit]:
        """A memory's units in the order they were added, streamed."""

    def sides_of(self, memory: int) -> Iterator[UnitSide]:
        """The keys of all segments of a memory's units, unit after unit, streamed."""

    def shared_texts(self, memory: int, *, source: bool) -> Iterator[SharedText]:
        """The texts that several units of a memory have as their source (first segment), or on another side."""

    def history_of_unit(self, number: int) -> tuple[PastUnit, ...]:
        """The latest step first; also of a unit that was removed."""

    # Termbases and their concepts

    def termbase(self, name: str) -> int | None: ...

    def add_termbase(self, name: str) -> int: ...

    def termbases(self) -> tuple[Termbase, ...]:
        """All termbases by name, counted."""

    def known_concepts(self, termbase: int, identities: Sequence[bytes]) -> dict[bytes, StoredConcept]: ...

    def add_concepts(self, termbase: int, batch: int, concepts: Sequence[NewConcept]) -> list[int]: ...

    def add_concept(self, termbase: int, concept: NewConcept, deed: Deed) -> int:
        """Adds one concept in the deed's batch; its coming stands in its history."""

    def replace_concept(self, number: int, concept: NewConcept, deed: Deed) -> None:
        """Puts another concept in a concept's place and the old one into its history."""

    def remove_concept(self, number: int, deed: Deed) -> None:
        """Deletes a concept; what it was goes into its history, which stays."""

    def put_back_concept(self, number: int, termbase: int, origin: int, concept: NewConcept, deed: Deed) -> None:
        """Stores a concept that was removed under its old number, as one that the batch `origin` added."""

    def set_forms(self, number: int, concept: NewConcept) -> None:
        """Puts a concept's look-up forms in place of those it had."""

    def concepts(self, numbers: Iterable[int]) -> dict[int, StoredConcept]: ...

    def concepts_of(self, termbase: int) -> Iterator[StoredConcept]: ...

    def listed_concepts(
        self, termbase: int, language: str, status: str, limit: int, skip: int
    ) -> tuple[int, list[tuple[int, int]]]:
        """How many concepts have a term in a language and status (empty: any), and a stretch of them by that term.

        Each by its number and the position of the first such term, in the order of the alphabet.
        """

    def concepts_pointing_to(self, termbase: int, ids: Sequence[str]) -> list[int]:
        """The concepts of a termbase that may have one of these ids as the target of a reference."""

    # Looking terms up. A form has a way, which is its kind, and a key; see `glossary.terms.forms`.

    def terms_by_form(self, way: int, beginning: str, limit: int, narrowed: Narrowing = ANY_TERM) -> list[FoundTerm]:
        """Terms with a form of this way that begins so, in the order of the forms."""

    def terms_by_key(self, way: int, keys: Sequence[str], narrowed: Narrowing = ANY_TERM) -> list[FoundTerm]:
        """Terms with one of these forms as a whole."""

    def first_terms(self, limit: int, narrowed: Narrowing) -> list[FoundTerm]:
        """The first terms of those that are narrowed to, by concept; `key` is empty."""

    def begun(self, ways: Sequence[int], beginnings: Sequence[str]) -> set[str]:
        """Those of some beginnings with which a form of these ways begins."""

    def few_concepts(self, narrowed: Narrowing, most: int) -> tuple[int, ...] | None:
        """The concepts that can have a term that is narrowed to; None where these are more than `most`, or all."""

    def form_keys(self, way: int, concepts: Sequence[int] | None = None) -> list[str]:
        """The different keys of a way; only those of some concepts where these are given."""

    def term_texts(self, concepts: Sequence[int] | None = None) -> list[str]:
        """The different texts of terms; only those of some concepts where these are given."""

    def domains(self) -> tuple[str, ...]:
        """The domains that concepts are in, sorted."""

    # The history of concepts. A time is ISO 8601, UTC, whole seconds.

    def history_of_concept(self, number: int) -> tuple[PastConcept, ...]:
        """The latest step first; also of a concept that was removed. An import's adding it is step 0."""

    def merged_into(self, number: int) -> tuple[int, ...]:
        """The concepts that were merged into this one, and are not there again."""

    def concept_steps_since(self, at: str, termbase: str | None, limit: int) -> tuple[PastConcept, ...]:
        """What was done to concepts by hand, the latest first; no step of an import or of undoing one."""

    def imports_since(self, at: str, termbase: str | None, limit: int) -> tuple[StoredImport, ...]:
        """Imports into termbases that came or were undone, the latest first."""

    # Proposals and remarks, which stay when their concept goes.

    def add_proposal(self, proposal: NewProposal) -> int: ...

    def decide_proposal(self, number: int, decision: str, batch: int) -> None:
        """Keeps the decision that a batch carries out; who, when and why stand in the batch."""

    def proposals(
        self, *, numbers: Sequence[int] | None, state: str | None, termbase: str | None, concept: int | None, limit: int
    ) -> tuple[StoredProposal, ...]:
        """Those that fit whatever is not None, the latest first."""

    def proposals_since(self, at: str, termbase: str | None, limit: int) -> tuple[StoredProposal, ...]:
        """Those that were made or decided, the latest first."""

    def proposed_terms(self, termbase: int | None, limit: int) -> list[FoundTerm]:
        """Terms with the status ``proposed`` of concepts that no open proposal made; `way` and `key` are empty."""

    def waiting(self, most: int) -> tuple[int, int]:
        """How many proposals are open, and how many terms `proposed_terms` gives; counting stops at `most`."""

    def add_remark(self, concept: int, at: str, who: str, text: str) -> int: ...

    def remarks(self, concepts: Sequence[int]) -> tuple[StoredRemark, ...]:
        """The first first."""

    def remarks_since(self, at: str, termbase: str | None, limit: int) -> tuple[StoredRemark, ...]:
        """The latest first."""

    # Recognition. A family is a primary language subtag; a change is a number that rises whenever a concept is added,
    # changed or deleted, in the same transaction.

    def latest_change(self) -> int: ...

    def concepts_changed_after(self, change: int) -> list[int]:
        """The numbers of concepts, also of those that are no longer there."""

    def term_rows(self, family: str, concepts: Sequence[int] | None = None) -> list[TermRow]:
        """The terms of a family; only those of some concepts where these are given."""

    def automaton(self, family: str) -> SavedAutomaton | None: ...

    def save_automaton(self, family: str, automaton: SavedAutomaton) -> None:
        """Puts it in the place of the one that was there."""

    def shadow_rows(self, family: str) -> list[TermRow]:
        """The words of all shadow lists in a family, as terms of no concept (0) and no status."""

    def shadows(self, termbase: int, language: str) -> tuple[str, ...]:
        """The words of a termbase's shadow list in a language, sorted."""

    def shadow_languages(self, termbase: int) -> tuple[str, ...]:
        """The languages in which a termbase has a shadow list, sorted."""

    def set_shadows(self, termbase: int, language: str, words: Sequence[str]) -> None:
        """Puts these words in the place of those that were there."""

    # Batches

    def open_batch(self, row: BatchRow) -> int: ...

    def close_batch(self, batch: int, added: int, updated: int, removed: int = 0) -> None: ...

    def batches(self, limit: int) -> tuple[Batch, ...]:
        """The latest first, without those of single writes."""

    def batch(self, number: int) -> Batch | None: ...

    def batches_standing_on(self, batch: int) -> tuple[int, ...]:
        """Later batches that changed or removed what this one added, changed or removed."""

    def hold(self, batch: int, numbers: Iterable[int]) -> None:
        """Remembers that a batch's file held these entries (units in a memory, concepts in a termbase) as they are.

        A batch that did nothing else is not listed.
        """

    def hand_over(self, batch: int) -> dict[int, int]:
        """Makes what a batch added that of the first later one, not undone, whose file held it too: how much for each.

        From then on these are listed.
        """

    def remove_added(self, batch: int, who: str = "") -> tuple[int, int, int]:
        """Deletes what a batch added: how many entries, and the first and last unit among them (0, 0: none).

        A concept that has a history, proposals or remarks is in the history from then on.
        """

    def changed_by(self, batch: int) -> list[PastEntry]:
        """What a batch did to entries that were there or had been, the last first."""

    def mark_undone(self, batch: int, who: str = "") -> None:
        """Marks a batch; the header it gave goes, and its memory or termbase where undone imports alone made it."""

    # Findings of checks

    def dismissals(self) -> tuple[Dismissal, ...]:
        """What was marked as no error, the latest first."""

    def dismissed(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of the keys that a mark has."""

    def add_dismissal(self, dismissal: Dismissal) -> int:
        """Keeps a mark and gives its number, which takes no heed of the one in it; one of the same key stays."""

    def remove_dismissal(self, number: int) -> bool:
        """False where it is not there."""

    def remember_findings(self, findings: Iterable[ShownFinding], most: int) -> None:
        """Keeps findings under their ids, and no more than the latest `most` of all."""

    def remembered_findings(self, beginning: str, limit: int) -> list[ShownFinding]:
        """The remembered findings whose ids, in hexadecimal digits, begin so."""

    # The index of segments. A family is a primary language subtag.

    def families(self) -> tuple[str, ...]:
        """The families that have segments."""

    def blocks(self, family: str) -> tuple[StoredBlock, ...]:
        """By ascending ranges of units, which do not overlap."""

    def block_frame(self, block: int) -> BlockFrame: ...

    def postings(self, blocks: Sequence[int], terms: Sequence[int]) -> dict[int, dict[int, bytes]]:
        """The entries of terms by block and term; a term without a list is left out."""

    def add_block(
        self, family: str, block: StoredBlock, frame: BlockFrame, lists: Iterable[tuple[int, memoryview]]
    ) -> None:
        """Stores a block under a new number. `frame.sizes` is complete, and read, when `lists` is exhausted."""

    def remove_blocks(self, blocks: Sequence[int]) -> None: ...

    def add_fresh(self, family: str, keys: Iterable[UnitKeys]) -> None:
        """Keeps texts outside the blocks, to be looked through one by one until there are enough for a block."""

    def fresh(self, family: str, shortest: int, longest: int) -> list[UnitKeys]:
        """Fresh texts by their number of keys."""

    def fresh_units(self, family: str) -> list[int]:
        """The units that have fresh texts, ascending, each once."""

    def drop_fresh(self, family: str, first: int = 0, last: int = LAST_NUMBER) -> None:
        """Forgets the fresh texts of units between two numbers."""

    def unit_keys(self, family: str, units: Sequence[int]) -> list[UnitKeys]: ...

    def unit_keys_between(self, family: str, first: int, last: int) -> Iterator[UnitKeys]:
        """By ascending unit."""

    def segments_after(self, unit: int, limit: int) -> list[SegmentText]:
        """The segments of the next `limit` units, ascending."""

    def set_keys(self, keys: Iterable[UnitKeys]) -> None: ...

    def candidates(self, family: str, units: Sequence[int]) -> list[Candidate]:
        """The units' segments in a family, or in the tags that a narrower range finds."""

    # Upkeep

    def backup(self, to: Path) -> None:
        """Copies the library as it is at this moment into a file, which others can open; writing goes on meanwhile."""

    def damage(self) -> tuple[str, ...]:
        """What the engine finds wrong with its own storage, a line each."""

    def segment_languages(self) -> tuple[str, ...]:
        """The languages of all segments."""

    def posting_lists(self, block: int) -> Iterator[tuple[int, bytes]]:
        """All lists of a block by ascending term."""

    def stray_lists(self) -> int:
        """How many lists belong to no block."""

    def clear_index(self) -> None:
        """Removes all blocks and fresh texts."""

    def optimise(self) -> None:
        """What the engine likes to have done after a large write."""
