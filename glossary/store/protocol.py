"""The one seam to a database: what the product asks of storage, in its own words.

Every engine implements `Store` and passes `tests/glossary/store/contract.py`. Calls that write must run inside
`writing()`, which lands whole or not at all. Numbers are never used twice.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from .parts.automata import Automata
from .parts.batches import Batches
from .parts.concept_history import ConceptHistory
from .parts.concepts import Concepts
from .parts.findings import Findings
from .parts.index import Index
from .parts.lookup import Lookup
from .parts.proposals import Proposals
from .parts.units import Units
from .parts.upkeep import Upkeep


class Store(
    Units,
    Concepts,
    Lookup,
    ConceptHistory,
    Proposals,
    Automata,
    Batches,
    Findings,
    Index,
    Upkeep,
    Protocol,
):
    """A library's storage."""

    def close(self) -> None: ...

    def address(self) -> str:
        """What another process opens the library by."""

    def writing(self) -> AbstractContextManager[None]:
        """One transaction, alone in writing; an exception inside takes all of it back."""

    def reading(self) -> AbstractContextManager[None]:
        """What is read inside is of one moment, whatever others write meanwhile. May stand inside another."""

    def moment(self) -> object:
        """Inside `reading()`, what equals itself as long as nothing is written: a thread may keep what it read then."""

    def text_version(self) -> int:
        """The `TEXT_VERSION` that keys and forms were made with."""

    def set_text_version(self, version: int) -> None: ...
