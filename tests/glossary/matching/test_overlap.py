from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.matching.grams import TERMS
from glossary.matching.overlap import Overlap, weights

keys = st.text("abcde", max_size=12)


def weighing(frequencies: dict[str, int], texts: int = 100) -> np.ndarray:
    sizes = np.zeros(TERMS, np.int64)
    for key, frequency in frequencies.items():
        sizes[ord(key)] = frequency
    return weights(sizes, texts)


@given(keys, keys, st.dictionaries(st.sampled_from("abcde"), st.integers(0, 100)))
def test_a_share_is_between_nothing_and_all_and_the_same_both_ways(
    one: str, other: str, frequencies: dict[str, int]
) -> None:
    heavy = weighing(frequencies)
    share = Overlap(one, heavy).share(other)
    assert 0 <= share <= 1
    assert share == pytest.approx(Overlap(other, heavy).share(one))
    assert (share == 0) == (not set(one) & set(other))
    if one and sorted(one) == sorted(other):
        assert share == pytest.approx(1)


@given(keys, keys)
def test_where_all_weigh_the_same_it_is_dices_coefficient_of_multisets(one: str, other: str) -> None:
    shared = sum(min(one.count(key), other.count(key)) for key in set(one))
    expected = 2 * shared / (len(one) + len(other)) if shared else 0
    assert Overlap(one, weighing({})).share(other) == pytest.approx(expected)


def test_a_rare_key_in_common_counts_for_more_than_a_common_one() -> None:
    query = Overlap("ab", weighing({"a": 90, "b": 1}))
    assert query.share("bc") > query.share("ac")
