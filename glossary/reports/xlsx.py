"""A report as a workbook: a row a finding, the stretch that is meant in red."""

from __future__ import annotations

import io
from typing import Any, BinaryIO

import xlsxwriter

from glossary.checks import CheckedPair, Reported, Side
from glossary.checks.report import CheckReport

from .marked import marked, visible

_COLUMNS = (("At", 14), ("Severity", 10), ("Check", 18), ("Source", 50), ("Target", 50), ("Why", 50), ("Write", 24))
LONGEST_CELL = 32_767
"""Characters that Excel takes in a cell."""
_MOST_ROWS = 1_000_000
"""Of 1,048,576 that a sheet can have."""
OPTIONS = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}


def write(report: CheckReport, stream: BinaryIO) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        sheet = book.add_worksheet("Findings")
        formats = {"wrap": book.add_format({"text_wrap": True, "valign": "top"})}
        formats["red"] = book.add_format({"font_color": "#B00020", "bold": True, "underline": True})
        bold = book.add_format({"bold": True})
        for column, (name, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, bold)
        sheet.freeze_panes(1, 0)
        found = ((checked, each) for checked in report.faulty for each in checked.found)
        row = 0
        for row, (checked, each) in enumerate(found, 1):
            if row > _MOST_ROWS:
                sheet.write_string(row, 0, f"{report.count - _MOST_ROWS:,} more findings do not fit a sheet")
                break
            _row(sheet, row, checked, each, formats)
        sheet.autofilter(0, 0, max(row, 1), len(_COLUMNS) - 1)
    stream.write(buffer.getvalue())


def _row(sheet: Any, row: int, checked: CheckedPair, each: Reported, formats: dict[str, Any]) -> None:
    finding = each.finding
    cells = {0: checked.pair.at, 1: each.severity.value, 2: each.check, 5: finding.message, 6: finding.suggestion or ""}
    for column, text in cells.items():
        sheet.write_string(row, column, visible(text)[:LONGEST_CELL], formats["wrap"])
    for column, side in ((3, Side.SOURCE), (4, Side.TARGET)):
        _text(sheet, row, column, CheckedPair(checked.pair, (each,)), side, formats)


def _text(sheet: Any, row: int, column: int, checked: CheckedPair, side: Side, formats: dict[str, Any]) -> None:
    """A text with its mark, where Excel takes it: a rich text has two pieces at least."""
    pieces = marked(checked, side)
    whole = "".join(piece.text for piece in pieces)
    if len(pieces) < 2 or len(whole) > LONGEST_CELL:
        sheet.write_string(row, column, whole[:LONGEST_CELL], formats["wrap"])
        return
    parts: list[Any] = []
    for piece in pieces:
        parts += [formats["red"], piece.text] if piece.severity else [piece.text]
    sheet.write_rich_string(row, column, *parts, formats["wrap"])
