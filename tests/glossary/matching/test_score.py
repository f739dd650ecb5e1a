from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.matching.score import differences, readings, rewritten, similarity
from glossary.text.tokenise import tokens
from tests.glossary.texts import WORDS, anything, languages, sentences

pairs = st.sampled_from(list(WORDS)).flatmap(
    lambda language: st.tuples(sentences(language), sentences(language), st.just(language))
)
any_pairs = st.one_of(pairs, st.tuples(anything, anything, languages))


def points(one: str, other: str, language: str = "en") -> int:
    return similarity(readings(one, language), readings(other, language))


@given(any_pairs)
def test_it_is_symmetric_and_from_0_to_100(pair: tuple[str, str, str]) -> None:
    one, other, language = pair
    assert points(one, other, language) == points(other, one, language)
    assert 0 <= points(one, other, language) <= 100


@given(any_pairs)
def test_100_is_kept_for_the_same_text(pair: tuple[str, str, str]) -> None:
    one, other, language = pair
    assert (points(one, other, language) == 100) == (one == other)
    assert points(one, one, language) == 100


@given(any_pairs)
def test_it_is_the_published_formula(pair: tuple[str, str, str]) -> None:
    """As glossary/matching/score.py states it, with a Levenshtein distance written out here."""
    one, other, language = pair
    a, b = readings(one, language), readings(other, language)
    longest = max(len(a.written), len(b.written))
    tenths = 7 * distance(a.stems, b.stems) + 2 * distance(a.folded, b.folded) + distance(a.written, b.written)
    if one != other:
        assert points(one, other, language) == (
            min(100 * (10 * longest - tenths) // (10 * longest), 99) if longest else 0
        )


def distance(a: list[str], b: list[str]) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (x != y))
    return row[-1]


@pytest.mark.parametrize(
    ("one", "other", "language", "expected"),
    [
        ("a b c d e f g h i j", "a b c d e f g h i x", "en", 90),
        ("a b c d e f g h i j", "a b c d e f g h i", "en", 90),
        ("the areas are here today", "the area are here today", "en", 94),
        ("The area is here now", "the area is here now", "en", 98),
        ("ＡＢＣ def ghi jkl mno", "abc def ghi jkl mno", "en", 98),
        ("保税区货物", "保税区货品", "zh", 80),
        ("保税区", "保稅區", "zh", 33),
        ("товары в зоне", "товаров в зоне", "ru", 90),
        ("a", "b", "en", 0),
        ("a b", "a  b", "en", 99),
        ("a", "", "en", 0),
        ("1 2 3 4", "1 2 3 4 5 6 7 8", "en", 50),
    ],
)
def test_the_documented_costs(one: str, other: str, language: str, expected: int) -> None:
    assert points(one, other, language) == expected


@given(any_pairs)
def test_the_pieces_of_a_difference_join_to_the_text(pair: tuple[str, str, str]) -> None:
    one, other, language = pair
    pieces = differences(one, other, language)
    assert "".join(piece.text for piece in pieces) == one
    assert all(piece.text for piece in pieces)


@given(any_pairs)
def test_the_only_pieces_are_what_an_alignment_leaves(pair: tuple[str, str, str]) -> None:
    one, other, language = pair
    a, b = readings(one, language), readings(other, language)
    only = sum(len(tokens(piece.text)) for piece in differences(one, other, language) if piece.mark == "only")
    assert len(a.stems) - only <= min(len(a.stems), len(b.stems))
    assert only <= distance(a.stems, b.stems)


@given(anything, languages)
def test_the_same_text_has_no_difference(text: str, language: str) -> None:
    assert {piece.mark for piece in differences(text, text, language)} <= {"same"}


@given(any_pairs)
def test_what_a_change_leaves_is_the_same_on_both_sides(pair: tuple[str, str, str]) -> None:
    one, other, _ = pair
    before, after = rewritten(one, other)
    assert ("".join(each.text for each in before), "".join(each.text for each in after)) == (one, other)
    if one != other:
        assert any(each.mark == "only" for each in (*before, *after))
    kept = [
        [token for each in pieces if each.mark == "same" for token in tokens(each.text)]
        for pieces in rewritten(one, other)
    ]
    assert kept[0] == kept[1]


def test_a_change_of_form_or_space_alone_is_marked() -> None:
    assert [each.mark for each in rewritten("He Goes", "He goes")[1]] == ["same", "same", "only"]
    assert [each.mark for each in rewritten("a  b", "a b")[0]] == ["only"]


def test_a_difference_is_marked_by_what_it_is() -> None:
    pieces = differences(" The Areas of  trade ", "the area in trade", "en")
    assert [(piece.text, piece.mark) for piece in pieces] == [
        (" ", "same"),
        ("The Areas", "changed"),
        (" ", "same"),
        ("of", "only"),
        ("  ", "same"),
        ("trade", "same"),
        (" ", "same"),
    ]
