from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx.errors import ExchangeError, HostileFile, UnreadableFile, one_line
from tmx.model import Losses


def test_an_error_says_what_where_and_what_to_do() -> None:
    assert str(UnreadableFile("broken", file="a.tmx", at="line 3", hint="mend it")) == "a.tmx, line 3: broken; mend it"
    assert str(UnreadableFile("broken", file="a.tmx")) == "a.tmx: broken"
    assert str(UnreadableFile("broken")) == "broken"
    assert issubclass(HostileFile, ExchangeError)


@given(st.text(), st.text(), st.text())
def test_an_error_is_one_line_whatever_the_file_holds(what: str, file: str, hint: str) -> None:
    assert str(UnreadableFile(what, file=file, hint=hint)).isprintable()


@pytest.mark.parametrize(
    ("text", "line"), [("保税区 é", "保税区 é"), ("a\nb", "a\\nb"), ("\x1b[31m", "\\x1b[31m"), ("\ud800", "\\ud800")]
)
def test_what_cannot_be_printed_is_spelled_out(text: str, line: str) -> None:
    assert one_line(text) == line


def test_an_error_of_any_length_is_cut() -> None:
    assert len(str(UnreadableFile("x" * 10_000, file="a.tmx"))) < 400
    assert len(str(UnreadableFile("x", file="y" * 1_000_000))) < 1100


def test_a_line_too_long_keeps_what_it_says_first_and_last() -> None:
    line = one_line(f"there is no term {'x' * 1_000_000}; look at the list")
    assert line.startswith("there is no term xxx")
    assert line.endswith("xxx; look at the list")


def test_losses_of_endless_kinds_are_counted_together() -> None:
    losses = Losses()
    for number in range(1000):
        losses.add(f"kind {number}")
    losses.add("kind 0")
    assert len(losses.counts) == 101
    assert losses.counts["losses of other kinds"] == 900
    assert losses.counts["kind 0"] == 2
