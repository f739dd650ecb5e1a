"""The `Store` of one SQLite file."""

from __future__ import annotations

from contextlib import AbstractContextManager, closing
from pathlib import Path

from glossary.errors import NewerLibrary, StorageError

from .automata import Automata
from .batches import Batches
from .concept_history import ConceptHistory
from .concepts import Concepts
from .connection import Connections
from .copies import back_up, checked_copy, put_in_place
from .findings import Findings
from .index import Index
from .lookup import Lookup
from .proposals import Proposals
from .units import Units


class SqliteStore(Units, Concepts, ConceptHistory, Proposals, Lookup, Automata, Batches, Findings, Index):
    """A library in one SQLite file, made if it is not there.

    One that `reads_only` can be opened by many processes and changes nothing, so its file must be there and up to date.
    Raises `NotALibrary` for a file that is something else, `NewerLibrary` for one of a later version.
    """

    def __init__(self, path: Path, *, reads_only: bool = False) -> None:
        self.connections = Connections(path, reads_only=reads_only)

    def close(self) -> None:
        self.connections.close()

    def address(self) -> str:
        return str(self.connections.path.absolute())

    def writing(self) -> AbstractContextManager[None]:
        return self.connections.writing()

    def reading(self) -> AbstractContextManager[None]:
        return self.connections.reading()

    def moment(self) -> object:
        return self.connections.moment()

    def text_version(self) -> int:
        row = self.connections.execute("SELECT value FROM setting WHERE name = 'text_version'").fetchone()
        return int(row[0]) if row else 0

    def set_text_version(self, version: int) -> None:
        self.connections.execute(
            "INSERT INTO setting (name, value) VALUES ('text_version', ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (str(version),),
        )

    def backup(self, to: Path) -> None:
        back_up(self.connections, to)

    @classmethod
    def restore(cls, path: Path, backup: Path) -> Path | None:
        """Puts a backup in the place of the library at `path`; gives where the file that was there is kept.

        Raises `NotALibrary` where either is another program's, `NewerLibrary`, `StorageError` for a damaged backup,
        and `LibraryBusy` while the library is in use; then nothing has changed.
        """
        with checked_copy(backup, path) as copy:
            cls._must_be_sound(copy, backup)
            return put_in_place(copy, path)

    @classmethod
    def _must_be_sound(cls, copy: Path, backup: Path) -> None:
        """Brings a copy up to date and examines it; an error names the backup that it is of."""
        try:
            with closing(cls(copy)) as store:
                damage = store.damage()
        except NewerLibrary as error:
            raise NewerLibrary(str(error).replace(str(copy), str(backup))) from error
        except StorageError as error:
            raise StorageError(f"{backup} is damaged; choose another backup") from error
        if damage:
            raise StorageError(f"{backup} is damaged: {damage[0]}; choose another backup")

    def damage(self) -> tuple[str, ...]:
        try:
            rows = self.connections.execute("PRAGMA integrity_check(20)").fetchall()
            lost = self.connections.execute("PRAGMA foreign_key_check").fetchall()
        except StorageError as error:
            return (str(error.__cause__ or error),)
        found = [line for (text,) in rows if text != "ok" for line in text.splitlines()]
        return (*found, *([f"{len(lost)} rows name others that are not there"] if lost else []))

    def optimise(self) -> None:
        """Folds the write-ahead log into the file, so that it does not stay as large as the import was."""
        self.connections.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
