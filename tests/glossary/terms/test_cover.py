"""The cover is what walking through the text from the left gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from glossary.terms.cover import leftmost_longest
from glossary.terms.trie import Found

LENGTH = 30
SPANS = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 8)).map(lambda at: (at[0], min(LENGTH, at[0] + at[1])))


def part(spans: list[tuple[int, int]]) -> Found:
    ordered = sorted(spans, key=lambda span: span[1] - span[0])
    starts, ends = (np.array([span[side] for span in ordered], np.int64) for side in (0, 1))
    return Found(starts, ends, np.zeros(len(spans), np.int64))


def by_walking(spans: list[tuple[int, int]]) -> set[tuple[int, int]]:
    chosen, at = set(), 0
    for start in range(LENGTH):
        here = [end for begin, end in spans if begin == start]
        if here and start >= at:
            at = max(here)
            chosen.add((start, at))
    return chosen


@given(st.lists(st.lists(SPANS, max_size=15), min_size=1, max_size=3))
def test_the_cover_is_leftmost_longest(parts: list[list[tuple[int, int]]]) -> None:
    found = [part(spans) for spans in parts]
    expected = by_walking([span for spans in parts for span in spans])
    for each, mask in zip(found, leftmost_longest(found, LENGTH), strict=True):
        spans = list(zip(each.starts.tolist(), each.ends.tolist(), strict=True))
        assert mask.tolist() == [span in expected for span in spans]
