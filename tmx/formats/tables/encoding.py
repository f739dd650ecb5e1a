"""Tells the encoding of a table: by its mark, else UTF-8, else a legacy one where its bytes leave no doubt."""

from __future__ import annotations

import codecs
import io
import re
from typing import BinaryIO

from tmx.encodings import decodes, legacy
from tmx.errors import UnreadableFile
from tmx.replay import read_fully, replay

_SAMPLE = 64 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A surrogate written as UTF-8 would write a character (CESU-8, or half of a pair) is no text in any encoding.
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")


def text_of(stream: BinaryIO, file: str, otherwise: str = "") -> tuple[io.TextIOWrapper, str]:
    """The text of a stream, its line ends as they are, and its encoding, as `encoding_of` tells it."""
    encoding, source = encoding_of(stream, file, otherwise)
    return io.TextIOWrapper(replay(b"", source), encoding, newline=""), encoding


def sample_of(head: bytes) -> str:
    """The beginning of a file as text, for a look at what it might be: without mark, and without an error."""
    return head.decode(_marked(head) or "utf-8", "replace").removeprefix("\ufeff")


def encoding_of(stream: BinaryIO, file: str, otherwise: str = "") -> tuple[str, BinaryIO]:
    """The encoding, and a stream that still has all of the file.

    `otherwise` is one to try before guessing. A file that cannot be read twice is judged by its beginning. Raises
    `UnreadableFile` where nothing tells.
    """
    start = stream.tell() if stream.seekable() else -1
    head = read_fully(stream, _SAMPLE)
    encoding = _marked(head)
    if encoding is None:
        at, sample = _not_utf8(head, stream if start >= 0 else None)
        encoding = "utf-8" if sample is None else _legacy(sample, at, file, otherwise)
    if start < 0:
        return encoding, replay(head, stream)
    stream.seek(start)
    return encoding, stream


def _marked(head: bytes) -> str | None:
    """By the byte order mark; UTF-16 also by the zero that is every other byte of its Latin and its delimiters."""
    marked = next((name for bom, name in _BOMS if head.startswith(bom)), None)
    zeros = head.count(0)
    if marked or zeros < 2 or zeros * 20 < len(head):
        return marked
    if head[1::2].count(0) == zeros:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) == zeros else None


def _not_utf8(head: bytes, stream: BinaryIO | None) -> tuple[int, bytes | None]:
    """Where a file stops being UTF-8, and that part of it; None where it does not; one part in memory at a time."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    part, before, done = head, b"", 0
    while part:
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(part)
        except UnicodeDecodeError as error:
            return done - pending + error.start, before[before.rfind(b"\n") + 1 :] + part
        done += len(part)
        before, part = part, stream.read(_SAMPLE) if stream else b""
    return done, None if stream is None or not decoder.getstate()[0] else before


def _legacy(sample: bytes, at: int, file: str, otherwise: str) -> str:
    """The encoding of a part that is not UTF-8, which goes wrong `at` this byte of the file."""
    if _SURROGATE.search(sample) and decodes(_SURROGATE.sub(b"", sample), "utf-8"):
        raise UnreadableFile(
            "half of a surrogate pair, which is no text", file=file, at=f"byte {at + 1:,}", hint="remove it"
        )
    found = otherwise if otherwise and decodes(sample, otherwise) else legacy(sample)
    if not found:
        what = "its encoding is not UTF-8 and cannot be told"
        raise UnreadableFile(what, file=file, at=f"byte {at + 1:,}", hint="save it as UTF-8")
    return found
