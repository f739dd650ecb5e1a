from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.chinese import (
    has_han,
    in_script,
    simplified,
    simplified_characters,
    syllables,
    traditional,
    typed_pinyin,
)
from tests.glossary.texts import anything


@pytest.mark.parametrize("text", ["保", "a保b", "𠮷", "\u3400", "\ufa0a", "\U00031000"])
def test_a_han_character_is_seen_anywhere(text: str) -> None:
    assert has_han(text)


@pytest.mark.parametrize("text", ["", "abc", "カナ", "ひらがな", "한글", "，。", "ｱ"])
def test_other_scripts_are_not_han(text: str) -> None:
    assert not has_han(text)


@pytest.mark.parametrize(
    ("traditional_form", "simplified_form"),
    [("保稅區", "保税区"), ("醫療器械註冊人", "医疗器械注册人"), ("臺灣", "台湾"), ("乾隆", "乾隆"), ("乾燥", "干燥")],
)
def test_traditional_becomes_simplified_word_by_word(traditional_form: str, simplified_form: str) -> None:
    assert simplified(traditional_form) == simplified_form


@pytest.mark.parametrize(
    ("simplified_form", "traditional_form"), [("保税区", "保稅區"), ("头发", "頭髮"), ("发展", "發展")]
)
def test_simplified_becomes_traditional_word_by_word(simplified_form: str, traditional_form: str) -> None:
    assert traditional(simplified_form) == traditional_form


@given(anything)
def test_simplifying_twice_is_simplifying_once_and_keeps_the_length(text: str) -> None:
    assert simplified(simplified(text)) == simplified(text)
    assert len(simplified(text)) == len(text)


@given(st.text("abc 12,.é", max_size=9))
def test_a_text_without_han_stays_what_it_is(text: str) -> None:
    assert simplified(text) == traditional(text) == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("保税区", ("bao", "shui", "qu")),
        ("女律师", ("nv", "lv", "shi")),
        ("重组", ("chong", "zu")),
        ("重要", ("zhong", "yao")),
        ("AB区", ("AB", "qu")),
        ("", ()),
    ],
)
def test_syllables_are_read_in_their_words(text: str, read: tuple[str, ...]) -> None:
    assert syllables(text) == read


@pytest.mark.parametrize(
    "typed",
    [
        "baoshuiqu",
        "bǎoshuìqū",
        "Bǎo Shuì Qū",
        "bao3shui4qu1",
        "bao3 shui4 qu1",
        "bao-shui5-qu",
        "ＢＡＯＳＨＵＩＱＵ",
        "bao'shui’qu",
    ],
)
def test_pinyin_is_known_with_and_without_tones(typed: str) -> None:
    assert typed_pinyin(typed) == "baoshuiqu"


@pytest.mark.parametrize(
    "typed",
    [
        "nvlvshi",
        "nülüshi",
        "nu\u0308lu\u0308shi",
        "nǚlǜshī",
        "NÜ LÜ SHI",
        "nü3lü4shi1",
        "nu\u0308\u030clu\u0308\u0300shī",
    ],
)
def test_the_umlaut_is_known_however_it_is_typed(typed: str) -> None:
    assert typed_pinyin(typed) == "nvlvshi"


@pytest.mark.parametrize("typed", ["", " ", "保税区", "bao税", "covid-19", "a.b", "12", "'"])
def test_what_is_no_pinyin_gives_nothing(typed: str) -> None:
    assert typed_pinyin(typed) == ""


@given(st.text("保税区女律师重要体外诊断试剂", min_size=1, max_size=6))
def test_what_syllables_gives_is_pinyin_as_typed(text: str) -> None:
    assert [typed_pinyin(syllable) for syllable in syllables(text)] == list(syllables(text))


@given(st.one_of(anything, st.text(alphabet="保税稅區货貨干乾薴苧苎𠮷𫚭魚a ")))
def test_characters_are_simplified_one_by_one_and_once(text: str) -> None:
    simple = simplified_characters(text)
    assert len(simple) == len(text)
    assert simple == "".join(map(simplified_characters, text))
    assert simplified_characters(simple) == simple


@pytest.mark.parametrize(
    ("text", "form", "region", "expected"),
    [
        ("头发里", "Hant", "", "頭髮裏"),
        ("头发里", "Hant", "TW", "頭髮裡"),
        ("头发里", "Hant", "HK", "頭髮裏"),
        ("頭髮裡", "Hans", "CN", "头发里"),
        ("abc", "Hant", "", "abc"),
    ],
)
def test_a_text_is_converted_to_a_script(text: str, form: str, region: str, expected: str) -> None:
    assert in_script(text, form, region) == expected
