from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.terms.forms import Way, query_keys, term_forms, text_keys
from glossary.terms.hits import term_pieces
from tests.glossary.texts import anything

terms = st.one_of(st.text("保税区乾隆藉口 -ab", max_size=6), anything)


def hit(term: str, query: str) -> list[str]:
    return [piece.text for piece in term_pieces(term, query) if piece.mark == "hit"]


@given(terms, terms)
def test_the_pieces_of_a_term_join_to_it_and_one_is_hit_at_most(term: str, query: str) -> None:
    pieces = term_pieces(term, query)
    assert "".join(piece.text for piece in pieces) == term
    assert all(piece.text for piece in pieces)
    assert len(hit(term, query)) <= 1


@given(terms, st.data())
def test_what_a_text_form_finds_is_marked_and_has_the_query(term: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(term)))
    query = term[start : data.draw(st.integers(start, len(term)))]
    forms = list(term_forms(term))
    ways = {way for way, key in query_keys(query) if any(way == kind and form.startswith(key) for kind, form in forms)}
    if ways & {Way.TEXT, Way.PART} and any(key.strip() for key in text_keys(query)):
        (marked,) = hit(term, query)
        assert any(
            found.strip().startswith(wanted.strip())
            for found in text_keys(marked)
            for wanted in text_keys(query)
            if wanted.strip()
        ) or marked.endswith(term[-1])


@pytest.mark.parametrize(
    ("term", "query", "marked"),
    [
        ("保税区", "保税", "保税"),
        ("综合保税区", "保稅區", "保税区"),
        ("comprehensive bonded area", "Bonded", "bonded"),
        ("comprehensive bonded area", "bond", "bond"),
        ("platform form", "form", "form"),
        ("free-trade zone", "free trade", "free-trade"),
        ("free trade zone", "free-", "free"),
        ("Straße und Weg", "strasse", "Straße"),
        ("ﬁnal", "fi", "ﬁ"),
        ("保税区", "baoshuiqu", "保税区"),
        ("保税区", "bǎoshuì", "保税"),
        ("保税区", "baosh", "保税"),
        ("保税区", "shuiqu", "税区"),
        ("综合保税区", "bsq", "保税区"),
    ],
)
def test_the_stretch_that_was_hit(term: str, query: str, marked: str) -> None:
    assert hit(term, query) == [marked]


def test_the_right_one_of_two_stretches_is_marked() -> None:
    assert [(piece.text, piece.mark) for piece in term_pieces("platform form", "form")] == [
        ("platform ", "plain"),
        ("form", "hit"),
    ]


@pytest.mark.parametrize(
    ("term", "query"), [("保税区", "xyz"), ("bonded area", "ond"), ("AB保税区", "baoshui"), ("保税区", ""), ("", "a")]
)
def test_a_term_that_has_no_such_stretch_is_plain(term: str, query: str) -> None:
    assert hit(term, query) == []
