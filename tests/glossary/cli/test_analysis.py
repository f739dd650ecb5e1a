from __future__ import annotations

from pathlib import Path

from python_calamine import CalamineWorkbook

from glossary.answers import Band
from tests.glossary.cli.conftest import Run

PAIR = ("-s", "en", "-t", "zh")


def texts(folder: Path) -> tuple[Path, Path]:
    (folder / "a.txt").write_text("Save\nSave all of it\n")
    (folder / "=b.txt").write_text("Save\nquite new\n")
    return folder / "a.txt", folder / "=b.txt"


def test_an_analysis_is_a_table_for_each_file_and_for_all(run: Run, database: Path, tmp_path: Path) -> None:
    result = run("--db", database, "analyse", *texts(tmp_path), *PAIR)
    rows = [line.split() for line in result.out.splitlines()]
    assert result.code == 0
    assert ["exact", "1", "1", "4", "20.0", "%", "10", "%", "0.1"] in rows
    assert ["total", "4", "8", "27", "100.0", "%", "6.2"] in [row for row in rows if row[:1] == ["total"]][-1:]


def test_json_has_a_line_for_each_file_and_for_all(run: Run, database: Path, tmp_path: Path) -> None:
    result = run("--db", database, "analyse", *texts(tmp_path), *PAIR, "--json", "--rate", "exact=0")
    first, second, every = result.objects()
    assert [each["total"]["segments"] for each in (first, second, every)] == [2, 2, 4]
    assert list(first["bands"]) == list(Band)
    assert first["bands"]["exact"] == {
        "segments": 1,
        "words": 1,
        "characters": 4,
        "share": 20.0,
        "rate": 0,
        "weighted": 0.0,
    }
    assert second["bands"]["repetitions"]["segments"] == 1
    (alone,) = run("--db", database, "analyse", tmp_path / "a.txt", *PAIR, "--json").objects()
    assert alone["file"].endswith("a.txt")


def test_a_workbook_has_the_same_numbers_and_no_formula(run: Run, database: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    a, b = texts(tmp_path)
    result = run("--db", database, "analyse", a, b, *PAIR, "-o", out, "--json")
    head, *rows = CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()
    assert head == ["File", "Band", "Segments", "Words", "Characters", "Share", "Rate", "Weighted"]
    assert len(rows) == 27
    for number, tally in enumerate(result.objects()):
        some = rows[9 * number : 9 * number + 9]
        assert {row[0] for row in some} == {tally["file"] or "all files"}
        bands = {**tally["bands"], "total": tally["total"]}
        assert [row[1] for row in some] == list(bands)
        for row, line in zip(some, bands.values(), strict=True):
            assert row[2:5] == [line["segments"], line["words"], line["characters"]]
            assert round(100 * row[5], 6) == line["share"]
            assert round(row[7], 6) == round(line["weighted"], 6)


def test_a_workbook_on_standard_output_stands_alone(run: Run, database: Path, tmp_path: Path) -> None:
    a, b = texts(tmp_path)
    out = tmp_path / "out.xlsx"
    assert run("--db", database, "analyse", a, b, *PAIR, "-o", out).out.count("total") == 3
    refused = run("--db", database, "analyse", a, *PAIR, "--rate", "new")
    assert (refused.code, refused.out) == (2, "")
    assert "“new” is not BAND=PERCENT" in refused.err
    assert run("--db", database, "analyse", a, *PAIR, "--rate", "none=3").err == (
        f"yiku: there is no band 'none'; there are: {', '.join(Band)}\n"
    )
