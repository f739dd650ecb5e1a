from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from glossary.matching.frame import Frame, Probe
from glossary.matching.grams import singles
from glossary.matching.plan import count
from glossary.matching.postings import LONGEST, Block, build
from glossary.matching.signatures import signature

from .test_plan import matches, near, thresholds

Lists = dict[int, bytes]


def framed(ids: list[int], texts: list[str], cut: int | None = None) -> tuple[Frame, list[Lists], np.ndarray]:
    """A frame of one block, or of two where a place to cut the texts at is given."""
    parts = [slice(0, cut), slice(cut, None)] if cut and cut < len(texts) else [slice(None)]
    blocks = [block_of(ids[part], texts[part]) for part in parts]
    lists = [{term: bytes(data) for term, data in block.lists} for block in blocks]
    bases, entries, signatures = zip(*[(block.base, block.entries, block.signatures) for block in blocks], strict=True)
    return Frame.of(bases, entries, signatures), lists, np.sum([block.sizes for block in blocks], axis=0)


def block_of(ids: list[int], texts: list[str]) -> Block:
    lengths = np.array([len(text) for text in texts], np.int64)
    return build(np.array(ids, np.int64), lengths, singles("".join(texts)))


def near_of(
    frame: Frame, lists: list[Lists], sizes: np.ndarray, probe: Probe
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """What the plan's lists and the signatures leave; what the signatures alone leave of the window."""
    choice = probe.choice(sizes)
    plan = choice.first() if choice else None
    of_window = frame.near(frame.in_window(probe.window), probe)
    if plan is None:
        return of_window, of_window
    columns = [frame.columns_of(at, count(some, plan)) for at, some in enumerate(lists)]
    return frame.near(np.concatenate(columns), probe), of_window


def units_near(frame: Frame, lists: list[Lists], sizes: np.ndarray, probe: Probe) -> tuple[list[int], ...]:
    """The units of the same."""
    return tuple([unit for unit, _ in found] for found in near_of(frame, lists, sizes, probe))


@given(near(), thresholds, st.data())
def test_no_text_at_or_above_the_threshold_is_ruled_out(
    texts: tuple[str, list[str]], threshold: int, data: st.DataObject
) -> None:
    """Also where a unit has several texts in one language, of the same length or not."""
    query, others = texts
    ids = np.cumsum([1, *data.draw(st.lists(st.integers(0, 2), min_size=len(others), max_size=len(others)))]).tolist()
    cut = data.draw(st.integers(0, len(others)))
    frame, *rest = framed(ids[: len(others)], others, cut)
    listed, of_window = units_near(frame, *rest, Probe(query, threshold))
    for id, text in zip(ids, others, strict=False):
        if matches(query, text, threshold):
            assert id in listed
            assert id in of_window


@given(near(), thresholds)
def test_no_text_has_more_points_than_it_is_said_to_have_and_the_most_promising_come_first(
    texts: tuple[str, list[str]], threshold: int
) -> None:
    query, others = texts
    for found in near_of(*framed(list(range(1, len(others) + 1)), others), Probe(query, threshold)):
        assert [most for _, most in found] == sorted((most for _, most in found), reverse=True)
        for id, most in found:
            assert matches(query, others[id - 1], most + 1) is False


@given(near(), thresholds)
def test_what_is_left_is_in_the_window(texts: tuple[str, list[str]], threshold: int) -> None:
    query, others = texts
    probe = Probe(query, threshold)
    for found in units_near(*framed(list(range(1, len(others) + 1)), others), probe):
        for id in found:
            length = len(others[id - 1])
            assert probe.window.shortest <= length <= probe.window.longest or length >= LONGEST


def test_signatures_rule_out_what_shares_too_few_words() -> None:
    frame, *rest = framed([1, 2, 3], ["abcdefghij", "abcdefghix", "abcdekkkkk"])
    assert sorted(units_near(frame, *rest, Probe("abcdefghij", 80))[1]) == [1, 2]


def test_two_texts_of_one_unit_do_not_hide_each_other() -> None:
    frame, *rest = framed([4, 4, 5], ["abcd", "wxyz", "abyz"])
    for query in ("abcd", "wxyz"):
        listed, of_window = units_near(frame, *rest, Probe(query, 100))
        assert set(listed) == set(of_window) == {4}


def test_a_text_longer_than_its_entry_says_is_not_ruled_out() -> None:
    by_bit = {tuple(signature(singles(chr(code))).tolist()): chr(code) for code in range(0x4E00, 0x5200)}
    query = "a" * 256
    text = query + "".join(list(by_bit.values())[:108])
    assert matches(query, text, 70)
    listed, of_window = units_near(*framed([1], [text]), Probe(query, 70))
    assert listed == of_window == [1]
