"""The bytes of an XML file under the elements that were parsed from it, so that a change leaves all others as they are.

Positions come from expat, which reads the same bytes; what an element means is read from an lxml tree of its own bytes,
inside the start tags that stand open around it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape

from lxml import etree

from tmx.errors import HostileFile, UnreadableFile
from tmx.safexml import encoding_override, fragment

MOST = 256 * 1024 * 1024
"""Bytes of a file that is filled; it is held whole."""
_DEEPEST = 200
_DECLARED = re.compile(r"""^<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_SPACE_BEFORE = re.compile(rb"\s*\Z")


@dataclass(frozen=True, slots=True)
class Text:
    """A file as UTF-8, and what is needed to give its own bytes back."""

    utf8: bytes
    bom: bytes
    encoding: str

    def encoded(self, utf8: bytes) -> bytes:
        """The bytes of the file's own encoding; characters it has not become references."""
        return self.bom + utf8.decode().encode(self.encoding, "xmlcharrefreplace")


def decode(data: bytes, file: str) -> Text:
    """A file's text. Raises `UnreadableFile` where its bytes would not come back as they were."""
    bom, encoding = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", ""))
    if not encoding:
        declared = _DECLARED.match(data[:200].decode("latin-1"))
        encoding = encoding_override(data[:200]) or (declared[1] if declared else "utf-8")
    try:
        text = data[len(bom) :].decode(encoding)
        if text.encode(encoding) == data[len(bom) :]:
            return Text(text.encode(), bom, encoding)
    except (UnicodeError, LookupError):
        pass
    raise UnreadableFile(f"its bytes are not {encoding}, so they could not be kept", file=file)


@dataclass(frozen=True, slots=True)
class Span:
    """Where an element stands: `start`, its start tag, `inner`, its content, `outer`, its end tag, `end`."""

    start: int
    inner: int
    outer: int
    end: int

    @property
    def is_empty_tag(self) -> bool:
        """True for ``<x/>``."""
        return self.inner == self.outer == self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """An element that was asked for, with the place of every element in it and of those around it."""

    element: etree._Element
    spans: dict[etree._Element, Span]


def pieces(text: Text, wanted: frozenset[str], file: str) -> Iterator[Piece]:
    """The elements of these local names, in order. Raises `UnreadableFile` or `HostileFile`."""
    for around, spans in _Positions(text.utf8, wanted, file).found:
        yield _piece(text.utf8, around, spans)


def _piece(utf8: bytes, around: list[tuple[int, int]], spans: list[Span]) -> Piece:
    tags = [utf8[start:end] for start, end in around]
    ends = [b"</" + _NAME.match(tag)[1] + b">" for tag in reversed(tags)]  # type: ignore[index]
    whole = b"".join((*tags, utf8[spans[0].start : spans[0].end], *ends))
    element = fragment(whole.decode())
    for _ in around:
        element = element[0]
    root = element.getroottree().getroot()
    elements = [root, *(each for each in root.iterdescendants(tag=etree.Element))]
    places = [Span(start, end, end, end) for start, end in around] + spans
    return Piece(element, dict(zip(elements, places, strict=True)))


_NAME = re.compile(rb"<([^\s/>]+)")


