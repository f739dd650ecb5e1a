from __future__ import annotations

import io
import re
from itertools import pairwise

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from glossary.answers import Piece
from glossary.library import Library
from tests.tmx.values import markup
from tmx import placeables
from tmx.inline import plain_text
from web.chips import Chip, with_codes

CODED = """\
<tmx version="1.4"><header srclang="en"/><body><tu>
<tuv xml:lang="en">
<seg>Press <bpt i="1">&lt;b class="x"&gt;</bpt>Submit declaration<ept i="1">&lt;/b&gt;</ept> now</seg></tuv>
<tuv xml:lang="zh-CN"><seg>请立即按<bpt i="1">&lt;b class="x"&gt;</bpt>提交申报<ept i="1">&lt;/b&gt;</ept></seg></tuv>
</tu></body></tmx>"""


@given(markup=markup(), cuts=st.lists(st.integers(0, 30), max_size=4))
def test_the_pieces_keep_their_text_and_every_code_is_a_chip(markup: str, cuts: list[int]) -> None:
    text = plain_text(markup)
    places = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    pieces = [Piece(text[start:end], "same") for start, end in pairwise(places)]
    found = with_codes(pieces, markup)
    assert "".join(each.text for each in found if isinstance(each, Piece)) == text
    numbers = [each.number for each in found if isinstance(each, Chip)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers


@given(markup())
def test_chips_stand_where_the_marks_of_editing_do(markup: str) -> None:
    marks = placeables.shown(re.sub(r"<hi[^>]*></hi>", "", markup))
    found = with_codes([Piece(plain_text(markup), "plain")], re.sub(r"<hi[^>]*></hi>", "", markup))
    if marks is not None:
        assert "".join(f"⟦{each.number}⟧" if isinstance(each, Chip) else each.text for each in found) == marks


def test_a_text_without_codes_stays_as_it_is() -> None:
    assert with_codes([Piece("a", "same"), Piece("b", "only")], None) == [Piece("a", "same"), Piece("b", "only")]


@pytest.fixture
def number(library: Library) -> int:
    """The unit with inline codes."""
    library.import_file(io.BytesIO(CODED.encode()), "coded.tmx", memory="coded")
    (match,) = library.match("Press Submit declaration now", source="en", target="zh-CN", threshold=90).matches
    return match.unit


CHIP = (
    '<span class="chip" role="img" aria-label="inline code 1: &lt;b class=&#34;x&#34;&gt;"'
    ' title="&lt;b class=&#34;x&#34;&gt;">1</span>'
)


def test_codes_are_chips_on_the_page_of_a_unit(client: FlaskClient, number: int) -> None:
    page = client.get(f"/units/{number}").text
    assert f"Press {CHIP}Submit declaration<span" in page
    assert f"请立即按{CHIP}提交申报<span" in page


def test_codes_are_chips_among_the_marked_differences_of_a_match(client: FlaskClient, number: int) -> None:
    page = client.get("/match?text=Press+Submit+declarations+now&source=en&target=zh-CN&threshold=50").text
    assert f"Press {CHIP}Submit <span" in page
    assert f"请立即按{CHIP}提交申报<span" in page
