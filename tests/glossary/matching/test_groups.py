from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from glossary.matching import groups as module
from glossary.matching.groups import LOWEST, Side, groups
from glossary.matching.plan import lost_pairs

Item = tuple[str, str, int]


def naive(items: Sequence[Item], threshold: int) -> list[int]:
    """The same, each compared with every earlier one."""
    found = list(range(len(items)))
    order = sorted((number for number in found if items[number][0]), key=lambda number: (len(items[number][0]), number))
    for place, number in enumerate(order):
        firsts = [each for each in order[:place] if found[each] == each]
        found[number] = next((each for each in firsts if near(items[each], items[number], threshold)), number)
    return found


def near(one: Item, other: Item, threshold: int) -> bool:
    alike = [Levenshtein.normalized_similarity(one[side], other[side]) * 100 for side in (0, 1)]
    return one[2] == other[2] and min(alike) >= threshold - 1e-6


def grouped(items: Sequence[Item], threshold: int) -> list[int]:
    sides = [Side.of([item[side] for item in items]) for side in (0, 1)]
    return groups(sides, np.array([item[2] for item in items], np.uint64), threshold).tolist()


words = st.text("abc", max_size=40)


@st.composite
def edited(draw: st.DrawFn) -> list[Item]:
    """Items of which many are others with a few edits."""
    made: list[Item] = [("", "", 0)]
    for _ in range(draw(st.integers(1, 25))):
        source, target, kind = draw(st.sampled_from(made))
        if draw(st.booleans()):
            source, target = draw(words), draw(words)
        source, target = (_edited(text, draw(st.integers(0, 3)), draw) for text in (source, target))
        made.append((source, target, draw(st.sampled_from((kind, kind, 7)))))
    return made


def _edited(text: str, edits: int, draw: st.DrawFn) -> str:
    for _ in range(edits):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(("", "x", "a"))) + text[at + draw(st.integers(0, 1)) :]
    return text


@pytest.fixture(params=[1 << 18, 3], ids=["many at once", "few at once"])
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_PAIRS_AT_ONCE", "_COMPARED_AT_ONCE", "_TEXTS_AT_ONCE"):
        monkeypatch.setattr(module, name, min(request.param, getattr(module, name)))


@pytest.mark.usefixtures("at_once")
@given(items=edited(), threshold=st.integers(LOWEST, 100))
def test_it_groups_as_comparing_all_with_all_does(items: list[Item], threshold: int) -> None:
    assert grouped(items, threshold) == naive(items, threshold)


def test_every_text_has_more_pairs_than_a_near_one_can_lack() -> None:
    assert all(lost_pairs(length, LOWEST) < length for length in range(1, 3000))


def test_nothing_is_grouped_of_nothing() -> None:
    assert grouped([], 90) == []
    assert grouped([("", "", 0), ("", "", 0)], 90) == [0, 1]


def test_many_that_are_the_same_are_one_group() -> None:
    assert set(grouped([("abc", "def", 0)] * 3000, 90)) == {0}
