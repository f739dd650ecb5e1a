from __future__ import annotations

from pathlib import Path

import pytest

from glossary.library import Library
from tests.glossary.cli.conftest import Run
from tmx.model import Concept, Term, TermStatus

MATCH_FIELDS = ["score", "kind", "source", "target", "memory", "unit", "penalties"]


def test_a_match_prints_the_published_fields(run: Run, database: Path) -> None:
    result = run("--db", database, "match", "Save", "-s", "en", "-t", "zh", "--json")
    (answer,) = result.objects()
    assert (result.code, list(answer)) == (0, ["query", "matches"])
    (match,) = answer["matches"]
    assert list(match)[: len(MATCH_FIELDS)] == MATCH_FIELDS
    assert {name: match[name] for name in MATCH_FIELDS} == {
        "score": 100,
        "kind": "exact",
        "source": "Save",
        "target": "保存",
        "memory": "main",
        "unit": 2,
        "penalties": {},
    }


def test_nothing_found_is_exit_code_1_and_still_an_answer(run: Run, database: Path) -> None:
    result = run("--db", database, "match", "quite different", "-s", "en", "-t", "zh", "--json")
    assert (result.code, result.objects()) == (1, [{"query": "quite different", "matches": []}])
    result = run("--db", database, "search", "nowhere", "--json")
    assert (result.code, result.out) == (1, "")
    assert run("--db", database, "search", "nowhere").out == "nothing found for 'nowhere'\n"


@pytest.mark.parametrize(
    "content",
    [
        b"Save\nnothing like it\nSave\n",
        b"\xef\xbb\xbfSave\r\nnothing like it\r\nSave\r\n",
        b"Save\nnothing like it\nSave",
    ],
    ids=["plain", "bom and crlf", "no last line break"],
)
def test_each_line_of_a_file_is_a_query(content: bytes, run: Run, database: Path, tmp_path: Path) -> None:
    file = tmp_path / "queries.txt"
    file.write_bytes(content)
    arguments = ("-s", "en", "-t", "zh", "--json")
    result = run("--db", database, "match", "--file", file, *arguments)
    assert [(each["query"], len(each["matches"])) for each in result.objects()] == [
        ("Save", 1),
        ("nothing like it", 0),
        ("Save", 1),
    ]
    assert result.code == 0
    assert run("--db", database, "match", "--file", "-", *arguments, stdin=content) == result


def test_a_line_ends_at_a_line_feed_only(run: Run, database: Path) -> None:
    result = run(
        "--db", database, "match", "--file", "-", "-s", "en", "-t", "zh", "--json", stdin="a\u2028b\n".encode()
    )
    assert [each["query"] for each in result.objects()] == ["a\u2028b"]
    assert run("--db", database, "match", "--file", "-", "-s", "en", "-t", "zh", stdin=b"").code == 1


def test_a_search_gives_terms_and_then_segments_each_with_its_reason(run: Run, database: Path) -> None:
    found = run("--db", database, "search", "保税区", "--json").objects()
    assert [each["kind"] for each in found] == ["term", "segment"]
    assert found[0] | {"concept": 1, "termbase": "main"} == found[0]
    assert found[0]["why"] == "exact"
    assert [each["text"] for each in found[0]["translations"]] == ["bonded area", "bonded zone"]
    assert found[1]["sides"][0]["hits"] == ["保税区"]
    assert found[1]["sides"][1]["hits"] == ["bonded area"]
    assert [each["kind"] for each in run("--db", database, "search", "bsq", "--json").objects()] == ["term", "segment"]


def test_a_search_in_one_language(run: Run, database: Path) -> None:
    assert run("--db", database, "search", "保税区", "-l", "en").code == 1
    assert run("--db", database, "search", "保税区", "-l", "zh").code == 0


def test_people_read_text(run: Run, database: Path) -> None:
    text = run("--db", database, "search", "保税区").out
    assert text.splitlines()[0] == "保税区  bonded area; bonded zone (deprecated)"
    assert "在保税区内设立企业。" in text
    matched = run("--db", database, "match", "Save it", "-s", "en", "-t", "zh", "--threshold", "50").out.splitlines()
    assert matched[:3] == ["Save it", "   50  Save", "       保存"]


def test_stats_counts_what_there_is(run: Run, database: Path) -> None:
    (held,) = run("--db", database, "stats", "--json").objects()
    (memory,) = held["memories"]
    expected = {"name": "main", "penalty": 0, "units": 2, "languages": ["en", "zh-CN"], "new_translations": "keep"}
    assert memory == expected
    assert held["termbases"] == [{"name": "main", "concepts": 1, "terms": 3, "languages": ["en", "zh-CN"]}]
    assert held["batches"] == 2
    assert run("--db", database, "stats").out.splitlines()[0] == f"library {database}"


@pytest.mark.parametrize(("query", "mode"), [("保* 区", "wildcard"), ("area bonded", "all"), ("bodned area", "fuzzy")])
def test_a_search_in_a_mode(query: str, mode: str, run: Run, database: Path) -> None:
    *terms, found = run("--db", database, "search", query, "--mode", mode, "--json").objects()
    assert (found["kind"], found["why"]) == ("segment", mode)
    assert all(term["kind"] == "term" for term in terms)
    assert run("--db", database, "search", query, "--mode", "no").code == 2


def test_stretches_that_the_memory_has_whole(run: Run, database: Path) -> None:
    pair = ("-s", "en", "-t", "zh", "--fragments")
    (found,) = run("--db", database, "match", "They meet in the bonded area today", *pair, "--json").objects()
    assert [each["text"] for each in found["fragments"]] == ["in the bonded area"]
    assert run("--db", database, "match", "They meet in the bonded area today", *pair).out.splitlines()[1:3] == [
        "  in the bonded area",
        "    en     Enterprises are set up in the bonded area.",
    ]
    nothing = run("--db", database, "match", "nothing", *pair)
    assert (nothing.code, nothing.out) == (1, "nothing\n  no stretch of it\n")


def test_search_is_narrowed_and_says_why(run: Run, database: Path) -> None:
    with Library.open(database) as library:
        terms = (Term("en", "bonded store", TermStatus.FORBIDDEN), Term("en", "bonded factory"))
        library.add_concept("words", Concept(terms, domains=("customs law",)))
    order = ("search", "bonded", "--status", "forbidden", "--domain", "customs", "--termbase", "words")
    (found,) = run("--db", database, *order, "--json").objects()
    assert (found["text"], found["status"], found["why"], found["detail"]) == (
        *("bonded store", "forbidden", "beginning", ""),
    )
    assert run("--db", database, "search", "status:forbidden").code == 0
    assert "typing error (“factroy” → “factory”), admitted" in run("--db", database, "search", "bonded factroy").out
    assert run("--db", database, *order[:2], "--termbase", "no").code == 2
    result = run("--db", database, "search", "/(/")
    assert (result.code, "is no regular expression" in result.err) == (2, True)
    (found,) = run("--db", database, "search", "^bonded f", "--mode", "regex", "--json").objects()
    assert (found["text"], found["why"]) == ("bonded factory", "regular expression")
