from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from glossary.cli import cli, main
from glossary.cli.main import default_database
from tests.glossary.cli.conftest import Run


def commands(group: click.Group, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)


ALL = list(commands(cli))


@pytest.mark.parametrize(
    ("path", "command"), ALL, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_every_command_and_option_has_help(path: tuple[str, ...], command: click.Command, run: Run) -> None:
    assert command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{' '.join(path)} {option.opts}"
    asked = run(*path, "--help")
    assert asked.code == 0
    assert asked.out.startswith(f"Usage: yiku {' '.join(path)}")
    assert run(*path, "-h") == asked


def test_the_command_alone_shows_what_there_is(run: Run) -> None:
    shown = run()
    assert shown.code == 2
    assert all(name in shown.err for (name, *_), _ in ALL)
    assert run("--version").out.startswith("yiku, version ")


@pytest.mark.parametrize(
    "name", ["import", "export", "undo", "match", "search", "stats", "backup", "restore", "doctor"]
)
def test_every_command_that_answers_speaks_json(name: str) -> None:
    assert any("--json" in option.opts for option in cli.commands[name].params)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nope"], "No such command 'nope'; see yiku --help"),
        (["import"], "Missing argument 'FILE…'; see yiku import --help"),
        (["import", "--nope", "x"], "No such option '--nope'; see yiku import --help"),
        (["import", "{here}/none.tmx"], "{here}/none.tmx: No such file or directory"),
        (["import", "{here}"], "{here}: Is a directory"),
        (["import", "{here}/what.doc"], "{here}/what.doc: its format is none that is known here; name one of "),
        (["import", "{here}/broken.tmx"], "{here}/broken.tmx, line 2: not well-formed XML: "),
        (["import", "{here}/broken.tmx", "--format", "word"], "there is no format “word”; choose one of "),
        (
            ["import", "{here}/pairs.csv"],
            "{here}/pairs.csv: its columns source and target do not say their languages; ",
        ),
        (["import", "{here}/pairs.csv", "-s", "中文"], "“中文” is not a language tag; write one such as en, zh-CN"),
        (
            ["import", "{here}/pairs.csv", "--memory", "a", "--termbase", "b"],
            "a memory and a termbase are both named; ",
        ),
        (["export", "{here}/no/out.tmx"], "{here}/no/out.tmx: No such file or directory"),
        (["export", "{here}/out.doc"], "{here}/out.doc: its name does not say a format; end it with one of "),
        (["export", "{here}/out.tmx", "--memory", "x"], "there is no memory 'x'; there are: main"),
        (["export", "{here}/out.csv"], "a table of units needs its two languages; name them with -s and -t"),
        (["undo", "99"], "there is no batch 99; `yiku stats` lists them"),
        (["undo", "x"], "Invalid value for 'BATCH': 'x' is not a valid integer; see yiku undo --help"),
        (["undo", "9" * 30], f"there is no batch {'9' * 30}; "),
        (["match", "Save"], "the source language is missing; give a tag such as en or zh-CN"),
        (["match", "-s", "en", "-t", "zh"], "give either TEXT or --file; see yiku match --help"),
        (["match", "Save", "-s", "e!", "-t", "zh"], "“e!” is not a language tag; write one such as en, zh-CN"),
        (["match", "Save", "-s", "en", "-t", "zh", "--threshold", "0"], "the threshold is 0; it must be from 1 to 101"),
        (["match", "Save", "-s", "en", "-t", "zh", "--memory", "x"], "there is no memory 'x'; there are: main"),
        (["match", "--file", "{here}/latin.txt", "-s", "en", "-t", "zh"], "{here}/latin.txt is not UTF-8 at byte 1; "),
        (["search", "a\udcb1"], "the text is not valid Unicode at character 2; check its encoding"),
        (["search", "x", "--limit", "0"], "the limit is 0; it must be from 1 to 10,000"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_one_line_on_standard_error_and_exit_code_2(
    arguments: list[str], said: str, run: Run, database: Path, tmp_path: Path
) -> None:
    (tmp_path / "what.doc").write_bytes(b"what?")
    (tmp_path / "broken.tmx").write_bytes(b"<tmx>\n<body><tu></body></tmx>")
    (tmp_path / "pairs.csv").write_bytes(b"source,target\na,b\n")
    (tmp_path / "latin.txt").write_bytes("né".encode("latin-1"))
    before = sorted(path.name for path in tmp_path.iterdir())
    result = run("--db", database, *(each.replace("{here}", str(tmp_path)) for each in arguments))
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"yiku: {said.replace('{here}', str(tmp_path))}")
    assert result.err.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a database, but longer than a header would be" * 4, "is not a database; choose another file with --db"),
        (b"SQLite format 3\0" + bytes(200), "is another program's database; choose another file with --db or YIKU_DB"),
    ],
)
def test_a_file_that_is_no_library_is_left_as_it_is(content: bytes, said: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    result = run("--db", path, "stats")
    assert result.code == 2
    assert result.err.startswith(f"yiku: {path} {said}")
    assert path.read_bytes() == content


def test_a_database_where_none_can_be_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path, tmp_path / "file" / "library.db"):
        result = run("--db", path, "stats")
        assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
        assert str(path) in result.err


def test_the_database_is_the_options_else_the_environments_else_in_the_data_folder(
    run: Run, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YIKU_DB", str(database))
    assert run("search", "保税区").code == 0
    assert run("--db", tmp_path / "other.db", "search", "保税区").code == 1
    monkeypatch.setenv("YIKU_DB", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_database().startswith(str(tmp_path))
    assert run("search", "保税区").code == 1
    assert Path(default_database()).exists()


def test_the_installed_command_is_main() -> None:
    from importlib.metadata import entry_points

    (found,) = entry_points(group="console_scripts", name="yiku")
    assert found.load() is main
