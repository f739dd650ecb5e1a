from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.glossary.cli.conftest import Run


def test_a_backup_and_its_restoring(run: Run, database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    (taken,) = run("--db", database, "backup", copy, "--json").objects()
    assert taken == {"file": str(copy), "size": copy.stat().st_size}
    assert run("--db", database, "backup", copy).out == f"{copy}: {copy.stat().st_size:,} bytes\n"
    run("--db", database, "undo", "1")
    restored = run("--db", database, "restore", copy, "--json")
    (report,) = restored.objects()
    assert (restored.code, restored.err, report["file"]) == (0, "", str(copy))
    assert Path(report["kept"]).exists()
    assert run("--db", database, "match", "Save", "-s", "en", "-t", "zh").code == 0
    assert run("--db", report["kept"], "match", "Save", "-s", "en", "-t", "zh").code == 1
    told = run("--db", database, "restore", copy).out.splitlines()
    assert told[0] == f"{database} is now what {copy} holds"
    assert told[1].startswith("  the library that was there is kept as ")


def test_a_backup_or_restoring_that_cannot_be_is_one_line(run: Run, database: Path, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_bytes(b"notes")
    for arguments in (
        ("backup", text),
        ("backup", tmp_path / "no" / "x.db"),
        ("restore", text),
        ("restore", tmp_path / "x"),
    ):
        result = run("--db", database, *arguments)
        assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
        assert str(arguments[1]) in result.err
    assert run("--db", database, "doctor").code == 0


def test_the_doctor_finds_and_mends(run: Run, database: Path) -> None:
    well = run("--db", database, "doctor")
    assert (well.code, well.out, well.err) == (0, "nothing is wrong\n", "")
    assert run("--db", database, "doctor", "--json").out == ""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM fresh WHERE family = 'zh'")
    found = run("--db", database, "doctor", "--json")
    assert found.code == 1
    assert found.objects() == [
        {"where": "index of zh", "what": "2 segments are not in it, so no search finds them"},
    ]
    assert run("--db", database, "doctor").out.splitlines()[-1] == "the index can be made anew: yiku doctor --repair"
    mended = run("--db", database, "doctor", "--repair")
    assert (mended.code, mended.out) == (0, "nothing is wrong\n")
    assert run("--db", database, "search", "保存").code == 0


def _orphan(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM unit WHERE id = 1")  # foreign keys are off here


def _overwrite(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'segment'").fetchone()
    with database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)


@pytest.mark.parametrize("spoil", [_orphan, _overwrite])
@pytest.mark.parametrize("repair", [(), ("--repair",)], ids=["", "repair"])
def test_the_doctor_advises_a_backup_once_for_a_damaged_file(
    run: Run, database: Path, spoil: Callable[[Path], None], repair: tuple[str, ...]
) -> None:
    spoil(database)
    found = run("--db", database, "doctor", *repair)
    *faults, advice = found.out.splitlines()
    assert found.code == 1
    assert faults
    assert all(line.startswith("file: ") for line in faults)
    assert advice == "the file is damaged; put a backup in its place: yiku restore FILE"
    assert found.out.count("backup") == 1
    assert [each["where"] for each in run("--db", database, "doctor", "--json").objects()] == ["file"] * len(faults)
