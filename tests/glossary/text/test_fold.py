from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.fold import STEMMERS, fold, primary, stemmer
from glossary.text.tokenise import tokens
from tests.glossary.texts import anything


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＡＢＣ", "abc"),
        ("Straße", "strasse"),
        ("ｶﾞ", "ガ"),
        ("，", ","),
        ("don’t", "don't"),
        ("Σίσυφος", "σίσυφοσ"),
        ("①", "1"),
        ("ﬁ", "fi"),
        ("保税区", "保税区"),
    ],
)
def test_a_fold_has_neither_case_nor_width(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text("azÀéßпЯσςＡａﬁ1保カ", max_size=6))
def test_case_makes_no_difference(token: str) -> None:
    assert fold(token.upper()) == fold(token.lower()) == fold(token)


@given(anything)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert [fold(fold(token)) for token in tokens(text)] == [fold(token) for token in tokens(text)]


@pytest.mark.parametrize(
    ("tag", "language"), [("zh-Hans-CN", "zh"), ("EN-us", "en"), ("de", "de"), ("x-klingon", "x"), ("", "")]
)
def test_the_primary_subtag(tag: str, language: str) -> None:
    assert primary(tag) == language


@pytest.mark.parametrize("language", STEMMERS)
def test_every_stemmer_that_is_named_is_there(language: str) -> None:
    assert stemmer(language)("x") == "x"


def test_numbers_and_marks_have_no_inflection() -> None:
    stem = stemmer("en")
    assert [stem(token) for token in ("1.5s", "%s", "<es>", "'s")] == ["1.5s", "%s", "<es>", "'s"]
    assert stem("areas") == stem("area")
