"""What a library holds, as bytes that can be compared, and the shortest way to bring something in."""

from __future__ import annotations

import io
from collections.abc import Sequence

from glossary.answers import ImportReport
from glossary.library import Library
from tmx import registry
from tmx.model import NOTHING, Concept, Details, Languages, Unit

Contents = dict[tuple[str, str], bytes]


def contents(library: Library) -> Contents:
    """Every memory and termbase by name, as its whole export."""
    found: Contents = {}
    for memory in library.memories():
        found["memory", memory.name] = exported(library, memory=memory.name)
    for termbase in library.termbases():
        found["termbase", termbase.name] = exported(library, "out.csv", termbase=termbase.name)
    return found


def exported(library: Library, file: str = "out.tmx", **arguments: str) -> bytes:
    stream = io.BytesIO()
    library.export_file(stream, file, **arguments)  # type: ignore[arg-type]
    return stream.getvalue()


def file_of(entries: Sequence[Unit | Concept], format: str = "tmx", header: Details = NOTHING) -> bytes:
    stream = io.BytesIO()
    languages = Languages() if format == "tmx" else Languages("en", "zh-CN")
    registry.write(stream, entries, format=format, languages=languages, header=header)
    return stream.getvalue()


def bring(library: Library, data: bytes, file: str = "a.tmx", **arguments: object) -> ImportReport:
    return library.import_file(io.BytesIO(data), file, **arguments)  # type: ignore[arg-type]
