"""Weblate's CSV: one string a row under a header that names the columns as translate-toolkit does.

Columns: location, source, target, ID, fuzzy, context, translator_comments, developer_comments, in any order. What no
unit has a field for is kept as a PO file's is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from tmx.codec import Codec, Reading, Wanted
from tmx.convert import as_units
from tmx.errors import UnreadableFile
from tmx.formats.po.messages import COMMENT, OCCURRENCE
from tmx.formats.tables.encoding import sample_of
from tmx.formats.tables.pairs import both, columns_of_pairs
from tmx.formats.tables.rows import Row, RowWriter, as_it_is, read_rows
from tmx.language import best
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

COLUMNS = (
    *("location", "source", "target", "id", "fuzzy", "context"),
    *("translator_comments", "developer_comments"),
)
_FUZZY = frozenset({"1", "x", "true", "yes", "fuzzy"})
_OWN = frozenset(COLUMNS) - {"source", "target", "id", "context"}


def detect(head: bytes) -> bool:
    """True where the first line names source, target, and a column that Weblate alone has."""
    names = _names(sample_of(head).lstrip("\r\n").partition("\n")[0].strip().split(","))
    return {"source", "target"} <= names.keys() and not _OWN.isdisjoint(names)


def _names(header: list[str]) -> dict[str, int]:
    cells = [cell.strip().strip('"').lower().replace(" ", "_") for cell in header]
    return {name: at for at, name in enumerate(cells) if name in COLUMNS}


def read(stream: BinaryIO, wanted: Wanted) -> Reading:
    """Open a file. Raises `UnreadableFile` where it has no header, or its languages are not said."""
    source, target = (tag for _, tag in columns_of_pairs(wanted, 2).languages)
    rows = read_rows(stream, wanted.file, lambda line: ",", as_it_is)
    header = next((cells for _, cells in rows if cells), [])
    names = _names(header)
    if not {"source", "target"} <= names.keys():
        raise UnreadableFile("its first row does not name source and target", file=wanted.file, at="row 1")
    entries = _units(rows, names, len(header), Languages(source, target))
    return Reading("weblate", "units", NOTHING, entries, Losses())


def _units(rows: Iterator[Row], names: dict[str, int], count: int, languages: Languages) -> Iterator[Unit | Skipped]:
    for number, cells in rows:
        if not cells:
            continue
        if len(cells) != count:
            yield Skipped(f"row {number}", f"it has {len(cells)} cells, the header has {count}")
            continue
        held = {name: cells[at] for name, at in names.items()}
        empty = next((name for name in ("source", "target") if not held[name].strip()), "")
        unit = _unit(held, languages)
        wanting = (unit,) if empty == "target" else ()
        yield Skipped(f"row {number}", f"its {empty} is empty", wanting) if empty else unit


def _unit(held: dict[str, str], languages: Languages) -> Unit:
    comment = held.get("translator_comments", "")
    props = [(OCCURRENCE, held.get("location", "")), (COMMENT, held.get("developer_comments", ""))]
    details = Details(
        props=tuple(Prop(type, value) for type, value in props if value), notes=(Note(comment),) if comment else ()
    )
    return Unit(
        (Segment(languages.source, held["source"]), Segment(languages.target, held["target"])),
        id=held.get("id", ""),
        context=held.get("context", ""),
        status=UnitStatus.FUZZY if held.get("fuzzy", "").strip().lower() in _FUZZY else UnitStatus.TRANSLATED,
        details=details or NOTHING,
    )


def write(
    stream: BinaryIO, entries: Iterable[Unit | Concept], languages: Languages, header: Details, losses: Losses
) -> int:
    """Write one unit a row. Raises `CannotWrite` where the two languages are not given."""
    wanted = both(languages)
    if header:
        losses.add("properties of the file")
    rows = RowWriter(stream, ",", losses, guarded=as_it_is)
    rows.write(COLUMNS)
    written = 0
    for unit in as_units(entries, wanted, losses):
        pair = _pair(unit, wanted, losses)
        if pair:
            cells = _cells(unit, pair)
            if _unit(dict(zip(COLUMNS, cells, strict=True)), wanted).details != unit.details:
                losses.add("units with other properties, or with further notes")
            rows.write(cells)
            written += 1
    return written


def _pair(unit: Unit, wanted: Languages, losses: Losses) -> tuple[Segment, Segment] | None:
    tags = unit.languages
    source, target = best(wanted.source, tags), best(wanted.target, tags)
    if source is None or target is None or source == target:
        losses.add(f"units without {wanted.source} or {wanted.target}")
        return None
    pair = unit.segments[tags.index(source)], unit.segments[tags.index(target)]
    if not all(segment.text.strip() for segment in pair):
        losses.add("units without text")
        return None
    for what, times in (
        ("further languages", len(unit.segments) - 2),
        ("segments with inline codes, which became plain text", sum(one.markup is not None for one in pair)),
        ("details of segments", sum(bool(one.details) for one in pair)),
    ):
        if times > 0:
            losses.add(what, times)
    return pair


def _cells(unit: Unit, pair: tuple[Segment, Segment]) -> tuple[str, ...]:
    location, comment = unit.details.prop(OCCURRENCE), unit.details.prop(COMMENT)
    note = unit.details.notes[0].text if unit.details.notes else ""
    fuzzy = str(unit.status is UnitStatus.FUZZY)
    return (location, pair[0].text, pair[1].text, unit.id, fuzzy, unit.context, note, comment)


CODECS = (
    Codec(
        name="weblate",
        title="Weblate CSV",
        extensions=(".csv",),
        kinds=frozenset({"units"}),
        detect=detect,
        read=read,
        write=write,
        carries=(
            "units in two languages, with identifier, context, fuzzy flag, one translator's comment, one developer's "
            "comment and one location",
        ),
        loses=("inline codes", "other properties and notes", "languages beyond two"),
        mimetype="text/csv",
        rank=70,
    ),
)
