from __future__ import annotations

import json
from pathlib import Path

import pytest

from glossary.library import Library
from tests.glossary.cli.conftest import Run


def test_a_concept_is_added_changed_and_put_back(run: Run, database: Path) -> None:
    def yiku(*words: object, **more: bytes) -> list[dict[str, object]]:
        return run("--db", database, *words, "--json", **more).objects()

    terms = ("--preferred", "en", "quay", "--term", "zh-cn", "码头", "--deprecated", "en", "wharf")
    more = ("--definition", "en", "Where ships lie.", "--domain", "ships", "--note", "n", "--id", "q")
    (added,) = yiku("concept", "add", *terms, *more, "--as", "Ada", "--comment", "new")
    number = added["concept"]
    (shown,) = yiku("concept", "show", number)
    assert [(term["text"], term["language"], term["status"]) for term in shown["terms"]] == [
        ("码头", "zh-CN", "admitted"),
        ("quay", "en", "preferred"),
        ("wharf", "en", "deprecated"),
    ]
    assert (shown["id"], shown["domain"], shown["notes"]) == ("q", "ships", ["n"])
    assert yiku("concept", "change", number, "--from", "-", stdin=json.dumps(shown).encode())[0]["done"] == "unchanged"
    (changed,) = yiku(
        "concept", "change", number, "--forbidden", "en", "wharf", "--remove", "zh-CN", "码头", "--as", "Bo"
    )
    assert changed["done"] == "changed"
    latest, first = yiku("concept", "history", number)
    assert [(each["who"], each["action"], each["comment"]) for each in (latest, first)] == [
        ("Bo", "changed", ""),
        ("Ada", "added", "new"),
    ]
    assert [(each["what"], each["before"], each["after"]) for each in latest["differences"]] == [
        ("en: wharf, status", "deprecated", "forbidden"),
        ("zh-CN: term", "码头 (admitted)", ""),
    ]
    (reverted,) = yiku("concept", "revert", number, latest["step"])
    assert reverted["done"] == "changed"
    assert yiku("concept", "show", number) == [shown]
    printed = run("--db", database, "concept", "history", number).out
    assert "en: wharf, status: deprecated → forbidden" in printed
    assert run("--db", database, "concept", "delete", number).out.startswith(f"concept {number} is deleted (undo: yiku")
    assert run("--db", database, "concept", "show", number).code == 2


def test_concepts_are_merged_split_and_talked_about(run: Run, database: Path) -> None:
    run("--db", database, "concept", "add", "--term", "en", "quay", "--term", "en", "wharf")
    assert run("--db", database, "concept", "split", 2, 1).out.startswith("split off as concept 3")
    assert run("--db", database, "concept", "merge", 1, 2, 3).out.startswith("concept 1 has all that they say")
    refused = run("--db", database, "concept", "show", 3)
    assert (refused.code, refused.err) == (2, "yiku: concept 3 was merged into concept 1\n")
    run("--db", database, "concept", "note", 1, "Is it?", "--as", "Ada")
    shown = run("--db", database, "concept", "show", 1).out
    assert "Ada: Is it?" in shown
    assert "quay" in shown
    steps = run("--db", database, "concept", "history", 2, "--json").objects()
    batch = next(step["batch"] for step in steps if step["other"] == 1)
    undone = run("--db", database, "undo", batch, "--as", "Bo")
    assert undone.out == f"batch {batch} undone: 0 removed, 3 restored\n"
    assert "Bo: restored, undoing batch" in run("--db", database, "concept", "history", 2).out


def test_proposals_are_reviewed_and_decided(run: Run, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIKU_AS", "Ada")
    assert run("--db", database, "review").code == 1
    run("--db", database, "propose", "--preferred", "en", "quay", "--comment", "in the news")
    run("--db", database, "propose", "--concept", 1, "--forbidden", "en", "bonded zone")
    change, new = run("--db", database, "review", "--json").objects()
    assert [(each["kind"], each["who"], each["comment"]) for each in (new, change)] == [
        ("new", "Ada", "in the news"),
        ("change", "Ada", ""),
    ]
    assert "en: bonded zone, status: deprecated → forbidden" in run("--db", database, "review").out
    assert run("--db", database, "approve", change["proposal"], "--as", "Bo").out.startswith("approved: concept 1")
    assert run("--db", database, "reject", new["proposal"], "no", "--as", "Bo").out.startswith("rejected: concept 2")
    again = run("--db", database, "withdraw", new["proposal"])
    assert (again.code, again.err) == (2, f"yiku: proposal {new['proposal']} was rejected by Bo already\n")
    assert "rejected by Bo" in run("--db", database, "review", "--state", "all").out
    told = run("--db", database, "changes", "--since", "2026-01-01", "--json").objects()
    assert sorted((each["kind"], each["who"]) for each in told) == [
        ("decided", "Bo"),
        ("decided", "Bo"),
        ("import", ""),
        ("proposed", "Ada"),
        ("proposed", "Ada"),
    ]
    assert "1 added, 0 updated" in run("--db", database, "changes", "--since", "2026-01-01").out
    assert run("--db", database, "changes", "--since", "2100-01-01").code == 1


def test_an_edited_version_is_approved(run: Run, database: Path, tmp_path: Path) -> None:
    run("--db", database, "propose", "--term", "en", "quay")
    edited = {"terms": [{"language": "en", "text": "quay", "status": "deprecated"}]}
    (tmp_path / "edited.json").write_text(json.dumps(edited))
    assert run("--db", database, "approve", 1, "--edited", tmp_path / "edited.json").code == 0
    with Library.open(database) as library:
        assert library.concept(2).concept.terms[0].status == "deprecated"


def test_proposed_terms_of_an_import_are_judged(run: Run, database: Path, tmp_path: Path) -> None:
    terms = [{"language": "en", "text": text, "status": "proposed"} for text in ("quay", "wharf")]
    lines = ({"yiku": 1, "kind": "concepts"}, {"concept": {"terms": terms}})
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    run("--db", database, "import", tmp_path / "a.jsonl")
    assert "concept 2 of main, proposed: 0 en quay; 1 en wharf" in run("--db", database, "review").out
    assert run("--db", database, "judge", 2, 0, "--status", "preferred").out.startswith("approved: concept 2")
    assert run("--db", database, "judge", 2, 1, "--reject", "no").out.startswith("rejected: concept 2")
    assert run("--db", database, "judge", 2, 0).code == 2


def test_who_imports_and_undoes_stands_in_the_history(run: Run, database: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("en,zh-CN\nbonded area,保税区\n")
    run("--db", database, "import", tmp_path / "a.csv", "--termbase", "t", "--as", "Ada")
    (step,) = run("--db", database, "concept", "history", 2, "--json").objects()
    assert (step["who"], step["action"], step["step"]) == ("Ada", "added", 0)


@pytest.mark.parametrize(
    "words",
    [
        ("concept", "add"),
        ("concept", "add", "--term", "en", " "),
        ("concept", "add", "--from", "-"),
        ("concept", "change", "1", "--remove", "en", "nothing"),
        ("concept", "show", "99"),
        ("concept", "merge", "1", "1"),
        ("concept", "split", "1", "7"),
        ("propose", "--remove", "en", "x"),
        ("reject", "1", " "),
        ("changes", "--since", "soon"),
        ("judge", "1", "0", "--status", "preferred"),
    ],
)
def test_what_cannot_be_done_is_one_line(run: Run, database: Path, words: tuple[str, ...]) -> None:
    result = run("--db", database, *words, stdin=b"{")
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
