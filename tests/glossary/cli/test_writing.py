from __future__ import annotations

from pathlib import Path

from tests.glossary.cli.conftest import Run


def test_units_are_added_changed_deleted_and_brought_back(run: Run, database: Path) -> None:
    add = ("--db", database, "add", "-s", "en", "-t", "zh-CN", "Close", "关闭")
    (added,) = run(*add, "--as", "Ada", "--json").objects()
    assert added["done"] == "added"
    assert run(*add).out == f"unit {added['unit']} says so already\n"
    assert run("--db", database, "match", "Close", "-s", "en", "-t", "zh").code == 0
    changed = run("--db", database, "change", added["unit"], "--text", "zh-CN", "关上", "--status", "fuzzy")
    assert changed.out.startswith(f"unit {added['unit']} is changed (undo: yiku undo ")
    (found,) = run("--db", database, "match", "Close", "-s", "en", "-t", "zh", "--json").objects()
    assert (found["matches"][0]["target"], found["matches"][0]["score"]) == ("关上", 95)
    (deleted,) = run("--db", database, "delete", added["unit"], "--json").objects()
    assert run("--db", database, "match", "Close", "-s", "en", "-t", "zh").code == 1
    assert run("--db", database, "undo", deleted["batch"]).code == 0
    assert run("--db", database, "match", "Close", "-s", "en", "-t", "zh").code == 0


def test_a_memorys_settings(run: Run, database: Path) -> None:
    shown = run("--db", database, "memory", "main")
    assert shown.out == "main: 2 units, penalty 0, new translations kept beside the old ones\n"
    (set_,) = run(
        "--db", database, "memory", "main", "--penalty", "3", "--new-translations", "replace", "--json"
    ).objects()
    assert (set_["penalty"], set_["new_translations"]) == (3, "replace")
    replaced = run("--db", database, "add", "-s", "en", "-t", "zh-CN", "Save", "存")
    assert replaced.out.startswith("unit 2 has the new translation in the place of the old one")


def test_what_cannot_be_written_is_one_line(run: Run, database: Path) -> None:
    for arguments in (
        ("add", "x", "y"),
        ("add", "-s", "en", "-t", "en", "x", "y"),
        ("change", "99", "--text", "en", "x"),
        ("change", "1", "--text", "en", " "),
        ("delete", "99"),
        ("memory", "other"),
        ("memory", "main", "--penalty", "101"),
    ):
        result = run("--db", database, *arguments)
        assert (result.code, result.out, result.err.count("\n")) == (2, "", 1), arguments
