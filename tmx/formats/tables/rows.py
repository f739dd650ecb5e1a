"""Rows of a CSV or TSV file in and out: delimiter, quoting, bounds, and cells that a spreadsheet would run.

Formula guard: a cell that begins with any number of ``'`` and then one of ``= + - @`` (also full-width), a tab or a
line break is written with one more ``'`` before it; reading takes one ``'`` off such a cell. That inverts exactly.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from tmx.errors import HostileFile, UnreadableFile
from tmx.model import Losses

from .encoding import text_of

MAX_CELL = csv.field_size_limit()
"""Characters of one cell: the csv module's own limit, 131,072 unless a program changed it."""
MAX_LINE = 4 * 1024 * 1024
"""Characters of one line."""

EXCELS_FIRST_LINE = re.compile(r"sep=([^\r\n])(?:\r?\n|$)", re.IGNORECASE)
"""It names the delimiter, and Excel does not show it as a row."""

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_QUOTED_CELL = re.compile(r'"((?:[^"\t]|"")*)"(\t|\r?\n|\r|$)')
_NO_TEXT = re.compile("[\0\ud800-\udfff]")

Row = tuple[int, list[str]]
"""A row's number, from 1, as a spreadsheet counts it, and its cells; none where no cell has text."""


class Sink(Protocol):
    """Where the writer of a table puts its rows: no cell longer than `longest` characters, `most` rows at most."""

    @property
    def longest(self) -> int: ...

    @property
    def most(self) -> int: ...

    def fits(self, cell: str) -> bool: ...

    def begin(self) -> None: ...

    def write(self, cells: Iterable[str]) -> None: ...


