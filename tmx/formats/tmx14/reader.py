"""TMX, the format that translation memories are exchanged in: a streaming reader of 1.1 to 1.4b.

Specification: TMX 1.4b (LISA OSCAR, 2005) and its ``tmx14.dtd``. The writer is beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from tmx.branch import Branch
from tmx.codec import HEAD, Reading, Wanted
from tmx.errors import UnreadableFile
from tmx.model import NOTHING, Losses, Skipped, Unit
from tmx.replay import read_fully, replay
from tmx.safexml import declared_encoding, guessed_encoding, root_name

from .units import Elements, Names


def detect(head: bytes) -> bool:
    """True where the root element is ``<tmx>``, in whatever namespace and encoding."""
    root = root_name(head)
    return root is not None and root.localname == "tmx"


def read(stream: BinaryIO, wanted: Wanted) -> Reading:
    """Open a TMX file. Its header is read at once, its units as they are drawn."""
    head = read_fully(stream, HEAD)
    root = _root(head, wanted.file)
    names, lost = Names.of(root.namespace or ""), Losses()
    _tell_encoding(head, lost)
    branch = Branch(replay(head, stream), wanted.file, root.text, names.body, head)
    elements = Elements(names, lost)
    header = next((child for child in branch.before() if child.tag == names.header), None)
    details = NOTHING if header is None else elements.header(header)
    return Reading("tmx", "units", details, _units(branch, elements, header), lost)


def _root(head: bytes, file: str) -> etree.QName:
    root = root_name(head)
    if root is None:
        raise UnreadableFile("not a TMX file: it does not begin as XML does", file=file)
    if root.localname != "tmx":
        raise UnreadableFile(f"not a TMX file: root is <{root.localname}>", file=file)
    return root


def _tell_encoding(head: bytes, lost: Losses) -> None:
    """Put a guess into the report, as it may be wrong."""
    found = guessed_encoding(head)
    if found:
        lost.add(f"the encoding it declares, {declared_encoding(head)}, which it is not in; it was read as {found}")


def _units(branch: Branch, elements: Elements, header: etree._Element | None) -> Iterator[Unit | Skipped]:
    for children in branch:
        yield from elements.units(children)
    for element in branch.beside():
        if element is not header:
            elements.foreign(element, "beside the body")
    left_out = branch.faults.undeclared() - elements.entities
    if left_out > 0:
        elements.lost.add("entities that the file does not declare", left_out)
