"""CSV and TSV: the glossaries and sentence lists that people keep in spreadsheets.

Three layouts, told by the header row (`tmx.formats.tables.columns`): pairs (``source,target,…``), one column a language
(``zh-CN,en,…``), one term a row (``concept,language,term,…``). Rows that lie together make one concept: in the last
layout by the same ``concept``, in the others by the same first term and domain. An empty row always ends a concept.

A ``note`` belongs to the term where a row is one term, and to the concept elsewhere; ``concept_note`` is the concept's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import BinaryIO

from tmx.codec import Preview, PreviewColumn, Reading, Wanted
from tmx.convert import DEFINITION, DEFINITION_SOURCE, DOMAIN
from tmx.errors import ExchangeError, HostileFile, UnknownColumns, UnreadableFile
from tmx.language import normalise
from tmx.model import (
    NOTHING,
    Concept,
    Details,
    Languages,
    Losses,
    Note,
    Prop,
    Segment,
    Skipped,
    Unit,
    UnitStatus,
)

from .columns import KEEP, Columns, arranged, choose_delimiter, columns, looks_like_table
from .concept_rows import ConceptRows, RowError
from .encoding import sample_of
from .extra import unpacked
from .mapping import letters, mapped_columns, meanings_of
from .rows import EXCELS_FIRST_LINE, Row, read_rows

Rows = Iterator[Row]

MAX_COLUMNS = 1000


def detect(head: bytes, delimiters: str) -> bool:
    """True where the first line names the columns of a known layout."""
    text = EXCELS_FIRST_LINE.sub("", sample_of(head), count=1)
    line = text.lstrip("\r\n").partition("\n")[0]
    return any(looks_like_table(line, delimiter) for delimiter in delimiters if delimiter in line)


def read(stream: BinaryIO, wanted: Wanted, *, format: str, delimiter: str) -> Reading:
    """Open a text table, as `read_table` does."""
    return read_table(read_rows(stream, wanted.file, partial(choose_delimiter, wanted=delimiter)), wanted, format)


def read_table(rows: Rows, wanted: Wanted, format: str) -> Reading:
    """What the rows of any table hold. Raises `UnknownColumns` where they or the languages are not said."""
    file, table = wanted.file, wanted.table
    first = next((row for row in rows if row[1]), None)
    if first is None:
        raise UnreadableFile("it is empty", file=file, hint="a table begins with a row that names its columns")
    _check_width(first[1], file)
    found = mapped_columns(first[1], table, file) if table.mapped else columns(first[1], file)
    if found.layout == "pairs":
        found = _with_languages(found, wanted.languages, file)
    return read_columns(found, rows if table.header else chain((first,), rows), wanted, format)


def read_columns(found: Columns, rows: Rows, wanted: Wanted, format: str) -> Reading:
    """What rows hold whose columns are known."""
    as_units = wanted.kind == "units" and found.layout != "terms"
    make = _units if as_units else _concepts
    return Reading(format, "units" if as_units else "concepts", NOTHING, make(found, rows), Losses())


def preview(stream: BinaryIO, wanted: Wanted, most: int, *, format: str, delimiter: str) -> Preview:
    """The first rows of a text table, as `preview_table` does."""
    rows = read_rows(stream, wanted.file, partial(choose_delimiter, wanted=delimiter))
    return preview_table(rows, wanted, most, format)


def preview_table(rows: Rows, wanted: Wanted, most: int, format: str) -> Preview:
    """At most `most` rows that are no header, cut or filled to as many cells as the first row has."""
    file, table = wanted.file, wanted.table
    filled = (cells for _, cells in rows if cells)
    shown = list(islice(filled, most + table.header))
    if not shown:
        raise UnreadableFile("it is empty", file=file, hint="choose a file that holds a table")
    _check_width(shown[0], file)
    names = [cell.strip() if table.header else "" for cell in shown[0]]
    meanings, problem = [KEEP] * len(names), ""
    try:
        meanings = meanings_of(shown[0], table, file)
        found = arranged(meanings, names, file)
        if found.layout == "pairs":
            _with_languages(found, wanted.languages, file)
    except ExchangeError as error:
        problem = error.what
    return Preview(
        format,
        table.header,
        tuple(PreviewColumn(letters(at), name, meanings[at]) for at, name in enumerate(names)),
        tuple(_fitting(cells, len(names)) for cells in shown[table.header :]),
        problem,
    )


def _check_width(cells: list[str], file: str) -> None:
    if len(cells) > MAX_COLUMNS:
        raise HostileFile(f"more than {MAX_COLUMNS:,} columns", file=file, at="row 1")


def _fitting(cells: list[str], count: int) -> tuple[str, ...]:
    return tuple(cells[:count]) + ("",) * (count - len(cells))


def _with_languages(found: Columns, languages: Languages, file: str) -> Columns:
    if not (languages.source and languages.target):
        raise UnknownColumns(
            "its columns source and target do not say their languages", file=file, hint="name them with -s and -t"
        )
    pair = (
        (found.named["source"], normalise(languages.source)),
        (found.named["target"], normalise(languages.target)),
    )
    if pair[0][1] == pair[1][1]:
        raise UnreadableFile(f"source and target are both {pair[0][1]}", file=file, hint="name two with -s and -t")
    return replace(found, languages=pair)


def _concepts(found: Columns, rows: Rows) -> Iterator[Concept | Skipped]:
    """Concepts in the order of their first rows; a row that cannot be taken is reported where it stands."""
    grouped = ConceptRows(found)
    for number, cells in rows:
        try:
            concept = grouped.add(_whole(found, cells)) if cells else grouped.finish()
        except RowError as error:
            yield Skipped(f"row {number}", str(error))
            continue
        if concept:
            yield concept
    last = grouped.finish()
    if last:
        yield last


def _whole(found: Columns, cells: list[str]) -> list[str]:
    if len(cells) != found.count:
        raise RowError(f"it has {len(cells)} cells, the {'header' if found.headed else 'table'} has {found.count}")
    return cells


def _units(found: Columns, rows: Rows) -> Iterator[Unit | Skipped]:
    for number, cells in rows:
        if not cells:
            continue
        try:
            unit = _unit(found, _whole(found, cells))
        except RowError as error:
            yield Skipped(f"row {number}", str(error))
            continue
        if len(unit.segments) < 2:
            yield Skipped(f"row {number}", "it has text in fewer than two languages", _wanting(found, unit))
        else:
            yield unit


def _wanting(found: Columns, unit: Unit) -> tuple[Unit, ...]:
    """The unit of a row that lacks texts, with those as empty; none where it has no text at all."""
    empty = tuple(Segment(tag, "") for _, tag in found.languages if tag not in unit.languages)
    return (replace(unit, segments=unit.segments + empty),) if unit.segments else ()


def _unit(found: Columns, cells: list[str]) -> Unit:
    """The unit of a row, which has too few segments where the row has too few texts."""
    return Unit(
        tuple(Segment(tag, cells[at]) for at, tag in found.languages if cells[at].strip()),
        id=found.cell(cells, "id"),
        context=found.cell(cells, "context"),
        status=_unit_status(found.cell(cells, "status")),
        details=_unit_details(found, cells) or NOTHING,
    )


def _unit_status(raw: str) -> UnitStatus:
    try:
        return UnitStatus(raw.strip().lower() or UnitStatus.TRANSLATED)
    except ValueError:
        raise RowError(f"“{raw[:40]}” is not a status; write {' or '.join(UnitStatus)}") from None


def _unit_details(found: Columns, cells: list[str]) -> Details:
    named = {DOMAIN: "domain", DEFINITION: "definition", DEFINITION_SOURCE: "definition_source"}
    named |= {name: name for name in ("type", "pos", "term_source")}
    values = [(type, found.cell(cells, name)) for type, name in named.items()]
    values += [(name, cells[at]) for at, name in found.unknown]
    note = found.cell(cells, "note")
    written = unpacked(found.cell(cells, "extra"))
    return Details(
        attributes=tuple(written.attributes),
        props=(*(Prop(type, value) for type, value in values if value), *written.props),
        notes=(*((Note(note),) if note else ()), *written.notes),
    )
