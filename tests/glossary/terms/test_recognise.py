"""Recognition by its documented rules, one by one, and against a naive search that knows no automaton."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.terms.recognise import Automaton, Part, recognise

from .found import automaton, enforced, hits, naive

ENGLISH = ["area", "bonded area", "areas of trade", "build", "building", "IT", "trade", "iPhone", "C"]
WORDS = (
    "area",
    "areas",
    "bonded",
    "Bonded",
    "AREA",
    "trade",
    "of",
    "build",
    "building",
    "buildings",
    "IT",
    "it",
    "ITs",
)
BETWEEN = (*" -,.'\n", "'s", "\n\n", "  ", " - ", "é", "iPhone", "formarea")
ENGLISH_TEXTS = st.lists(st.sampled_from((*WORDS, *BETWEEN)), max_size=14).map(" ".join)
GLUED = ENGLISH_TEXTS.map(lambda text: text.replace(" 's", "'s").replace(" - ", "-").replace("  ", " "))
CHINESE = ["总裁", "副总裁", "裁", "保税", "保稅區", "会社", "株式会社", "ガ", "IT", "c"]
CHINESE_TEXTS = st.lists(
    st.sampled_from([*"总裁總副保税稅区區会社㍿3３CＣITitｶ", "ﾞ", "\u3099", "ガ", "ﬁ", "é", " ", "，", "①"]), max_size=14
).map("".join)


@given(ENGLISH_TEXTS | GLUED)
def test_english_hits_equal_a_naive_search(text: str) -> None:
    terms = [term for term in ENGLISH if term != "C"]
    plain = text.replace(" ' ", " ").replace(" - ", " ").replace("'", "").replace(" -", " ").replace("- ", " ")
    assert hits("en", terms, plain) == naive("en", terms, plain)


@given(CHINESE_TEXTS)
def test_chinese_hits_equal_a_naive_search(text: str) -> None:
    assert hits("zh", CHINESE, text) == naive("zh", CHINESE, text)


@settings(max_examples=40)
@given(st.sampled_from(["en", "zh", "ja", "th", "fr", "de", "ru", "ko", "xx"]), st.text(max_size=40), st.data())
def test_spans_slice_any_text_and_a_whole_text_is_found_in_itself(
    language: str, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    found = hits(language, [text, text[start : start + data.draw(st.integers(0, 8))]], text)
    assert all(0 <= begin < end <= len(text) for begin, end, _, _ in found)
    longest = max((end - begin for begin, end, _, _ in found), default=0)
    assert all(yes for begin, end, _, yes in found if end - begin == longest == len(text))


@given(ENGLISH_TEXTS | CHINESE_TEXTS, st.sampled_from(["en", "zh"]))
def test_a_saved_automaton_finds_the_same(text: str, language: str) -> None:
    made = automaton(language, (*ENGLISH, *CHINESE))
    again = Automaton.from_bytes(language, made.to_bytes())
    (first,), (second,) = (recognise(text, [Part(each)]) for each in (made, again))
    assert list(first.hits()) == list(second.hits())


@given(GLUED, st.integers(0, len(ENGLISH)))
def test_two_automata_find_what_one_does(text: str, at: int) -> None:
    one, two = automaton("en", tuple(ENGLISH[:at])), automaton("en", tuple(ENGLISH[at:]))
    found = recognise(text, [Part(one), Part(two)])
    spans = sorted((hit.start, hit.end, hit.enforced) for part in found for hit in part.hits())
    assert spans == [(start, end, yes) for start, end, _, yes in hits("en", ENGLISH, text)]


# English


@pytest.mark.parametrize(
    "text", ["bonded area", "Bonded Areas", "bonded-area", "bonded\narea", "BONDED AREA", "ｂｏｎｄｅｄ　ａｒｅａ"]
)
def test_a_term_is_found_however_it_is_inflected_or_spelled(text: str) -> None:
    assert enforced("en", ["bonded area"], f"the {text}.") == [text]


@pytest.mark.parametrize(
    "text", ["bonded, area", "bonded.\narea", "bonded\n\narea", "bonded - area", "bonded/area", "bonded area51"]
)
def test_a_term_is_not_found_across_a_border(text: str) -> None:
    assert enforced("en", ["bonded area"], text) == []


@pytest.mark.parametrize("text", ["format", "transform", "reform", "form_x", "form2", "formé"])
def test_part_of_a_word_is_not_found(text: str) -> None:
    assert hits("en", ["form"], text) == []


def test_a_possessive_is_found_without_its_ending() -> None:
    assert hits("en", ["area"], "the area's size, areas' sizes, the area’s") == [
        (4, 8, "area", True),
        (17, 22, "area", True),
        (35, 39, "area", True),
    ]
    assert enforced("en", ["Alzheimer's disease"], "Alzheimer’s disease, Alzheimer disease") == [
        "Alzheimer’s disease",
        "Alzheimer disease",
    ]


def test_a_contraction_is_no_possessive() -> None:
    assert enforced("en", ["don", "can"], "don't can't") == []


def test_inflection_has_a_direction() -> None:
    assert enforced("en", ["pose", "import", "building"], "posing posed important imports build buildings") == [
        *["posing", "posed", "imports", "buildings"],
    ]


def test_case_counts_for_acronyms_and_inner_capitals_alone() -> None:
    text = "it IT ITs IT's It; apple Apple; iphone iPhone iPhones; vitamin A, vitamin a"
    assert enforced("en", ["IT", "Apple", "iPhone", "vitamin A"], text) == [
        *["IT", "ITs", "IT", "apple", "Apple", "iPhone", "iPhones", "vitamin A"],
    ]


def test_a_term_all_in_capitals_of_long_words_is_shouted() -> None:
    assert enforced("en", ["BONDED AREA", "EU VAT"], "bonded area, eu vat, EU VAT") == ["bonded area", "EU VAT"]


def test_terms_with_signs_are_found() -> None:
    assert enforced("en", ["C++", ".NET", "AT&T"], "C++ or .NET by AT&T, c++") == ["C++", ".NET", "AT&T"]


def test_affixes_blanks_and_hyphens_are_never_found() -> None:
    assert hits("en", ["-ness", "in-", "", " ", "-", "'"], "in kind-ness - in - ness ' ''") == []


def test_all_overlapping_hits_are_reported_and_the_longest_enforced() -> None:
    assert hits("en", ["bonded area", "area", "area code"], "bonded area code") == [
        (0, 11, "bonded area", True),
        (7, 11, "area", False),
        (7, 16, "area code", False),
    ]


# Chinese and its neighbours


def test_a_longer_term_shadows_its_part() -> None:
    assert hits("zh", ["总裁", "副总裁"], "副总裁和总裁") == [
        (0, 3, "副总裁", True),
        (1, 3, "总裁", False),
        (4, 6, "总裁", True),
    ]


def test_a_proposed_term_shadows_and_is_not_enforced() -> None:
    assert hits("zh", ["总裁"], "副总裁和总裁", proposed=("副总裁",)) == [
        (0, 3, "副总裁", False),
        (1, 3, "总裁", False),
        (4, 6, "总裁", True),
    ]


@pytest.mark.parametrize(
    ("term", "text"), [("保税区", "在保稅區內"), ("保稅區", "在保税区内"), ("台湾", "臺灣"), ("里面", "裏面")]
)
def test_either_script_finds_the_other(term: str, text: str) -> None:
    assert len(enforced("zh", [term], text)) == 1


def test_letters_in_chinese_have_word_borders_and_case() -> None:
    assert enforced("zh", ["3C", "IT部门", "卡"], "13C 3Cs ３Ｃ it部门 IT部门 ＩＴ部门刷卡") == [
        "３Ｃ",
        "IT部门",
        "ＩＴ部门",
        "卡",
    ]


def test_offsets_are_of_the_original_where_folding_changes_lengths() -> None:
    text = "㍿ｶﾞ・e\u0301 保税区"
    assert hits("ja", ["株式会社", "会社", "ガ"], text)[:2] == [(0, 1, "株式会社", True), (1, 3, "ガ", True)]
    assert hits("zh", ["保税区"], text) == [(7, 10, "保税区", True)]
    assert hits("en", ["fine", "cafe\u0301"], "𝐅ﬁne ﬁne café") == [(5, 8, "fine", True), (9, 13, "cafe\u0301", True)]


def test_a_mark_belongs_to_its_character() -> None:
    assert hits("th", ["กา"], "กาก่ากา่") == [(0, 2, "กา", True)]


def test_other_languages_go_by_stem_and_an_apostrophe_parts_their_words() -> None:
    assert enforced("fr", ["eau", "chat"], "l'eau, l’eau, des chats, château") == ["eau", "eau", "chats"]
    assert enforced("de", ["Zollfreigebiet"], "des Zollfreigebietes, Zollfreigebiete") == [
        "Zollfreigebietes",
        "Zollfreigebiete",
    ]
    assert enforced("ru", ["таможня"], "на таможне") == ["таможне"]


def test_a_language_without_stemmer_goes_by_the_word() -> None:
    assert enforced("ko", ["보세 구역"], "보세 구역, 보세-구역, 보세구역") == ["보세 구역", "보세-구역"]
