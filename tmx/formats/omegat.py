"""OmegaT's glossaries: source, target and comment by tabs or commas, a line an entry, ``#`` before remarks.

OmegaT reads ``.utf8``, ``.txt`` and ``.tsv`` as UTF-8 and ``.tab`` and ``.csv`` in the system's encoding; of old, also
``.txt``. What is no UTF-8 is therefore tried in the system's encoding before it is guessed at. OmegaT knows no quotes
between tabs, and between commas no text over two lines.
"""

from __future__ import annotations

import csv
import locale
from collections.abc import Iterable, Iterator
from functools import partial
from typing import BinaryIO

from tmx.codec import Codec, Reading, Wanted
from tmx.formats.tables.encoding import sample_of, text_of
from tmx.formats.tables.pairs import Pair, columns_of_pairs, one_line, pairs
from tmx.formats.tables.reader import read_columns
from tmx.formats.tables.rows import Row, lines_of
from tmx.model import Concept, Details, Languages, Losses, Unit

_COLUMNS = 3
_REMARK = "#"
_BLANK = "# Glossary in tab-separated format -*- coding: utf-8 -*-"
"""The first line of a glossary that OmegaT has made itself."""


def detect(head: bytes) -> bool:
    """True for the remark that OmegaT begins its own glossaries with."""
    return sample_of(head[:200]).startswith(_BLANK)


def read(stream: BinaryIO, wanted: Wanted, *, format: str, delimiter: str) -> Reading:
    """Open a glossary. Raises `UnreadableFile` where its languages are not said."""
    found = columns_of_pairs(wanted, _COLUMNS, note=2)
    return read_columns(found, _rows(stream, wanted.file, delimiter), wanted, format)


def _rows(stream: BinaryIO, file: str, delimiter: str) -> Iterator[Row]:
    text, encoding = text_of(stream, file, otherwise=locale.getencoding())
    for number, line in enumerate(lines_of(text, file, encoding), start=1):
        if line.startswith(_REMARK):
            continue
        cells = _cells(line.rstrip("\r\n"), delimiter)
        yield number, cells[:_COLUMNS] + [""] * (_COLUMNS - len(cells)) if any(cells) else []


def _cells(line: str, delimiter: str) -> list[str]:
    if delimiter == "\t":
        return line.split("\t")
    return next(csv.reader([line]), [])


def write(
    stream: BinaryIO,
    entries: Iterable[Unit | Concept],
    languages: Languages,
    header: Details,
    losses: Losses,
    *,
    delimiter: str,
) -> int:
    """Write a glossary as UTF-8. Raises `CannotWrite` where the two languages are not given."""
    if header:
        losses.add("properties of the file")
    written = 0
    for pair in pairs(entries, languages, losses, noted=True):
        line = _line(pair, delimiter, losses)
        if line.startswith(_REMARK):
            losses.add(f"terms that begin with {_REMARK}, which OmegaT takes for a remark")
            continue
        stream.write(f"{line}\n".encode())
        written += 1
    return written


def _line(pair: Pair, delimiter: str, losses: Losses) -> str:
    cells = [one_line(text, losses) for text in pair]
    kept = cells if cells[2] else cells[:2]
    if delimiter == "\t":
        return "\t".join(kept)
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in kept)


_CARRIES = ("a source term, its target terms, and one comment",)
_LOSES = ("all else that is known of a concept or unit", "terms that are not to be used", "languages beyond two")

CODECS = (
    Codec(
        name="omegat",
        title="OmegaT glossary",
        extensions=(".utf8", ".txt", ".tab"),
        kinds=frozenset({"units", "concepts"}),
        detect=detect,
        read=partial(read, format="omegat", delimiter="\t"),
        write=partial(write, delimiter="\t"),
        carries=_CARRIES,
        loses=(*_LOSES, "terms that begin with #"),
        mimetype="text/plain",
        rank=60,
    ),
    Codec(
        name="omegat-csv",
        title="OmegaT glossary with commas",
        extensions=(".csv",),
        kinds=frozenset({"units", "concepts"}),
        detect=lambda head: False,
        read=partial(read, format="omegat-csv", delimiter=","),
        write=partial(write, delimiter=","),
        carries=_CARRIES,
        loses=_LOSES,
        mimetype="text/csv",
        rank=91,
    ),
)
