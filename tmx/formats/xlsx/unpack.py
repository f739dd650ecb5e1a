"""A workbook's parts, checked before any of them is parsed, so that a small file cannot ask for a large memory.

What is parsed is not the file itself but a fresh archive of the parts that were checked, so that no two readers of ZIP
can take the file for two different ones.
"""

from __future__ import annotations

import copy
import io
import struct
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from typing import IO, BinaryIO
from xml.parsers import expat

from tmx.errors import HostileFile, UnreadableFile

MAX_PARTS = 10_000
"""Entries of the archive."""
MAX_UNPACKED = 512 * 1024 * 1024
"""Bytes that all parts have together, and characters that all cells have."""
MAX_EMPTY = 64
"""Times as many places as cells, beyond the first `MAX_PLACES`: a sheet is held as a whole rectangle."""
MAX_PLACES = 4 * 1024 * 1024

_CHUNK = 256 * 1024
_DIRECTORY_END, _ZIP64_LOCATOR = b"PK\5\6", b"PK\6\7"
_MAX_COMMENT = 65_535
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_PARSED = (".xml", ".rels")


def checked(stream: BinaryIO, file: str) -> BinaryIO:
    """An archive of the parts of a workbook that matter.

    Raises `UnreadableFile` where the file is no workbook, and `HostileFile` where it is larger than it looks.
    """
    packed = _seekable(stream, file)
    try:
        _check_directory(packed, file)
        with zipfile.ZipFile(packed) as archive:
            return _Repacking(archive, file).run()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error) as error:
        raise UnreadableFile(f"not a readable ZIP archive: {error}", file=file) from error


def _seekable(stream: BinaryIO, file: str) -> BinaryIO:
    if stream.seekable():
        return stream
    held = io.BytesIO()
    while data := stream.read(_CHUNK):
        held.write(data)
        if held.tell() > MAX_UNPACKED:
            raise HostileFile(f"more than {_mebibytes(MAX_UNPACKED)}", file=file)
    return held


def _check_directory(stream: BinaryIO, file: str) -> None:
    """The size of the directory as its last record says, before anything reads it; XLSX needs no ZIP64."""
    end = stream.seek(0, 2)
    stream.seek(max(0, end - _MAX_COMMENT - 42))
    tail = stream.read()
    at = tail.rfind(_DIRECTORY_END)
    if at < 0:
        raise UnreadableFile("not a ZIP archive, as a workbook is", file=file, hint="is it whole?")
    count, size = struct.unpack("<HL", tail[at + 10 : at + 16])
    if count > MAX_PARTS or size > MAX_PARTS * 512 or tail[at - 20 : at].startswith(_ZIP64_LOCATOR):
        raise HostileFile(f"an archive of more than {MAX_PARTS:,} parts", file=file)
    stream.seek(0)


