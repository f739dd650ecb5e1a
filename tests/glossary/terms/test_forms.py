from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from glossary.terms.forms import Way, query_keys, term_forms, text_key, text_keys
from glossary.text.chinese import simplified, syllables, traditional, typed_pinyin
from glossary.text.tokenise import tokens_with_spans
from tests.glossary.texts import anything

HAN = "保税区乾隆干燥藉口借慰瞭望了解头发展里裡面台灣臺历曆歷重要"
terms = st.one_of(
    st.text(HAN, min_size=1, max_size=6), anything.filter(str.strip), st.text("ab -保乾", min_size=1).filter(str.strip)
)


def finds(query: str, term: str) -> set[Way]:
    """The ways by which a query is the beginning of a term's form."""
    forms = list(term_forms(term))
    return {way for way, key in query_keys(query) for kind, form in forms if kind == way and form.startswith(key)}


@given(terms)
def test_a_term_is_found_by_its_whole_text(term: str) -> None:
    assert Way.TEXT in finds(term, term)


@given(terms, st.data())
def test_a_term_is_found_by_any_part_that_starts_with_a_token(term: str, data: st.DataObject) -> None:
    tokens = tokens_with_spans(term)
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    part = term[tokens[first].start : tokens[last].end]
    assert (Way.PART if first else Way.TEXT) in finds(part, term)


@given(st.text(HAN, min_size=1, max_size=6))
def test_either_script_finds_either(term: str) -> None:
    assume(simplified(traditional(term)) == simplified(term))  # not so for 瞭望, which both scripts have beside 了望
    for written in (simplified(term), traditional(term)):
        assert Way.TEXT in finds(written, term)


@given(terms)
def test_case_and_width_make_no_difference(term: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in term)
    assert text_key(wide) == text_key(term)
    if term.upper().lower() == term.lower():
        assert text_key(term.upper()) == text_key(term)


@given(st.text("保税区女律师外体试剂头", min_size=2, max_size=6), st.data())
def test_a_chinese_term_is_found_by_pinyin_and_initials_of_any_part(term: str, data: st.DataObject) -> None:
    read = syllables(simplified(term))
    first = data.draw(st.integers(0, len(read) - 2))
    last = data.draw(st.integers(first + 2, len(read)))
    assert (Way.PINYIN_PART if first else Way.PINYIN) in finds("".join(read[first:last]), term)
    initials = "".join(syllable[0] for syllable in read[first:last])
    assert (Way.INITIALS_PART if first else Way.INITIALS) in finds(initials, term)


@pytest.mark.parametrize(
    ("query", "term", "ways"),
    [
        ("保税", "综合保税区", {Way.PART}),
        ("bonded", "comprehensive bonded area", {Way.PART}),
        ("bond", "comprehensive bonded area", {Way.PART}),
        ("ond", "comprehensive bonded area", set()),
        ("free trade", "free-trade zone", {Way.TEXT}),
        ("free-trade", "free trade zone", {Way.TEXT}),
        ("free/trade", "Free – Trade", {Way.TEXT}),
        ("bǎoshuìqū", "保税区", {Way.PINYIN}),
        ("bao shui", "保税区", {Way.PINYIN}),
        ("bsq", "保税区", {Way.INITIALS}),
        ("bs", "综合保税区", {Way.INITIALS_PART}),
        ("sq", "保税区", {Way.INITIALS_PART}),
        ("b", "保税区", set()),
        ("乾", "乾隆", {Way.TEXT}),
        ("干", "乾隆", {Way.TEXT}),
        ("藉", "藉口", {Way.TEXT}),
        ("借口", "藉口", {Way.TEXT}),
        ("STRASSE", "Straße", {Way.TEXT}),
        ("ＩＶＤ", "IVD", {Way.TEXT}),
        ("it's", "it’s", {Way.TEXT}),
        ("税保", "保税区", set()),
    ],
)
def test_the_ways_to_a_term(query: str, term: str, ways: set[Way]) -> None:
    assert finds(query, term) == ways


@given(terms)
def test_each_form_is_given_once(term: str) -> None:
    forms = list(term_forms(term))
    assert len(forms) == len(set(forms))
    assert all(key for _, key in forms)


def test_a_very_long_term_has_bounded_forms_and_is_found_by_its_whole_text() -> None:
    term = "保税区" * 200
    assert all(len(key) <= 200 for _, key in term_forms(term))
    assert finds(term, term) >= {Way.TEXT, Way.PART}
    assert finds(typed_pinyin("baoshuiqu" * 200), term) >= {Way.PINYIN}


@pytest.mark.parametrize("novel", ["".join(map(chr, range(0x4E00, 0x5600))), " ".join(map(str, range(1000)))])
def test_a_novel_in_the_place_of_a_term_has_forms_by_its_beginning_alone(novel: str) -> None:
    assert list(term_forms(novel)) == list(term_forms(novel[:1000]))
    assert finds(novel, novel) >= {Way.TEXT}


@pytest.mark.parametrize("blank", ["", " ", "\u3000\t"])
def test_what_is_blank_has_no_form(blank: str) -> None:
    assert list(term_forms(blank)) == list(query_keys(blank)) == []
    assert text_keys(blank) == ()
