"""The reader of workbooks: the cells of one sheet as the text that people see, in the layouts of all tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import BinaryIO

import python_calamine as calamine

from tmx.codec import Preview, Reading, Wanted
from tmx.errors import UnreadableFile
from tmx.formats.tables.columns import names_columns
from tmx.formats.tables.reader import preview_table, read_table
from tmx.formats.tables.rows import Row
from tmx.replay import peek

from .unpack import checked

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Value = int | float | str | bool | time | date | datetime | timedelta


def detect(head: bytes) -> bool:
    """True for a ZIP archive, and for the compound file that an encrypted or an old workbook is."""
    return head.startswith((_ZIP, _OLE))


def read(stream: BinaryIO, wanted: Wanted) -> Reading:
    """Open the sheet that was named, else the first whose columns are known, else the first that looks like a table.

    Raises `UnreadableFile`, `HostileFile` and `UnknownColumns`.
    """
    book = _open(stream, wanted.file)
    return read_table(_rows(_chosen(book, wanted), wanted.file), wanted, "xlsx")


def preview(stream: BinaryIO, wanted: Wanted, most: int) -> Preview:
    """The first rows of the sheet that `read` would open."""
    book = _open(stream, wanted.file)
    sheet = _chosen(book, wanted)
    shown = preview_table(_rows(sheet, wanted.file), wanted, most, "xlsx")
    return replace(shown, sheets=tuple(_names(book)), sheet=sheet.name)


def _open(stream: BinaryIO, file: str) -> calamine.CalamineWorkbook:
    head, stream = peek(stream, len(_OLE))
    if head == _OLE:
        raise UnreadableFile(
            "an encrypted workbook, or one of before 2007", file=file, hint="save it as XLSX without a password"
        )
    with _refusing(file):
        return calamine.CalamineWorkbook.from_filelike(checked(stream, file))


def _names(book: calamine.CalamineWorkbook) -> list[str]:
    return [sheet.name for sheet in book.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]


def _chosen(book: calamine.CalamineWorkbook, wanted: Wanted) -> calamine.CalamineSheet:
    names, named = _names(book), wanted.table.sheet
    if named and named not in names:
        raise UnreadableFile(f"it has no sheet “{named[:40]}”", file=wanted.file, hint=f"it has {', '.join(names)}")
    filled = [sheet for sheet in _sheets(book, [named] if named else names, wanted.file) if sheet.height]
    if not filled:
        raise UnreadableFile("it is empty", file=wanted.file, hint="a table begins with a row that names its columns")
    fitting = [sheet for sheet in filled if sheet.height > 1 and sheet.width > 1] or filled
    if named or wanted.table.mapped:
        return fitting[0]
    return next((sheet for sheet in filled if _known(sheet, wanted.file)), fitting[0])


def _sheets(book: calamine.CalamineWorkbook, names: list[str], file: str) -> Iterator[calamine.CalamineSheet]:
    for name in names:
        with _refusing(file):
            sheet = book.get_sheet_by_name(name)
        yield sheet


def _known(sheet: calamine.CalamineSheet, file: str) -> bool:
    first = next((cells for _, cells in _rows(sheet, file) if cells), [])
    return names_columns(first)


def _rows(sheet: calamine.CalamineSheet, file: str) -> Iterator[Row]:
    """The rows with their numbers in the sheet, each from column A on."""
    left = [""] * (sheet.start[1] if sheet.start else 0)
    with _refusing(file):
        for number, values in enumerate(sheet.iter_rows(), start=1):
            cells = left + [text_of(value) for value in values]
            yield number, cells if any(cells) else []


def text_of(value: Value) -> str:
    """A cell as text: numbers in full, dates as ISO 8601 has them, truth as spreadsheets write it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, time):
        return value.isoformat(timespec="seconds")
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(value)


def _number(value: float) -> str:
    """The fifteen digits that a spreadsheet keeps of a number, without an exponent."""
    return f"{Decimal(f'{value:.15g}'):f}" if value == value and abs(value) < 1e300 else str(value)


@contextmanager
def _refusing(file: str) -> Iterator[None]:
    """Turn calamine's complaints into the floor's own errors; where its Rust gives up, that is one too."""
    try:
        yield
    except calamine.CalamineError as error:
        raise UnreadableFile(f"not a readable workbook: {error}", file=file) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFile("not a readable workbook", file=file, hint="save it anew as XLSX") from error
