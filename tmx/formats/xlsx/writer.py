"""The writer of workbooks: one sheet, every cell of it text, in constant memory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

import xlsxwriter

from tmx.formats.tables.writer import write_table
from tmx.model import Concept, Details, Languages, Losses, Unit
from tmx.safexml import legal

MAX_TEXT = 32_767
"""Characters of one cell, as UTF-16 counts them: a limit of spreadsheet programs, as that of rows is."""
MAX_ROWS = 1_048_576

_OPTIONS = {
    "constant_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
# The date of writing is no part of the content, and the same content gives the same bytes.
_CREATED = datetime(2000, 1, 1)


def write(
    stream: BinaryIO, entries: Iterable[Unit | Concept], languages: Languages, header: Details, losses: Losses
) -> int:
    """Write a workbook, as `tmx.formats.tables.writer.write_table` writes a table."""
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        book.set_properties({"created": _CREATED})
        return write_table(_Sheet(book, losses), entries, languages, header, losses)


class _Sheet:
    """One sheet of cells in the number format “text”, so that they stay text when somebody edits them."""

    longest = MAX_TEXT
    most = MAX_ROWS

    def __init__(self, book: xlsxwriter.Workbook, losses: Losses) -> None:
        self._sheet = book.add_worksheet("yiku")
        self._text = book.add_format({"num_format": "@"})
        self._heading = book.add_format({"num_format": "@", "bold": True})
        self._losses = losses
        self._row = 0

    def fits(self, cell: str) -> bool:
        return len(cell) <= MAX_TEXT // 2 or len(cell.encode("utf-16-le", "surrogatepass")) <= 2 * MAX_TEXT

    def begin(self) -> None:
        self._sheet.freeze_panes(1, 0)

    def write(self, cells: Iterable[str]) -> None:
        look = self._text if self._row else self._heading
        for at, cell in enumerate(cells):
            if not self._row:
                self._sheet.set_column(at, at, 24, self._text)
            if cell:
                self._sheet.write_string(self._row, at, self._held(cell), look)
        self._row += 1

    def _held(self, cell: str) -> str:
        kept, left_out = legal(cell)
        if left_out:
            self._losses.add("characters that XML cannot hold", left_out)
        return kept
