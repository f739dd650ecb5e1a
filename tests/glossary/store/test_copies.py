from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from glossary.errors import BadRequest, LibraryBusy, NewerLibrary, NotALibrary, StorageError
from glossary.library import Library
from glossary.store.sqlite import copies
from tests.glossary.library.contents import Contents, bring, contents, file_of
from tmx.model import Segment, Unit

OLD = Unit((Segment("en", "Open"), Segment("zh-CN", "打开")))
NEW = Unit((Segment("en", "Close"), Segment("zh-CN", "关闭")))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library of one unit."""
    with Library.open(tmp_path / "library.db") as library:
        bring(library, file_of([OLD]))
    return tmp_path / "library.db"


@pytest.fixture
def copy(path: Path) -> Path:
    """A backup of it; the library itself has another unit since."""
    with Library.open(path) as library:
        library.backup(path.with_name("copy.db"))
        bring(library, file_of([NEW]))
    return path.with_name("copy.db")


def held(path: Path) -> Contents:
    with Library.open(path) as library:
        return contents(library)


def names(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def damage(path: Path) -> None:
    """Overwrites pages in the middle, as a failing disk does."""
    data = bytearray(path.read_bytes())
    data[8192 : 8192 * 6] = b"\xa5" * (8192 * 5)
    path.write_bytes(data)


def test_a_copy_is_the_library_of_that_moment_in_one_file(path: Path, copy: Path) -> None:
    assert names(path) == ["copy.db", "library.db"]
    assert b"Close" in held(path)["memory", "main"]
    assert b"Close" not in held(copy)["memory", "main"]
    with Library.open(copy) as library:
        assert library.examine() == ()
        assert [match.score for match in library.match("Open", source="en", target="zh").matches] == [100]


def test_a_copy_taken_while_an_import_runs_is_whole(path: Path) -> None:
    """The import is stopped in its middle by its own progress, and waits until the copy is taken."""
    before = held(path)
    half_way, copied = threading.Event(), threading.Event()

    def wait(done: int) -> None:
        half_way.set()
        assert copied.wait(60)

    units = [Unit((Segment("en", f"Sentence {n}"), Segment("zh-CN", f"第{n}句"))) for n in range(3000)]
    with Library.open(path) as library:
        importing = threading.Thread(target=bring, args=(library, file_of(units)), kwargs={"progress": wait})
        importing.start()
        try:
            assert half_way.wait(60)
            library.backup(path.with_name("copy.db"))
        finally:
            copied.set()
            importing.join()
        assert library.memories()[0].units == 3001
    assert held(path.with_name("copy.db")) == before


def test_an_older_copy_is_replaced_and_nothing_else_is(path: Path, copy: Path) -> None:
    other, text = path.with_name("other.db"), path.with_name("notes.txt")
    sqlite3.connect(other).executescript("CREATE TABLE t (x)").connection.close()
    text.write_bytes(b"notes")
    with Library.open(path) as library:
        library.backup(copy)
        for file in (other, text):
            before = file.read_bytes()
            with pytest.raises(NotALibrary, match="a backup does not replace it; name another file"):
                library.backup(file)
            assert file.read_bytes() == before
        with pytest.raises(BadRequest, match="is the library itself"):
            library.backup(path)
        with pytest.raises(StorageError, match="cannot be opened: No such file or directory; check the path"):
            library.backup(path.parent / "no" / "copy.db")
    assert b"Close" in held(copy)["memory", "main"]


def test_a_copy_that_fails_leaves_the_older_one(path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = copy.read_bytes()
    monkeypatch.setattr(copies, "_flush", _no_space)
    with Library.open(path) as library, pytest.raises(StorageError, match="No space left on device"):
        library.backup(copy)
    assert copy.read_bytes() == before
    assert names(path) == ["copy.db", "library.db"]


def _no_space(path: Path) -> None:
    raise OSError(28, "No space left on device")


def test_a_restored_copy_is_the_library_and_what_was_there_is_kept(path: Path, copy: Path) -> None:
    now, then = held(path), held(copy)
    report = Library.restore(path, copy)
    assert report.file == str(copy)
    assert report.kept is not None
    assert Path(report.kept).name.startswith("library.before-restore-")
    assert held(path) == then
    assert held(Path(report.kept)) == now
    assert held(copy) == then
    again = Library.restore(path, Path(report.kept))
    assert again.kept not in (None, report.kept)
    assert held(path) == now


def test_a_library_that_is_not_there_is_restored(copy: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "new" / "library.db", tmp_path / "empty.db"):
        if path.name == "empty.db":
            path.write_bytes(b"")
        assert Library.restore(path, copy).kept is None
        assert held(path) == held(copy)


def test_a_damaged_library_is_restored_and_kept_too(path: Path, copy: Path) -> None:
    damage(path)
    damaged = path.read_bytes()
    report = Library.restore(path, copy)
    assert held(path) == held(copy)
    assert Path(str(report.kept)).read_bytes()[8192:] == damaged[8192:]


def test_a_copy_with_a_log_beside_it_is_restored_with_what_that_holds(path: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    with Library.open(path) as library:
        library.store.connections.execute("PRAGMA wal_autocheckpoint = 0").fetchall()  # type: ignore[attr-defined]
        with library.store.writing():
            library.store.add_memory("in the log")
        for suffix in ("", "-wal"):
            (raw / f"copy.db{suffix}").write_bytes(Path(f"{path}{suffix}").read_bytes())
    Library.restore(tmp_path / "new.db", raw / "copy.db")
    with Library.open(tmp_path / "new.db") as library:
        assert [memory.name for memory in library.memories()] == ["in the log", "main"]


def _newer(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE _sqlite_migrations SET name = 'm999_later' WHERE name = 'm001_first_tables'")


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda copy: copy.write_bytes(b"no database at all"), NotALibrary),
        (lambda copy: copy.write_bytes(b""), NotALibrary),
        (lambda copy: copy.write_bytes(b"SQLite format 3\0" + bytes(200)), NotALibrary),
        (lambda copy: copy.write_bytes(copy.read_bytes()[:20_000]), StorageError),
        (damage, StorageError),
        (_newer, NewerLibrary),
        (lambda copy: copy.unlink(), StorageError),
    ],
    ids=["text", "empty", "other program", "cut", "damaged", "newer", "missing"],
)
def test_a_file_that_is_no_sound_library_is_refused(
    spoil: Callable[[Path], None], error: type[Exception], path: Path, copy: Path
) -> None:
    before, listed = held(path), names(path)
    spoil(copy)
    with pytest.raises(error, match=copy.name):
        Library.restore(path, copy)
    assert held(path) == before
    assert set(names(path)) <= set(listed)


def test_another_programs_file_is_not_replaced(copy: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(b"SQLite format 3\0" + bytes(200))
    with pytest.raises(NotALibrary, match=r"other\.db is another program's database"):
        Library.restore(other, copy)
    assert other.read_bytes() == b"SQLite format 3\0" + bytes(200)


def test_a_library_in_use_is_not_replaced(path: Path, copy: Path) -> None:
    with Library.open(path) as library:
        before = contents(library)
        with pytest.raises(LibraryBusy, match="is in use; stop `yiku serve` and imports, then restore again"):
            Library.restore(path, copy)
        assert contents(library) == before
        assert bring(library, file_of([Unit((Segment("en", "Still"), Segment("zh-CN", "还")))])).added == 1


@pytest.mark.parametrize("step", ["_keep", "_flush", "_must_be_alone"])
def test_a_restore_that_fails_leaves_the_library(
    step: str, path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = held(path)

    def fail(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copies, step, fail)
    with pytest.raises(StorageError, match="No space left on device"):
        Library.restore(path, copy)
    assert held(path) == before
    assert names(path) == ["copy.db", "library.db"]


def test_a_file_system_without_links_keeps_a_copy(path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    now = held(path)
    report = Library.restore(path, copy)
    assert held(Path(str(report.kept))) == now
    assert held(path) == held(copy)
