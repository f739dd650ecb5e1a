from __future__ import annotations

from pathlib import Path

from tests.glossary.cli.conftest import Run


def test_findings_are_told_mended_and_undone(run: Run, database: Path) -> None:
    assert run("--db", database, "clean").code == 0
    run("--db", database, "add", "-s", "en", "-t", "zh-CN", "Save", "Save")
    told = run("--db", database, "clean", "--report", "untranslated")
    assert (told.code, told.out) == (
        1,
        "untranslated  main: the zh-CN side is the source as it is\n  unit 3  Save | Save\n",
    )
    (finding,) = run("--db", database, "clean", "--report", "untranslated", "--json").objects()
    assert (finding["report"], finding["units"][0]["unit"]) == ("untranslated", 3)
    (fixed,) = run(
        "--db", database, "clean", "--report", "untranslated", "--fix", "delete", "--json", "--as", "Ada"
    ).objects()
    assert (fixed["deleted"], fixed["changed"]) == (1, 0)
    assert run("--db", database, "clean", "--report", "untranslated").code == 0
    run("--db", database, "undo", fixed["batch"])
    assert run("--db", database, "clean", "--report", "untranslated").code == 1


def test_a_replacement_is_previewed_and_done(run: Run, database: Path) -> None:
    preview = run("--db", database, "replace", "Save", "Keep", "--dry-run")
    assert preview.out == "unit 2 of main, en\n  - Save\n  + Keep\n"
    done = run("--db", database, "replace", "Sa(v)e", r"Kee\1p", "-l", "en", "--regex")
    assert done.out.startswith("1 changed, 0 deleted, 0 skipped (undo: yiku undo ")
    assert run("--db", database, "match", "Keevp", "-s", "en", "-t", "zh").code == 0
    assert run("--db", database, "replace", "nowhere", "x").code == 1


def test_bad_orders_are_one_line(run: Run, database: Path) -> None:
    for arguments in (
        ("clean", "--report", "no"),
        ("clean", "--unit", "1"),
        ("clean", "--fix", "strip"),
        ("clean", "--memory", "no"),
        ("replace", "", "x"),
        ("replace", "(", "x", "--regex"),
    ):
        result = run("--db", database, *arguments)
        assert (result.code, result.out, result.err.count("\n")) == (2, "", 1), arguments
