from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.matching import postings
from glossary.matching.grams import PAIR, TERMS, pair_hashes, singles
from glossary.matching.postings import LONGEST, SPAN, build, units_of

letters = st.text("ab保税\ud7ff\u0100", min_size=1, max_size=5)
texts = st.lists(st.tuples(st.integers(0, 3), letters), min_size=1, max_size=12)


def terms_of(keys: str) -> set[int]:
    codes = singles(keys)
    return {*codes.tolist(), *(pair_hashes(codes).astype(np.int64) + PAIR).tolist()}


def lists_of(ids: list[int], keys: list[str]) -> tuple[dict[int, list[int]], np.ndarray, int]:
    lengths = np.array([len(each) for each in keys], np.int64)
    block = build(np.array(ids, np.int64), lengths, singles("".join(keys)))
    lists = {term: np.frombuffer(bytes(data), np.uint32).tolist() for term, data in block.lists}
    return lists, block.sizes, block.base


@pytest.fixture(autouse=True, params=[2, 2_000_000])
def sorted_at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks are built a few codes at a time, and all at once."""
    monkeypatch.setattr(postings, "_SORTED_AT_ONCE", request.param)


@given(st.integers(1, 1 << 40), texts)
def test_a_block_has_the_entries_that_a_naive_index_has(first: int, gaps: list[tuple[int, str]]) -> None:
    ids = (first + np.cumsum([gap + 1 for gap, _ in gaps])).tolist()
    keys = [text for _, text in gaps]
    naive: dict[int, set[int]] = {}
    for id, text in zip(ids, keys, strict=True):
        for term in terms_of(text):
            naive.setdefault(term, set()).add(len(text) << 24 | (id - ids[0]))
    lists, sizes, base = lists_of(ids, keys)
    assert base == ids[0]
    assert lists == {term: sorted(entries) for term, entries in naive.items()}
    assert list(lists) == sorted(lists)
    assert len(sizes) == TERMS
    assert {term: int(sizes[term]) for term in np.flatnonzero(sizes)} == {t: len(e) for t, e in lists.items()}


@given(texts)
def test_several_texts_of_one_unit_miss_nothing(gaps: list[tuple[int, str]]) -> None:
    """A unit may have two segments in one language: what either holds leads to it."""
    ids = (1 + np.cumsum([gap for gap, _ in gaps])).tolist()
    lists, _, base = lists_of(ids, [text for _, text in gaps])
    for id, (_, text) in zip(ids, gaps, strict=True):
        for term in terms_of(text):
            assert len(text) << 24 | (id - base) in lists[term]


def test_long_texts_stand_together_at_the_end() -> None:
    lists, _, base = lists_of([5, 6, 7, 8], ["a" * 254, "a" * 255, "a" * 9999, "a"])
    entries = lists[ord("a")]
    assert [entry >> 24 for entry in entries] == [1, 254, LONGEST, LONGEST]
    assert units_of(np.array(entries, np.uint32), base) == [8, 5, 6, 7]


def test_units_at_the_end_of_the_span_have_entries_of_their_own() -> None:
    lists, _, base = lists_of([9, 9 + SPAN - 1], ["a" * 300, "a" * 300])
    assert units_of(np.array(lists[ord("a")], np.uint32), base) == [9, 9 + SPAN - 1]
