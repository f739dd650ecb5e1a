"""The table of formats: which codec reads this file, which writes that one.

It is made of the `CODECS` of every module in `tmx.formats`, so a new format is one module there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules
from typing import BinaryIO

from tmx import formats
from tmx.codec import HEAD, Codec, Kind, Preview, Reading, Table, Wanted
from tmx.convert import as_units, concept_from_unit
from tmx.errors import CannotWrite, UnknownFormat
from tmx.filling import Filled, Propose
from tmx.model import NOTHING, Concept, Details, Languages, Losses, Skipped, Unit
from tmx.replay import peek


def _all_codecs() -> Iterator[Codec]:
    for module in iter_modules(formats.__path__):
        yield from import_module(f"{formats.__name__}.{module.name}").CODECS


CODECS: tuple[Codec, ...] = tuple(sorted(_all_codecs(), key=lambda codec: (codec.rank, codec.name)))
"""Every format, in the order in which their `detect` is asked."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an export did: entries written, and one line for each kind of loss."""

    written: int
    lost: tuple[str, ...]


def by_name(name: str) -> Codec:
    """The codec of this name. Raises `UnknownFormat`, listing the names."""
    for codec in CODECS:
        if codec.name == name.lower():
            return codec
    raise UnknownFormat(f"there is no format “{name}”", hint=f"choose one of {_names()}")


def detect(stream: BinaryIO, file: str) -> Codec:
    """The codec that this file's content, or else its name, asks for. The stream is left where it was.

    Raises `UnknownFormat` where neither says. A stream that cannot seek must be able to `peek`.
    """
    if stream.seekable():
        head, _ = peek(stream, HEAD)
    else:
        head = getattr(stream, "peek", lambda size: b"")(HEAD)
    return _detect(head, file)


def _detect(head: bytes, file: str) -> Codec:
    codec = next((codec for codec in CODECS if codec.detect(head)), None) or _by_extension(file)
    if codec is None:
        raise UnknownFormat("its format is none that is known here", file=file, hint=f"name one of {_names()}")
    return codec


def for_export(file: str) -> Codec:
    """The codec that a file's extension asks for. Raises `UnknownFormat`, listing the extensions."""
    codec = _by_extension(file, codecs_to_write())
    if codec is None:
        extensions = ", ".join(extension for codec in codecs_to_write() for extension in codec.extensions)
        raise UnknownFormat(
            "its name does not say a format", file=file, hint=f"end it with one of {extensions}, or name a format"
        )
    return codec


def codecs_to_write() -> tuple[Codec, ...]:
    """The codecs that have a writer."""
    return tuple(codec for codec in CODECS if codec.write is not None)


def codecs_to_fill() -> tuple[Codec, ...]:
    """The codecs of bilingual files that can be filled."""
    return tuple(codec for codec in CODECS if codec.fill is not None)


def extensions() -> tuple[str, ...]:
    """Every extension that a format goes by, each once."""
    return tuple(dict.fromkeys(extension for codec in CODECS for extension in codec.extensions))


def _by_extension(file: str, codecs: tuple[Codec, ...] = CODECS) -> Codec | None:
    """The codec of an extension: the one that is named after it, else the first by rank."""
    suffix = PurePath(file).suffix.lower()
    found = [codec for codec in codecs if suffix in codec.extensions]
    return next((codec for codec in found if codec.name == suffix[1:]), found[0] if found else None)


def _names(codecs: tuple[Codec, ...] = CODECS) -> str:
    return ", ".join(codec.name for codec in codecs)


