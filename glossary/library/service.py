"""`Library`: every rule of the product behind one set of calls. Callers hold no SQL, no commit and no rule."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from glossary.answers import (
    RestoreReport,
)
from glossary.library import (
    reindexing,
)
from glossary.store.sqlite import SqliteStore
from glossary.text.keys import TEXT_VERSION

from .calls.analysing import AnalysisCalls
from .calls.checks import CheckCalls
from .calls.cleaning import CleaningCalls
from .calls.concepts import ConceptCalls
from .calls.dismissals import DismissalCalls
from .calls.drifting import DriftCalls
from .calls.exchange import ExchangeCalls
from .calls.looking_up import LookupCalls
from .calls.review import ReviewCalls
from .calls.upkeep import UpkeepCalls
from .calls.writing import WritingCalls


class Library(
    ExchangeCalls,
    CheckCalls,
    WritingCalls,
    LookupCalls,
    AnalysisCalls,
    ReviewCalls,
    DismissalCalls,
    DriftCalls,
    ConceptCalls,
    CleaningCalls,
    UpkeepCalls,
):
    """A library of memories and termbases. Safe to share between threads.

    Texts and names must be Unicode without lone surrogates; `BadRequest` says so otherwise. All errors are
    `glossary.errors.YikuError` or `tmx.errors.ExchangeError`, and leave the library as it was.
    """

    @classmethod
    def open(cls, database: str | Path, *, processes: int = 0) -> Self:
        """Opens a SQLite file, made where it is not there, and brings an older one up to date.

        `processes` is how many may look up the segments of one job, this one among them (0: one a core).
        Raises `NotALibrary` for a file that is something else and `NewerLibrary` for one of a later version.
        """
        store = SqliteStore(Path(database))
        if store.text_version() not in (0, TEXT_VERSION):
            reindexing.run(store)
        return cls(store, processes)

    @classmethod
    def restore(cls, database: str | Path, backup: str | Path) -> RestoreReport:
        """Puts a backup in the library's place, whole or not at all, and keeps the file that was there beside it.

        Raises `NotALibrary`, `NewerLibrary` or `StorageError` for a file that cannot take its place, and `LibraryBusy`
        while the library is in use.
        """
        kept = SqliteStore.restore(Path(database), Path(backup))
        return RestoreReport(str(backup), str(kept) if kept else None)

    def close(self) -> None:
        self._hands.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
