"""MO, gettext's compiled catalogues: read through polib once the file's table is known to be sound, written sorted.

GNU gettext manual, "The Format of GNU MO Files". Comments, flags and fuzzy messages are not in them.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO

import polib

from tmx.codec import Codec, Reading, Wanted
from tmx.convert import as_units
from tmx.errors import HostileFile, UnreadableFile
from tmx.model import NOTHING, Concept, Details, Languages, Losses, Prop, Skipped, Unit, UnitStatus
from tmx.replay import read_fully

from .po.header import fields_of, forms_of, pair_of, text_of
from .po.messages import MSGID, MSGID_PLURAL, OBSOLETE, PLURAL, Message, Messages
from .po.reader import known_charset, languages_of, units_of

MAX_FILE = 64 * 1024 * 1024
"""Bytes of one file, which is read whole."""

_MAGIC = 0x950412DE
_CHARSET = re.compile(rb"^content-type:[^\n]{0,200}?charset=([\w.:+-]+)", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEADER = 64 * 1024
_HEADER = struct.Struct("<7I")
_PLURAL_PROPS = frozenset({PLURAL, MSGID, MSGID_PLURAL})


def detect(head: bytes) -> bool:
    """True where the magic number is there, in either order of its bytes."""
    return head[:4] in (struct.pack("<I", _MAGIC), struct.pack(">I", _MAGIC))


def read(stream: BinaryIO, wanted: Wanted) -> Reading:
    """Open a compiled catalogue. Its languages are found as those of a PO file. Raises `UnreadableFile`."""
    file = wanted.file
    data = read_fully(stream, MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise HostileFile(f"more than {MAX_FILE // 1024 // 1024} MiB", file=file)
    _check_table(data, file)
    catalogue = _parsed(data, file)
    header = Details(props=tuple(Prop(name, value) for name, value in catalogue.metadata.items())) or NOTHING
    lost = Losses()
    units = _units(catalogue, languages_of(wanted.languages, header, file), lost)
    return Reading("mo", "units", header, units, lost)


def _check_table(data: bytes, file: str) -> None:
    """Refuse a table whose strings lie outside of the file, or overlap so that a small file would be read as a large.

    polib follows every offset and length as it stands.
    """
    order = "<" if data[:4] == struct.pack("<I", _MAGIC) else ">"
    if not detect(data) or len(data) < _HEADER.size:
        raise UnreadableFile("not an MO file: it does not begin as one", file=file)
    _, revision, count, *tables = struct.unpack(f"{order}5I", data[:20])
    if revision >> 16 > 1:
        raise UnreadableFile(f"an MO file of revision {revision >> 16}, which nobody knows", file=file)
    total = 0
    for table in tables:
        if table + 8 * count > len(data):
            raise UnreadableFile("an MO file whose table lies outside of it", file=file, at=f"byte {table:,}")
        for length, offset in struct.iter_unpack(f"{order}2I", data[table : table + 8 * count]):
            total += length
            if offset + length > len(data) or total > len(data):
                raise UnreadableFile("an MO file whose strings lie outside of it", file=file, at=f"byte {offset:,}")


def _parsed(data: bytes, file: str) -> polib.MOFile:
    charset = _charset(data, file)
    opened: Any = polib.mofile  # whose types speak of paths alone
    try:
        found: polib.MOFile = opened(data, encoding=charset)
        return found
    except (OSError, ValueError, LookupError, struct.error) as error:
        wrong = isinstance(error, UnicodeError | LookupError)
        what = f"not {charset} text" if wrong else f"not an MO file: {error}"
        raise UnreadableFile(what, file=file) from error


def _charset(data: bytes, file: str) -> str:
    """What the header names, which is the translation of an empty text and so the first in the table."""
    order = "<" if data[:4] == struct.pack("<I", _MAGIC) else ">"
    count, *tables = struct.unpack(f"{order}3I", data[8:20])
    header = b""
    if count:
        (length, _), (size, offset) = (struct.unpack_from(f"{order}2I", data, table) for table in tables)
        header = b"" if length else data[offset : offset + min(size, _LONGEST_HEADER)]
    match = _CHARSET.search(header)
    return known_charset(match[1].decode("ascii") if match else "utf-8", file)


def _units(catalogue: polib.MOFile, languages: Languages, lost: Losses) -> Iterator[Unit | Skipped]:
    for number, entry in enumerate(catalogue, start=1):
        yield from units_of(entry, f"message {number}", languages, lost)


def write(
    stream: BinaryIO, entries: Iterable[Unit | Concept], languages: Languages, header: Details, losses: Losses
) -> int:
    """Write units as a compiled catalogue, as ``msgfmt`` does. Returns how many messages.

    Raises `tmx.errors.CannotWrite` where nothing says the target.
    """
    units = as_units(entries, languages, losses)
    first = next(units, None)
    source, target = pair_of(languages, header, first)
    fields = fields_of(header, source, target, losses)
    if header.notes:
        losses.add("notes of the file", len(header.notes))
    messages = Messages(source, target, forms_of(fields), losses)
    compiled = (_compiled(each) for each in messages.of(_usable(chain((first,), units) if first else units, losses)))
    pairs = sorted([(b"", text_of(fields).encode("utf-8", "replace")), *compiled])
    stream.writelines(_file(pairs))
    return len(pairs) - 1


def _usable(units: Iterable[Unit], losses: Losses) -> Iterator[Unit]:
    """The units a program may show, as ``msgfmt`` takes them."""
    for unit in units:
        details = unit.details
        if details.prop(OBSOLETE) or unit.status is UnitStatus.FUZZY:
            losses.add("fuzzy and obsolete messages")
            continue
        if details.notes or any(
            prop.type.startswith("x-po-") for prop in details.props if prop.type not in _PLURAL_PROPS
        ):
            losses.add("comments, flags and previous messages")
        yield unit


def _compiled(message: Message) -> tuple[bytes, bytes]:
    context = f"{message.context}\x04" if message.context else ""
    plural = f"\0{message.plural}" if message.plural else ""
    return f"{context}{message.source}{plural}".encode(), "\0".join(message.targets).encode()


def _file(pairs: list[tuple[bytes, bytes]]) -> Iterator[bytes]:
    """Header, the table of the sources, that of the targets, then the strings, each with a NUL behind it."""
    count = len(pairs)
    tables = _HEADER.size, _HEADER.size + 8 * count
    end = tables[1] + 8 * count
    yield _HEADER.pack(_MAGIC, 0, count, *tables, 0, end)
    columns = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    for column in columns:
        for string in column:
            yield struct.pack("<2I", len(string), end)
            end += len(string) + 1
    for column in columns:
        for string in column:
            yield string + b"\0"


CODECS = (
    Codec(
        name="mo",
        title="gettext MO",
        extensions=(".mo", ".gmo"),
        kinds=frozenset({"units"}),
        detect=detect,
        read=read,
        write=write,
        carries=("contexts", "plural forms"),
        loses=(
            "fuzzy and obsolete messages",
            "comments, occurrences, flags and previous messages",
            "inline codes",
            "unit identifiers, attributes and properties",
            "languages beyond two",
        ),
        mimetype="application/x-gettext-translation",
        rank=21,
    ),
)
