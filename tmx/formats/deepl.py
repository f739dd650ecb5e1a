"""DeepL's glossary files: source and target in two columns without a header, within the limits of its service.

Its documentation (Managing glossaries): at most 10 MiB a glossary and 1,024 bytes a text; no source twice; no text that
is empty, has white space around it, or holds control characters. CSV may name the languages in two more columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import BinaryIO

from tmx.codec import Codec, Reading, Wanted
from tmx.formats.tables.columns import Columns
from tmx.formats.tables.pairs import Limits, columns_of_pairs, pairs, write_limited
from tmx.formats.tables.reader import read_columns
from tmx.formats.tables.rows import Row, as_it_is, read_rows
from tmx.model import Concept, Details, Languages, Losses, Unit

LIMITS = Limits(longest=1024, whole=10 * 1024 * 1024, once=True)


def read(stream: BinaryIO, wanted: Wanted, *, format: str, delimiter: str) -> Reading:
    """Open a glossary; languages that its rows name count where none are given. Raises `UnreadableFile`."""
    rows = read_rows(stream, wanted.file, lambda line: delimiter, as_it_is)
    first = next((row for row in rows if row[1]), (1, list[str]()))
    cells = first[1]
    if len(cells) == 4 and not (wanted.languages.source and wanted.languages.target):
        wanted = replace(wanted, languages=Languages(cells[2].strip(), cells[3].strip()))
    found = columns_of_pairs(wanted, 2)
    return read_columns(found, _pairs(chain((first,), rows), found), wanted, format)


def _pairs(rows: Iterator[Row], found: Columns) -> Iterator[Row]:
    """Rows without the languages that they may name."""
    for number, cells in rows:
        yield number, cells[: found.count] if len(cells) == 4 else cells


def write(
    stream: BinaryIO,
    entries: Iterable[Unit | Concept],
    languages: Languages,
    header: Details,
    losses: Losses,
    *,
    delimiter: str,
) -> int:
    """Write what DeepL takes of the entries. Raises `CannotWrite` where the two languages are not given."""
    if header:
        losses.add("properties of the file")
    return write_limited(stream, pairs(entries, languages, losses), LIMITS, losses, delimiter)


def _codec(name: str, title: str, extension: str, delimiter: str, mimetype: str, rank: int) -> Codec:
    return Codec(
        name=name,
        title=title,
        extensions=(extension,),
        kinds=frozenset({"units", "concepts"}),
        detect=lambda head: False,
        read=partial(read, format=name, delimiter=delimiter),
        write=partial(write, delimiter=delimiter),
        carries=("a source term and one target term",),
        loses=(
            "all else that is known of a concept or unit",
            "further translations of one source",
            "texts of more than 1,024 bytes, with line breaks or with tabs",
            "what exceeds 10 MiB",
        ),
        mimetype=mimetype,
        rank=rank,
    )


CODECS = (
    _codec("deepl-csv", "DeepL glossary with commas", ".csv", ",", "text/csv", 92),
    _codec("deepl-tsv", "DeepL glossary with tabs", ".tsv", "\t", "text/tab-separated-values", 93),
)
