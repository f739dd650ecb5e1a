from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tmx.values import details, units
from tmx.codec import Wanted
from tmx.formats import tmx14
from tmx.formats.tmx14.writer import write
from tmx.model import (
    NOTHING,
    Concept,
    Details,
    Languages,
    Losses,
    Note,
    Prop,
    Segment,
    Term,
    TermStatus,
    Unit,
    UnitStatus,
)

EN, ZH = Segment("en", "Save"), Segment("zh-CN", "保存")


def written(
    entries: list[Unit | Concept],
    languages: Languages | None = None,
    header: Details = NOTHING,
    losses: Losses | None = None,
) -> bytes:
    stream = io.BytesIO()
    write(stream, entries, languages or Languages(), header, losses or Losses())
    return stream.getvalue()


def read(data: bytes) -> list[object]:
    return list(tmx14.read(io.BytesIO(data), Wanted("a.tmx")).entries)


@given(st.lists(units(), max_size=3))
def test_what_is_written_reads_back_as_it_was(values: list[Unit]) -> None:
    losses = Losses()
    assert read(written([*values], losses=losses)) == values
    assert losses.counts == {}


@given(details())
def test_a_header_reads_back_as_it_was(header: Details) -> None:
    kept = Details(props=header.props, notes=header.notes)
    read_back = tmx14.read(io.BytesIO(written([], header=kept)), Wanted("a.tmx")).header
    assert (read_back.props, read_back.notes) == (kept.props, kept.notes)


@given(st.lists(units(), max_size=3))
def test_the_same_values_give_the_same_bytes(values: list[Unit]) -> None:
    assert written([*values]) == written([*values])


GOLDEN = """\
<?xml version='1.0' encoding='UTF-8'?>
<tmx version="1.4">
<header srclang="EN-us" creationtool="yiku" creationtoolversion="{version}" segtype="sentence" o-tmf="yiku" \
adminlang="en" datatype="plaintext">
  <prop type="x-p">v</prop>
</header>
<body>
<tu tuid="7" changeid="amy">
  <prop type="x-context">menu</prop>
  <prop type="x-yiku-status">fuzzy</prop>
  <note>n</note>
  <prop type="client">ACME</prop>
  <tuv xml:lang="EN-us" creationid="bob"><note>s</note><seg>A <ph x="1">&lt;b/&gt;</ph></seg></tuv>
  <tuv xml:lang="zh-CN"><seg>甲 &amp; 乙</seg></tuv>
</tu>
</body>
</tmx>
"""


def test_a_file_looks_like_this() -> None:
    unit = Unit(
        (
            Segment("en-US", "A ", 'A <ph x="1">&lt;b/&gt;</ph>', Details((("creationid", "bob"),), (), (Note("s"),))),
            Segment("zh-CN", "甲 & 乙"),
        ),
        id="7",
        context="menu",
        status=UnitStatus.FUZZY,
        details=Details((("changeid", "amy"),), (Prop("client", "ACME"),), (Note("n"),)),
    )
    data = written([unit], header=Details((("srclang", "EN-us"),), (Prop("x-p", "v"),))).decode()
    version = data.partition('creationtoolversion="')[2].partition('"')[0]
    assert data.strip() == GOLDEN.format(version=version).strip()


def test_both_languages_given_write_these_two_segments() -> None:
    unit = Unit((Segment("de", "Sichern"), Segment("zh", "保存"), Segment("en-GB", "Save")))
    losses = Losses()
    data = written([unit, Unit((EN, Segment("fr", "x")))], Languages("en", "zh-CN"), losses=losses)
    assert read(data) == [Unit((unit.segments[2], unit.segments[1]))]
    assert losses.lines() == ("units without en or zh-CN (1)",)


def test_the_header_spells_the_source_as_the_segments_do() -> None:
    british = Unit((Segment("en-GB", "Save"), ZH))
    for header, spelled in (("en", b"en-GB"), ("EN-gb", b"EN-gb"), ("*all*", b"en-GB")):
        data = written([british, Unit((EN, ZH))], Languages("en", "zh-CN"), Details((("srclang", header),)))
        assert data.count(b'<tuv xml:lang="%s">' % spelled) == 1
        assert b'<header srclang="%s"' % spelled in data
        assert data.count(b'<tu srclang="en">') == 1


