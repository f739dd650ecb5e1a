"""`yiku check` and `yiku checks`: exit codes, formats, profiles, and errors in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glossary.checks import CHECKS
from glossary.errors import LibraryBusy
from glossary.library import Library
from tests.glossary.cli.conftest import Run

PAIRS = "zh-CN\ten\n在保税区内\tin the bonded zone\n好\tgood\n"


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.tsv"
    path.write_text(PAIRS, encoding="utf-8")
    return path


def test_findings_are_exit_code_one_and_none_is_zero(run: Run, database: Path, pairs: Path) -> None:
    result = run("--db", database, "check", pairs, "-s", "zh", "-t", "en", "--json")
    (line,) = result.objects()
    assert result.code == 1
    assert line == {
        "check": "terms",
        "severity": "error",
        "at": "unit 1",
        "source": "在保税区内",
        "target": "in the bonded zone",
        "message": "“bonded zone” is deprecated; write “bonded area”",
        "span": {"side": "target", "start": 7, "end": 18},
        "suggestion": "bonded area",
        "id": line["id"],
        "dismissed": False,
    }
    result = run("--db", database, "check", pairs, "--check", "numbers")
    assert (result.code, result.out) == (0, "2 pairs checked, nothing found\n")


def test_people_see_text_reason_and_suggestion(run: Run, database: Path, pairs: Path) -> None:
    out = run("--db", database, "check", pairs, "-s", "zh", "-t", "en").out
    assert "in the bonded zone" in out
    assert "error “bonded zone” is deprecated; write “bonded area” → bonded area  [terms] " in out
    assert "2 pairs checked: 1 error in 1" in out


@pytest.mark.parametrize("format", ["terminal", "json", "html", "xlsx", "sarif", "junit"])
def test_a_report_is_written_to_a_file(run: Run, database: Path, pairs: Path, tmp_path: Path, format: str) -> None:
    out = tmp_path / "report"
    result = run("--db", database, "check", pairs, "-s", "zh", "-t", "en", "--format", format, "-o", out)
    assert (result.code, result.out) == (1, "")
    assert out.stat().st_size


def test_one_language_is_checked_alone_also_from_standard_input(run: Run, database: Path, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("The the zone.\n", encoding="utf-8")
    assert run("--db", database, "check", text, "-t", "en", "--json").objects()[0]["at"] == "line 1"
    result = run("--db", database, "check", "-", "-t", "en", "--input-format", "text", stdin=b"The the zone.\n")
    assert result.code == 1
    assert "“The” is written twice" in result.out


def test_a_memory_is_checked(run: Run, database: Path) -> None:
    assert run("--db", database, "check", "--memory", "main").code == 0


def test_a_profile_turns_checks_off(run: Run, database: Path, pairs: Path, tmp_path: Path) -> None:
    profile = tmp_path / "p.toml"
    profile.write_text("[terms]\non = false\n", encoding="utf-8")
    assert run("--db", database, "check", pairs, "--profile", profile).code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check",), "give FILE, or the one --memory"),
        (("check", "{pairs}", "--format", "html"), "name one with -o"),
        (("check", "{pairs}", "--check", "nothing"), "there is no check “nothing”"),
        (("check", "missing.tsv"), "missing.tsv: No such file"),
        (("check", "--memory", "nowhere"), "no memory 'nowhere'"),
        (("check", "{pairs}", "--termbase", "nowhere"), "no termbase 'nowhere'"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    run: Run, database: Path, pairs: Path, arguments: tuple[str, ...], words: str
) -> None:
    result = run("--db", database, *(each.format(pairs=pairs) for each in arguments))
    assert result.code == 2
    assert words in result.err
    assert result.err.count("\n") == 1


def test_checks_are_listed_and_the_profile_printed_reads_back(run: Run, tmp_path: Path) -> None:
    lines = run("checks", "--json").objects()
    assert [line["name"] for line in lines] == [check.name for check in CHECKS]
    profile = tmp_path / "p.toml"
    profile.write_text(run("checks", "--toml").out.replace("on = true", "on = false"), encoding="utf-8")
    assert not any(line["on"] for line in run("checks", "--profile", profile, "--json").objects())
    assert "terms" in run("checks").out
    assert json.dumps(lines)


def test_a_finding_is_dismissed_by_the_id_that_is_printed(run: Run, database: Path, pairs: Path) -> None:
    check = ("--db", database, "check", pairs, "-s", "zh", "-t", "en")
    id = run(*check).out.split("[terms] ")[1][:8]
    result = run("--db", database, "dismiss", id, "--note", "a name", "--as", "Lin")
    assert (result.code, result.err) == (0, "")
    assert "“bonded zone” is deprecated" in result.out
    assert "note: a name" in result.out
    result = run(*check)
    assert (result.code, result.out) == (0, "2 pairs checked, nothing found (1 not shown: marked as no error)\n")
    result = run(*check, "--show-dismissed")
    assert result.code == 0
    assert f"[terms] {id}  marked as no error" in result.out
    (line,) = run(*check, "--show-dismissed", "--json").objects()
    assert line["dismissed"]
    assert line["id"].startswith(id)
    (mark,) = run("--db", database, "dismissed", "--json").objects()
    assert (mark["who"], mark["note"], mark["everywhere"]) == ("Lin", "a name", False)
    assert run("--db", database, "dismissed", "--show-again", mark["number"]).code == 0
    assert run("--db", database, "dismissed").code == 1
    assert run(*check).code == 1


def test_a_check_is_silenced_everywhere_in_some_words(run: Run, database: Path, pairs: Path) -> None:
    id = run("--db", database, "check", pairs, "-s", "zh", "-t", "en").out.split("[terms] ")[1][:8]
    assert "everywhere: “bonded zone”" in run("--db", database, "dismiss", id, "--everywhere").out
    pairs.write_text("zh-CN\ten\n保税区\tone more bonded zone\n", encoding="utf-8")
    assert run("--db", database, "check", pairs, "-s", "zh", "-t", "en").code == 0
    result = run("--db", database, "dismiss", "0123456789")
    assert (result.code, result.err.count("\n")) == (2, 1)


def test_sarif_has_marked_findings_as_suppressed(run: Run, database: Path, pairs: Path) -> None:
    check = ("--db", database, "check", pairs, "-s", "zh", "-t", "en")
    run("--db", database, "dismiss", run(*check).out.split("[terms] ")[1][:8])
    (result,) = json.loads(run(*check, "--format", "sarif").out)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "external"}]


def test_a_report_does_not_wait_for_an_import(
    run: Run, database: Path, pairs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise LibraryBusy("another process is writing")

    monkeypatch.setattr(Library, "remember", busy)
    result = run("--db", database, "check", pairs, "-s", "zh", "-t", "en")
    assert result.code == 1
    assert "bonded zone" in result.out
    assert result.err == "yiku: the library is busy, so `yiku dismiss` will not know the ids of these findings\n"
