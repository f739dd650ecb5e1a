"""Workbooks: cells as people see them, the sheet that is meant, and archives that are larger than they look."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time

import openpyxl
import pytest
import xlsxwriter

from tmx import registry
from tmx.codec import Table
from tmx.errors import HostileFile, UnknownColumns, UnreadableFile
from tmx.formats.xlsx import unpack
from tmx.formats.xlsx.reader import text_of
from tmx.model import Concept, Languages, Segment, Skipped, Term, Unit

BOTH = Languages("zh-CN", "en")
FORMULAS = ["=1+1", "+1", "-able", "@SUM(A1)", "＝1", "'=1", "0086", "12345678901234567890", "1/2", "http://a.b"]


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    """A workbook as a spreadsheet program saves one: numbers as numbers, dates as dates."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        day, moment, hour = (
            book.add_format({"num_format": look}) for look in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm")
        )
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, datetime | date | time):
                        look = moment if isinstance(cell, datetime) else day if isinstance(cell, date) else hour
                        sheet.write_datetime(row, column, cell, look)
                    elif isinstance(cell, str):
                        sheet.write_string(row, column, cell)
                    elif cell is not None:
                        sheet.write(row, column, cell)
    return stream.getvalue()


def read(data: bytes, **order: object) -> list:
    return list(registry.read(io.BytesIO(data), "a.xlsx", **order).entries)


def exported(entries: list[Unit | Concept]) -> bytes:
    stream = io.BytesIO()
    registry.write(stream, entries, format="xlsx", languages=BOTH)
    return stream.getvalue()


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A workbook with some of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_another_reader_finds_the_same_cells_all_of_them_text() -> None:
    units = [Unit((Segment("zh-CN", text), Segment("en", text))) for text in FORMULAS]
    sheet = openpyxl.load_workbook(io.BytesIO(exported(units))).active
    assert [cell.value for cell in next(sheet.iter_rows())][:3] == ["zh-CN", "en", "id"]
    for row, text in zip(sheet.iter_rows(min_row=2), FORMULAS, strict=True):
        assert [cell.value for cell in row[:2]] == [text, text]
        assert {cell.data_type for cell in row[:2]} <= {"s", "inlineStr"}
        assert {cell.number_format for cell in row[:2]} == {"@"}


def test_what_a_spreadsheet_would_run_reads_back_as_it_was() -> None:
    concepts = [Concept((Term("en", text),), id=str(at)) for at, text in enumerate(FORMULAS)]
    assert [each.terms[0].text for each in read(exported(concepts))] == FORMULAS


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        (-1234567.891, "-1234567.891"),
        (123456789012345.0, "123456789012345"),
        (1e21, "1000000000000000000000"),
        (1e-7, "0.0000001"),
        (True, "TRUE"),
        (date(2024, 2, 29), "2024-02-29"),
        (datetime(2024, 2, 29, 8, 5), "2024-02-29 08:05:00"),
        (time(8, 5), "08:05:00"),
    ],
)
def test_numbers_and_dates_become_text(value: object, text: str) -> None:
    assert text_of(value) == text
    rows = [["zh-CN", "en"], ["日期", value]]
    [concept] = read(workbook(("s", rows)))
    assert concept.terms[1].text == text


def test_texts_that_look_like_numbers_stay_what_they_are() -> None:
    [concept] = read(workbook(("s", [["zh-CN", "en"], ["007", "1e5"]])))
    assert [term.text for term in concept.terms] == ["007", "1e5"]


def test_the_first_sheet_with_known_columns_is_read() -> None:
    data = workbook(
        ("Read me", [["Welcome", "to"]]), ("Terms", [["zh-CN", "en"], ["关税", "tariff"]]), ("Old", [["en", "fr"]])
    )
    assert [term.text for term in read(data)[0].terms] == ["关税", "tariff"]


def test_a_named_sheet_is_read_and_one_that_is_not_there_is_refused() -> None:
    data = workbook(("One", [["zh-CN", "en"], ["一", "one"]]), ("Two", [["zh-CN", "en"], ["二", "two"]]))
    assert read(data, table=Table(sheet="Two"))[0].terms[1].text == "two"
    with pytest.raises(UnreadableFile, match="no sheet “Three”; it has One, Two"):
        read(data, table=Table(sheet="Three"))


