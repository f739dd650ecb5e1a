"""Copies of a library's file: one taken while the library is in use, and one put in the library's place."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from glossary.errors import BadRequest, LibraryBusy, StorageError

from .connection import Connections, check_header, opening

_IN_USE_SECONDS = 1.0


def back_up(connections: Connections, to: Path) -> None:
    """Writes the library as it is now into a file of its own, which replaces an older copy when it is complete.

    What a write has not finished is not in it. Raises `BadRequest` for the library itself and `NotALibrary` where
    another file would be overwritten.
    """
    with opening(to):
        if to.exists() and to.samefile(connections.path):
            raise BadRequest(f"{to} is the library itself; name another file")
        if to.exists() and to.stat().st_size:
            check_header(to, "a backup does not replace it; name another file")
        with _beside(to) as copy:
            connections.copy_into(copy)
            copy.chmod(connections.path.stat().st_mode & 0o777)
            _flush(copy)
            copy.replace(to)


@contextmanager
def checked_copy(backup: Path, of: Path) -> Iterator[Path]:
    """A copy of a backup beside the file it is for, taken away afterwards if it is still there."""
    with opening(backup):
        check_header(backup, "choose a file that `yiku backup` wrote")
    with opening(of):
        of.parent.mkdir(parents=True, exist_ok=True)
        with _beside(of) as copy:
            _copy_at_rest(backup, copy)
            yield copy


def put_in_place(copy: Path, path: Path) -> Path | None:
    """Makes a copy the library; gives where the file that was there is kept, None where there was none.

    Raises `LibraryBusy` while another process has the library open, which would write on into the file that goes.
    """
    with opening(path):
        _flush(copy)
        if not path.exists() or path.stat().st_size == 0:
            copy.replace(path)
            return None
        check_header(path, "choose another file with --db or YIKU_DB")
        _must_be_alone(path)
        kept = _free_name(path)
        _keep(path, kept)
        copy.chmod(path.stat().st_mode & 0o777)
        copy.replace(path)
        return kept


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """An empty file in the same folder, removed with what SQLite puts beside it unless it has been renamed."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            Path(name + suffix).unlink(missing_ok=True)


def _copy_at_rest(backup: Path, copy: Path) -> None:
    """Copies by SQLite, which also takes in what a write-ahead log beside the backup holds."""
    address = f"{backup.resolve().as_uri()}?mode=ro"
    if not Path(f"{backup}-wal").exists():
        address += "&immutable=1"  # else SQLite wants to make files beside it, which a read-only medium refuses
    try:
        with closing(sqlite3.connect(address, uri=True)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE").fetchall()
    except sqlite3.Error as error:
        raise StorageError(f"{backup} is damaged: {error}; choose another backup") from error


def _must_be_alone(path: Path) -> None:
    """Leaves write-ahead logging, which SQLite does only for the last one in; a damaged file has no one in it."""
    with closing(sqlite3.connect(path, timeout=_IN_USE_SECONDS)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise LibraryBusy(f"{path} is in use; stop `yiku serve` and imports, then restore again") from error
        except sqlite3.DatabaseError:
            pass  # damaged beyond opening: that is why it is to be replaced, and it is kept


def _free_name(path: Path) -> Path:
    stem = f"{path.stem}.before-restore-{datetime.now():%Y%m%dT%H%M%S}"
    names = (path.with_name(f"{stem}{number}{path.suffix}") for number in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(name for name in names if not name.exists())


def _keep(path: Path, kept: Path) -> None:
    """Gives the file a second name, so that the first always names a whole library; what lies beside it moves along."""
    try:
        kept.hardlink_to(path)
    except OSError:  # a file system without links
        shutil.copy2(path, kept)
    for suffix in ("-wal", "-shm", "-journal"):
        left = Path(f"{path}{suffix}")
        if left.exists():
            left.replace(f"{kept}{suffix}")


def _flush(path: Path) -> None:
    """Waits until a file is on the disk, so that a power cut after its renaming cannot leave an empty one."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
