from __future__ import annotations

from collections.abc import Iterator
from itertools import count, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.answers import SearchAnswer, TermHit
from glossary.errors import BadRequest
from glossary.library import Library
from glossary.library.searching import proposals, terms
from glossary.library.searching.asked import Filters, read
from glossary.library.searching.lexicons import Lexicons
from glossary.matching.patterns import Mode
from tests.glossary.library.contents import bring, file_of
from tmx.model import Concept, Segment, Term, TermStatus, Unit

_NUMBERS = count()


def concept(chinese: str, *english: str, **statuses: TermStatus) -> Concept:
    terms = [Term("en", text, statuses.get(text.replace(" ", "_"), TermStatus.ADMITTED)) for text in english]
    return Concept((Term("zh-CN", chinese, TermStatus.PREFERRED), *terms))


CONCEPTS = [
    concept(
        "保税区", "bonded area", "bonded zone", bonded_area=TermStatus.PREFERRED, bonded_zone=TermStatus.DEPRECATED
    ),
    concept("综合保税区", "comprehensive bonded area"),
    concept("自由贸易试验区", "pilot free trade zone", "FTZ"),
    concept("医疗器械", "medical device"),
    concept("女律师", "woman lawyer"),
    concept("区域图", "zone map", zone_map=TermStatus.PREFERRED),
    concept("自由区", "free zone", free_zone=TermStatus.PREFERRED),
    Concept((Term("zh-TW", "醫療機構"), Term("en", "zone"), Term("de", "Zollgebiet"))),
]


@pytest.fixture(scope="module")
def termbase(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("terms") / "library.db") as opened:
        bring(opened, file_of(CONCEPTS, "jsonl"), "a.jsonl", termbase="t")
        yield opened


def found(answer: SearchAnswer) -> list[tuple[str, str]]:
    return [(hit.term.text, hit.why) for hit in answer.terms]


@pytest.mark.parametrize(
    ("query", "first", "why"),
    [
        ("保税区", "保税区", "exact"),
        ("保稅區", "保税区", "other script"),
        ("bonded area", "bonded area", "exact"),
        ("Bonded  Area", "bonded area", "exact"),
        ("bonded", "bonded area", "beginning"),
        ("comprehensive", "comprehensive bonded area", "beginning"),
        ("baoshuiqu", "保税区", "pinyin"),
        ("bǎoshuìqū", "保税区", "pinyin"),
        ("bao3 shui4 qu1", "保税区", "pinyin"),
        ("bao shui", "保税区", "pinyin"),
        ("bsq", "保税区", "pinyin initials"),
        ("BSQ", "保税区", "pinyin initials"),
        ("zhbsq", "综合保税区", "pinyin initials"),
        ("nülüshi", "女律师", "pinyin"),
        ("nvlvshi", "女律师", "pinyin"),
        ("试验", "自由贸易试验区", "part"),
        ("試驗", "自由贸易试验区", "other script"),
        ("医疗机构", "醫療機構", "other script"),
        ("器械", "医疗器械", "part"),
        ("ftz", "FTZ", "exact"),
        ("free-trade", "pilot free trade zone", "part"),
        ("zone", "zone", "exact"),
    ],
)
def test_the_first_hit_and_why(termbase: Library, query: str, first: str, why: str) -> None:
    assert found(termbase.search(query))[:1] == [(first, why)]


def test_the_whole_term_comes_before_its_beginnings_and_those_before_parts(termbase: Library) -> None:
    assert [text for text, _ in found(termbase.search("保税区"))] == ["保税区", "综合保税区"]
    assert [why for _, why in found(termbase.search("bonded area"))] == ["exact", "part"]
    texts = [text for text, _ in found(termbase.search("zone"))]
    assert texts == ["zone", "zone map", "free zone", "pilot free trade zone", "bonded zone"]


def test_a_concept_is_found_once_by_its_best_term(termbase: Library) -> None:
    hits = termbase.search("bonded").terms
    assert (hits[0].term.text, hits[0].term.status) == ("bonded area", TermStatus.PREFERRED)
    assert len({hit.concept.number for hit in hits}) == len(hits) == 2


def test_a_hit_has_its_translations_preferred_first(termbase: Library) -> None:
    (hit, *_) = termbase.search("保税区").terms
    assert [(term.text, term.status.value) for term in hit.translations()] == [
        ("bonded area", "preferred"),
        ("bonded zone", "deprecated"),
    ]


def test_the_stretch_that_was_hit_is_marked(termbase: Library) -> None:
    def marked(hit: TermHit) -> list[str]:
        return [piece.text for piece in hit.pieces if piece.mark == "hit"]

    assert marked(termbase.search("保稅").terms[0]) == ["保税"]
    assert marked(termbase.search("bsq").terms[0]) == ["保税区"]


@pytest.mark.parametrize("query", ["税保", "ond", "xyz", "x", "", "  ", "。", "'", '"', "%", "_", "保%", "%%", "\\"])
def test_what_no_term_begins_with_finds_no_term(termbase: Library, query: str) -> None:
    assert termbase.search(query).terms == ()


