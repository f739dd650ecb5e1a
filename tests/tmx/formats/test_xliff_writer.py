"""What the XLIFF writers write reads back as it was, and is valid by the standard's own schemas."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.tmx.schemas import xliff12_schemas, xliff20_schema
from tests.tmx.values import details, segments, text
from tmx.codec import Codec, Wanted
from tmx.errors import CannotWrite
from tmx.formats.xliff import CODECS
from tmx.model import NOTHING, Details, Languages, Losses, Note, Prop, Segment, Unit, UnitStatus

X20, X12 = CODECS
BOTH = pytest.mark.parametrize("codec", CODECS, ids=lambda codec: codec.name)


@st.composite
def bilingual(draw: st.DrawFn) -> Unit:
    """Any unit of English and Chinese that TMX holds."""
    unit = Unit(
        (
            draw(segments("en", codes=True, detailed=True)),
            draw(segments(draw(st.sampled_from(["zh-CN", "zh-Hans-CN"])), codes=True, detailed=True)),
        ),
        id=draw(text),
        context=draw(text),
        status=draw(st.sampled_from(UnitStatus)),
        details=draw(details()),
    )
    return unit if all(segment.text.strip() or segment.markup for segment in unit.segments) else draw(bilingual())


def written(codec: Codec, units: list[Unit], languages: Languages | None = None, losses: Losses | None = None) -> bytes:
    stream = io.BytesIO()
    assert codec.write is not None
    codec.write(stream, units, languages or Languages("en", "zh-CN"), NOTHING, losses or Losses())
    return stream.getvalue()


def read(codec: Codec, data: bytes) -> list[object]:
    return list(codec.read(io.BytesIO(data), Wanted("a.xlf")).entries)


@BOTH
@given(data=st.data())
def test_what_is_written_reads_back_as_it_was(codec: Codec, data: st.DataObject) -> None:
    units, losses = data.draw(st.lists(bilingual(), max_size=3)), Losses()
    assert read(codec, written(codec, units, losses=losses)) == units
    assert losses.counts == {}


@BOTH
@given(data=st.data())
def test_the_same_values_give_the_same_bytes(codec: Codec, data: st.DataObject) -> None:
    units = data.draw(st.lists(bilingual(), max_size=2))
    once = written(codec, units)
    assert written(codec, units) == once
    assert written(codec, [unit for unit in read(codec, once) if isinstance(unit, Unit)]) == once


@settings(max_examples=40)
@given(units=st.lists(bilingual(), min_size=1, max_size=5))
def test_what_is_written_is_valid_by_the_schema_of_2_x(units: list[Unit], corpus: Path) -> None:
    xliff20_schema(corpus).assertValid(etree.fromstring(written(X20, units)))


@settings(max_examples=40)
@given(units=st.lists(bilingual(), min_size=1, max_size=5))
def test_what_is_written_is_valid_by_both_schemas_of_1_2(units: list[Unit], corpus: Path) -> None:
    for schema in xliff12_schemas(corpus):
        schema.assertValid(etree.fromstring(written(X12, units)))


UNIT = Unit(
    (
        Segment(
            "en",
            "A bold",
            '<ph x="1">&lt;br/&gt;</ph>A <bpt i="1" type="bold" x="2">&lt;b&gt;</bpt>bold<ept i="1">&lt;/b&gt;</ept>',
        ),
        Segment("zh-CN", "甲", None, Details(notes=(Note("s"),))),
    ),
    id="7",
    context="menu",
    status=UnitStatus.FUZZY,
    details=Details((("changeid", "amy"),), (Prop("client", "ACME"),), (Note("n"),)),
)

GOLDEN_20 = """\
<?xml version='1.0' encoding='UTF-8'?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="zh-CN">
<file id="f1" original="yiku:memory">
<unit id="7" name="menu">
  <mda:metadata xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0">
    <mda:metaGroup category="yiku">
      <mda:meta type="attribute:changeid">amy</mda:meta>
      <mda:meta type="prop::client">ACME</mda:meta>
    </mda:metaGroup>
  </mda:metadata>
  <notes>
    <note>n</note>
    <note appliesTo="target">s</note>
  </notes>
  <originalData>
    <data id="d1">&lt;br/&gt;</data>
    <data id="d2">&lt;b&gt;</data>
    <data id="d3">&lt;/b&gt;</data>
  </originalData>
  <segment state="initial" subState="yiku:fuzzy">
    <source><ph id="1" dataRef="d1"/>A <pc id="2" subType="xlf:b" type="fmt" dataRefStart="d2" dataRefEnd="d3">\
