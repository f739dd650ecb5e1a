from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx import inline
from tmx.errors import CannotWrite
from tmx.placeables import filled, shown

texts = st.text("ab &<>\"'保⟦", max_size=4).map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
codes = st.sampled_from(
    [
        '<ph x="1"></ph>',
        '<bpt i="1">&lt;b&gt;</bpt>',
        '<ept i="1"></ept>',
        "<ph>a<sub>b</sub></ph>",
        '<it pos="end"/>',
    ]
)
markups = st.recursive(
    st.lists(st.one_of(texts, codes), max_size=4).map("".join),
    lambda inner: st.builds(lambda a, b, c: f'{a}<hi type="b">{b}</hi>{c}', inner, inner, inner),
    max_leaves=4,
)


@given(markups)
def test_what_is_shown_fills_in_to_the_same_markup(markup: str) -> None:
    canonical = inline.canonical(markup)
    if canonical is None:
        return
    text = shown(canonical)
    if "⟦" in inline.plain_text(canonical):
        assert text is None
    else:
        assert text is not None
        assert filled(canonical, text) == canonical


def test_marks_are_numbered_in_reading_order_and_can_move() -> None:
    markup = 'a<ph x="1"></ph>b<hi>c</hi>'
    assert shown(markup) == "a⟦1⟧b⟦2⟧c⟦3⟧"
    assert filled(markup, "⟦2⟧<c⟦1⟧⟦3⟧") == '<hi>&lt;c<ph x="1"></ph></hi>'


@pytest.mark.parametrize("text", ["a", "⟦1⟧", "⟦1⟧⟦2⟧⟦2⟧⟦3⟧", "⟦1⟧⟦2⟧⟦3⟧⟦4⟧", "⟦3⟧⟦1⟧⟦2⟧"])
def test_a_code_lost_or_crossed_is_refused(text: str) -> None:
    with pytest.raises(CannotWrite):
        filled('a<ph x="1"></ph>b<hi>c</hi>', text)
