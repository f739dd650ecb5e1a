"""`yiku drift`: the counts as the library has them, where they stand, and errors in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.glossary.cli.conftest import Run

ROWS = "zh-CN\ten\n在保税区\tin the bonded area\n保税区内\tinside the bonded area\n去保税区\tto the bonded zone\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.tsv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_renderings_are_counted_with_their_places(run: Run, database: Path, file: Path) -> None:
    result = run("--db", database, "drift", file, "-s", "zh", "-t", "en")
    assert result.code == 1
    assert result.out.splitlines() == [
        "保税区  concept 1 in main",
        "      2  bonded area  preferred  unit 1, unit 2",
        "      1  bonded zone  deprecated  unit 3",
        "",
        "3 pairs: 1 of 1 concept said in several ways",
    ]
    (line,) = run("--db", database, "drift", file, "-s", "zh", "-t", "en", "--json").objects()
    assert [(each["text"], each["count"]) for each in line["renderings"]] == [("bonded area", 2), ("bonded zone", 1)]


def test_a_memory_without_drift_is_exit_code_zero(run: Run, database: Path) -> None:
    result = run("--db", database, "drift", "--memory", "main", "-s", "zh", "-t", "en")
    assert (result.code, result.out) == (0, "2 pairs: no term drifts\n")
    assert "1  bonded area" in run("--db", database, "drift", "--memory", "main", "-s", "zh", "--all").out


def test_a_text_alone_is_looked_at(run: Run, database: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The bonded area.\nA bonded zone.\n", encoding="utf-8")
    assert run("--db", database, "drift", path, "-t", "en").code == 1


@pytest.mark.parametrize(
    "arguments", [(), ("{file}", "--memory", "main"), ("--memory", "no"), ("{file}", "--termbase", "x")]
)
def test_what_is_wrong_is_told_in_one_line(run: Run, database: Path, file: Path, arguments: tuple[str, ...]) -> None:
    result = run("--db", database, "drift", *(each.format(file=file) for each in arguments))
    assert (result.code, result.err.count("\n")) == (2, 1)


def test_one_term_is_preferred_and_the_others_deprecated(run: Run, database: Path, file: Path) -> None:
    order = ("--db", database, "prefer", "bonded zone", "--concept", "1", "--deprecate-others", "--as", "Lin")
    result = run(*order)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("concept 1 prefers “bonded zone” (undo: yiku undo ")
    out = run("--db", database, "drift", file, "-s", "zh", "-t", "en").out
    assert "2  bonded area  deprecated" in out
    assert "1  bonded zone  preferred" in out
    assert run(*order).out == "concept 1 already prefers “bonded zone”\n"
    (line,) = run("--db", database, "prefer", "tax-free area", "--concept", "1", "-l", "en", "--json").objects()
    assert line["done"] == "changed"
    result = run("--db", database, "prefer", "nothing", "--concept", "1")
    assert (result.code, result.err.count("\n")) == (2, 1)
