from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.fold import primary
from glossary.text.keys import KEYS, Keys, key_of_word, key_text, words_of
from glossary.text.tokenise import tokens
from tests.glossary.texts import anything, languages


@given(anything, languages)
def test_keys_are_one_character_of_the_basic_plane_a_token(text: str, language: str) -> None:
    keys = key_text(text, language)
    assert len(keys) == len(tokens(text))
    assert all(key <= "\uffff" and not "\ud800" <= key <= "\udfff" for key in keys)


@given(anything, languages)
def test_a_texts_keys_are_its_tokens_keys(text: str, language: str) -> None:
    """Whatever path a chunk takes through the encoder: kept, mixed, in a run."""
    assert key_text(text, language) == "".join(key_text(token, language)[:1] for token in tokens(text))


@given(anything, languages)
def test_asking_again_gives_the_same(text: str, language: str) -> None:
    assert key_text(text, language) == key_text(text, language)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Bonded AREA", "bonded area", "en"),
        ("ＡＢＣ１２", "abc12", "en"),
        ("ｶﾞｽ", "ガス", "ja"),
        ("か\u3099", "が", "ja"),
        ("areas entered", "area entering", "en-GB"),
        ("Waren", "Ware", "de"),
        ("товаров", "товары", "ru"),
        ("don’t", "don't", "en"),
        ("STRASSE", "straße", "de"),
        ("，", ",", "zh"),
        ("e\u0301te\u0301", "été", "fr"),
        ("\ufa0a", "\u898b", "ja"),
        ("EN", "en", "EN-us"),
        ("保稅區乾燥", "保税区干燥", "zh-TW"),
        ("薴", "苎", "cmn"),
    ],
)
def test_case_width_and_inflection_make_no_difference(one: str, other: str, language: str) -> None:
    assert key_text(one, language) == key_text(other, language)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("areas", "area", "x-klingon"),
        ("保税区", "保稅區", "ja"),
        ("か", "が", "ja"),
        ("ท", "ที่", "th"),
        ("{0}", "0", "en"),
        ("%s", "<b>", "en"),
    ],
)
def test_other_tokens_have_other_keys(one: str, other: str, language: str) -> None:
    assert key_text(one, language) != key_text(other, language)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{0}", "%(name)s"),
        ("{}", "${x}"),
        ("3", "４,000.5"),
        ("http://a.example", "https://b.example/c"),
        ("a@b.example", "c.d@e.example"),
        ("<b>", "</i>"),
    ],
)
def test_slots_of_a_sort_share_a_key_so_that_what_can_be_adapted_is_found(one: str, other: str) -> None:
    assert key_text(one, "en") == key_text(other, "en")
    assert key_text(f"和{one} 的", "zh") == key_text(f"和{other} 的", "zh")


def test_han_and_kana_stand_for_themselves() -> None:
    assert key_text("保税区 カが", "zh-CN") == "保税区カが"


def test_words_spread_over_all_the_keys_there_are() -> None:
    words = [f"word{number}x" for number in range(20_000)]
    found = {key_text(word, "x-a") for word in words}
    expected = KEYS * (1 - (1 - 1 / KEYS) ** len(words))
    assert not any("\u3041" <= key < "\ua000" for key in found)
    assert abs(len(found) - expected) < 0.02 * expected


@given(st.lists(st.tuples(anything, languages), max_size=6))
def test_every_word_of_the_texts_is_met_and_leads_to_their_keys(texts: list[tuple[str, str]]) -> None:
    maker, met = Keys(), dict[str, set[str]]()
    for text, language in texts:
        family, keys = primary(language), maker.of(text, language)
        assert keys == key_text(text, language)
        for taken, words in maker.take_words().items():
            met.setdefault(taken, set()).update(words)
        assert words_of(text) <= met.get(family, set())
        assert all(key_of_word(word, family) in keys for word in words_of(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [("Save THE 3.5 files!", {"save", "the", "3.5", "files", "!"}), ("保税区A区", {"a"}), ("か\u3099กำ", set())],
)
def test_words_are_folded_and_none_of_scripts_without_spaces(text: str, words: set[str]) -> None:
    assert words_of(text) == words
