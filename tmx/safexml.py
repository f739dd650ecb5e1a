"""The one XML setting of the house: no network, no external entities, bounded depth and size, errors with their line.

libxml2's own limits stay on (`huge_tree` off): 256 levels, 10 MB a text, a bounded growth by entities. What this adds
is a bound on the bytes between two entries, so that a file cannot make a streaming reader hold it whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, TypedDict

from lxml import etree

from tmx.encodings import decodes, legacy
from tmx.errors import HostileFile, UnreadableFile

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MAX_GAP = 64 * 1024 * 1024
"""Bytes that may pass without one entry; no honest entry is as long."""

_STARTS = {
    b"\xef\xbb\xbf": "",
    b"\xff\xfe\0\0": "utf-32le",
    b"\0\0\xfe\xff": "utf-32be",
    b"<\0\0\0": "utf-32le",
    b"\0\0\0<": "utf-32be",
    b"\xff\xfe": "",
    b"\xfe\xff": "",
    b"<\0": "utf-16le",
    b"\0<": "utf-16be",
}
"""XML 1.0 appendix F: marks and first bytes that say the encoding; those without a name libxml2 goes by itself."""
_UTF8 = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_LONG_UTF8 = re.compile(rb"(?:[\xc2-\xf4][\x80-\xbf]+[\x00-\x7f]*){4}")
_TWO_BYTES = re.compile(r"gb|big5|cp9|shift|euc-|iso-2022|hz")
_TAG = re.compile(rb"<[^>]*>")
_SUPERSETS = {
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk"), "gb18030"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    "big5": "cp950",
    "shift_jis": "cp932",
}
"""What tools mean by the name of a smaller encoding (WHATWG Encoding Standard, §4.2)."""
_LATIN = frozenset({"iso-8859-1", "latin1", "us-ascii", "ascii"})
_CONTROLS = re.compile(rb"[\x80-\x9f]")
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


SETTING = _Setting(
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
        return etree.fromstring(xml, etree.XMLParser(**SETTING))
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
    parser = etree.XMLPullParser(events=("start",), encoding=encoding_override(head), **SETTING)
    with suppress(etree.XMLSyntaxError, LookupError):  # a head may end anywhere, and may go wrong after its root
        parser.feed(head)
    events: Any = parser.read_events()
    root = next((element for _, element in events), None)
    undeclared = root is not None and ":" in root.tag.rpartition("}")[2]
    return None if undeclared else root


def encoding_override(head: bytes) -> str | None:
    """The encoding to read by, as the first bytes of a file show it, where its declaration says another or none.

    None where the declaration holds, and where nothing tells: then the parser says what is wrong, and where.
    """
    told = _told(head)
    return (guessed_encoding(head) if told is None else told) or None


def guessed_encoding(head: bytes) -> str:
    """What a file is probably in that is not in its declared encoding; empty where there is no need to guess."""
    if _told(head) is not None:
        return ""
    found = legacy(_TAG.sub(b"\n", head))
    return found if found and _parses(found) else ""


def _told(head: bytes) -> str | None:
    """The encoding, empty where it is as declared; None where the bytes are not text in it."""
    for start, name in _STARTS.items():
        if head.startswith(start):
            return name
    if not head.lstrip().startswith(b"<"):
        return ""
    declared = declared_encoding(head)
    if _is_utf8(head, declared):
        return "" if declared == "utf-8" else "utf-8"
    name = _meant(declared, head)
    if name == "utf-8" or not decodes(head, name):
        return None
    return "" if name == declared else name


def _meant(declared: str, head: bytes) -> str:
    """What tools mean by the name of an encoding: it may be a larger one, where they go beyond the one they name."""
    if declared in _LATIN and (_CONTROLS.search(head) or not decodes(head, declared)):
        return "windows-1252"
    return _SUPERSETS.get(declared, declared)


def declared_encoding(head: bytes) -> str:
    """The name in the XML declaration, in lower case; ``utf-8`` where there is none (XML 1.0 §4.3.3)."""
    found = _DECLARED.match(head)
    return found[1].decode("ascii").lower() if found else "utf-8"


def _is_utf8(head: bytes, declared: str) -> bool:
    """Whether bytes are UTF-8, which one character of it shows, and four among Chinese ones of two bytes.

    .NET's ``StringWriter`` declares UTF-16 whatever the stream is written in.
    """
    if not decodes(head, "utf-8"):
        return False
    if declared.startswith(("utf-", "ucs-", "iso-10646", "unicode")):
        return True
    shown = _LONG_UTF8 if _TWO_BYTES.match(declared) else _UTF8
    return bool(shown.search(head)) or not decodes(head, _meant(declared, head))


def _parses(encoding: str) -> bool:
    """Whether libxml2 knows an encoding by this name."""
    try:
        etree.XMLPullParser(encoding=encoding)
    except LookupError:
        return False
    return True


class Faults:
    """What libxml2 has said of a document so far."""

    def __init__(self, log: Callable[[], Any]) -> None:
        self._log = log

    def undeclared(self) -> int:
        """How often so far an entity was named that nothing declares."""
        return sum(1 for entry in self._log() if entry.type_name == "WAR_UNDECLARED_ENTITY")

    def first(self) -> tuple[str, int]:
        """The first error of the document, in words, and its line; empty and 0 where there is none."""
        for entry in self._log():
            if entry.level_name != "WARNING":
                return str(entry.message).strip(), int(entry.line)
        return "", 0


class Walk:
    """The elements of some names in one document, each as it is complete, with bounds on what lies between them.

    The caller empties each element it is given and calls `passed` for it. Iterating raises `UnreadableFile` or
    `HostileFile`, with the line.
    """

    def __init__(self, stream: BinaryIO, file: str, tags: tuple[str, ...], head: bytes) -> None:
        self._source = _Source(stream, file)
        self._file = file
        self._events: Any = etree.iterparse(
            self._source, events=("end",), tag=tags, encoding=encoding_override(head), **SETTING
        )
        self._sweep = 0
        self.faults = Faults(lambda: self._events.error_log)

    def __iter__(self) -> Iterator[etree._Element]:
        with refusing(self._file, self.faults):
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
def refusing(file: str, faults: Faults) -> Iterator[None]:
    """Turn lxml's complaints into the floor's own errors, with file and line."""
    try:
        yield
    except etree.XMLSyntaxError as error:
        what, line = faults.first()
        if not what:
            what, line = _message(error), error.lineno or 0
        kind = HostileFile if _TOO_MUCH.search(what) else UnreadableFile
        raise kind(f"not well-formed XML: {what}", file=file, at=f"line {line}" if line else "") from error
    except (LookupError, UnicodeError) as error:
        raise UnreadableFile(f"its encoding cannot be read: {error}", file=file) from error


def _message(error: Exception) -> str:
    return str(getattr(error, "msg", None) or error).strip().removesuffix(" (line 0)")
