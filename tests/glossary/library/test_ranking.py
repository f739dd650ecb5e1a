from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossary.library.ranking import Best, Order, Rank, Waiting, rank, usefulness

orders = st.sampled_from(list(Order))
scores, overlaps, units = st.integers(0, 101), st.floats(0, 1), st.integers(1, 9)
ranks = st.builds(rank, st.just(Order.SCORE), scores, overlaps, units)


@given(orders, st.tuples(scores, overlaps, units), st.tuples(scores, overlaps, units))
def test_what_is_at_least_as_good_in_all_respects_ranks_no_lower(
    order: Order, one: tuple[int, float, int], other: tuple[int, float, int]
) -> None:
    both = tuple(map(max, one, other))
    assert rank(order, *both) >= rank(order, *one)  # type: ignore[arg-type]
    assert rank(order, both[0], both[1]) >= rank(order, *one)  # type: ignore[arg-type]


@given(orders, st.integers(100, 101), st.integers(0, 99), overlaps, overlaps)
def test_an_exact_match_ranks_above_a_fuzzy_one(order: Order, exact: int, fuzzy: int, one: float, other: float) -> None:
    assert rank(order, exact, one, 1) > rank(order, fuzzy, other, 2)


@given(scores, overlaps)
def test_usefulness_lies_between_the_score_and_the_overlap(score: int, overlap: float) -> None:
    useful = usefulness(score, overlap)
    assert min(score, 100 * overlap) <= useful <= max(score, 100 * overlap)


@given(st.lists(st.lists(st.tuples(ranks, st.integers(0, 30)), max_size=12), max_size=5), st.lists(ranks, max_size=5))
def test_what_waits_comes_out_once_the_most_promising_first(
    added: list[list[tuple[Rank, int]]], bounds: list[Rank]
) -> None:
    waiting, came, every = Waiting[int](), [], []
    for some in added:
        waiting.add(some)
        every += some
    for bound in (*sorted(bounds, reverse=True), (-1.0, -1.0, -1)):
        for highest, items in waiting.down_to(bound):
            assert highest >= bound
            came += items
        left = sorted((each for each in every if each[0] < bound), reverse=True)
        assert len(came) + len(left) == len(every)
    assert sorted(came) == sorted(item for _, item in every)


@given(st.dictionaries(st.integers(0, 30), ranks, max_size=12), st.integers(1, 6), ranks)
def test_it_is_settled_when_nothing_to_come_can_be_among_the_first(
    given_ranks: dict[int, Rank], limit: int, bound: Rank
) -> None:
    best = Best[int](limit)
    for item, each in given_ranks.items():
        best.add(item, each, item)
    ordered = sorted(given_ranks, key=lambda item: given_ranks[item], reverse=True)
    assert [given_ranks[item] for item in best.first()] == [given_ranks[item] for item in ordered[:limit]]
    assert best.settled(bound) == (len(ordered) >= limit and given_ranks[ordered[limit - 1]] > bound)
