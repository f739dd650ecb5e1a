from __future__ import annotations

import pytest
from hypothesis import given

from tests.tmx.values import markup
from tmx.errors import UnreadableFile
from tmx.inline import Code, canonical, codes, element_of, markup_of, parts, plain, plain_text, without_namespace

SAMPLE = (
    '<it pos="begin" type="italic" x="1">&lt;I></it>Click '
    '<ph assoc="b" x="3">&lt;IMG ALT="<sub>Start Here!</sub>"></ph>'
    ' to <hi type="verb" x="4">start</hi>.<ept i="1">&lt;/B></ept>'
)


def test_plain_text_leaves_codes_out_and_keeps_what_a_marker_surrounds() -> None:
    assert plain_text(SAMPLE) == "Click  to start."


def test_markup_is_canonical_whatever_the_order_and_form_of_its_tags() -> None:
    assert canonical("a<ph x='1' assoc=\"b\"/>b") == 'a<ph assoc="b" x="1"></ph>b'


def test_plain_text_has_no_markup() -> None:
    assert canonical("a &amp; b") is None


@given(markup())
def test_canonical_markup_stays_what_it_is(inner: str) -> None:
    assert canonical(inner) == inner


@given(markup())
def test_parts_hold_the_whole_text(inner: str) -> None:
    assert "".join(part for part in parts(inner) if isinstance(part, str)) == plain_text(inner)


def test_parts_are_text_and_codes_in_reading_order() -> None:
    assert parts('a<bpt i="1" x="2" type="bold">&lt;b></bpt>c<ept i="1">&lt;/b></ept><ph/>') == (
        "a",
        Code("bpt", "open", id="1", match="2", type="bold", content="<b>"),
        "c",
        Code("ept", "close", id="1", content="</b>"),
        Code("ph", "alone"),
    )


def test_a_marker_opens_and_closes_around_its_text() -> None:
    assert parts("<hi>a</hi>") == (Code("hi", "open"), "a", Code("hi", "close"))


def test_the_text_of_a_sub_is_no_part_of_its_code() -> None:
    (code,) = parts('<ph>&lt;img alt="<sub>Start</sub>"></ph>')
    assert isinstance(code, Code)
    assert code.content == '<img alt="">'


def test_segments_with_the_same_codes_in_another_order_compare_equal() -> None:
    english = '<bpt i="1" type="bold">&lt;b></bpt>a<ept i="1">&lt;/b></ept><ph x="7"/>'
    chinese = '<ph x="7"/><bpt i="2">&lt;b></bpt>甲<ept i="2">&lt;/b></ept>'
    assert codes(english) == codes(chinese) == ("</b>", "<b>", "ph x=7")


def test_a_closing_code_without_content_is_named_after_its_partner() -> None:
    assert codes('<bpt i="1" x="5"/>a<ept i="1"/>') == ("/bpt x=5", "bpt x=5")


def test_a_missing_code_shows() -> None:
    assert codes('<ph x="1"/>a<ph x="2"/>') != codes('<ph x="1"/>a')


def test_foreign_elements_keep_their_namespace_and_their_text() -> None:
    inner = canonical('a<y:g xmlns:y="urn:y" id="1">b</y:g>')
    assert inner == 'a<y:g xmlns:y="urn:y" id="1">b</y:g>'
    assert plain_text(inner) == "ab"
    assert parts(inner)[1] == Code("g", "open", id="1")


def test_tmx_names_are_freed_of_the_documents_namespace() -> None:
    seg = without_namespace(element_of('a<t:ph xmlns:t="urn:tmx" x="1">&lt;b></t:ph>c'), "urn:tmx")
    assert plain(seg) == "ac"
    assert markup_of(seg) == 'a<ph x="1">&lt;b&gt;</ph>c'


@pytest.mark.parametrize("broken", ["<ph>", "a & b", "</seg><seg>", "<x:g/>", "a\0b", '<g xmlns="relative"/>', "&foo;"])
def test_broken_markup_is_refused(broken: str) -> None:
    with pytest.raises(UnreadableFile):
        canonical(broken)
