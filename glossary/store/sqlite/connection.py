"""Opens a library's file, a connection a thread, and refuses what is not a library or is newer than this program."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from glossary.errors import LibraryBusy, NewerLibrary, NotALibrary, StorageError

from .migrations import MIGRATIONS

APPLICATION_ID = 0x59494B55  # "YIKU", which `file` and SQLite itself show
BUSY_SECONDS = 10.0
CACHE_KIB = 48 * 1024
PAGE_BYTES = 8192


class Connections:
    """The connections to one library file: each thread its own, all closed together."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._prepare()

    @property
    def db(self) -> Database:
        """This thread's connection."""
        if not hasattr(self._local, "db"):
            self._local.db = self._connect()
        db: Database = self._local.db
        return db

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Runs one statement on this thread's connection; a locked database is a `LibraryBusy`."""
        with self._errors_told():
            return self.db.conn.execute(sql, parameters)

    def executemany(self, sql: str, rows: Any) -> None:
        with self._errors_told():
            self.db.conn.executemany(sql, rows)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that takes the write lock at once; any exception rolls all of it back."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self.db.conn.in_transaction:
                self.db.conn.execute("ROLLBACK")
            raise

    def close(self) -> None:
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()

    def _connect(self) -> Database:
        connection = sqlite3.connect(
            self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        with self._lock:
            self._all.append(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        return Database(connection)

    def _prepare(self) -> None:
        """Checks the file before anything is written to it, then brings it to the latest shape."""
        try:
            with self._errors_told():
                if self._is_new():
                    self._create()
                self._check_version()
                if MIGRATIONS.pending(self.db):
                    MIGRATIONS.apply(self.db)
        except BaseException:
            self.close()
            raise

    def _is_new(self) -> bool:
        if not self.path.exists() or self.path.stat().st_size == 0:
            return True
        self._check_header()
        return False

    def _check_header(self) -> None:
        """Reads the file's first bytes by itself: SQLite would replay another program's journal on opening."""
        with self.path.open("rb") as file:
            head = file.read(72)
        if head[:16] != b"SQLite format 3\0":
            raise NotALibrary(f"{self.path} is not a database; choose another file with --db or YIKU_DB")
        if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
            raise NotALibrary(f"{self.path} is another program's database; choose another file with --db or YIKU_DB")

    def _create(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        for pragma in (f"page_size = {PAGE_BYTES}", f"application_id = {APPLICATION_ID}", "journal_mode = WAL"):
            self.db.conn.execute(f"PRAGMA {pragma}")

    def _check_version(self) -> None:
        known = {migration.name for migration in MIGRATIONS._migrations}
        unknown = [applied.name for applied in MIGRATIONS.applied(self.db) if applied.name not in known]
        if unknown:
            raise NewerLibrary(f"{self.path} was written by a newer Yiku (it has {unknown[0]}); update this one")

    @contextmanager
    def _errors_told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise LibraryBusy(
                    f"{self.path} is being written by another process; try again when its import is done"
                ) from error
            raise StorageError(f"{self.path} cannot be used: {error}") from error
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
                raise
            raise StorageError(f"{self.path} is damaged: {error}; restore a backup") from error
