"""Columns that somebody names: by name, letter or number, with a header and without; and the preview of both."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx import registry
from tmx.codec import Table
from tmx.errors import UnknownColumns, UnknownFormat
from tmx.formats.tables.mapping import letters
from tmx.model import Concept, Definition, Field, Languages, Note, Segment, Skipped, Term, TermStatus

HEADED = "术语,Translation,Remarks,No.\n保税区,bonded area,see the law,7\n关税,tariff,,8\n".encode()
HEADLESS = "保税区\tbonded area\n关税\ttariff\n".encode()


def read(data: bytes, *columns: tuple[str, str], header: bool = True, file: str = "a.csv", **order: object) -> list:
    reading = registry.read(io.BytesIO(data), file, table=Table(columns, header), **order)
    return list(reading.entries)


@given(st.integers(0, 20_000))
def test_letters_count_as_a_spreadsheet_does(at: int) -> None:
    value = 0
    for letter in letters(at):
        value = value * 26 + ord(letter) - 64
    assert value == at + 1


@pytest.mark.parametrize("keys", [("术语", "Translation"), ("A", "B"), ("1", "2"), (" a ", "translation")])
def test_columns_are_taken_by_name_letter_and_number(keys: tuple[str, str]) -> None:
    entries = read(HEADED, (keys[0], "zh-CN"), (keys[1], "en"), ("C", "note"), ("D", "ignore"))
    assert entries[0] == Concept(
        (Term("zh-CN", "保税区", TermStatus.PREFERRED), Term("en", "bonded area", TermStatus.PREFERRED)),
        notes=(Note("see the law"),),
    )
    assert len(entries) == 2


def test_a_column_that_nobody_named_is_kept_as_a_property() -> None:
    [first, _] = read(HEADED, ("A", "zh-CN"), ("B", "en"))
    assert first.fields == (Field("Remarks", "see the law"), Field("No.", "7"))


def test_a_name_goes_before_a_letter() -> None:
    [concept] = read(b"b,a\nx,y\n", ("a", "en"), ("b", "zh-CN"))
    assert {term.language: term.text for term in concept.terms} == {"en": "y", "zh-CN": "x"}


@pytest.mark.parametrize("file", ["a.txt", "a.tsv", "a.unknown", "a.csv"])
def test_without_a_header_the_first_row_is_an_entry(file: str) -> None:
    entries = read(HEADLESS, ("1", "zh-CN"), ("2", "en"), header=False, file=file, kind="units")
    assert [entry.segments[1] for entry in entries] == [Segment("en", "bonded area"), Segment("en", "tariff")]


def test_source_and_target_take_the_languages_that_are_named() -> None:
    columns = (("A", "source"), ("B", "target"), ("C", "definition"), ("D", "id"))
    [first, _] = read(HEADED, *columns, languages=Languages("zh", "en"))
    assert [term.language for term in first.terms] == ["zh", "en"]
    assert first.definitions == (Definition("see the law"),)
    assert first.id == "7"
    with pytest.raises(UnknownColumns, match="do not say their languages"):
        read(HEADED, *columns)


def test_terms_by_rows_and_synonyms_by_columns() -> None:
    rows = b"what,how,which\ncar,en,voiture\nauto,en,\n"
    assert [entry.terms[0].text for entry in read(rows, ("what", "term"), ("how", "language"))] == ["car", "auto"]
    [concept] = read(b"a,b,c\nx,y,z\n", ("a", "zh"), ("b", "en"), ("c", "en"))
    assert [(term.text, term.status.value) for term in concept.terms[1:]] == [("y", "preferred"), ("z", "admitted")]


def test_what_is_said_goes_before_a_name_that_says_the_same() -> None:
    [concept] = read(b"zh,en,note,remark\nx,y,n,r\n", ("remark", "note"))
    assert (concept.notes, concept.fields) == ((Note("r"),), (Field("note", "n"),))


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ((("E", "en"),), "no column “E”; it has A 术语, B Translation"),
        ((("A", "definiton"),), "“definiton” is nothing that a column can be"),
        ((("A", "remark"),), "“remark” is nothing"),
        ((("A", "en"), ("术语", "note")), "column A is said to be two things"),
        ((("A", "note"), ("B", "note")), "two columns “note”"),
        ((("A", "note"),), "does not name the columns"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(columns: tuple[tuple[str, str], ...], words: str) -> None:
    with pytest.raises(UnknownColumns, match=words) as caught:
        read(HEADED, *columns)
    assert str(caught.value).startswith("a.csv")
    assert "\n" not in str(caught.value)


def test_a_bad_row_is_skipped_under_its_own_number_with_a_header_and_without() -> None:
    data = b"one,two\na,b\na\nc,d\n"
    for header, row in ((True, "row 3"), (False, "row 3")):
        entries = read(data, ("1", "zh"), ("2", "en"), header=header)
        assert [entry.at for entry in entries if isinstance(entry, Skipped)] == [row]


def test_formats_with_columns_of_their_own_are_not_mapped() -> None:
    with pytest.raises(UnknownFormat, match="columns of “tmx” are fixed; name one of"):
        read(b"<tmx/>", ("A", "en"), format="tmx")


def test_a_preview_shows_what_an_import_would_take_the_columns_for() -> None:
    shown = registry.preview(io.BytesIO(HEADED), "a.csv", table=Table((("A", "zh-CN"), ("2", "en"))), rows=1)
    assert [(one.letter, one.name, one.taken) for one in shown.columns] == [
        ("A", "术语", "zh-CN"),
        ("B", "Translation", "en"),
        ("C", "Remarks", "keep"),
        ("D", "No.", "keep"),
    ]
    assert (shown.rows, shown.problem) == ((("保税区", "bonded area", "see the law", "7"),), "")


def test_a_preview_says_why_a_table_would_be_refused() -> None:
    unknown = registry.preview(io.BytesIO(HEADLESS), "a.txt", table=Table(header=False))
    assert [one.taken for one in unknown.columns] == ["keep", "keep"]
    assert unknown.rows[0] == ("保税区", "bonded area")
    assert unknown.problem
    wrong = registry.preview(io.BytesIO(HEADED), "a.csv", table=Table((("Q", "en"),)))
    assert "no column “Q”" in wrong.problem
    pairs = registry.preview(io.BytesIO(b"source,target\na,b\n"), "a.csv")
    assert "languages" in pairs.problem
    assert registry.preview(io.BytesIO(b"source,target\na,b\n"), "a.csv", languages=Languages("zh", "en")).problem == ""


def test_rows_of_other_lengths_are_cut_and_filled_in_a_preview() -> None:
    assert registry.preview(io.BytesIO(b"a,b\nc\nd,e,f\n"), "a.csv").rows == (("c", ""), ("d", "e"))


def test_a_file_that_is_no_table_has_no_preview() -> None:
    with pytest.raises(UnknownFormat, match="it is tmx"):
        registry.preview(io.BytesIO(b"<?xml version='1.0'?><tmx version='1.4'/>"), "a.tmx")
