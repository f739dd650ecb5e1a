"""The command as a process of its own: consoles, terminals, pipes, and how much memory an import takes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.glossary.library.contents import file_of
from tmx.model import Segment, Unit

COMMAND_LINE = [sys.executable, "-c", "from glossary.cli import main; main()"]


def yiku(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND_LINE, *map(str, arguments)], capture_output=True, check=False, env={**os.environ, **environment}
    )


@pytest.mark.parametrize("encoding", ["cp1252", "gbk", "ascii"])
def test_a_legacy_console_neither_ends_a_search_nor_changes_its_bytes(encoding: str, database: Path) -> None:
    result = yiku("--db", database, "search", "保税区", "--json", PYTHONIOENCODING=encoding)
    assert (result.returncode, result.stderr) == (0, b"")
    assert '"text": "保税区"' in result.stdout.decode("utf-8")
    refused = yiku("--db", database, "export", "out.tmx", "--memory", "保税区", PYTHONIOENCODING=encoding)
    assert refused.stderr.decode("utf-8") == "yiku: there is no memory '保税区'; there are: main\n"


def test_a_refusal_in_the_middle_of_an_export_is_one_line_too(database: Path, tmp_path: Path) -> None:
    result = yiku("--db", database, "export", tmp_path / "out.csv")
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr == b"yiku: a table of units needs its two languages; name them with -s and -t\n"


def test_bytes_that_are_no_text_end_a_search_in_one_line(database: Path) -> None:
    result = subprocess.run(
        [*COMMAND_LINE, "--db", str(database), "search", "保税区".encode("gbk")], capture_output=True, check=False
    )
    assert result.returncode == 2
    assert result.stderr == b"yiku: the text is not valid Unicode at character 1; check its encoding\n"


def test_a_reader_that_has_seen_enough_ends_the_command_quietly(database: Path) -> None:
    many = b"Save\n" * 20_000
    first, second = os.pipe()
    process = subprocess.Popen(
        [*COMMAND_LINE, "--db", str(database), "match", "--file", "-", "-s", "en", "-t", "zh", "--json"],
        stdin=subprocess.PIPE,
        stdout=second,
        stderr=subprocess.PIPE,
    )
    os.close(second)
    with os.fdopen(first, "rb") as reader:
        assert process.stdin is not None
        process.stdin.write(many)
        process.stdin.close()
        assert reader.readline().startswith(b'{"query": "Save"')
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(60) == 1
    process.stderr.close()


def test_progress_is_shown_on_a_terminal_and_nowhere_else(database: Path, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    file = tmp_path / "many.tmx"
    file.write_bytes(file_of([Unit((Segment("en", f"Save {n}"), Segment("zh-CN", f"保存 {n}"))) for n in range(2000)]))
    assert yiku("--db", database, "import", file).stderr == b""
    ours, theirs = pty.openpty()
    command = [*COMMAND_LINE, "--db", str(database), "import", str(file), "--memory", "again"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "200"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=environment)
    os.close(theirs)
    seen = b"".join(_all_of(ours))
    out = process.communicate()[0]
    assert b"many.tmx: 2,000" in seen
    assert b"\x1b" not in out
    assert b"2,000 read" in out


def _all_of(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other end is closed
            data = b""
        if not data:
            os.close(terminal)
            return
        yield data


MEASURED = """
import resource, sys
from glossary.store.sqlite import connection
connection.CACHE_KIB = 1024  # what SQLite may keep is bounded, but larger than these files
from glossary.cli import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Units of 3 kB, of which little is indexed: 5 and 28 MB of TMX."""
    peaks = []
    for units in (1_500, 9_000):
        command = [sys.executable, "-c", MEASURED, "--db", str(tmp_path / f"{units}.db"), "import", "-"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdin is not None
        process.stdin.writelines(_pieces(units))
        out, err = process.communicate()
        assert b"added" in out, err
        peaks.append(int(err) // 1024)
    assert peaks[1] - peaks[0] < 8, f"{peaks} MiB"


def _pieces(units: int) -> Iterator[bytes]:
    yield b'<tmx version="1.4"><header/><body>'
    for number in range(units):
        yield (
            f'<tu><prop type="x-long">{"x" * 3000}</prop><tuv xml:lang="en"><seg>Save {number}</seg></tuv>'
            f'<tuv xml:lang="zh"><seg>保存 {number}</seg></tuv></tu>'
        ).encode()
    yield b"</body></tmx>"
