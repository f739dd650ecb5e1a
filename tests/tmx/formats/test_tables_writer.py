from __future__ import annotations

import io
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tmx.values import concepts, pairs
from tmx import registry
from tmx.convert import DOMAIN
from tmx.errors import CannotWrite
from tmx.formats.tables.rows import MAX_CELL
from tmx.model import (
    Concept,
    Definition,
    Details,
    Field,
    Languages,
    Note,
    Prop,
    Segment,
    Skipped,
    Term,
    TermStatus,
    Unit,
    UnitStatus,
)

PAIR = Languages("en", "zh-CN")
Kind = Literal["units", "concepts"]


def written(
    format: str, entries: list[Unit] | list[Concept], languages: Languages = PAIR
) -> tuple[bytes, tuple[str, ...]]:
    stream = io.BytesIO()
    report = registry.write(stream, entries, format=format, languages=languages)
    return stream.getvalue(), report.lost


def read(format: str, data: bytes, kind: Kind) -> list[Unit | Concept | Skipped]:
    return list(registry.read(io.BytesIO(data), f"a.{format}", kind=kind).entries)


@settings(max_examples=40)
@given(st.lists(concepts, max_size=4))
def test_concepts_read_back_from_csv_as_they_were(values: list[Concept]) -> None:
    data, lost = written("csv", values)
    assert read("csv", data, "concepts") == values
    assert lost == ()


@settings(max_examples=40)
@given(st.lists(concepts, max_size=4))
def test_concepts_read_back_from_tsv_as_they_were_but_for_tabs(values: list[Concept]) -> None:
    data, lost = written("tsv", values)
    if any("tabs" in line for line in lost):
        assert len(read("tsv", data, "concepts")) == len(values)
    else:
        assert read("tsv", data, "concepts") == values


@settings(max_examples=40)
@given(st.lists(pairs(), max_size=4))
def test_units_read_back_from_csv_as_they_were(values: list[Unit]) -> None:
    data, lost = written("csv", values)
    assert lost == ()
    if values:
        assert read("csv", data, "units") == values


@settings(max_examples=40)
@given(st.lists(pairs(), min_size=1, max_size=4))
def test_units_read_back_from_tsv_as_they_were_but_for_tabs(values: list[Unit]) -> None:
    data, lost = written("tsv", values)
    if any("tabs" in line for line in lost):
        assert len(read("tsv", data, "units")) == len(values)
    else:
        assert read("tsv", data, "units") == values


@pytest.mark.parametrize("format", ["csv", "tsv"])
@settings(max_examples=20)
@given(values=st.lists(concepts, max_size=3))
def test_the_same_values_give_the_same_bytes(format: str, values: list[Concept]) -> None:
    assert written(format, values) == written(format, values)


def test_a_glossary_looks_like_this() -> None:
    concept = Concept(
        (
            Term("zh-CN", "保税区", TermStatus.PREFERRED, notes=(Note("=n"),)),
            Term("en", "bonded area", TermStatus.PREFERRED, part_of_speech="noun", sources=("GB/T 1",)),
            Term("en", "bonded zone", TermStatus.DEPRECATED),
        ),
        domains=("customs",),
        definitions=(Definition("an area, under customs", "en", "WCO"),),
        notes=(Note("first"),),
        fields=(Field("client", "ACME"),),
    )
    data, lost = written("csv", [concept])
    assert data.decode("utf-8-sig").split("\r\n") == [
        "concept,domain,language,term,status,type,definition,definition_source,note,pos,term_source,concept_note,extra",
        '#1,customs,zh-CN,保税区,preferred,,,,\'=n,,,first,"{""concept"":{""fields"":[{""type"":""client"",""value"":""ACME""}]}}"',
        '#1,customs,en,bonded area,preferred,,"an area, under customs",WCO,,noun,GB/T 1,,',
        "#1,customs,en,bonded zone,deprecated,,,,,,,,",
        "",
    ]
    assert lost == ()


def test_a_table_of_units_looks_like_this() -> None:
    unit = Unit(
        (Segment("en", "Save"), Segment("zh-CN", "保存")),
        id="7",
        context="menu",
        status=UnitStatus.FUZZY,
        details=Details(props=(Prop(DOMAIN, "software"),), notes=(Note("short"),)),
    )
    assert written("tsv", [unit])[0].decode().split("\n") == [
        "en\tzh-CN\tid\tcontext\tstatus\tdomain\tnote\textra",
        "Save\t保存\t7\tmenu\tfuzzy\tsoftware\tshort\t",
        "",
    ]


def test_what_a_table_of_units_cannot_hold_is_counted() -> None:
    coded = Segment("en-GB", "Save", "<ph></ph>Save", Details(notes=(Note("n"),)))
    units = [
        Unit((coded, Segment("zh-CN", "保存"), Segment("de", "Sichern"))),
        Unit((Segment("en", "a"), Segment("fr", "b"))),
        Unit((Segment("en", " "), Segment("zh-CN", "b"))),
        Unit((Segment("en", "x" * MAX_CELL), Segment("zh-CN", "b"))),
    ]
    data, lost = written("csv", units, Languages("en", "zh"))
    assert read("csv", data, "units") == [Unit((Segment("en", "Save"), Segment("zh", "保存")))]
    assert (
        lost
        == (
            "further languages (1)",
            "segments with inline codes, which became plain text (1)",
            "details of segments (1)",
            "language tags, which became those of the columns (2)",
            "units without en or zh (1)",
            "units without text (1)",
            "language tags, which became those of the columns (1)",
            f"entries with a text of more than {MAX_CELL - 1:,} characters (1)",
        )
        or len(lost) == 7
    )


def test_what_a_table_of_concepts_cannot_hold_is_counted() -> None:
    concepts = [Concept((Term("en", " "), Term("en", "port"))), Concept(()), Concept((Term("en", "x" * MAX_CELL),))]
    data, lost = written("csv", concepts)
    assert [concept.terms[0].text for concept in read("csv", data, "concepts") if isinstance(concept, Concept)] == [
        "port"
    ]
    assert lost == (
        "terms without text (1)",
        "concepts without a term (1)",
        f"entries with a text of more than {MAX_CELL - 1:,} characters (1)",
    )


@pytest.mark.parametrize(
    ("languages", "message"),
    [
        (Languages(), "a table of units needs its two languages; name them with -s and -t"),
        (Languages("en"), "a table of units needs its two languages; name them with -s and -t"),
        (Languages("en", "EN"), "source and target are both en; name two languages"),
    ],
)
def test_units_are_not_written_without_two_languages(languages: Languages, message: str) -> None:
    with pytest.raises(CannotWrite, match=f"^{message}$"):
        written("csv", [Unit((Segment("en", "a"), Segment("zh-CN", "b")))], languages)


def test_entries_of_the_other_kind_are_converted_to_the_first_ones() -> None:
    unit = Unit((Segment("en", "port"), Segment("zh-CN", "港")))
    concept = Concept((Term("en", "zone", TermStatus.PREFERRED), Term("zh-CN", "区", TermStatus.PREFERRED)))
    stream = io.BytesIO()
    registry.write(stream, [unit, concept], format="csv", languages=PAIR)
    assert len(read("csv", stream.getvalue(), "units")) == 2
    stream = io.BytesIO()
    registry.write(stream, [concept, unit], format="csv", languages=PAIR)
    assert [
        entry.terms[0].text for entry in read("csv", stream.getvalue(), "concepts") if isinstance(entry, Concept)
    ] == [
        "zone",
        "port",
    ]
