"""Tables on the command line: mapped, looked at, and refused in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from glossary.cli import cli
from tmx.errors import UnknownColumns

TABLE = "术语,Translation,Remarks\n邮轮,cruise ship,large\n驳船,barge,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "terms.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def run(table: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--db", str(table.parent / "a.db"), "import", str(table), *words])


def test_a_table_is_imported_with_its_columns_mapped(table: Path) -> None:
    result = run(table, "--map", "A=zh-CN", "--map", "Translation=en", "--map", "3=note", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["added"] == 2
    found = CliRunner().invoke(cli, ["--db", str(table.parent / "a.db"), "search", "邮轮", "--json"])
    assert json.loads(found.stdout.splitlines()[0])["translations"][0]["text"] == "cruise ship"


def test_a_table_that_is_not_mapped_asks_for_it(table: Path) -> None:
    result = run(table)
    assert isinstance(result.exception, UnknownColumns)
    assert "--map COLUMN=WHAT" in str(result.exception)


def test_a_preview_shows_the_rows_and_imports_nothing(table: Path) -> None:
    result = run(table, "--preview", "--map", "A=zh-CN", "--map", "B=en")
    assert result.exit_code == 0
    assert all(word in result.stdout for word in ("A 术语", "zh-CN", "cruise ship", "keep"))
    stats = CliRunner().invoke(cli, ["--db", str(table.parent / "a.db"), "stats", "--json"])
    assert json.loads(stats.stdout)["termbases"] == []


def test_a_preview_of_what_could_not_be_imported_ends_with_one(table: Path) -> None:
    result = run(table, "--preview")
    assert result.exit_code == 1
    assert "say what each is with --map COLUMN=WHAT" in " ".join(result.stdout.split())
    result = run(table, "--preview", "--json")
    assert result.exit_code == 1
    assert [column["as"] for column in json.loads(result.stdout)["columns"]] == ["keep"] * 3


def test_a_wide_table_is_shown_on_its_side(table: Path) -> None:
    header = [f"column{at}" for at in range(30)]
    table.write_text(",".join(header) + "\n" + ",".join(f"cell{at}" for at in range(30)) + "\n", encoding="utf-8")
    lines = run(table, "--preview").stdout.splitlines()
    assert any("AD column29" in line and "cell29" in line for line in lines)


def test_a_table_without_a_header_and_a_sheet_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("one").write_row(0, 0, ["x", "y"])
        book.add_worksheet("two").write_row(0, 0, ["邮轮", "cruise ship"])
    result = run(path, "--no-header", "--sheet", "two", "--map", "1=zh-CN", "--map", "2=en", "--json")
    assert json.loads(result.stdout)["added"] == 1
    assert "sheet two; it also has one" in run(path, "--preview", "--sheet", "two").stdout


@pytest.mark.parametrize("word", ["A", "=en", "A=", ""])
def test_a_mapping_that_is_none_is_refused(table: Path, word: str) -> None:
    result = run(table, "--map", word)
    assert result.exit_code == 2
    assert "COLUMN=WHAT" in result.stderr
