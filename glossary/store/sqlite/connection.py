"""Opens a library's file, a connection a thread, and refuses what is not a library or is newer than this program."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from glossary.errors import BadRequest, LibraryBusy, NewerLibrary, NotALibrary, NotFound, StorageError

from .migrations import MIGRATIONS

APPLICATION_ID = 0x59494B55  # "YIKU", which `file` and SQLite itself show
BUSY_SECONDS = 10.0
CACHE_KIB = 24 * 1024
PAGE_BYTES = 8192
_HEADER_BYTES = 100
_RETRY_SECONDS = 0.01


class Rows:
    """What a statement gave. Errors met while reading it are told like those of running it."""

    def __init__(self, cursor: sqlite3.Cursor, told: Callable[[], AbstractContextManager[None]]) -> None:
        self._cursor, self._told = cursor, told

    def __iter__(self) -> Iterator[Any]:
        with self._told():
            # The cursor itself would be closed with this, after its connection where a reader is stopped in the middle.
            yield from iter(self._cursor.fetchone, None)

    def fetchone(self) -> Any:
        with self._told():
            return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        with self._told():
            return self._cursor.fetchall()

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int:
        """The row id of the row that the statement inserted."""
        assert self._cursor.lastrowid is not None
        return self._cursor.lastrowid


class Connections:
    """The connections to one library file: each thread its own, closed when the thread is over or with all others."""

    def __init__(self, path: Path, *, reads_only: bool = False) -> None:
        self.path, self._reads_only = path, reads_only
        self._local = threading.local()
        self._all: dict[threading.Thread, sqlite3.Connection] = {}
        self._lock = threading.Lock()
        self._prepare()

    @property
    def db(self) -> Database:
        """This thread's connection."""
        if not hasattr(self._local, "db"):
            self._local.db = self._connect()
        db: Database = self._local.db
        return db

    def execute(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Rows:
        """Runs one statement on this thread's connection; a locked database is a `LibraryBusy`."""
        with self._errors_told():
            return Rows(self.db.conn.execute(sql, parameters), self._errors_told)

    def executemany(self, sql: str, rows: Any) -> None:
        with self._errors_told():
            self.db.conn.executemany(sql, rows)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that takes the write lock at once; any exception rolls all of it back."""
        self.execute("BEGIN IMMEDIATE")
        self._local.writes = True
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self.db.conn.in_transaction:
                self.db.conn.execute("ROLLBACK")
            raise
        finally:
            self._local.writes = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A transaction that reads one state; inside another transaction there is nothing more to do."""
        if self.db.conn.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        finally:
            self.db.conn.execute("ROLLBACK")

    def moment(self) -> object:
        """What others have committed changes the one number, what this connection has written the other.

        Nothing equals a moment within a transaction that writes, for that may be taken back.
        """
        if getattr(self._local, "writes", False):
            return object()
        (version,) = self.execute("PRAGMA data_version").fetchone()
        return version, self.db.conn.total_changes

    def copy_into(self, file: Path) -> None:
        """Copies the committed state into an empty file, by SQLite's online backup; others go on writing."""
        with self._errors_told(), closing(sqlite3.connect(file)) as target:
            self.db.conn.backup(target)
            target.execute("PRAGMA journal_mode = DELETE").fetchall()  # one file, without a log beside it

    def close(self) -> None:
        with self._lock:
            for connection in self._all.values():
                connection.close()
            self._all.clear()

    def _connect(self) -> Database:
        connection = sqlite3.connect(
            self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        with self._lock:
            for thread in [thread for thread in self._all if not thread.is_alive()]:
                self._all.pop(thread).close()
            self._all[threading.current_thread()] = connection
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute(f"PRAGMA query_only = {self._reads_only:d}")
        return Database(connection)

    def _prepare(self) -> None:
        """Checks the file before anything is written to it, then brings it to the latest shape."""
        try:
            with opening(self.path), self._errors_told():
                if self._is_new():
                    self._create()
                self._check_version()
                self._use_wal()
                if MIGRATIONS.pending(self.db):
                    with self.writing():
                        MIGRATIONS.apply(self.db)
        except BaseException:
            self.close()
            raise

    def _is_new(self) -> bool:
        if self._reads_only:
            check_header(self.path, "it was replaced while it was in use")
            return False
        if not self.path.exists() or self.path.stat().st_size == 0:
            return True
        check_header(self.path, "choose another file with --db or YIKU_DB")
        return False

    def _create(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        for pragma in (f"page_size = {PAGE_BYTES}", f"application_id = {APPLICATION_ID}"):
            self.db.conn.execute(f"PRAGMA {pragma}")

    def _use_wal(self) -> None:
        """Write-ahead logging, which a file keeps once it has it. SQLite itself does not wait for the lock here."""
        last_try = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                self.db.conn.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if not _is_busy(error) or time.monotonic() > last_try:
                    raise
            time.sleep(_RETRY_SECONDS)

    def _check_version(self) -> None:
        known = {migration.name for migration in MIGRATIONS._migrations}
        unknown = [applied.name for applied in MIGRATIONS.applied(self.db) if applied.name not in known]
        if unknown:
            raise NewerLibrary(f"{self.path} was written by a newer Yiku (it has {unknown[0]}); update this one")

    @contextmanager
    def _errors_told(self) -> Iterator[None]:
        try:
            yield
        except OverflowError as error:  # SQLite's numbers have 64 bits
            raise NotFound("no number in a library is as large as one that was given; look it up again") from error
        except UnicodeEncodeError as error:
            raise BadRequest("a text is not valid Unicode, which has no lone surrogates; check its encoding") from error
        except sqlite3.OperationalError as error:
            if _is_busy(error):
                raise LibraryBusy(
                    f"{self.path} is being written by another process; try again when its import is done"
                ) from error
            raise StorageError(f"{self.path} cannot be used: {error}") from error
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
                raise
            raise StorageError(f"{self.path} is damaged: {error}; restore a backup") from error


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """Turns the system's refusals into a `StorageError` that names the file."""
    try:
        yield
    except OSError as error:
        raise StorageError(f"{path} cannot be opened: {error.strerror}; check the path") from error


def check_header(path: Path, hint: str) -> None:
    """Raises `NotALibrary`, with a hint what to do, for another program's file.

    Reads the file's first bytes by itself: SQLite would replay another program's journal on opening.
    """
    with path.open("rb") as file:
        head = file.read(_HEADER_BYTES)
    if head[:16] != b"SQLite format 3\0":
        raise NotALibrary(f"{path} is not a database; {hint}")
    if len(head) < _HEADER_BYTES:
        raise StorageError(f"{path} is damaged: it ends in its header; restore a backup")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NotALibrary(f"{path} is another program's database; {hint}")


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
