from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tmx.values import markup
from tmx.inline import Code, parts
from tmx.refit import refit


def open(id: str, match: str = "") -> Code:
    return Code("bpt", "open", id=id, match=match)


def close(id: str) -> Code:
    return Code("ept", "close", id=id)


def alone(match: str) -> Code:
    return Code("ph", "alone", match=match)


def test_the_memorys_codes_become_the_querys_by_their_place_in_the_source() -> None:
    query = [open("7", "a"), "x", close("7"), alone("b")]
    source = [open("1", "1"), "x", close("1"), alone("2")]
    target = [alone("2"), open("1", "1"), "译", close("1")]
    assert refit(query, source, target) == (2, 0, "译", 1)


def test_a_query_without_codes_takes_the_text_alone() -> None:
    assert refit(["x"], [alone("1"), "x"], [alone("1"), "译", "文"]) == ("译", "文")


def test_codes_around_the_whole_query_go_around_a_target_without_codes() -> None:
    assert refit([open("1"), "x", close("1")], ["x"], ["译"]) == (0, "译", 1)


@pytest.mark.parametrize(
    ("query", "source", "target"),
    [
        (["a", alone("1"), "b"], ["ab"], ["译"]),
        ([alone("1")], ["x"], ["译"]),
        ([alone("1"), "x"], [alone("1"), "x", alone("2")], [alone("1"), "译", alone("2")]),
        ([alone("1"), "x"], [open("1"), "x"], [open("1"), "译"]),
        ([alone("1"), "x"], [alone("1"), "x"], ["译"]),
        ([alone("1"), "x"], [alone("1"), "x"], [alone("1"), alone("1")]),
        ([alone("1"), "x"], [alone("1"), "x"], [alone("9"), "译"]),
        ([open("1"), "x", close("1")], [open("1"), "x", close("1")], [close("1"), "译", open("1")]),
    ],
)
def test_codes_that_do_not_fit_are_told(
    query: list[str | Code], source: list[str | Code], target: list[str | Code]
) -> None:
    assert refit(query, source, target) is None


@given(markup(), st.text("译文", max_size=3))
def test_a_target_with_the_sources_codes_always_keeps_them_or_is_refused(inner: str, text: str) -> None:
    own = parts(inner)
    count = sum(isinstance(part, Code) for part in own)
    fitted = refit(own, own, (*own, text))
    assert fitted is None or sorted(at for at in fitted if isinstance(at, int)) == list(range(count))