class _Positions:
    """Walks a file with expat and notes the places of what was asked for."""

    def __init__(self, utf8: bytes, wanted: frozenset[str], file: str) -> None:
        self._utf8, self._wanted, self._file = utf8, wanted, file
        self._open: list[tuple[int, int]] = []
        self._begun: list[tuple[int, int, int]] = []  # index into `_spans`, start, inner
        self._spans: list[Span | None] = []
        self.found: list[tuple[list[tuple[int, int]], list[Span]]] = []
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.EntityDeclHandler = self._entity
        try:
            self._parser.Parse(utf8, True)
        except expat.ExpatError as error:
            what = expat.errors.messages[error.code]
            raise UnreadableFile(f"not well-formed XML: {what}", file=file, at=f"line {error.lineno}") from error

    def _entity(self, *declared: object) -> None:
        at = f"line {self._parser.CurrentLineNumber}"
        raise HostileFile(
            f"it declares the entity “{declared[0]}”; a file to be filled may not", file=self._file, at=at
        )

    def _start(self, name: str, attributes: object) -> None:
        start = self._parser.CurrentByteIndex
        inner = tag_end(self._utf8, start)
        if len(self._open) + len(self._begun) > _DEEPEST:
            at = f"line {self._parser.CurrentLineNumber}"
            raise HostileFile(f"more than {_DEEPEST} elements within one another", file=self._file, at=at)
        if self._begun or name.rpartition(":")[2] in self._wanted:
            self._begun.append((len(self._spans), start, inner))
            self._spans.append(None)
        else:
            self._open.append((start, inner))

    def _end(self, name: str) -> None:
        if not self._begun:
            self._open.pop()
            return
        at, start, inner = self._begun.pop()
        outer = self._parser.CurrentByteIndex
        empty = self._utf8[inner - 2 : inner] == b"/>"
        end = inner if empty else self._utf8.index(b">", outer) + 1
        self._spans[at] = Span(start, inner, inner if empty else outer, end)
        if not self._begun:
            self.found.append((list(self._open), [span for span in self._spans if span]))
            self._spans = []


def tag_end(utf8: bytes, start: int) -> int:
    """The position after the start tag that begins at `start`."""
    at = start
    while True:
        at += 1
        if utf8[at] in b"\"'":
            at = utf8.index(utf8[at : at + 1], at + 1)
        elif utf8[at] == ord(">"):
            return at + 1


@dataclass(frozen=True, slots=True)
class Edit:
    """Bytes to put in the place of others."""

    start: int
    end: int
    new: bytes


def spliced(utf8: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with all edits made; they may not overlap."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts += [utf8[at : edit.start], edit.new]
        at = edit.end
    return b"".join((*parts, utf8[at:]))


def with_attributes(tag: bytes, values: Mapping[str, str | None]) -> bytes:
    """A start tag with these attributes: replaced in their own quotes, added after the last, or for None left out."""
    for name, value in values.items():
        old = next((match for match in _ATTRIBUTE.finditer(tag) if match[1] == name.encode()), None)
        if old and value is None:
            tag = tag[: old.start()] + tag[old.end() :]
        elif old:
            tag = tag[: old.start(2) + 1] + _escaped(value or "") + tag[old.end(2) - 1 :]
        elif value is not None:
            ends = [match.end() for match in _ATTRIBUTE.finditer(tag)]
            at = ends[-1] if ends else _name_end(tag, 0)
            tag = tag[:at] + b" " + name.encode() + b'="' + _escaped(value) + b'"' + tag[at:]
    return tag


def _escaped(value: str) -> bytes:
    return escape(value, {'"': "&quot;", "'": "&apos;"}).encode()


def space_before(utf8: bytes, start: int) -> bytes:
    """The white space that stands right before a position."""
    reach = utf8[max(0, start - 400) : start]
    found = _SPACE_BEFORE.search(reach)
    return found[0] if found else b""


def prefix(utf8: bytes, start: int) -> str:
    """The namespace prefix of the tag that begins at `start`, with its colon; empty where it has none."""
    before, colon, _ = utf8[start + 1 : _name_end(utf8, start)].rpartition(b":")
    return (before + colon).decode()


def local_name(utf8: bytes, start: int) -> bytes:
    """The name of the tag that begins at `start`, without its prefix."""
    return utf8[start + 1 : _name_end(utf8, start)].rpartition(b":")[2]


def _name_end(utf8: bytes, start: int) -> int:
    found = _NAME.match(utf8, start)
    assert found is not None, "a tag begins there"
    return found.end()
