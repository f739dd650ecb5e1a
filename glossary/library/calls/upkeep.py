"""Backup, and the soundness of file and index."""

from __future__ import annotations

from pathlib import Path

from glossary.answers import (
    BackupReport,
    Fault,
)
from glossary.library import (
    examining,
    reindexing,
)

from .held import Held


class UpkeepCalls(Held):
    """The calls that keep a library well."""

    def backup(self, to: str | Path) -> BackupReport:
        """Copies the library as it is now into a file; an import that runs meanwhile goes on, and is not in it."""
        self.store.backup(Path(to))
        return BackupReport(str(to), Path(to).stat().st_size)

    def examine(self) -> tuple[Fault, ...]:
        """What is wrong with the library's file and with its index; empty where all is well."""
        return tuple(examining.run(self.store))

    def repair(self) -> None:
        """Makes the index anew from the texts. A damaged file is not mended by it: restore a backup."""
        reindexing.run(self.store)
