"""An import that is killed at any moment: the library is as it was, or the whole file is in it; no process stays."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from glossary.library import Library
from glossary.library.preparing import LARGE
from tests.glossary.library.contents import Contents, bring, contents, file_of
from tmx.model import Segment, Unit, UnitStatus

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")

SMALL, LARGE_FILE = 1500, 16_000
DRIVER = """
import sys
from glossary.library import Library
with Library.open(sys.argv[1]) as library, open(sys.argv[2], "rb") as stream:
    print("ready", flush=True)
    library.import_file(stream, "a.tmx", memory="m")
print("done", flush=True)
"""
COMMAND_LINE = "from glossary.cli import main; main()"


def tmx_file(path: Path, units: int) -> Path:
    entries = [
        Unit(
            (
                Segment("en", f"Sentence {n} is about the bonded area." * 3),
                Segment("zh-CN", f"第{n}句说的是保税区。" * 3),
            ),
            status=UnitStatus.FUZZY if n % 100 == 0 else UnitStatus.TRANSLATED,
        )
        for n in range(units)
    ]
    path.write_bytes(file_of(entries))
    return path


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("files")
    found = {"small": tmx_file(folder / "small.tmx", SMALL), "large": tmx_file(folder / "large.tmx", LARGE_FILE)}
    assert found["small"].stat().st_size < LARGE < found["large"].stat().st_size
    return found


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A library that knows some of the units already, with another status, so that imports change it too."""
    path = tmp_path / "library.db"
    known = [
        Unit(
            (
                Segment("en", f"Sentence {n} is about the bonded area." * 3),
                Segment("zh-CN", f"第{n}句说的是保税区。" * 3),
            )
        )
        for n in range(0, SMALL, 50)
    ]
    with Library.open(path) as library:
        bring(library, file_of(known), memory="m")
    return path


def state(database: Path) -> Contents:
    """What the library holds, and that its file is sound."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with Library.open(database) as library:
        return contents(library)


def start(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # so that signals to its group do not reach the tests
    )


def children(parent: int) -> Iterator[int]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it ended while we looked
            if int(fields[1]) == parent:
                yield int(entry.name)


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(condition: object, seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def duration(file: Path, database: Path) -> float:
    """Seconds that the import takes once the library is open."""
    process = start(DRIVER, database, file)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    begin = time.monotonic()
    assert process.communicate()[0] == "done\n"
    return time.monotonic() - begin


def kill_at(moment: float, file: Path, database: Path) -> None:
    process = start(DRIVER, database, file)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(moment)
    second = list(children(process.pid))
    process.kill()
    process.communicate()
    assert wait_until(lambda: not any(map(is_running, second))), f"{second} outlived the import"


def kill_many_times(moments: int, seed: int, file: Path, database: Path, tmp_path: Path) -> int:
    """How many of the kills came in time; each leaves the library as it was, or as a whole import leaves it."""
    before = state(database)
    whole = tmp_path / "whole.db"
    whole.write_bytes(database.read_bytes())
    takes = duration(file, whole)
    after = state(whole)
    chance = random.Random(seed)
    in_time = 0
    for _ in range(moments):
        kill_at(chance.uniform(0, takes), file, database)
        found = state(database)
        assert found in (before, after)
        if found == after:
            database.write_bytes((tmp_path / "kept.db").read_bytes())
        else:
            in_time += 1
            (tmp_path / "kept.db").write_bytes(database.read_bytes())
    return in_time


@pytest.mark.parametrize("size", ["small", "large"])
def test_an_import_killed_at_some_moments(size: str, files: dict[str, Path], database: Path, tmp_path: Path) -> None:
    (tmp_path / "kept.db").write_bytes(database.read_bytes())
    assert kill_many_times(3, 1, files[size], database, tmp_path) > 0


@pytest.mark.long
@pytest.mark.parametrize("size", ["small", "large"])
def test_an_import_killed_at_many_moments(size: str, files: dict[str, Path], database: Path, tmp_path: Path) -> None:
    (tmp_path / "kept.db").write_bytes(database.read_bytes())
    assert kill_many_times(40, 2, files[size], database, tmp_path) > 10


@pytest.mark.parametrize(("sent", "after"), [(signal.SIGINT, 0), (signal.SIGINT, 0.5), (signal.SIGTERM, 0.3)])
def test_an_import_stopped_at_the_command_line(
    sent: signal.Signals, after: float, files: dict[str, Path], database: Path
) -> None:
    """Ctrl+C, which reaches every process of the group, and a service manager's end."""
    before = state(database)
    process = start(COMMAND_LINE, "--db", database, "import", files["large"])
    assert wait_until(lambda: any(children(process.pid)) or process.poll() is not None)
    second = list(children(process.pid))
    assert second, "a large file is read by a second process"
    time.sleep(after)
    os.killpg(process.pid, sent)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == (130 if sent == signal.SIGINT else -sent)
    assert (output, errors.strip()) == ("", "")
    assert wait_until(lambda: not any(map(is_running, second)))
    assert state(database) == before


def test_two_imports_at_once_both_land(files: dict[str, Path], database: Path, tmp_path: Path) -> None:
    other = tmx_file(tmp_path / "other.tmx", 50)
    processes = [
        start(COMMAND_LINE, "--db", database, "import", file, "--memory", n)
        for n, file in (("a", files["small"]), ("b", other))
    ]
    assert [process.wait(60) for process in processes] == [0, 0]
    for process in processes:
        process.communicate()
    with Library.open(database) as library:
        assert {memory.name: memory.units for memory in library.memories()} == {"a": SMALL, "b": 50, "m": SMALL // 50}
