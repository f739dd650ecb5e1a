from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given

from glossary.text.tokenise import EVERYTHING, MARKS, ORDINARY, has_rare, tokens, tokens_with_spans
from tests.glossary.texts import anything

_EVERYTHING, _ORDINARY = re.compile(EVERYTHING, re.VERBOSE), re.compile(ORDINARY, re.VERBOSE)
_MARK = re.compile(f"[{MARKS}]")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Goods enter the area.", ["Goods", "enter", "the", "area", "."]),
        ("don't don’t rock 'n' roll", ["don't", "don’t", "rock", "'", "n", "'", "roll"]),
        ("A4 3D état naïve", ["A4", "3", "D", "état", "naïve"]),
        ("товары ввозятся", ["товары", "ввозятся"]),
        ("보세구역은 화물", ["보세구역은", "화물"]),
        ("في المنطقة", ["في", "المنطقة"]),
        ("कर-मुक्त क्षेत्र", ["कर", "-", "मुक्त", "क्षेत्र"]),
        ("tie-in “x”…", ["tie", "-", "in", "“", "x", "”", "…"]),
        ("", []),
        (" \t\u3000\n", []),
    ],
)
def test_a_word_is_a_token_where_the_script_writes_spaces(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("保税区，GDP增长", ["保", "税", "区", "，", "GDP", "增", "长"]),
        ("𠮷野家", ["𠮷", "野", "家"]),
        ("々〇", ["々", "〇"]),
        ("カタカナｶﾞが", ["カ", "タ", "カ", "ナ", "ｶﾞ", "が"]),
        ("か\u3099く", ["か\u3099", "く"]),
        ("コーヒー", ["コ", "ー", "ヒ", "ー"]),
        ("ที่นี้", ["ที่", "นี้"]),
        ("ນ້ຳ", ["ນ້", "ຳ"]),
        ("កម្ពុជា", ["ក", "ម្", "ពុ", "ជា"]),
        ("မြန်မာ", ["မြ", "န်", "မာ"]),
    ],
)
def test_a_character_is_a_token_where_the_script_writes_none(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    "whole",
    [
        "1,234.56",
        "3.5",
        "２０２２",
        "https://example.com/a?b=c&d=%20#e",
        "git+ssh://host/path/",
        "first.last+tag@mail.example.com",
        "%s",
        "%(name)s",
        "%1$s",
        "%-5.2f",
        "%ld",
        "%llu",
        "%*d",
        "%@",
        "{0}",
        "{name:.2f}",
        "{{name}}",
        "${name}",
        "{保税区}",
        "<b>",
        "</b>",
        "<br/>",
    ],
)
@pytest.mark.parametrize("around", ["{}", "保{}税", "see {}.", "（{}）"])
def test_numbers_placeholders_addresses_and_tags_are_one_token(whole: str, around: str) -> None:
    assert whole in tokens(around.format(whole))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("见https://example.com保税区", ["见", "https://example.com", "保", "税", "区"]),
        ("100%growth", ["100", "%", "growth"]),
        ("1.", ["1", "."]),
        ("a < b", ["a", "<", "b"]),
        ("a@b", ["a", "@", "b"]),
        ("50 %", ["50", "%"]),
    ],
)
def test_what_is_none_of_these_is_cut_as_usual(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(anything)
def test_spans_slice_the_original(text: str) -> None:
    assert [text[token.start : token.end] for token in tokens_with_spans(text)] == tokens(text)


@given(anything)
def test_tokens_hold_everything_but_white_space(text: str) -> None:
    assert "".join(tokens(text)) == "".join(text.split())


@given(anything, anything)
def test_white_space_always_separates(one: str, other: str) -> None:
    assert tokens(f"{one} {other}") == tokens(one) + tokens(other)


@given(anything)
def test_a_mark_stands_apart_only_where_no_letter_is_before_it(text: str) -> None:
    for token, before in pairwise([*tokens_with_spans(text)][::-1]):
        if _MARK.match(token.text) and before.end == token.start:
            special = before.text[0] in "%{$<" or "://" in before.text or "@" in before.text
            assert special or before.text[-1].isdecimal()


@given(anything)
def test_the_quick_grammar_cuts_as_the_whole_one_where_nothing_is_rare(text: str) -> None:
    if not has_rare(text):
        assert _ORDINARY.findall(text) == _EVERYTHING.findall(text)


@given(anything)
def test_the_quick_grammar_is_used_for_what_it_serves_alone(text: str) -> None:
    assert tokens(text) == _EVERYTHING.findall(text)


@pytest.mark.parametrize("piece", ["a.", "a+", "a-", "a@", "%(a", "{a", "<a", "${", "1,", "a'", "a://"])
def test_hostile_repetitions_are_cut_in_one_go(piece: str) -> None:
    text = "@" + piece * 100_000
    assert "".join(tokens(text)) == text
