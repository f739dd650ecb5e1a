from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from glossary.errors import LibraryBusy, NewerLibrary, NotALibrary, StorageError
from glossary.store import Store
from glossary.store.sqlite import SqliteStore, connection
from glossary.store.sqlite.migrations import MIGRATIONS

from .contract import StoreContract, in_thread
from .rows import stored, unit


class TestSqlite(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        opened = SqliteStore(tmp_path / "library.db")
        yield opened
        opened.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library's file with a hundred units, closed."""
    found = tmp_path / "library.db"
    store = SqliteStore(found)
    with store.writing():
        stored(store, *(unit(f"sentence {number} " * 40, "字") for number in range(100)))
    store.close()
    return found


def refused(path: Path, error: type[StorageError], says: str) -> None:
    """Opening says so in one line, and leaves the file and its folder as they were."""
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(error, match=says) as raised:
        SqliteStore(path)
    assert "\n" not in str(raised.value)
    assert str(path) in str(raised.value)
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside


def test_a_store_that_only_reads_writes_nothing_and_needs_its_file(path: Path, tmp_path: Path) -> None:
    reader = SqliteStore(Path(path), reads_only=True)
    assert reader.memories()[0].units == 100
    assert Path(reader.address()) == path
    with pytest.raises(StorageError, match="cannot be used"), reader.writing():
        reader.add_memory("other")
    reader.close()
    with pytest.raises(StorageError, match="cannot be opened"):
        SqliteStore(tmp_path / "none.db", reads_only=True)
    assert not (tmp_path / "none.db").exists()


def test_a_text_file_is_not_a_database(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("source,target\n" * 50)
    refused(tmp_path / "a.db", NotALibrary, "is not a database")


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "a.db")
    other.execute("PRAGMA journal_mode = WAL").fetchall()
    other.execute("CREATE TABLE unit (id INTEGER PRIMARY KEY)")
    other.close()
    refused(tmp_path / "a.db", NotALibrary, "another program's database")


def test_a_newer_database_is_refused(path: Path) -> None:
    newer = sqlite3.connect(path)
    with newer:
        newer.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('yiku', 'm999_x', '2030')"
        )
    newer.close()
    refused(path, NewerLibrary, "newer Yiku")


@pytest.mark.parametrize("kept", [20, 99, 4096, 8192, -8192])
def test_a_truncated_database_is_damaged(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    refused(path, StorageError, "is damaged: .*restore a backup")


def test_a_database_with_a_broken_schema_is_damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:4000] = b"\xff" * 3900
    path.write_bytes(data)
    refused(path, StorageError, "is damaged: .*restore a backup")


def test_damage_met_while_reading_is_told_too(path: Path) -> None:
    data = bytearray(path.read_bytes())
    start = data.rindex(b"sentence 99 ") // connection.PAGE_BYTES * connection.PAGE_BYTES
    data[start : start + connection.PAGE_BYTES] = b"\xff" * connection.PAGE_BYTES
    path.write_bytes(data)
    store = SqliteStore(path)
    units = store.units_of(1)
    assert next(units).number == 1
    with pytest.raises(StorageError, match="is damaged"):
        list(units)
    store.close()


def test_a_folder_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be opened"):
        SqliteStore(tmp_path)


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match="cannot be opened"):
        SqliteStore(tmp_path / "file" / "a.db")


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    SqliteStore(tmp_path / "a.db").close()
    assert applied(tmp_path / "a.db") == [migration.name for migration in MIGRATIONS._migrations]


def test_an_older_library_gives_no_number_of_its_history_again(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TABLE place_number")
        database.execute("DELETE FROM _sqlite_migrations WHERE name = 'm008_places_once'")
        database.execute("INSERT INTO history (at, kind, entry, before, memory) VALUES ('2026', 'unit', 1, '', 41)")
    store = SqliteStore(path)
    with store.writing():
        assert [store.add_memory("other").number, store.add_termbase("other")] == [42, 43]
    store.close()


def test_a_new_library_is_made_with_the_folders_above_it(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "a" / "b" / "it's.db").close()
    assert applied(tmp_path / "a" / "b" / "it's.db") == [migration.name for migration in MIGRATIONS._migrations]


def test_migrations_fail_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = MIGRATIONS._Migration("m998_broken", lambda db: db.execute("CREATE TABLE setting (x)"))
    monkeypatch.setattr(MIGRATIONS, "_migrations", [*MIGRATIONS._migrations, broken])
    with pytest.raises(StorageError, match="already exists"):
        SqliteStore(tmp_path / "a.db")
    monkeypatch.undo()
    SqliteStore(tmp_path / "a.db").close()
    assert applied(tmp_path / "a.db") == [migration.name for migration in MIGRATIONS._migrations]


def test_opening_a_library_again_applies_nothing(path: Path) -> None:
    before = path.read_bytes()
    SqliteStore(path).close()
    assert path.read_bytes() == before


def test_many_may_open_a_new_library_at_once(tmp_path: Path) -> None:
    start = threading.Barrier(6)
    outcomes: list[object] = []

    def open_it() -> None:
        start.wait()
        try:
            SqliteStore(tmp_path / "a.db").close()
            outcomes.append("opened")
        except Exception as error:
            outcomes.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == ["opened"] * 6


def test_the_settings_of_a_connection(path: Path) -> None:
    store = SqliteStore(path)

    def settings() -> list[object]:
        names = ("journal_mode", "foreign_keys", "busy_timeout", "application_id")
        return [store.connections.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    expected = ["wal", 1, connection.BUSY_SECONDS * 1000, connection.APPLICATION_ID]
    assert settings() == in_thread(settings) == expected
    store.close()


def test_a_library_that_another_process_writes_is_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.01)
    store = SqliteStore(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryBusy, match="written by another process; try again"), store.writing():
        pass
    assert store.memories()[0].units == 100
    other.execute("ROLLBACK")
    with store.writing():
        stored(store, unit("a", "b"))
    other.close()
    store.close()


def test_the_connection_of_a_thread_that_is_over_is_closed(path: Path) -> None:
    store = SqliteStore(path)
    for _ in range(20):
        in_thread(store.memories)
    assert len(store.connections._all) <= 3
    store.close()


def applied(path: Path) -> list[str]:
    """The names of a library's migrations."""
    database = sqlite3.connect(path)
    names = [name for (name,) in database.execute("SELECT name FROM _sqlite_migrations ORDER BY id")]
    database.close()
    return names