def test_a_sheet_that_begins_further_down_and_right_keeps_its_letters_and_row_numbers() -> None:
    rows = [[], [None, "中文", "英文"], [None, "一", "one"], [None, "二"]]
    table = Table((("B", "zh-CN"), ("C", "en")))
    entries = read(workbook(("s", rows)), table=table, kind="units")
    assert entries[0].segments == (Segment("zh-CN", "一"), Segment("en", "one"))
    assert [entry.at for entry in entries if isinstance(entry, Skipped)] == ["row 4"]


def test_columns_that_are_not_known_are_asked_for_and_previewed() -> None:
    data = workbook(("空", []), ("词", [["中文", "英文"], ["关税", "tariff"]]))
    with pytest.raises(UnknownColumns):
        read(data)
    shown = registry.preview(io.BytesIO(data), "a.xlsx")
    assert (shown.sheet, shown.sheets) == ("词", ("空", "词"))
    assert [(column.letter, column.name, column.taken) for column in shown.columns] == [
        ("A", "中文", "keep"),
        ("B", "英文", "keep"),
    ]
    assert shown.rows == (("关税", "tariff"),)
    assert "does not name the columns" in shown.problem


GOOD = workbook(("s", [["zh-CN", "en"], ["关税", "tariff"]]))


def refused(data: bytes, what: type[UnreadableFile], words: str) -> None:
    with pytest.raises(what, match=words) as caught:
        read(data)
    assert str(caught.value).startswith("a.xlsx")
    assert "\n" not in str(caught.value)


def test_other_archives_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    refused(stream.getvalue(), UnreadableFile, "no XLSX workbook")


def test_old_and_encrypted_workbooks_are_refused() -> None:
    refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), UnreadableFile, "without a password")


@pytest.mark.parametrize("cut", [10, 200, len(GOOD) // 2, len(GOOD) - 30, len(GOOD) - 1])
def test_a_workbook_cut_short_is_refused(cut: int) -> None:
    refused(GOOD[:cut], UnreadableFile, "ZIP")


def test_a_part_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "MAX_UNPACKED", 1024 * 1024)

    def blow_up(parts: dict[str, bytes]) -> None:
        parts["xl/worksheets/sheet1.xml"] = b"<a>" + b" " * 2_000_000 + b"</a>"

    refused(repacked(GOOD, blow_up), HostileFile, "1 MiB when unpacked")


def test_a_directory_that_lies_about_a_size_is_refused() -> None:
    """The size in the central directory is made one byte too small."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    at = GOOD.rindex(b"xl/worksheets/sheet1.xml") - 46 + 24
    assert GOOD[at : at + 4] == size.to_bytes(4, "little")
    refused(GOOD[:at] + (size - 1).to_bytes(4, "little") + GOOD[at + 4 :], HostileFile, "more than its directory says")


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "MAX_PARTS", 5)
    refused(GOOD, HostileFile, "more than 5 parts")


@pytest.mark.parametrize("last", ["XFD1048576", "XFD1000", "B1048576"])
def test_a_sheet_with_two_cells_far_apart_is_refused(last: str) -> None:
    def spread(parts: dict[str, bytes]) -> None:
        part = parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = part.replace(b'r="B2"', f'r="{last}"'.encode())

    data = repacked(GOOD, spread)
    if last == "B1048576":
        assert len(read(data)) == 2  # narrow, so the rectangle costs little; the second row lacks its partner
    else:
        refused(data, HostileFile, "a sheet of")


def test_one_long_shared_text_in_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "MAX_UNPACKED", 4 * 1024 * 1024)
    rows = "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, 2000))

    def quote(parts: dict[str, bytes]) -> None:
        parts["xl/sharedStrings.xml"] = b"<sst><si><t>" + b"x" * 10_000 + b"</t></si></sst>"
        parts["xl/worksheets/sheet1.xml"] = f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()

    refused(repacked(GOOD, quote), HostileFile, "of text")


def test_a_document_type_and_deep_nesting_are_refused() -> None:
    def bomb(parts: dict[str, bytes]) -> None:
        parts["xl/workbook.xml"] = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'

    def deep(parts: dict[str, bytes]) -> None:
        parts["xl/workbook.xml"] = b"<a>" * 100 + b"</a>" * 100

    refused(repacked(GOOD, bomb), HostileFile, "document type")
    refused(repacked(GOOD, deep), HostileFile, "deeper")


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_a_part_that_is_no_xml_is_refused(part: str) -> None:
    refused(repacked(GOOD, lambda parts: parts.update({part: b"no XML"})), UnreadableFile, "XML")