def guard(cell: str) -> str:
    """The cell as it is written, so that no spreadsheet runs it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell


def as_it_is(cell: str) -> str:
    """The cell itself: what stands for `guard` and `unguard` in the files of programs that know no guard."""
    return cell


def read_rows(
    stream: BinaryIO, file: str, choose: Callable[[str], str], unguarded: Callable[[str], str] = unguard
) -> Iterator[Row]:
    """The rows of a text table.

    `choose` gives the delimiter for the first line. Raises `UnreadableFile` where encoding or quoting is broken or text
    is none, and `HostileFile` where a line is longer than `MAX_LINE`, with the place.
    """
    text, encoding = text_of(stream, file)
    number = 0
    try:
        for cells in _records(lines_of(text, file), choose):
            number += 1
            yield number, [unguarded(cell) for cell in cells] if any(cells) else []
    except csv.Error as error:
        raise UnreadableFile(
            f"not a table: {error}", file=file, at=f"row {number + 1}", hint="look for a quote that is not closed"
        ) from error
    except UnicodeError as error:
        raise UnreadableFile(
            f"not {encoding} text", file=file, at=f"after row {number}", hint="save it as UTF-8"
        ) from error


def lines_of(text: io.TextIOWrapper, file: str, encoding: str = "") -> Iterator[str]:
    """The lines of a text, each with its end. Raises `HostileFile` for one that is too long, or that holds a NUL.

    Where an `encoding` is given, what is not in it raises `UnreadableFile`, not `UnicodeError`.
    """
    number = 0
    while line := _line(text, file, number, encoding):
        number += 1
        if len(line) == MAX_LINE:
            raise HostileFile(f"a line of more than {MAX_LINE:,} characters", file=file, at=f"line {number:,}")
        if "\0" in line:
            raise HostileFile("a NUL character, which no text has", file=file, at=f"line {number:,}")
        yield line


def _line(text: io.TextIOWrapper, file: str, number: int, encoding: str) -> str:
    try:
        return text.readline(MAX_LINE)
    except UnicodeError as error:
        if not encoding:
            raise
        raise UnreadableFile(
            f"not {encoding} text", file=file, at=f"after line {number}", hint="save it as UTF-8"
        ) from error


def _records(lines: Iterator[str], choose: Callable[[str], str]) -> Iterator[list[str]]:
    first = next(lines, None)
    if first is None:
        return
    said = EXCELS_FIRST_LINE.match(first)
    pushed = _Pushed([] if said else [first], lines)
    delimiter = said[1] if said else choose(first)
    yield from _tab_records(pushed) if delimiter == "\t" else csv.reader(pushed, delimiter=delimiter, strict=True)


class _Pushed(Iterator[str]):
    """Lines that can be given back."""

    def __init__(self, back: list[str], rest: Iterator[str]) -> None:
        self._back, self._rest = back, rest

    def __next__(self) -> str:
        return self._back.pop() if self._back else next(self._rest)

    def give_back(self, lines: list[str]) -> None:
        self._back.extend(reversed(lines))


def _tab_records(lines: _Pushed) -> Iterator[list[str]]:
    """Tab-separated values, in which a quote is a character like others, as IANA's registration has it.

    Spreadsheets quote some cells nevertheless. A cell is taken as quoted where the first line begins with a quote, or
    where the cell holds a doubled quote or a line break; so ``"Hello," he said.`` and ``"Hello."`` stay what they are.
    """
    all_quoted: bool | None = None
    for line in lines:
        if all_quoted is None:
            all_quoted = line.startswith('"')
        yield _tab_cells(line, lines, all_quoted) if '"' in line else line.rstrip("\r\n").split("\t")


def _tab_cells(line: str, lines: _Pushed, all_quoted: bool) -> list[str]:
    cells: list[str] = []
    rest = line
    while True:
        quoted = _quoted(rest, lines) if rest.startswith('"') else None
        if quoted and (all_quoted or '""' in quoted[1] or "\n" in quoted[1] or "\r" in quoted[1]):
            cells.append(quoted[1].replace('""', '"'))
            tab, rest = quoted[2] == "\t", quoted.string[quoted.end() :]
        else:
            cell, found, rest = rest.partition("\t")
            tab = bool(found)
            cells.append(cell if tab else cell.rstrip("\r\n"))
        if not tab:
            return cells


def _quoted(rest: str, lines: _Pushed) -> re.Match[str] | None:
    """A quoted cell, over as many lines as it has; None where the quote is text, as before a tab."""
    taken: list[str] = []
    text = rest
    while True:
        match = _QUOTED_CELL.match(text)
        if match or "\t" in text or len(text) > MAX_CELL:
            break
        line = next(lines, None)
        if line is None:
            break
        taken.append(line)
        text += line
    if match is None:
        lines.give_back(taken)
    return match


@dataclass(frozen=True, slots=True)
class RowWriter:
    """Writes rows as CSV (RFC 4180, with a byte order mark, by which spreadsheets know UTF-8) or as TSV."""

    stream: BinaryIO
    delimiter: str
    losses: Losses
    guarded: Callable[[str], str] = guard
    longest: int = MAX_CELL - 1
    most: int = sys.maxsize

    def fits(self, cell: str) -> bool:
        return len(cell) <= self.longest

    def begin(self) -> None:
        if self.delimiter != "\t":
            self.stream.write(codecs.BOM_UTF8)

    def write(self, cells: Iterable[str]) -> None:
        kept = [self.guarded(self._held(cell)) for cell in cells]
        if self.delimiter == "\t":
            text = "\t".join(map(_tab_cell, kept)) + "\n"
        else:
            buffer = io.StringIO()
            csv.writer(buffer, delimiter=self.delimiter).writerow(kept)
            text = buffer.getvalue()
        self.stream.write(text.encode())

    def _held(self, cell: str) -> str:
        kept, left_out = _NO_TEXT.subn("", cell)
        if left_out:
            self.losses.add("characters that are not Unicode text", left_out)
        if self.delimiter == "\t" and "\t" in kept:
            self.losses.add("tabs, which became spaces", kept.count("\t"))
            kept = kept.replace("\t", " ")
        return kept


def _tab_cell(cell: str) -> str:
    if cell.startswith('"') or "\n" in cell or "\r" in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell
