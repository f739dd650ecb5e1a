"""The back matter of a TBX file, which stands after the entries that point into it: persons and books by their ids."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from lxml import etree

from tmx.codec import HEAD
from tmx.model import Field, Losses
from tmx.safexml import Walk

from .elements import Items
from .ids import decoded
from .writer import ELSEWHERE

MOST = 100_000
"""Persons and books of one file that are kept at hand."""

_IN_MEMORY = 8 << 20
_BLOCK = 1 << 20
_SIGNS = tuple("refObjec".encode(encoding) for encoding in ("utf-8", "utf-16-le"))


@contextmanager
def rereadable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream itself where it can be read twice, else a temporary copy of it."""
    if stream.seekable():
        yield stream
        return
    with SpooledTemporaryFile(_IN_MEMORY) as copy:
        copyfileobj(stream, copy, _BLOCK)
        copy.seek(0)
        yield cast(BinaryIO, copy)


def back_matter(stream: BinaryIO, file: str, namespace: str, lost: Losses) -> dict[str, tuple[Field, ...]]:
    """What the back matter says by id, read before the entries; the stream is left where it was."""
    start = stream.tell()
    try:
        if not _has_back_matter(stream):
            return {}
        stream.seek(start)
        return _read(stream, file, namespace, lost)
    finally:
        stream.seek(start)


def _has_back_matter(stream: BinaryIO) -> bool:
    """Looks for its elements' name, at the speed of the disk."""
    before = b""
    while block := stream.read(_BLOCK):
        if any(sign in before + block for sign in _SIGNS):
            return True
        before = block[-32:]
    return False


def _read(stream: BinaryIO, file: str, namespace: str, lost: Losses) -> dict[str, tuple[Field, ...]]:
    start = stream.tell()
    head = stream.read(HEAD)
    stream.seek(start)
    names = ("refObject", "conceptEntry", "termEntry")
    walk = Walk(stream, file, tuple(f"{{{namespace}}}{name}" if namespace else name for name in names), head)
    items, found = Items(namespace, Losses()), dict[str, tuple[Field, ...]]()
    for element in walk:
        id = decoded(element.get("id") or "")
        if items.name(element) == "refObject" and id and not _is_own(element):
            if len(found) < MOST:
                found[id] = tuple(_said(element, items))
            else:
                lost.add("persons and sources of the back matter")
        walk.passed(element)
    return found


def _is_own(element: etree._Element) -> bool:
    """True for what our writer puts in place of an entry that is not in the file."""
    section = element.getparent()
    return section is not None and section.get("type") == ELSEWHERE


def _said(element: etree._Element, items: Items) -> Iterator[Field]:
    for item in element.iter():
        if items.name(item) == "item" and items.text(item):
            yield Field(item.get("type") or "", items.text(item), kind="item")
