from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from glossary.terms.lexicon import Lexicon

ALPHABET = "abcé İıſKßA保稅税区𠮷"
texts = st.lists(st.text(ALPHABET, min_size=1, max_size=7), max_size=25, unique=True)
queries = st.text(ALPHABET, min_size=1, max_size=7)


@given(texts, queries, st.integers(1, 2))
def test_what_is_near_equals_a_scan(held: list[str], query: str, most: int) -> None:
    found = Lexicon.of(held).near(query, most)
    assert found == sorted((OSA.distance(query, text), text) for text in held if OSA.distance(query, text) <= most)


@given(texts, texts, queries)
def test_what_holds_a_piece_equals_a_scan_shortest_first(held: list[str], more: list[str], piece: str) -> None:
    lexicon = Lexicon.of(held) | Lexicon.of(set(more) - set(held))
    found = list(lexicon.passing(lambda text: True, piece))
    assert sorted(found) == sorted(text for text in {*held, *more} if piece in text)
    assert [len(text) for text in found] == sorted(len(text) for text in found)
    assert sorted(lexicon.passing(lambda text: piece in text)) == sorted(found)


@given(texts, st.text("abcAK保区𠮷", min_size=1, max_size=3))
def test_a_piece_without_case_is_in_all_that_an_expression_without_case_finds(held: list[str], piece: str) -> None:
    wanted = {text for text in held if re.search(piece, text, re.IGNORECASE)}
    assert wanted <= set(Lexicon.of(held).passing(lambda text: True, piece, cased=False))


@given(texts, st.integers(0, 4), st.integers(0, 4))
def test_texts_come_by_length(held: list[str], shortest: int, more: int) -> None:
    found = [text for shelf in Lexicon.of(held).shelves for text in shelf.between(shortest, shortest + more)]
    assert sorted(found) == sorted(text for text in held if shortest <= len(text) <= shortest + more)
