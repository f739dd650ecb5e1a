"""`yiku serve` and `yiku demo`: what they refuse, and that they come up."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from glossary.errors import NotALibrary
from web import commands

PROGRAM = """
import click
from web.commands import register
@click.group()
@click.option("--db", "database", default="unnamed.db")
@click.pass_context
def cli(context, database):
    context.obj = {"database": database}
register(cli)
cli()
"""


@pytest.fixture
def taken_port() -> Iterator[int]:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def run(database: Path, *words: str) -> Result:
    @click.group()
    @click.option("--db", "database")
    @click.pass_context
    def cli(context: click.Context, database: str) -> None:
        context.obj = {"database": database}

    commands.register(cli)
    return CliRunner().invoke(cli, ["--db", str(database), *words])


def assert_one_line(result: Result, *pieces: str) -> None:
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert all(piece in result.stderr for piece in pieces)


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_taken_port_is_one_line(tmp_path: Path, taken_port: int, command: str) -> None:
    result = run(tmp_path / "x.db", command, "--port", str(taken_port))
    assert_one_line(result, str(taken_port), "choose another with --port")
    assert not (tmp_path / "x.db").exists()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", "::"])
def test_host_that_lets_others_in_is_refused(tmp_path: Path, host: str) -> None:
    assert_one_line(run(tmp_path / "x.db", "serve", "--host", host, "--port", "0"), host, "sign-in")


def test_file_that_is_no_library_is_left_to_the_command_line_to_say(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(b"not a database at all, " * 100)
    assert isinstance(run(path, "serve", "--port", "0").exception, NotALibrary)


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_commands_have_help(tmp_path: Path, command: str) -> None:
    result = run(tmp_path / "x.db", command, "--help")
    assert result.exit_code == 0
    assert "--port" in result.output


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    """The command in a process of its own, where the project is and `folder` holds what is temporary."""
    program = [sys.executable, "-c", PROGRAM, *words]
    environment = os.environ | {"TMPDIR": str(folder)}
    return subprocess.Popen(program, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def first_page(process: subprocess.Popen[str]) -> str:
    """The front page at the address that the command prints; the command is ended as a service manager does."""
    assert process.stdout
    line = process.stdout.readline()
    try:
        with urllib.request.urlopen(line.split()[3]) as answer:
            return answer.read().decode()
    finally:
        process.terminate()


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_command_prints_its_address_answers_there_and_ends_on_terminate(tmp_path: Path, command: str) -> None:
    with start(tmp_path, "--db", str(tmp_path / "named.db"), command, "--port", "0") as process:
        page = first_page(process)
        _, errors = process.communicate(timeout=20)
    assert ("The library is empty" in page) == (command == "serve")
    assert (tmp_path / "named.db").exists()
    assert errors == ""
    assert process.returncode == 0


def test_demo_without_a_database_leaves_nothing_behind(tmp_path: Path) -> None:
    with start(tmp_path, "demo", "--port", "0") as process:
        page = first_page(process)
        process.communicate(timeout=20)
    assert "baoshuiqu" in page
    assert not list(tmp_path.iterdir())
