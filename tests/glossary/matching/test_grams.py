from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from glossary.matching.grams import PAIR, TERMS, pair_hashes, singles

keys = st.text(st.characters(max_codepoint=0xD7FF, min_codepoint=0x100))


@given(keys)
def test_singles_are_the_keys_as_numbers(text: str) -> None:
    assert singles(text).tolist() == [ord(key) for key in text]


@given(keys)
def test_there_is_a_pair_for_each_two_neighbours_and_it_depends_on_them_alone(text: str) -> None:
    pairs = pair_hashes(singles(text)).tolist()
    assert pairs == [pair_hashes(singles(text[at : at + 2])).tolist()[0] for at in range(len(text) - 1)]
    assert all(PAIR + pair < TERMS for pair in pairs)


def test_the_order_of_a_pair_matters() -> None:
    assert pair_hashes(singles("保税")).tolist() != pair_hashes(singles("税保")).tolist()


def test_pairs_spread_over_all_the_terms_there_are() -> None:
    han = [chr(code) for code in random.Random(1).sample(range(0x4E00, 0x9FFF), 200)]
    found = {int(pair_hashes(singles(a + b))[0]) for a in han for b in han}
    assert len(found) > 0.9 * PAIR * (1 - (1 - 1 / PAIR) ** len(han) ** 2)
