from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import BadRequest, Merged


@given(st.text())
def test_an_error_is_one_line_whatever_it_quotes(quoted: str) -> None:
    assert str(BadRequest(f"there is no mode {quoted}")).isprintable()


def test_an_error_is_short_whatever_it_quotes() -> None:
    assert len(str(Merged(f"there is no {'x' * 1_000_000}; look again", into=1))) < 1100
