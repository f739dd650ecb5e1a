"""Sentences that hold a query: in each mode those that a look at every sentence finds, with the translation marked."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from itertools import count, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Levenshtein

from glossary.answers import Concordance, SegmentHit
from glossary.errors import BadRequest, NotFound
from glossary.library import Library, indexing
from glossary.matching.patterns import typing_errors
from glossary.matching.score import readings
from glossary.text.fold import fold
from glossary.text.tokenise import tokens
from tests.glossary.library.contents import bring, file_of
from tests.glossary.library.memories import memories
from tests.glossary.texts import SPACED, WORDS
from tmx.model import Concept, Segment, Term, Unit

_NUMBERS = count()
MODES = ["exact", "all", "fuzzy", "wildcard"]


@pytest.fixture(params=[(1000, 6_000_000), (3, 40)], ids=["fresh", "small blocks"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(indexing, "MOST_FRESH", request.param[0])
    monkeypatch.setattr(indexing, "LARGEST_BLOCK", request.param[1])
    return tmp_path


def pairs(*texts: tuple[str, str], languages: tuple[str, str] = ("en", "zh-CN")) -> list[Unit]:
    return [Unit((Segment(languages[0], source), Segment(languages[1], target))) for source, target in texts]


def texts(answer: Concordance) -> list[str]:
    return [hit.sides[0].text for hit in answer.segments]


def hits(hit: SegmentHit, side: int = 0) -> list[str]:
    return [piece.text for piece in hit.sides[side].pieces if piece.mark != "plain"]


# The same by a look at every sentence


def holds(query: str, text: str, language: str, mode: str) -> bool:
    stems, folded = readings(text, language).stems, readings(text, language).folded
    wanted = readings(query, language)
    stretches = [(start, end) for start in range(len(stems)) for end in range(start + 1, len(stems) + 1)]
    if mode == "exact":
        return any(stems[start:end] == wanted.stems for start, end in stretches)
    if mode == "all":
        words = [word for word in query.split() if any(map(str.isalnum, word))] or query.split()
        return all(holds(word, text, language, "exact") for word in words)
    if mode == "wildcard":
        pieces = [piece for word in query.split() for piece in ([word] if set("*?") & set(word) else tokens(word))]
        return any(globs(pieces, folded[start:end], stems[start:end], language) for start, end in stretches)
    if len(wanted.stems) > 2:
        return any(Levenshtein.distance(stems[start:end], wanted.stems) <= 1 for start, end in stretches)
    return any(
        mistyped(wanted.stems, wanted.folded, stems[start:end], folded[start:end])
        for start, end in stretches
        if end - start == len(wanted.stems)
    )


def mistyped(wanted: list[str], words: list[str], stems: list[str], folded: list[str]) -> bool:
    others = [at for at in range(len(wanted)) if wanted[at] != stems[at]]
    return not others or (
        len(others) == 1 and OSA.distance(words[others[0]], folded[others[0]]) <= typing_errors(words[others[0]])
    )


def globs(pattern: list[str], folded: list[str], stems: list[str], language: str) -> bool:
    """Whether words with wildcards, or ``*`` for any words, are exactly these tokens."""
    if not pattern:
        return not folded
    if pattern[0] == "*":
        return any(globs(pattern[1:], folded[at:], stems[at:], language) for at in range(len(folded) + 1))
    if not folded:
        return False
    same = (
        fnmatchcase(folded[0], fold(pattern[0]))
        if set("*?") & set(pattern[0])
        else readings(pattern[0], language).stems == stems[:1]
    )
    return same and globs(pattern[1:], folded[1:], stems[1:], language)


def scan(library: Library, query: str, language: str, mode: str, memory: str = "") -> list[tuple[int, str]]:
    """(unit, segment) of the shortest segment of each unit that holds the query, in the order of the answer."""
    found = {}
    for row in library.store.memory_rows().values():
        for stored in library.store.units_of(row.number) if memory in ("", row.name) else ():
            for at, segment in enumerate(stored.unit.segments):
                if segment.language.partition("-")[0] == language and holds(query, segment.text, language, mode):
                    rank = (min(len(readings(segment.text, language).stems), 255), stored.number, at)
                    if stored.number not in found or rank < found[stored.number][0]:
                        found[stored.number] = (rank, segment.text)
    return [(rank[1], text) for rank, text in sorted(found.values())]


@st.composite
def asked(draw: st.DrawFn, language: str, mode: str) -> str:
    """A query of few words; in the wildcard mode some of them are, or have, wildcards."""
    spaced = language in SPACED
    words = draw(
        st.lists(st.sampled_from([word for word in WORDS[language] if word.isalnum()]), min_size=1, max_size=4)
    )
    if mode == "wildcard":
        others = [draw(st.sampled_from([word, *with_wildcards(word, spaced)])) for word in words[1:]]
        return " ".join([*others, words[0]])
    if mode == "fuzzy" and spaced and draw(st.booleans()):
        words[0] = words[0][:-2] + words[0][-1:] or words[0]
    return (" " if spaced or mode == "all" else "").join(words)


def with_wildcards(word: str, spaced: bool) -> Iterable[str]:
    return ["*", word[:-1] + "?", word[:2] + "*", "*" + word[1:]] if spaced and len(word) > 2 else ["*"]


@settings(max_examples=60)
@given(data=st.data(), held=memories(min_size=4), mode=st.sampled_from(MODES))
def test_a_search_finds_what_a_look_at_every_sentence_finds(
    folder: Path, data: st.DataObject, held: tuple, mode: str
) -> None:
    languages, units = held
    with Library.open(folder / f"{next(_NUMBERS)}.db") as library:
        bring(library, file_of(units), memory="m")
        bring(library, file_of(data.draw(st.lists(st.sampled_from(units), min_size=1))), memory="n")
        for language, memory in product(languages, ("", "n")):
            query = data.draw(asked(language, mode))
            answer = library.concordance(query, language, mode=mode, limit=10_000, memories=[memory] if memory else [])
            found = [(hit.unit, hit.sides[0].text) for hit in answer.segments]
            assert found == scan(library, query, language, mode, memory)
            for hit in answer.segments:
                assert "".join(piece.text for piece in hit.sides[0].pieces) == hit.sides[0].text
                assert hits(hit)


@pytest.fixture
def customs(library: Library) -> Library:
    bring(
        library,
        file_of(
            pairs(
                ("The bonded areas are open", "保税区开放"),
                ("Goods in the area are bonded", "区内货物为保税货物"),
                ("Goods enter the bonded zone of Shanghai", "货物进入上海保税区"),
                ("A vagabond", "流浪者"),
                ("Goods enter the port of Shanghai", "货物进入上海港"),
            )
        ),
        memory="m",
    )
    return library


@pytest.mark.parametrize(
    ("query", "mode", "expected"),
    [
        ("bonded area", "exact", ["bonded areas"]),
        ("ＢＯＮＤＥＤ ＡＲＥＡ", "exact", ["bonded areas"]),
        ("area bonded", "all", ["bonded", "areas", "area", "bonded"]),
        ("bonde area", "fuzzy", ["bonded areas"]),
        ("bodned", "fuzzy", ["bonded", "bonded", "bonded"]),
        ("goods enter a port", "fuzzy", ["Goods enter the port"]),
        ("bond*", "wildcard", ["bonded", "bonded", "bonded"]),
        ("*bond", "wildcard", ["vagabond"]),
        ("vag?bond", "wildcard", ["vagabond"]),
        ("goods * shanghai", "wildcard", ["Goods", "Shanghai", "Goods", "Shanghai"]),
        ("保税区", "exact", ["保税区", "保税区"]),
        ("货物 保税", "all", ["货物", "保税", "货物", "货物", "保税"]),
        ("进人上海", "fuzzy", ["进入上海", "进入上海"]),
        ("货物*上海", "wildcard", ["货物", "上海", "货物", "上海"]),
        ("上海?税", "wildcard", ["上海保税"]),
    ],
)
def test_each_mode_marks_what_it_found(customs: Library, query: str, mode: str, expected: list[str]) -> None:
    answer = customs.concordance(query, mode=mode)
    assert sorted(word for hit in answer.segments for word in hits(hit)) == sorted(expected)
    assert {hit.why for hit in answer.segments} == {mode}


def test_the_shortest_come_first_and_the_rest_is_told(customs: Library) -> None:
    assert texts(customs.concordance("goods")) == [
        "Goods in the area are bonded",
        "Goods enter the port of Shanghai",
        "Goods enter the bonded zone of Shanghai",
    ]
    assert not customs.concordance("goods", limit=3).more
    assert customs.concordance("goods", limit=2).more
    assert len(customs.concordance("goods", limit=2).segments) == 2


def test_a_search_narrows_to_a_language_and_to_memories(customs: Library) -> None:
    bring(customs, file_of(pairs(("Bonded goods", "保稅貨物"), languages=("en-GB", "zh-TW"))), memory="n")
    assert texts(customs.concordance("goods", memories=["n"])) == ["Bonded goods"]
    assert len(customs.concordance("goods", "en").segments) == 4
    assert texts(customs.concordance("bonded goods", "en-GB")) == ["Bonded goods"]
    assert not customs.concordance("goods", "zh").segments
    assert not customs.concordance("保稅", "zh-CN").segments


@pytest.mark.parametrize("query", ["", "  ", "*", "**", "* *"])
def test_a_query_without_anything_to_look_for_finds_nothing(customs: Library, query: str) -> None:
    assert not customs.concordance(query, mode="wildcard").segments


@pytest.mark.parametrize(
    ("error", "more", "says"),
    [
        (BadRequest, {"mode": "grep"}, "there is no mode 'grep'; there are: exact, all, fuzzy, wildcard, regex"),
        (BadRequest, {"limit": 0}, "the limit is 0; it must be from 1 to 10,000"),
        (NotFound, {"memories": ["x"]}, "there is no memory 'x'; there are: m"),
    ],
)
def test_what_is_wrong_with_a_search_is_said(customs: Library, error: type, more: dict, says: str) -> None:
    with pytest.raises(error, match=says):
        customs.concordance("goods", **more)


def test_a_changed_unit_is_found_as_it_is_now(folder: Path) -> None:
    with Library.open(folder / "changed.db") as library:
        units = [*pairs(*((f"Goods number{n} here", f"货物{n}") for n in range(20)))]
        report = bring(library, file_of(units), memory="m")
        bring(library, file_of(pairs(("Other goods", "其他货物"))), memory="m")
        library.undo(report.batch)
        assert texts(library.concordance("goods")) == ["Other goods"]


# Translations


@pytest.fixture
def many(folder: Path) -> Iterable[Library]:
    """Sentences in which a term stands among other words that come and go."""
    frames = [
        ("The port has a %s in it.", "港口内有一个%s。"),
        ("Firms in the %s pay no duty.", "%s内的企业免税。"),
        ("A new %s opens.", "新的%s开放。"),
        ("We leave the %s by ship.", "我们乘船离开%s。"),
    ]
    terms = [("bonded area", "保税区"), ("free zone", "自由区"), ("airport", "机场"), ("dry dock", "干船坞")]
    made = [(source % term, target % other) for source, target in frames for term, other in terms]
    with Library.open(folder / "many.db") as library:
        bring(library, file_of(pairs(*made)), memory="m")
        yield library


@pytest.mark.parametrize(
    ("query", "expected"),
    [("bonded area", "保税区"), ("保税区", "bonded area"), ("机场", "airport"), ("dry dock", "干船坞")],
)
def test_the_probable_translation_is_marked_without_a_glossary(many: Library, query: str, expected: str) -> None:
    answer = many.concordance(query)
    assert [hits(hit, 1) for hit in answer.segments] == [[expected]] * 4
    assert {piece.mark for hit in answer.segments for piece in hit.sides[1].pieces} == {"plain", "probable"}
    assert answer.segments[0].as_json()["sides"][1]["probable"] == [expected]


def test_what_stands_everywhere_is_no_translation(many: Library) -> None:
    assert not any(hits(hit, 1) for hit in many.concordance("the port has a bonded area").segments)
    assert not any("。" in hits(hit, 1) for hit in many.concordance(".").segments)


def test_a_glossary_goes_before_statistics(many: Library) -> None:
    concept = Concept((Term("en", "bonded area"), Term("zh-CN", "税区")))
    bring(many, file_of([concept], "tbx"), "a.tbx", termbase="t")
    answer = many.concordance("bonded area")
    assert next(piece for piece in answer.segments[0].sides[1].pieces if piece.mark == "hit").text == "税区"
