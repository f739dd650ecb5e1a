"""CSV, TSV and XLSX: what is written reads back as it was, or the writer says what it left out."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.tmx.values import concepts, pairs, segments
from tmx import registry
from tmx.model import Concept, Languages, Segment, Skipped, Term, Unit

FORMATS = ["csv", "tsv", "xlsx"]
BOTH = Languages("en", "zh-CN")


def written(entries: list, format: str) -> tuple[bytes, registry.Written]:
    stream = io.BytesIO()
    report = registry.write(stream, entries, format=format, languages=BOTH)
    return stream.getvalue(), report


def read_back(data: bytes, format: str, kind: str) -> list:
    return list(registry.read(io.BytesIO(data), f"a.{format}", languages=BOTH, kind=kind).entries)


@pytest.mark.parametrize("format", ["xlsx"])
@settings(max_examples=20)
@given(values=st.lists(concepts, max_size=2))
def test_concepts_read_back_as_they_were(format: str, values: list[Concept]) -> None:
    data, report = written(values, format)
    assume(not report.lost)
    assert report.written == len(values)
    assert read_back(data, format, "concepts") == values


@pytest.mark.parametrize("format", ["xlsx"])
@settings(max_examples=20)
@given(values=st.lists(pairs(), max_size=3))
def test_units_read_back_as_they_were(format: str, values: list[Unit]) -> None:
    data, report = written(values, format)
    assume(not report.lost)
    assert read_back(data, format, "units") == values


@pytest.mark.parametrize("format", ["xlsx"])
@settings(max_examples=20)
@given(values=st.lists(pairs(), min_size=1, max_size=3))
def test_the_same_values_give_the_same_bytes(format: str, values: list[Unit]) -> None:
    assert written(values, format) == written(values, format)


@pytest.mark.parametrize("format", ["xlsx"])
@settings(max_examples=20)
@given(segment=segments("en", codes=True, detailed=False))
def test_inline_codes_are_reported(format: str, segment: Segment) -> None:
    assume(segment.markup and segment.text.strip())
    _, report = written([Unit((segment, Segment("zh-CN", "保存")))], format)
    assert any("inline codes" in line for line in report.lost)


@pytest.mark.parametrize("format", FORMATS)
def test_what_a_cell_cannot_hold_is_left_out_and_counted(format: str) -> None:
    unit = Unit((Segment("en", "a\0b\ud800c"), Segment("zh-CN", "保存")))
    data, report = written([unit], format)
    assert [each.segments[0].text for each in read_back(data, format, "units")] == ["abc"]
    assert sum(int(line.rpartition("(")[2].rstrip(")")) for line in report.lost) == 2


@pytest.mark.parametrize("format", FORMATS)
def test_a_text_that_is_too_long_is_left_out_whole_and_counted(format: str) -> None:
    long = Concept((Term("en", "x" * 140_000),))
    data, report = written([long, Concept((Term("en", "tariff"),))], format)
    assert [each.terms[0].text for each in read_back(data, format, "concepts")] == ["tariff"]
    assert report.written == 1
    assert "more than" in report.lost[0]


@pytest.mark.parametrize("format", FORMATS)
def test_a_bad_row_among_good_ones_is_skipped_and_named(format: str) -> None:
    good = [Concept((Term("en", text),), id=text) for text in ("one", "two", "three")]
    bad = replace(good[1], terms=(Term("not a tag", "two"),))
    data, _ = written([good[0], bad, good[2]], format)
    entries = read_back(data, format, "concepts")
    assert [entry.id for entry in entries if isinstance(entry, Concept)] == ["one", "three"]
    assert [entry.at for entry in entries if isinstance(entry, Skipped)] == ["row 3"]