class _Repacking:
    """Copies the parts of one archive into a fresh one, and checks each on its way."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self._archive, self._file = archive, file
        self._unpacked = 0
        self._text = 0
        self._shared = array("L")

    def run(self) -> BinaryIO:
        parts = self._parts()
        fresh = io.BytesIO()
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            for part in parts:
                with packed.open(part.filename, "w", force_zip64=True) as copied:
                    self._copy(part, copied)
        fresh.seek(0)
        return fresh

    def _parts(self) -> list[zipfile.ZipInfo]:
        """The parts to copy, the shared strings first, by which the cells of sheets are measured."""
        parts = self._archive.infolist()
        names = [part.filename for part in parts]
        if "[Content_Types].xml" not in names or not any(name.endswith("workbook.xml") for name in names):
            raise UnreadableFile("a ZIP archive, but no XLSX workbook", file=self._file, hint="save it as XLSX")
        if len(parts) > MAX_PARTS or len(set(names)) < len(names):
            raise HostileFile(f"an archive of more than {MAX_PARTS:,} parts, or of two of one name", file=self._file)
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise HostileFile(f"more than {_mebibytes(MAX_UNPACKED)} when unpacked", file=self._file)
        if any(part.compress_type not in _PLAIN or part.flag_bits & 1 for part in parts):
            raise UnreadableFile("an archive that is encrypted, or packed as no workbook is", file=self._file)
        kept = [part for part in parts if part.filename.endswith(_PARSED)]
        return sorted(kept, key=lambda part: not part.filename.lower().endswith("sharedstrings.xml"))

    def _copy(self, part: zipfile.ZipInfo, copied: IO[bytes]) -> None:
        scan = _Scan(self._shared, MAX_UNPACKED - self._text)
        try:
            for data in self._unpack(part):
                scan.feed(data)
                copied.write(data)
            scan.end()
        except expat.ExpatError as error:
            raise UnreadableFile(f"not well-formed XML: {error}", file=self._file, at=part.filename) from error
        except _TooMuch as error:
            raise HostileFile(str(error), file=self._file, at=part.filename) from None
        self._text += scan.text

    def _unpack(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        """The bytes that are really there, whatever number of them the directory gives."""
        unchecked = copy.copy(part)
        unchecked.file_size = part.file_size + 1
        with self._archive.open(unchecked) as source:
            size = 0
            while data := source.read(_CHUNK):
                size += len(data)
                self._unpacked += len(data)
                if size > part.file_size or self._unpacked > MAX_UNPACKED:
                    raise HostileFile("more than its directory says", file=self._file, at=part.filename)
                yield data


class _TooMuch(Exception):
    """What a part has too much of."""


class _Scan:
    """Looks through one XML part for what a reader would have to hold: places, text, entities.

    `shared` gets the lengths of the shared strings where the part is their table, and gives them where it is a sheet.
    """

    def __init__(self, shared: array[int], room: int) -> None:
        self._shared, self._room = shared, room
        self.text = 0
        self._rows = self._columns = self._cells = 0
        self._column = self._depth = 0
        self._kind = ""
        self._index: list[str] | None = None
        parser = self._parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        self._pending = 0

    def feed(self, data: bytes) -> None:
        self._parser.Parse(data, False)

    def end(self) -> None:
        self._parser.Parse(b"", True)
        places = self._rows * self._columns
        if places > max(MAX_PLACES, MAX_EMPTY * self._cells):
            raise _TooMuch(f"a sheet of {self._rows:,} rows and {self._columns:,} columns with {self._cells:,} cells")

    def _doctype(self, *_: object) -> None:
        raise _TooMuch("a document type, which no workbook has")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > 64:
            raise _TooMuch("elements in elements, deeper than a workbook goes")
        local = name.rpartition(":")[2]
        if local == "c":
            self._cell(attributes)
        elif local == "row":
            self._rows = max(self._rows + 1, int(attributes.get("r") or 0))
            self._column = 0
        elif local == "si":
            self._kind, self._pending = "si", 0
        elif local == "v" and self._kind == "s":
            self._index = []

    def _cell(self, attributes: dict[str, str]) -> None:
        self._cells += 1
        self._kind = attributes.get("t", "")
        row, column = _reference(attributes.get("r", ""))
        self._rows = max(self._rows, row)
        self._column = column or self._column + 1
        self._columns = max(self._columns, self._column)

    def _characters(self, data: str) -> None:
        if self._index is not None:
            self._index.append(data)
        elif self._kind == "si":
            self._pending += len(data)
        else:
            self._add(len(data))

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._index is not None:
            number = "".join(self._index).strip()
            self._index = None
            if number.isascii() and number.isdecimal() and int(number) < len(self._shared):
                self._add(self._shared[int(number)])
        elif self._kind == "si" and name.rpartition(":")[2] == "si":
            self._shared.append(self._pending)
            self._add(self._pending)
            self._kind = ""

    def _add(self, length: int) -> None:
        self.text += length
        if self.text > self._room:
            raise _TooMuch(f"cells of more than {_mebibytes(MAX_UNPACKED)} of text")


def _reference(cell: str) -> tuple[int, int]:
    """The row and column, from 1, that a cell reference such as ``AB12`` names; 0 for what it does not say."""
    column, at = 0, 0
    for at, character in enumerate(cell):  # noqa: B007
        if not ("A" <= character <= "Z" or "a" <= character <= "z"):
            break
        column = column * 26 + ord(character.upper()) - 64
    digits = cell[at:]
    return (int(digits) if digits.isascii() and digits.isdecimal() else 0), column


def _mebibytes(size: int) -> str:
    return f"{size // 1024 // 1024:,} MiB"
