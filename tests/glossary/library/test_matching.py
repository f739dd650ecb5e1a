from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.answers import Match, MatchKind
from glossary.errors import BadRequest, NotFound
from glossary.library import Library, indexing, matching
from glossary.library.matching import CODES_PENALTY, FUZZY_PENALTY
from tests.glossary.library.contents import bring, file_of
from tests.glossary.library.memories import memories, queries, tags
from tests.glossary.library.scan import matched, scan
from tmx.errors import BadLanguage
from tmx.model import Details, Prop, Segment, Unit, UnitStatus

_NUMBERS = count()


def unit(source: str, target: str, languages: tuple[str, str] = ("en", "zh-CN"), **more: object) -> Unit:
    return Unit((Segment(languages[0], source), Segment(languages[1], target)), **more)  # type: ignore[arg-type]


@pytest.fixture(params=[(1000, 6_000_000), (3, 40), (0, 1)], ids=["fresh", "small blocks", "tiny blocks"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where libraries are made that keep their index in different ways."""
    monkeypatch.setattr(indexing, "MOST_FRESH", request.param[0])
    monkeypatch.setattr(indexing, "LARGEST_BLOCK", request.param[1])
    monkeypatch.setattr(matching, "_AT_FIRST", 2)
    return tmp_path


@pytest.fixture
def one(library: Library) -> Library:
    """A library with a unit of each kind that a penalty or a context makes different."""
    props = (Prop("x-context-pre", "Before."), Prop("x-context-post", "After."))
    bring(
        library,
        file_of(
            [
                unit("Save the file now", "立即保存文件", context="menu"),
                unit("Open the file now", "立即打开文件", details=Details(props=props)),
                unit("Close the file now", "立即关闭文件", status=UnitStatus.FUZZY),
                Unit(
                    (
                        Segment("en", "Print the file now", 'Print the <ph x="1"></ph>file now'),
                        Segment("zh-CN", "立即打印文件"),
                    )
                ),
            ]
        ),
        memory="m",
    )
    return library


def ask(library: Library, text: str, **more: object) -> list[Match]:
    return list(library.match(text, **{"source": "en", "target": "zh-CN", **more}).matches)  # type: ignore[arg-type]


# Nothing is missed


@settings(max_examples=35)
@given(data=st.data(), held=memories(), threshold=st.one_of(st.integers(50, 101), st.sampled_from([1, 30, 100])))
def test_matches_are_those_of_a_scan_over_everything(
    folder: Path, data: st.DataObject, held: tuple, threshold: int
) -> None:
    languages, units = held
    with Library.open(folder / f"{next(_NUMBERS)}.db") as library:
        for name in ("m", "n"):
            some = data.draw(st.lists(st.sampled_from(units), min_size=1, max_size=len(units)))
            bring(library, file_of(some), memory=name)
        for source, target in (languages, languages[::-1]):
            text = data.draw(queries(source, units))
            for chosen in ((), ("n",)):
                answer = matched(library, text, source, target, threshold, chosen)
                assert answer == scan(library, text, source, target, threshold, chosen)


@settings(max_examples=25)
@given(
    data=st.data(),
    held=memories(min_size=8),
    threshold=st.integers(1, 100),
    order=st.sampled_from(["score", "usefulness"]),
)
def test_a_limit_gives_the_first_of_the_same_order(
    folder: Path, data: st.DataObject, held: tuple, threshold: int, order: str
) -> None:
    (source, target), units = held
    with Library.open(folder / f"{next(_NUMBERS)}.db") as library:
        bring(library, file_of(units), memory="m")
        text = data.draw(queries(source, units))
        asked = partial(ask, library, text, source=source, target=target, threshold=threshold, order=order)
        every = asked(limit=10_000)
        values = [getattr(match, order) for match in every]
        assert values == sorted(values, reverse=True)
        for limit in (1, 2, 5):
            assert asked(limit=limit) == every[:limit]


@settings(max_examples=25)
@given(data=st.data(), held=memories(), source=tags, target=tags)
def test_tags_of_every_kind_find_what_a_scan_finds(
    folder: Path, data: st.DataObject, held: tuple, source: str, target: str
) -> None:
    with Library.open(folder / f"{next(_NUMBERS)}.db") as library:
        bring(library, file_of(held[1]), memory="m")
        text = data.draw(queries(source.partition("-")[0], held[1]))
        assert matched(library, text, source, target, 50) == scan(library, text, source, target, 50)


@pytest.mark.parametrize(("length", "edits"), [(5, 1), (10, 3), (20, 9), (3, 1), (40, 20), (100, 45), (400, 160)])
def test_a_match_exactly_at_the_threshold_is_found(library: Library, length: int, edits: int) -> None:
    words = [f"w{number}" for number in range(length)]
    bring(library, file_of([unit(" ".join(words), "长")]))
    text = " ".join(words[: length - edits])
    threshold = 100 * (length - edits) // length
    assert [match.score for match in ask(library, text, threshold=threshold)] == [threshold]
    assert ask(library, text, threshold=threshold + 1) == []


def test_more_than_a_thousand_segments_of_one_word_are_indexed(library: Library) -> None:
    bring(library, file_of([unit(f"word{number}", f"{number}") for number in range(1100)]), memory="m")
    assert [match.target for match in ask(library, "word1099")] == ["1099"]


def test_long_texts_are_found_by_texts_of_other_lengths(folder: Path) -> None:
    words = [f"w{number}" for number in range(400)]
    with Library.open(folder / "long.db") as library:
        bring(library, file_of([unit(" ".join(words[:length]), "长") for length in (240, 254, 255, 256, 330)]))
        for length in (180, 250, 255, 300, 400):
            text = " ".join(words[:length])
            assert matched(library, text, "en", "zh", 60) == scan(library, text, "en", "zh", 60)


# Rank


def test_of_equal_scores_the_one_that_shares_rare_words_comes_first(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "MOST_FRESH", 0)
    common = [unit(f"delta number {number}", "常") for number in range(30)]
    rare = unit("alpha beta gamma other", "稀")
    bring(library, file_of([rare, *common, unit("other beta gamma delta", "常")]), memory="m")
    assert [match.target for match in ask(library, "alpha beta gamma delta")] == ["稀", "常"]


def test_by_usefulness_what_shares_rare_words_comes_before_a_higher_score(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "MOST_FRESH", 0)
    common = [unit(f"open the file number {number}", "常") for number in range(200)]
    bring(library, file_of([*common, unit("the tarball", "稀"), unit("open the file", "近")]), memory="m")
    text = "open the file tarball"
    first, second = (ask(library, text, threshold=50, limit=1, order=order)[0] for order in ("score", "usefulness"))
    assert (first.target, first.score, second.target, second.score) == ("近", 75, "稀", 50)
    assert second.usefulness > first.usefulness
    with pytest.raises(BadRequest, match="there are: score, usefulness"):
        ask(library, text, order="x")


def test_of_equal_scores_and_words_the_later_unit_comes_first(library: Library) -> None:
    bring(library, file_of([unit("Save the file", "保存文件"), unit("Save the file", "存储文件")]), memory="m")
    assert [match.target for match in ask(library, "Save the file")] == ["存储文件", "保存文件"]


# Context and penalties


def test_101_is_for_the_same_text_in_the_same_context(one: Library) -> None:
    (first, *_) = ask(one, "Save the file now", context="menu")
    assert (first.score, first.kind, first.penalties) == (101, MatchKind.CONTEXT, {})
    assert ask(one, "Save the file now", context="dialog")[0].score == 100
    assert ask(one, "Save the file now")[0].kind is MatchKind.EXACT
    assert ask(one, "Save the file today", context="menu")[0].score < 100


def test_neighbouring_segments_make_a_context(one: Library) -> None:
    (first, *_) = ask(one, "Open the file now", before="Before.", after="After.")
    assert (first.score, first.kind) == (101, MatchKind.CONTEXT)
    for more in ({"before": "Before."}, {"after": "After."}, {"before": "x", "after": "After."}, {}):
        assert ask(one, "Open the file now", **more)[0].score == 100


def test_many_texts_are_each_others_context(one: Library) -> None:
    answers = one.match_all(["Before.", "Open the file now", "After.", "Open the file now"], source="en", target="zh")
    assert [answer.query for answer in answers] == ["Before.", "Open the file now", "After.", "Open the file now"]
    answers = one.match_all(["Before.", "Open the file now", "After.", "Open the file now"], source="en", target="zh")
    assert [answer.matches[0].score if answer.matches else None for answer in answers] == [None, 101, None, 100]


def test_a_threshold_of_101_leaves_the_matches_in_context(one: Library) -> None:
    assert [match.score for match in ask(one, "Save the file now", context="menu", threshold=101)] == [101]
    assert ask(one, "Save the file now", threshold=101) == []


def test_penalties_are_taken_off_and_listed(one: Library) -> None:
    fuzzy, coded = ask(one, "Close the file now")[0], ask(one, "Print the file now")[0]
    assert (fuzzy.score, fuzzy.penalties) == (100 - FUZZY_PENALTY, {"status": FUZZY_PENALTY})
    assert (coded.score, coded.penalties) == (100 - CODES_PENALTY, {"codes": CODES_PENALTY})
    one.store.connections.execute("UPDATE memory SET penalty = 7")  # type: ignore[attr-defined]
    both = ask(one, "Close the file now")[0]
    assert (both.score, both.penalties) == (100 - FUZZY_PENALTY - 7, {"memory": 7, "status": FUZZY_PENALTY})
    assert ask(one, "Close the file now", threshold=89) == []


def test_a_match_shows_the_texts_and_how_they_differ(one: Library) -> None:
    match = ask(one, "Save the files today", threshold=50)[0]
    assert "".join(piece.text for piece in match.query_pieces) == "Save the files today"
    assert "".join(piece.text for piece in match.source_pieces) == match.source == "Save the file now"
    assert [piece.mark for piece in match.query_pieces if piece.text in ("files", "today")] == ["changed", "only"]
    assert (match.memory, match.target) == ("m", "立即保存文件")


# Languages


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("en", "zh", "甲"),
        ("en", "zh-CN", "甲"),
        ("en", "zh-Hans", "甲"),
        ("en", "zh-SG", "甲"),
        ("en", "zh-TW", "乙"),
        ("en", "zh-HK", "乙"),
        ("en", "de-AT", "D"),
        ("en", "fr", None),
        ("en-GB", "zh-CN", "甲"),
        ("fr", "zh-CN", None),
        ("zh-CN", "de", None),
    ],
)
def test_the_target_is_looked_up_by_rfc_4647(library: Library, source: str, target: str, expected: str | None) -> None:
    segments = (Segment("en", "A word"), Segment("zh-CN", "甲"), Segment("zh-TW", "乙"), Segment("de", "D"))
    bring(library, file_of([Unit(segments)]))
    found = ask(library, "A word", source=source, target=target)
    assert [match.target for match in found] == ([expected] if expected else [])


def test_the_source_is_looked_up_alike(library: Library) -> None:
    bring(library, file_of([Unit((Segment("zh-Hans", "保税区"), Segment("en", "bonded area")))]))
    for tag in ("zh", "zh-CN", "zh-SG", "zh-Hans-CN"):
        assert [match.target for match in ask(library, "保税区", source=tag, target="en-GB")] == ["bonded area"]
    assert ask(library, "保税区", source="ja", target="en") == []


def test_a_segment_is_not_its_own_translation(library: Library) -> None:
    bring(library, file_of([Unit((Segment("en-US", "color"), Segment("en-GB", "colour")))]))
    found = ask(library, "color", source="en", target="en", threshold=50)
    assert [(match.source, match.target) for match in found] == [("color", "colour")]


def test_two_segments_of_one_language_do_not_hide_each_other(folder: Path) -> None:
    pair = Unit((Segment("en-US", "The color red"), Segment("en-GB", "The colour red"), Segment("zh", "红")))
    with Library.open(folder / "both.db") as library:
        bring(library, file_of([pair, *(unit(f"other text {number}", "别") for number in range(9))]))
        for text in ("The color red", "The colour red"):
            assert ask(library, text, threshold=100)[0].source == text


# Errors


@pytest.mark.parametrize("text", ["", " ", "\u3000\n"])
def test_a_text_without_words_matches_nothing(one: Library, text: str) -> None:
    assert ask(one, text, threshold=1) == []


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"threshold": 0}, "the threshold is 0; it must be from 1 to 101"),
        ({"threshold": 102}, "the threshold is 102; it must be from 1 to 101"),
        ({"limit": 0}, "the limit is 0; it must be from 1 to 10,000"),
        ({"limit": 10**30}, "it must be from 1 to 10,000"),
        ({"source": ""}, "the source language is missing; give a tag such as en or zh-CN"),
        ({"target": ""}, "the target language is missing"),
    ],
)
def test_what_is_wrong_with_a_question_is_said(one: Library, more: dict[str, object], says: str) -> None:
    with pytest.raises(BadRequest, match=says):
        ask(one, "Save", **more)


def test_a_memory_that_is_not_there_is_named_with_those_that_are(one: Library) -> None:
    with pytest.raises(NotFound, match=r"there is no memory \"it's\"; there are: m"):
        ask(one, "Save", memories=("m", "it's"))


def test_a_language_that_is_none_is_refused(one: Library) -> None:
    with pytest.raises(BadLanguage, match="is not a language tag"):
        ask(one, "Save", source="english language")


def test_broken_unicode_is_refused(one: Library) -> None:
    with pytest.raises(BadRequest, match="not valid Unicode at character 2"):
        ask(one, "a\ud800")


def test_changed_units_are_found_as_they_are_now(one: Library) -> None:
    better = replace(unit("Close the file now", "立即关闭文件"), status=UnitStatus.TRANSLATED)
    bring(one, file_of([better]), memory="m")
    assert ask(one, "Close the file now")[0].score == 100
