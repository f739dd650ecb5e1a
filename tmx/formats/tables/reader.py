"""CSV and TSV: the glossaries and sentence lists that people keep in spreadsheets.

Three layouts, told by the header row (`tmx.formats.tables.columns`): pairs (``source,target,…``), one column a language
(``zh-CN,en,…``), one term a row (``concept,language,term,…``). Rows that lie together make one concept: in the last
layout by the same ``concept``, in the others by the same first term and domain. An empty row always ends a concept.

A ``note`` belongs to the term where a row is one term, and to the concept elsewhere; ``concept_note`` is the concept's.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from tmx.codec import Reading, Wanted
from tmx.convert import DEFINITION, DEFINITION_SOURCE, DOMAIN
from tmx.errors import UnreadableFile
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

from .columns import Columns, choose_delimiter, columns, looks_like_table
from .concept_rows import ConceptRows, RowError
from .extra import unpacked
from .rows import EXCELS_FIRST_LINE, Row, read_rows

Rows = Iterator[Row]


def detect(head: bytes, delimiters: str) -> bool:
    """True where the first line names the columns of a known layout."""
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = EXCELS_FIRST_LINE.sub("", head.decode(encoding, "replace"), count=1)
    line = text.lstrip("\r\n").partition("\n")[0]
    return any(looks_like_table(line, delimiter) for delimiter in delimiters if delimiter in line)


def read(stream: BinaryIO, wanted: Wanted, *, format: str, delimiter: str) -> Reading:
    """Open a table. Raises `UnreadableFile` where its header row is none, or leaves the languages unsaid."""
    file, languages = wanted.file, wanted.languages
    rows = read_rows(stream, file, partial(choose_delimiter, wanted=delimiter))
    header = next((cells for _, cells in rows if cells), None)
    if header is None:
        raise UnreadableFile("it is empty", file=file, hint="a table begins with a row that names its columns")
    found = columns(header, file)
    if found.layout == "pairs":
        found = _with_languages(found, languages, file)
    as_units = wanted.kind == "units" and found.layout != "terms"
    make = _units if as_units else _concepts
    return Reading(format, "units" if as_units else "concepts", NOTHING, make(found, rows), Losses())


def _with_languages(found: Columns, languages: Languages, file: str) -> Columns:
    if not (languages.source and languages.target):
        raise UnreadableFile(
            "its columns source and target do not say their languages", file=file, hint="name them with -s and -t"
        )
    pair = (
        (found.named["source"], normalise(languages.source)),
        (found.named["target"], normalise(languages.target)),
    )
    if pair[0][1] == pair[1][1]:
        raise UnreadableFile(f"source and target are both {pair[0][1]}", file=file, hint="name two with -s and -t")
    return Columns(found.layout, found.count, found.named, pair, found.unknown)


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
        raise RowError(f"it has {len(cells)} cells, the header has {found.count}")
    return cells


def _units(found: Columns, rows: Rows) -> Iterator[Unit | Skipped]:
    for number, cells in rows:
        if not cells:
            continue
        try:
            yield _unit(found, _whole(found, cells))
        except RowError as error:
            yield Skipped(f"row {number}", str(error))


def _unit(found: Columns, cells: list[str]) -> Unit:
    segments = tuple(Segment(tag, cells[at]) for at, tag in found.languages if cells[at].strip())
    if len(segments) < 2:
        raise RowError("it has text in fewer than two languages")
    return Unit(
        segments,
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
