"""Adapted matches as the library answers them: kind, score, what became what, and why not."""

from __future__ import annotations

import io
import json
from pathlib import Path

from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.answers import Match, MatchKind
from glossary.cli import cli
from glossary.library import Library
from glossary.matching.score import ADAPTED_PENALTY, readings, similarity, similarity_but_slots

PAIRS = [
    ("An investment of RMB 350 million.", "投资3.5亿元。"),
    ("Page 3 of 10", "第3页，共10页"),
    ("3 files were found.", "找到3个文件。"),
    ("See https://a.example/x for details.", "详情见 https://a.example/x 。"),
    ("Hello, %s and {name}!", "你好，%s 和 {name}！"),
]


def fill(library: Library, pairs: list[tuple[str, str]]) -> None:
    table = "\n".join(["en\tzh-CN", *("\t".join(pair) for pair in pairs)])
    library.import_file(io.BytesIO(table.encode()), "pairs.tsv", memory="m")


def best(library: Library, text: str, source: str = "en", target: str = "zh-CN", threshold: int = 70) -> Match:
    return library.match(text, source=source, target=target, threshold=threshold).matches[0]


def test_other_numbers_are_put_into_the_target_and_one_point_is_taken_off(library: Library) -> None:
    fill(library, PAIRS)
    match = best(library, "投资4.2亿元。", "zh-CN", "en")
    assert (match.score, match.kind, match.penalties) == (99, MatchKind.ADAPTED, {"adapted": ADAPTED_PENALTY})
    assert match.target == "An investment of RMB 420 million."
    assert match.source == "投资3.5亿元。"
    assert "".join(piece.text for piece in match.target_pieces()) == match.target
    assert [piece.text for piece in match.target_pieces() if piece.mark == "adapted"] == ["RMB 420 million"]


def test_a_short_text_is_found_though_half_its_tokens_differ(library: Library) -> None:
    fill(library, PAIRS)
    assert best(library, "Page 57 of 120", threshold=99).target == "第57页，共120页"


def test_placeholders_and_addresses_are_put_in(library: Library) -> None:
    fill(library, PAIRS)
    assert best(library, "See http://b.example/long/er for details.").target == "详情见 http://b.example/long/er 。"
    assert best(library, "Hello, {0} and %(who)s!").target == "你好，{0} 和 %(who)s！"


def test_what_would_be_a_guess_is_left_alone_with_the_reason(library: Library) -> None:
    fill(library, PAIRS)
    match = best(library, "找到1个文件。", "zh-CN", "en")
    assert match.kind is MatchKind.FUZZY
    assert match.target == "3 files were found."
    assert match.adapted == ()
    assert "not adapted" in match.notes[0]
    assert match.score == similarity(readings("找到1个文件。", "zh"), readings("找到3个文件。", "zh"))


def test_an_equal_text_stays_exact_and_a_changed_word_stays_fuzzy(library: Library) -> None:
    fill(library, PAIRS)
    assert best(library, "Page 3 of 10").kind is MatchKind.EXACT
    match = best(library, "5 files were lost.", threshold=50)
    assert match.kind is MatchKind.FUZZY
    assert match.notes == ()


def test_a_text_that_differs_in_spaces_alone_is_not_adapted(library: Library) -> None:
    fill(library, [("Size:  %d", "大小：%d")])
    assert best(library, "Size: %d").kind is MatchKind.FUZZY


def test_a_text_without_letters_is_not_adapted(library: Library) -> None:
    fill(library, [("%s: 5", "%s：5")])
    assert best(library, "%d: 7", threshold=30).kind is MatchKind.FUZZY


def test_a_number_is_still_found_by_search(library: Library) -> None:
    fill(library, [*PAIRS, *((f"Line {n}", f"第{n}行") for n in range(200))])
    hits = library.search("157").segments
    assert [hit.sides[0].text for hit in hits] == ["Line 157"] or [hit.sides[0].text for hit in hits] == ["第157行"]


TEXTS = st.lists(st.sampled_from(["file", "files", "of", "3", "4", "50", "%s", "{0}", "http://a.b/c", "."]), max_size=7)


@settings(max_examples=15)
@given(st.lists(TEXTS, min_size=1, max_size=12), TEXTS, st.sampled_from([50, 70, 90, 99]))
def test_nothing_is_missed(tmp_path_factory, stored: list[list[str]], asked: list[str], threshold: int) -> None:
    query = " ".join(asked)
    if not query:
        return
    with Library.open(tmp_path_factory.mktemp("scan") / "library.db") as library:
        pairs = [(" ".join(text), " ".join(text)) for text in stored if text]
        fill(library, sorted(set(pairs)))
        found = library.match(query, source="en", target="zh-CN", threshold=threshold, limit=1000).matches
        alone = {text: library_of_one(tmp_path_factory, text, query, threshold) for text, _ in set(pairs)}
    assert {match.source: match.score for match in found} == {text: score for text, score in alone.items() if score}


def library_of_one(tmp_path_factory, text: str, query: str, threshold: int) -> int:
    """The score in a library that holds nothing else, at the lowest threshold, so that no index decides."""
    with Library.open(tmp_path_factory.mktemp("one") / "library.db") as library:
        fill(library, [(text, text)])
        matches = library.match(query, source="en", target="zh-CN", threshold=1).matches
    return matches[0].score if matches and matches[0].score >= threshold else 0


@given(st.text(max_size=20), st.text(max_size=20))
def test_slots_counted_as_equal_never_give_fewer_points(a: str, b: str) -> None:
    ours, theirs = readings(a, "en"), readings(b, "en")
    assert 0 <= similarity(ours, theirs) <= similarity_but_slots(ours, theirs) <= 100


def test_command_line_says_what_was_put_in(tmp_path: Path) -> None:
    database = tmp_path / "library.db"
    with Library.open(database) as library:
        fill(library, PAIRS)
    ask = ["--db", str(database), "match", "-s", "zh-CN", "-t", "en"]
    (line,) = CliRunner().invoke(cli, [*ask, "--json", "投资4.2亿元。"]).stdout.splitlines()
    match = json.loads(line)["matches"][0]
    assert match["kind"] == "adapted"
    assert match["adapted"] == [
        {"kind": "money", "old": "RMB 350 million", "new": "RMB 420 million", "start": 17, "end": 32}
    ]
    assert match["notes"] == []
    assert "RMB 350 million → RMB 420 million" in CliRunner().invoke(cli, [*ask, "投资4.2亿元。"]).stdout
    assert "not adapted" in CliRunner().invoke(cli, [*ask, "找到1个文件。"]).stdout
