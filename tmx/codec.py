"""The shape every file format has, so that one import and one export serve them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from tmx.filling import Filled, Propose
from tmx.model import Concept, Details, Languages, Losses, Skipped, Unit

Kind = Literal["units", "concepts"]

HEAD = 64 * 1024
"""Bytes of a file's beginning that `Codec.detect` is shown."""


@dataclass(frozen=True, slots=True)
class Table:
    """What the caller says about a table, where the table does not say it itself.

    `columns` takes a column by its name, its letter (``B``) or its number (``2``; ``#2`` whatever names there are) for
    what it is: a name known to `tmx.formats.tables`, a language tag, ``keep`` (a property) or ``ignore``. Without a
    `header` the first row is an entry like the others. `sheet` names one of a workbook's.
    """

    columns: tuple[tuple[str, str], ...] = ()
    header: bool = True
    sheet: str = ""

    @property
    def mapped(self) -> bool:
        """True where it says anything of the columns."""
        return bool(self.columns) or not self.header


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the caller says about a file that is to be read.

    `file` is its name, for messages and hints. `kind` is what its entries shall be (None: the format's own).
    """

    file: str
    languages: Languages = field(default_factory=Languages)
    kind: Kind | None = None
    table: Table = field(default_factory=Table)


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """A column of a table: its letter, its name in the first row, and what it would be read as (see `Table`)."""

    letter: str
    name: str
    taken: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a table, and what its reader would make of them; `problem` says why it would refuse the file.

    `sheets` are the names of all that a workbook has, and `sheet` the one shown.
    """

    format: str
    header: bool
    columns: tuple[PreviewColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    problem: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """An opened file: what is known of it before its first entry, and its entries, drawn once.

    `header` holds the attributes, properties and notes of the file itself. `lost` is what the format's reader could not
    keep; it is complete when `entries` is exhausted. Drawing entries raises `tmx.errors.UnreadableFile` where the file
    breaks its format.
    """

    format: str
    kind: Kind
    header: Details
    entries: Iterator[Unit | Concept | Skipped]
    lost: Losses


@dataclass(frozen=True, slots=True)
class Codec:
    """One format: its names, and its reader and writer.

    `detect` sees the first `HEAD` bytes; where several codecs take them, the one of the lowest `rank` reads the file,
    so that a strict signature goes before a loose one. `write` takes entries of either kind, the languages, the file's
    header and the losses to count into, and returns how many entries it wrote; None where the format is only read.
    `carries` and `loses` tell people what survives. `preview` shows the first rows of a table, as many as are asked
    for; None where columns cannot be mapped. `fill` copies a bilingual file with targets put into the segments that
    have none; None where the format has no such segments.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    kinds: frozenset[Kind]
    detect: Callable[[bytes], bool]
    read: Callable[[BinaryIO, Wanted], Reading]
    write: Callable[[BinaryIO, Iterable[Unit | Concept], Languages, Details, Losses], int] | None
    carries: tuple[str, ...]
    loses: tuple[str, ...]
    mimetype: str = "application/octet-stream"
    rank: int = 50
    preview: Callable[[BinaryIO, Wanted, int], Preview] | None = None
    fill: Callable[[BinaryIO, BinaryIO, Wanted, Propose], Filled] | None = None