def read(
    stream: BinaryIO,
    file: str,
    *,
    format: str | None = None,
    languages: Languages = Languages(),  # noqa: B008 (frozen, so sharing it is safe)
    kind: Kind | None = None,
    table: Table = Table(),  # noqa: B008
) -> Reading:
    """Open a file: its format by `format`, else by content, else by name; its entries as `kind` where that is given.

    A file whose columns are said in `table` is read as the table it is, whatever program's its content looks like.
    Raises `tmx.errors.ExchangeError`, also while entries are drawn.
    """
    head, stream = (b"", stream) if format else peek(stream, HEAD)
    codec = by_name(format) if format else _table(head, file) if table.mapped else _detect(head, file)
    if table.mapped and codec.preview is None:
        raise UnknownFormat(f"the columns of “{codec.name}” are fixed", file=file, hint=f"name one of {_tables()}")
    reading = codec.read(stream, Wanted(file, languages, kind if kind in codec.kinds else None, table))
    if kind is None or kind == reading.kind:
        return reading
    return replace(reading, kind=kind, entries=_converted(reading, kind, languages))


def preview(
    stream: BinaryIO,
    file: str,
    *,
    format: str | None = None,
    languages: Languages = Languages(),  # noqa: B008 (frozen, so sharing it is safe)
    table: Table = Table(),  # noqa: B008
    rows: int = 10,
) -> Preview:
    """The first rows of a table, however little it says of its columns. Raises `tmx.errors.ExchangeError`."""
    head, stream = (b"", stream) if format else peek(stream, HEAD)
    codec = by_name(format) if format else _table(head, file)
    if codec.preview is None:
        raise UnknownFormat(f"“{codec.name}” is no table with columns to name", file=file, hint=f"use {_tables()}")
    return codec.preview(stream, Wanted(file, languages, table=table), rows)


def _table(head: bytes, file: str) -> Codec:
    """The codec whose columns can be mapped that reads this file: by content, by name, else that of plain text."""
    tables = tuple(codec for codec in CODECS if codec.preview is not None)
    found = next((codec for codec in tables if codec.detect(head)), None) or _by_extension(file, tables)
    other = next((codec for codec in CODECS if codec.preview is None and codec.detect(head)), None)
    if found is None and other is not None and not set(other.extensions) & {".csv", ".tsv", ".txt"}:
        raise UnknownFormat(f"it is {other.name}, which is no table with columns to name", file=file)
    return found or by_name("csv")


def _tables() -> str:
    return ", ".join(codec.name for codec in CODECS if codec.preview is not None)


def _converted(reading: Reading, kind: Kind, languages: Languages) -> Iterator[Unit | Concept | Skipped]:
    for entry in reading.entries:
        if isinstance(entry, Skipped):
            yield entry
        elif kind == "units":
            yield from as_units((entry,), languages, reading.lost)
        else:
            yield concept_from_unit(entry) if isinstance(entry, Unit) else entry


def fill(
    stream: BinaryIO,
    out: BinaryIO,
    file: str,
    propose: Propose,
    *,
    format: str | None = None,
    languages: Languages = Languages(),  # noqa: B008 (frozen, so sharing it is safe)
) -> tuple[Codec, Filled]:
    """Copy a bilingual file with the targets that are proposed put into the segments that have none.

    Raises `UnknownFormat` where its format has no such segments, and other `tmx.errors.ExchangeError`.
    """
    head, stream = peek(stream, HEAD)
    codec = _detect(head, file) if format is None else by_name(format)
    if codec.fill is None:
        hint = f"take a file of {_names(codecs_to_fill())}"
        raise UnknownFormat(f"“{codec.name}” has no targets to fill in", file=file, hint=hint)
    return codec, codec.fill(stream, out, Wanted(file, languages), propose)


def write(
    stream: BinaryIO,
    entries: Iterable[Unit | Concept],
    *,
    format: str,
    languages: Languages = Languages(),  # noqa: B008 (frozen, so sharing it is safe)
    header: Details = NOTHING,
) -> Written:
    """Write entries in a format, converted where it does not carry their kind.

    Raises `UnknownFormat`, and `tmx.errors.CannotWrite` where the values lack something that the format demands.
    """
    codec = by_name(format)
    if codec.write is None:
        raise CannotWrite(f"“{codec.name}” is only read here", hint=f"choose one of {_names(codecs_to_write())}")
    losses = Losses()
    written = codec.write(stream, entries, languages, header, losses)
    return Written(written, losses.lines())
