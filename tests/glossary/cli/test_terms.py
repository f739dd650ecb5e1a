"""`yiku terms` and `yiku shadows`: lines for people, JSON for programs, exit codes for both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from glossary.cli import cli
from glossary.library import Library

TABLE = "zh-CN,en,status\n保税区,bonded area,\n保税区,bonded zone,deprecated\n总裁,president,\n"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path, table = tmp_path / "library.db", tmp_path / "terms.csv"
    table.write_text(TABLE, encoding="utf-8")
    with Library.open(path) as library, table.open("rb") as stream:
        library.import_file(stream, "terms.csv", termbase="customs")
    return path


def yiku(database: Path, *arguments: str, input: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["--db", str(database), *arguments], input=input)


def json_lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.output.splitlines()]


def test_json_lines_are_the_librarys_answers(database: Path) -> None:
    result = yiku(database, "terms", "the bonded zones", "-s", "en", "-t", "zh", "--json")
    assert result.exit_code == 0
    with Library.open(database) as library:
        assert json_lines(result) == [each.as_json() for each in library.recognise("the bonded zones", "en", "zh")]


def test_people_see_the_term_its_translation_and_what_to_write(database: Path) -> None:
    result = yiku(database, "terms", "the bonded zones", "-s", "en")
    assert "4–16  bonded zones  保税区" in result.output
    assert "inflected of bonded zone, deprecated" in result.output
    assert "write bonded area" in result.output


def test_nothing_found_is_exit_code_one(database: Path) -> None:
    result = yiku(database, "terms", "今天", "-s", "zh")
    assert (result.exit_code, result.output) == (1, "no term found\n")
    assert yiku(database, "terms", "今天", "-s", "zh", "--json").output == ""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_offsets_of_a_file_count_code_points_of_the_whole_text(database: Path, tmp_path: Path, end: str) -> None:
    text = f"𠮷{end}{end}在保税区。{end}总裁"
    (tmp_path / "text.txt").write_bytes("\ufeff".encode() + text.encode())
    lines = json_lines(yiku(database, "terms", "--file", str(tmp_path / "text.txt"), "-s", "zh", "--json"))
    assert [text[int(str(line["start"])) : int(str(line["end"]))] for line in lines] == ["保税区", "总裁"]
    assert json_lines(yiku(database, "terms", "--file", "-", "-s", "zh", "--json", input=text.encode())) == lines


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("terms", "-s", "zh"), "give either TEXT or --file"),
        (("terms", "x", "--file", "y", "-s", "zh"), "give either TEXT or --file"),
        (("terms", "--file", "-", "-s", "zh"), "not UTF-8 at byte 0"),
    ],
)
def test_bad_usage_is_told(database: Path, arguments: tuple[str, ...], words: str) -> None:
    result = yiku(database, *arguments, input=b"\xff")
    assert result.exit_code == 2
    assert words in result.output


def test_a_missing_language_is_told(database: Path) -> None:
    assert "name the language" in str(yiku(database, "terms", "x").exception)


def test_shadows_are_put_on_shown_and_taken_off(database: Path) -> None:
    order = ("shadows", "--termbase", "customs", "-l", "zh-CN")
    assert yiku(database, *order, "副总裁", "总裁班").output == "副总裁\n总裁班\n"
    assert "[总裁]" in yiku(database, "terms", "副总裁", "-s", "zh").output
    assert yiku(database, *order, "副总裁", "--remove").output == "总裁班\n"
    assert "[总裁]" not in yiku(database, "terms", "副总裁", "-s", "zh").output
    assert json_lines(yiku(database, *order, "--json")) == [
        {"termbase": "customs", "language": "zh-CN", "shadows": ["总裁班"]}
    ]
