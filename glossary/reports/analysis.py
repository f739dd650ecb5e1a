"""An analysis as a table at a terminal, and as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import xlsxwriter
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from glossary.answers import Analysis, Tally

from .marked import visible
from .xlsx import LONGEST_CELL, OPTIONS

_COLUMNS = ("Band", "Segments", "Words", "Characters", "Share", "Rate", "Weighted")
_WIDTHS = (40, 14, 12, 12, 12, 10, 10, 16)
_PERCENTAGES = (5, 6)
_TOTAL = "total"
_ALL = "all files"


def show(analysis: Analysis, console: Console) -> None:
    """Prints a table for each file, and one for all."""
    for tally in analysis.tallies():
        console.print(_table(tally))


def name_of(tally: Tally) -> str:
    """The file's name, or what stands for all files."""
    return tally.file or _ALL


def _table(tally: Tally) -> Table:
    table = Table(box=box.SIMPLE_HEAD, title=Text(_title(tally)), title_justify="left", title_style="bold")
    for number, column in enumerate(_COLUMNS):
        table.add_column(column, justify="right" if number else "left")
    for line in tally.lines():
        count = line.count
        numbers = (f"{count.segments:,}", f"{count.words:,}", f"{count.characters:,}", f"{line.share:.1f} %")
        rate = "" if line.rate is None else f"{line.rate} %"
        table.add_row(line.band or _TOTAL, *numbers, rate, f"{line.weighted:,.1f}", style="" if line.band else "bold")
    return table


def _title(tally: Tally) -> str:
    format = f" ({tally.format})" if tally.format else ""
    skipped = f", {tally.skipped:,} entries without a text to translate" if tally.skipped else ""
    return visible(f"{name_of(tally)}{format}{skipped}")


def write(analysis: Analysis, stream: BinaryIO) -> None:
    """Writes a workbook: a row for each band of each file, then those of all."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        sheet = book.add_worksheet("Analysis")
        bold = book.add_format({"bold": True})
        for column, (name, width) in enumerate(zip(("File", *_COLUMNS), _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, bold)
        sheet.freeze_panes(1, 0)
        plain, total = (_formats(book, bold=bold) for bold in (False, True))
        for row, cells in enumerate(_rows(analysis), start=1):
            _write_row(sheet, row, cells, total if cells[1] == _TOTAL else plain)
    stream.write(buffer.getvalue())


def _rows(analysis: Analysis) -> Iterator[tuple[str | float | None, ...]]:
    for tally in analysis.tallies():
        for line in tally.lines():
            rate = None if line.rate is None else line.rate / 100
            count = line.count
            numbers = (count.segments, count.words, count.characters, line.share / 100, rate, line.weighted)
            yield (visible(name_of(tally))[:LONGEST_CELL], line.band or _TOTAL, *numbers)


def _formats(book: Any, *, bold: bool) -> tuple[Any, Any]:
    """Of counts and texts, and of percentages."""
    return tuple(book.add_format({"num_format": shape, "bold": bold}) for shape in ("#,##0", "0.0%"))


def _write_row(sheet: Any, row: int, cells: tuple[str | float | None, ...], formats: tuple[Any, Any]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(row, column, cell, formats[0])
        elif cell is not None:
            sheet.write_number(row, column, cell, formats[column in _PERCENTAGES])
