from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from glossary.matching import plan
from glossary.matching.grams import TERMS, singles
from glossary.matching.plan import Choice, Plan, Window, choose, count, lost_pairs, lost_singles, window_of
from glossary.matching.postings import LONGEST, SPAN, build, units_of

thresholds = st.one_of(st.integers(50, 100), st.integers(1, 100))


@st.composite
def near(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A text and others made from it by edits, of some tokens over and over or of many different ones."""
    alphabet = draw(st.sampled_from(["ab", "abcdefghij", "".join(map(chr, range(0x4E00, 0x4E80)))]))
    query = draw(st.text(alphabet, min_size=1, max_size=20))
    if draw(st.integers(0, 9)) == 0:
        query *= draw(st.integers(13, 30))
    return query, draw(st.lists(edited(query, alphabet).filter(bool), min_size=1, max_size=8))


@st.composite
def edited(draw: st.DrawFn, query: str, alphabet: str) -> str:
    text = list(query)
    for _ in range(draw(st.integers(0, max(3, len(query) // 2)))):
        at = draw(st.integers(0, len(text)))
        end = at + draw(st.integers(0, 1))
        text[at:end] = draw(st.text(alphabet, max_size=2))
    return "".join(text)


def matches(query: str, text: str, threshold: int) -> bool:
    longest = max(len(query), len(text))
    return (longest - Levenshtein.distance(query, text)) * 100 >= threshold * longest


def proposed(query: str, texts: list[str], threshold: int) -> tuple[Plan | None, list[int]]:
    """The plan for a query and the units it gives from a block of these texts, numbered from 1."""
    ids, lengths = np.arange(1, len(texts) + 1), np.array([len(text) for text in texts], np.int64)
    block = build(ids.astype(np.int64), lengths, singles("".join(texts)))
    lists = {term: bytes(data) for term, data in block.lists}
    choice = choose(singles(query), threshold, block.sizes.astype(np.int64))
    if choice is None:
        return None, ids.tolist()
    found = [units_of(count(lists, each), block.base) for each in plans(choice)]
    assert all(set(later) <= set(sooner) for sooner, later in pairwise(found))
    return choice.first(), found[-1]


def plans(choice: Choice) -> list[Plan]:
    """The first plan, and the longer ones that many candidates make worth it."""
    made: list[Plan] = []
    longer: Plan | None = choice.first()
    while longer:
        made.append(longer)
        longer = choice.longer(longer, 10**6)
    return made


@given(near(), thresholds, st.sampled_from([0, 3000]), st.integers(0, 6))
def test_no_text_at_or_above_the_threshold_is_ruled_out(
    texts: tuple[str, list[str]], threshold: int, cheap: int, extra: int
) -> None:
    query, others = texts
    before = plan._CHEAP, plan._MOST_EXTRA
    plan._CHEAP, plan._MOST_EXTRA = cheap, extra
    try:
        _, found = proposed(query, others, threshold)
    finally:
        plan._CHEAP, plan._MOST_EXTRA = before
    assert [at for at, text in enumerate(others, 1) if matches(query, text, threshold) and at not in found] == []


@given(near(), thresholds)
def test_what_is_proposed_stands_once_and_in_the_window(texts: tuple[str, list[str]], threshold: int) -> None:
    chosen, found = proposed(*texts, threshold)
    assume(chosen)
    assert chosen is not None
    assert len(set(found)) == len(found)
    for at in found:
        length = len(texts[1][at - 1])
        assert chosen.window.shortest <= length <= chosen.window.longest or length >= LONGEST <= chosen.window.longest


@given(near(), thresholds)
def test_a_match_lacks_no_more_than_the_bounds_say(texts: tuple[str, list[str]], threshold: int) -> None:
    query, others = texts
    pairs = {query[at : at + 2] for at in range(len(query) - 1)}
    for text in others:
        if matches(query, text, threshold):
            window = window_of(len(query), threshold)
            assert window.shortest <= len(text) <= window.longest
            assert sum(token not in text for token in query) <= lost_singles(len(query), threshold)
            lacking = [pair for pair in pairs if pair not in text]
            places = sum(query[at : at + 2] in lacking for at in range(len(query) - 1))
            assert places <= lost_pairs(len(query), threshold)


def test_an_identical_text_is_found_by_the_rarest_list_alone() -> None:
    chosen, found = proposed("abc", ["abx", "aby", "abc"], 100)
    assert chosen is not None
    assert found == [3]


@given(st.text("abc", min_size=1, max_size=40), thresholds)
def test_there_is_a_plan_for_every_text_at_every_threshold(query: str, threshold: int) -> None:
    """A match of a point shares something, so one token's list at least is sure to hold it."""
    assert choose(singles(query), threshold, np.zeros(TERMS, np.int64)) is not None


def test_the_longest_texts_are_in_every_window_that_reaches_them() -> None:
    for longest in (LONGEST - 1, LONGEST, LONGEST + 1, 10_000):
        low, high = Window(1, longest).bounds()
        entries = np.array([LONGEST << 24, (LONGEST << 24) | 7, 0xFFFFFFFF], np.uint32)
        inside = [low <= int(entry) <= high for entry in entries]
        assert inside == [longest >= LONGEST] * 3


@given(
    st.lists(
        st.sampled_from([(length << 24) | offset for length in (0, 1, 2, 254, 255) for offset in (0, 3, SPAN - 1)]),
        unique=True,
    )
)
def test_a_window_is_a_slice_of_each_list(entries: list[int]) -> None:
    data = np.array(sorted(entries), np.uint32).tobytes()
    for window in (
        Window(0, 0),
        Window(1, 254),
        Window(254, 255),
        Window(255, 400),
        Window(400, 500),
        Window(0, 10_000),
    ):
        found = count({7: data}, Plan((7,), (1,), 1, window)).tolist()
        low, high = min(window.shortest, LONGEST), min(window.longest, LONGEST)
        assert found == sorted(entry for entry in entries if low <= entry >> 24 <= high)


@given(st.lists(st.lists(st.integers(0, 5), unique=True), min_size=1, max_size=5), st.integers(1, 6), st.data())
def test_counting_keeps_what_stands_in_so_many_lists(lists: list[list[int]], hits: int, data: st.DataObject) -> None:
    weights = tuple(data.draw(st.integers(1, 3)) for _ in lists)
    stored = {term: np.array(sorted(entries), np.uint32).tobytes() for term, entries in enumerate(lists)}
    plan_ = Plan(tuple(stored), weights, hits, Window(0, 9))
    votes = [sum(weight for weight, entries in zip(weights, lists, strict=True) if e in entries) for e in range(6)]
    assert count(stored, plan_).tolist() == [entry for entry in range(6) if votes[entry] >= hits]


def test_lists_that_are_not_there_count_for_nothing() -> None:
    assert count({}, Plan((1, 2), (1, 1), 1, Window(1, 9))).tolist() == []
