"""The one XML setting of the house: no network, no external entities, bounded depth and size, errors with their line.

libxml2's own limits stay on (`huge_tree` off): 256 levels, 10 MB a text, a bounded growth by entities. What this adds
is a bound on the bytes between two entries, so that a file cannot make a streaming reader hold it whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, TypedDict

from lxml import etree

from tmx.errors import HostileFile, UnreadableFile

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MAX_GAP = 64 * 1024 * 1024
"""Bytes that may pass without one entry; no honest entry is as long."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 §2.2
_DECLARED = re.compile(rb"""^<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)["']""")
_TOO_MUCH = re.compile(r"amplification|excessive depth|entity loop|resource limit|too long|huge", re.IGNORECASE)


class _Setting(TypedDict):
    resolve_entities: bool
    no_network: bool
    load_dtd: bool
    dtd_validation: bool
    huge_tree: bool
    remove_comments: bool
    remove_pis: bool


_SETTING = _Setting(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    dtd_validation=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)


def legal(text: str) -> tuple[str, int]:
    """The text without the characters that XML 1.0 cannot hold, and how many were left out."""
    return _ILLEGAL.subn("", text)


def fragment(xml: str) -> etree._Element:
    """One small document from a string. Raises `UnreadableFile` where it is not well-formed."""
    try:
        return etree.fromstring(xml, etree.XMLParser(**_SETTING))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"not well-formed XML: {_message(error)}") from error


def root_name(head: bytes) -> etree.QName | None:
    """The root element's name as a file's beginning gives it; None where it does not begin as XML does."""
    root = root_of(head)
    return None if root is None else etree.QName(root)


def root_of(head: bytes) -> etree._Element | None:
    """The root element with its attributes, as far as a file's beginning gives it; None as `root_name`."""
    if b"<" not in head:
        return None
    parser = etree.XMLPullParser(events=("start",), encoding=encoding_override(head), **_SETTING)
    with suppress(etree.XMLSyntaxError, LookupError):  # a head may end anywhere, and may go wrong after its root
        parser.feed(head)
    events: Any = parser.read_events()
    root = next((element for _, element in events), None)
    undeclared = root is not None and ":" in root.tag.rpartition("}")[2]
    return None if undeclared else root


def encoding_override(head: bytes) -> str | None:
    """The encoding to read by where declaration and bytes disagree in a way that tools are known to write."""
    if head[:2] == b"<\0":
        return "utf-16le"
    if head[:2] == b"\0<":
        return "utf-16be"
    declared = _DECLARED.match(head)
    name = declared[1].lower() if declared else b""
    if name.startswith((b"utf-16", b"ucs-2", b"unicode")):
        return "utf-8"  # .NET's StringWriter declares UTF-16 whatever the stream is written in
    return "gb18030" if name in (b"gb2312", b"gbk") else None  # files so declared use GBK's and later characters too


class Walk:
    """The elements of some names in one document, each as it is complete, with bounds on what lies between them.

    The caller empties each element it is given and calls `passed` for it. Iterating raises `UnreadableFile` or
    `HostileFile`, with the line.
    """

    def __init__(self, stream: BinaryIO, file: str, tags: tuple[str, ...], head: bytes) -> None:
        self._source = _Source(stream, file)
        self._file = file
        self._events: Any = etree.iterparse(
            self._source, events=("end",), tag=tags, encoding=encoding_override(head), **_SETTING
        )
        self._sweep = 0

    def __iter__(self) -> Iterator[etree._Element]:
        with refusing(self._file, self):
            for _, element in self._events:
                self._source.unread = 0
                yield element

    def passed(self, element: Any) -> None:
        """Free an element that has been used, and now and then the empty shells before it."""
        element.clear(keep_tail=True)  # the tail may not be complete yet
        self._sweep += 1
        if self._sweep % 256 == 0:
            parent = element.getparent()
            if parent is not None:
                del parent[: parent.index(element)]

    def undeclared(self) -> int:
        """How often so far an entity was named that nothing declares."""
        return sum(1 for entry in self._events.error_log if entry.type_name == "WAR_UNDECLARED_ENTITY")

    def first_fault(self) -> tuple[str, int]:
        """The first error of the document, in words, and its line; empty and 0 where there is none."""
        for entry in self._events.error_log:
            if entry.level_name != "WARNING":
                return str(entry.message).strip(), int(entry.line)
        return "", 0


class _Source:
    """A stream for lxml that refuses to feed it for ever between two entries."""

    def __init__(self, stream: BinaryIO, file: str) -> None:
        self._stream, self._file, self.unread = stream, file, 0

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self.unread += len(data)
        if self.unread > MAX_GAP:
            raise HostileFile(f"no entry in {MAX_GAP // 1024 // 1024} MiB of it", file=self._file)
        return data


@contextmanager
def refusing(file: str, walk: Walk) -> Iterator[None]:
    """Turn lxml's complaints into the floor's own errors, with file and line."""
    try:
        yield
    except etree.XMLSyntaxError as error:
        what, line = walk.first_fault()
        if not what:
            what, line = _message(error), error.lineno or 0
        kind = HostileFile if _TOO_MUCH.search(what) else UnreadableFile
        raise kind(f"not well-formed XML: {what}", file=file, at=f"line {line}" if line else "") from error
    except (LookupError, UnicodeError) as error:
        raise UnreadableFile(f"its encoding cannot be read: {error}", file=file) from error


def _message(error: Exception) -> str:
    return str(getattr(error, "msg", None) or error).strip().removesuffix(" (line 0)")
