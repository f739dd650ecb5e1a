"""The `Store` of one SQLite file."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from .automata import Automata
from .batches import Batches
from .concepts import Concepts
from .connection import Connections
from .index import Index
from .units import Units


class SqliteStore(Units, Concepts, Automata, Batches, Index):
    """A library in one SQLite file, made if it is not there.

    Raises `NotALibrary` for a file that is something else, `NewerLibrary` for one of a later version.
    """

    def __init__(self, path: Path) -> None:
        self.connections = Connections(path)

    def close(self) -> None:
        self.connections.close()

    def writing(self) -> AbstractContextManager[None]:
        return self.connections.writing()

    def reading(self) -> AbstractContextManager[None]:
        return self.connections.reading()

    def text_version(self) -> int:
        row = self.connections.execute("SELECT value FROM setting WHERE name = 'text_version'").fetchone()
        return int(row[0]) if row else 0

    def set_text_version(self, version: int) -> None:
        self.connections.execute(
            "INSERT INTO setting (name, value) VALUES ('text_version', ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (str(version),),
        )

    def optimise(self) -> None:
        """Folds the write-ahead log into the file, so that it does not stay as large as the import was."""
        self.connections.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