bold</pc></source>
    <target>甲</target>
  </segment>
</unit>
</file>
</xliff>
"""

GOLDEN_12 = """\
<?xml version='1.0' encoding='UTF-8'?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="yiku:memory" source-language="en" target-language="zh-CN" datatype="plaintext">
<header/>
<body>
<trans-unit id="7" resname="menu">
  <source><ph id="1">&lt;br/&gt;</ph>A <bpt ctype="bold" id="2">&lt;b&gt;</bpt>bold<ept id="2">&lt;/b&gt;</ept></source>
  <target state="needs-review-translation">甲</target>
  <note>n</note>
  <note annotates="target">s</note>
  <context-group purpose="information">
    <context context-type="x-yiku-/attribute:changeid">amy</context>
    <context context-type="x-yiku-/prop::client">ACME</context>
  </context-group>
</trans-unit>
</body>
</file>
</xliff>
"""


def test_files_look_like_this() -> None:
    assert written(X20, [UNIT]).decode().strip() == GOLDEN_20.strip()
    assert written(X12, [UNIT]).decode().strip() == GOLDEN_12.strip()


def test_a_file_of_1_2_changes_its_languages_where_the_units_do() -> None:
    units = [Unit((Segment("en", "a"), Segment(tag, "b"))) for tag in ("de", "fr", "fr")]
    data = written(X12, units, Languages())
    assert data.count(b"<file ") == 2
    assert read(X12, data) == units


def test_a_file_of_2_x_has_one_pair_and_counts_the_others() -> None:
    losses = Losses()
    units = [Unit((Segment("en", "a"), Segment(tag, "b"))) for tag in ("de", "fr")]
    assert read(X20, written(X20, units, Languages(), losses)) == units[:1]
    assert losses.lines() == ("units without en or de (1)",)


@BOTH
def test_what_cannot_be_carried_is_counted(codec: Codec) -> None:
    losses, stream = Losses(), io.BytesIO()
    unit = Unit((Segment("en", "a\0"), Segment("zh-CN", "b", "<ph>b"), Segment("fr", "c")))
    header = Details((("segtype", "x"),), (Prop("p", "v"),), (Note("n"),))
    assert codec.write is not None
    codec.write(stream, [unit], Languages("en", "zh-CN"), header, losses)
    assert read(codec, stream.getvalue()) == [Unit((Segment("en", "a"), Segment("zh-CN", "b")))]
    assert losses.counts.keys() == {
        "attributes of the file",
        "properties of the file",
        "notes of the file",
        "further languages",
        "characters that XML cannot hold",
        "inline codes that are not well-formed",
    }


@BOTH
def test_an_empty_memory_is_a_file_that_reads_as_empty(codec: Codec) -> None:
    data = written(codec, [])
    assert read(codec, data) == []


@BOTH
def test_a_target_must_be_known(codec: Codec) -> None:
    with pytest.raises(CannotWrite, match="name it with -t"):
        written(codec, [], Languages("en", ""))
    with pytest.raises(CannotWrite, match="both en"):
        written(codec, [], Languages("en", "en"))


@BOTH
def test_codes_that_cross_and_codes_that_are_alone_come_back(codec: Codec) -> None:
    crossing = '<bpt i="1"></bpt>a<bpt i="2"></bpt>b<ept i="1"></ept>c<ept i="2"></ept><bpt i="3"></bpt>'
    unit = Unit((Segment("en", "abc", crossing), Segment("zh-CN", "甲")))
    assert read(codec, written(codec, [unit])) == [unit]


def test_ids_that_xliff_does_not_take_come_back() -> None:
    units = [Unit((Segment("en", f"a{n}"), Segment("zh-CN", "b")), id=id) for n, id in enumerate(["", "x y", "1", "1"])]
    assert read(X20, written(X20, units)) == units
    assert read(X12, written(X12, units)) == units