def test_a_language_narrows_terms_to_it(termbase: Library) -> None:
    assert found(termbase.search("zo", language="de")) == [("Zollgebiet", "beginning")]
    assert found(termbase.search("zo", language="en"))[0] == ("zone map", "beginning")
    assert found(termbase.search("zo", language="fr")) == []
    assert found(termbase.search("医疗", language="zh-TW")) == [("醫療機構", "other script")]


def test_a_language_is_narrowed_to_before_terms_are_counted(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposals, "_FORMS_LOOKED_AT", 3)
    english = [Concept((Term("en", f"abc {number:02}"), Term("zh", "甲"))) for number in range(30)]
    bring(library, file_of([*english, Concept((Term("fr", "abz"), Term("zh", "乙")))], "jsonl"), "a.jsonl")
    assert found(library.search("ab", language="fr")) == [("abz", "beginning")]
    assert len(library.search("ab", limit=25).terms) == 25
    assert library.search("ab", limit=31).more_terms is False
    assert len(library.search("ab", limit=31).terms) == 31


@settings(max_examples=40)
@given(st.sampled_from(["保", "保税", "b", "bo", "bonded", "zone", "z", "bs", "yi", "f", "医"]), st.integers(1, 6))
def test_a_limit_gives_the_first_of_the_same_order(termbase: Library, query: str, limit: int) -> None:
    every, some = termbase.search(query, limit=1000), termbase.search(query, limit=limit)
    assert some.terms == every.terms[:limit]
    assert some.more_terms == (len(every.terms) > limit)


@settings(max_examples=25)
@given(
    st.lists(st.text("保税区乾隆头发", min_size=1, max_size=4), min_size=1, max_size=8, unique=True),
    st.text("保税区乾隆头发", min_size=1, max_size=3),
)
def test_a_part_of_a_term_finds_every_term_that_has_it(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], query: str
) -> None:
    with Library.open(tmp_path_factory.mktemp("parts") / f"{next(_NUMBERS)}.db") as library:
        bring(library, file_of([Concept((Term("zh", text),)) for text in texts], "jsonl"), "a.jsonl")
        hits = {hit.term.text for hit in library.search(query, limit=100).terms}
        assert {text for text in texts if query in text} <= hits


# What goes with the sentences


def pair(chinese: str, english: str) -> Unit:
    return Unit((Segment("zh-CN", chinese), Segment("en", english)))


@pytest.fixture
def both(library: Library) -> Library:
    bring(library, file_of(CONCEPTS, "jsonl"), "a.jsonl", termbase="t")
    sentences = [
        pair("货物进入保税区。", "Goods enter the bonded area."),
        pair("女律师到了。", "The woman lawyer has arrived."),
        Unit((Segment("zh-TW", "貨物離開保稅區。"), Segment("en", "Goods leave the area."))),
    ]
    bring(library, file_of(sentences), memory="m")
    return library


def test_sentences_have_the_hit_marked_on_both_sides_where_the_termbase_knows_the_pair(both: Library) -> None:
    (hit,) = both.search("保税区").segments
    assert [[piece.text for piece in side.pieces if piece.mark == "hit"] for side in hit.sides] == [
        ["保税区"],
        ["bonded area"],
    ]
    assert (hit.why, hit.memory) == ("exact", "m")


def test_pinyin_leads_to_the_sentences_of_its_best_term(both: Library) -> None:
    (hit,) = both.search("bsq").segments
    assert (hit.why, hit.sides[0].text) == ("through 保税区", "货物进入保税区。")


def test_the_other_script_is_tried_where_the_written_one_finds_nothing(both: Library) -> None:
    assert [hit.why for hit in both.search("離開").segments] == ["exact"]
    assert [(hit.why, hit.sides[0].text) for hit in both.search("离开").segments] == [
        ("other script", "貨物離開保稅區。")
    ]


def test_a_language_narrows_sentences_to_a_variety(both: Library) -> None:
    assert [hit.sides[0].language for hit in both.search("货物", language="zh-CN").segments] == ["zh-CN"]
    assert [hit.sides[0].language for hit in both.search("货物", language="zh-TW").segments] == ["zh-TW"]
    assert both.search("货物", language="en").segments == ()
    assert {hit.sides[0].language for hit in both.search("goods", language="en").segments} == {"en"}


def test_a_unit_that_holds_the_query_in_two_languages_is_found_once(library: Library) -> None:
    bring(library, file_of([Unit((Segment("de", "Zone A"), Segment("en", "zone A"), Segment("en-GB", "the zone A")))]))
    assert len(library.search("zone").segments) == 1


@pytest.mark.parametrize("limit", [0, -1, 10_001, 10**30])
def test_a_limit_out_of_range_is_refused(both: Library, limit: int) -> None:
    with pytest.raises(BadRequest, match=f"the limit is {limit}; it must be from 1 to 10,000"):
        both.search("x", limit=limit)


def test_the_answer_is_the_same_in_every_process(both: Library) -> None:
    """No order rests on the hashes of strings."""
    answer = both.search("货物")
    found = terms.find(both.store, Lexicons(both.store), read("zone", Filters(), Mode.EXACT, 9))
    assert all(one.proposal.rank() <= other.proposal.rank() for one, other in pairwise(found))
    assert answer == both.search("货物")