def test_user_defined_encodings_and_original_encodings_are_written_back() -> None:
    ude = '<ude name="MacRoman" base="Macintosh"><map unicode="#xF8FF" code="#xF0" subst="[Apple]"/></ude>'
    header = Details(props=(Prop("x-yiku-ude", ude), Prop("p", "v", "en", "big5")), notes=(Note("n", "", "gb2312"),))
    data = written([], header=header)
    assert ude.encode() in data
    assert tmx14.read(io.BytesIO(data), Wanted("a.tmx")).header.props == header.props


@pytest.mark.parametrize(
    "value", ["", "<ude/>", '<ude name="a"/>', '<ude name="a"><map/></ude>', '<ude name="a">x<map unicode="1"/></ude>']
)
def test_what_is_no_encoding_that_the_dtd_allows_stays_a_property(value: str) -> None:
    data = written([], header=Details(props=(Prop("x-yiku-ude", value),)))
    assert b"<prop " in data
    assert tmx14.read(io.BytesIO(data), Wanted("a.tmx")).header.prop("x-yiku-ude") == value


def test_one_language_given_is_the_source_of_all() -> None:
    data = written([Unit((EN, ZH))], Languages(source="zh-CN"), Details((("srclang", "en"),)))
    assert b'srclang="zh-CN"' in data
    assert read(data) == [Unit((EN, ZH))]


def test_without_a_source_any_language_may_be_it() -> None:
    assert b'srclang="*all*"' in written([Unit((EN, ZH))])


def test_characters_that_xml_cannot_hold_are_left_out_and_counted() -> None:
    losses = Losses()
    unit = Unit((Segment("en", "a\0b\ud800"), Segment("de", "ab", "a<ph></ph>\x0bb")), id="\x01")
    first, second = read(written([unit], losses=losses))[0].segments  # type: ignore[attr-defined]
    assert (first.text, second.markup) == ("ab", "a<ph></ph>b")
    assert losses.lines() == ("characters that XML cannot hold (4)",)


def test_broken_codes_and_unknown_attributes_are_counted() -> None:
    losses = Losses()
    unit = Unit((Segment("en", "ab", "a<ph>b"), ZH), details=Details((("colour", "red"), ("segtype", "odd"))))
    assert read(written([unit], losses=losses)) == [Unit((Segment("en", "ab"), ZH))]
    assert losses.lines() == (
        "attributes TMX does not have, such as colour (1)",
        "attributes TMX does not have, such as segtype (1)",
        "inline codes that are not well-formed (1)",
    )


def test_a_unit_of_one_segment_is_not_written() -> None:
    losses = Losses()
    assert read(written([Unit((EN,))], losses=losses)) == []
    assert losses.lines() == ("units with fewer than two segments (1)",)


def test_concepts_are_written_as_the_units_they_give() -> None:
    concept = Concept((Term("en", "Save", TermStatus.PREFERRED), Term("zh-CN", "保存", TermStatus.PREFERRED)))
    forbidden = Concept((Term("en", "Save", TermStatus.FORBIDDEN), Term("zh-CN", "保存", TermStatus.PREFERRED)))
    losses = Losses()
    assert read(written([concept, forbidden], losses=losses)) == [Unit((EN, ZH))]
    assert losses.lines() == ("concepts without a usable term in two languages (1)",)


@given(data=st.data())
def test_a_file_is_valid_by_the_dtd(
    data: st.DataObject, corpus: Path, require_tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    dtd = corpus / "tmx/mozilla+pontoon/pontoon/base/tests/views/data/tmx/tmx14.dtd"
    file = tmp_path_factory.mktemp("tmx") / "a.tmx"
    values = data.draw(st.lists(units(), min_size=1, max_size=20))
    file.write_bytes(written([*values], Languages(source=data.draw(st.sampled_from(["", "en"]))), data.draw(details())))
    command = [require_tool("xmllint"), "--nonet", "--noout", "--dtdvalid", str(dtd), str(file)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
