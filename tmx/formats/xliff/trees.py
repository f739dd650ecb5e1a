"""Small moves on element trees that both versions of XLIFF need to turn codes into TMX markup and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from lxml import etree

from tmx.errors import UnreadableFile
from tmx.inline import CODES

Node = str | etree._Element
_MOST_NAMES = 1024
"""Names that are remembered: a file uses few, over and over."""


class Name(NamedTuple):
    """An expanded name. Unlike `etree.QName` it takes those that a file with an undeclared prefix gives."""

    namespace: str
    localname: str


def named(element: etree._Element | str) -> Name:
    """The name of an element, or of an attribute given by its key."""
    return _name(element if isinstance(element, str) else str(element.tag))


@lru_cache(_MOST_NAMES)
def _name(whole: str) -> Name:
    namespace, _, localname = whole.rpartition("}")
    return Name(namespace.removeprefix("{"), localname)


MOST_NESTED = 60
"""Paired codes within one another that are written as nesting elements; XML parsers end at 256 levels."""


def add_text(parent: etree._Element, text: str | None) -> None:
    """Put text at the end of an element's content."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def add(parent: etree._Element, tag: str, text: str | None = None, /, **attributes: str | None) -> etree._Element:
    """A new last child, without the attributes that are None or empty."""
    child = etree.SubElement(parent, tag)
    for key, value in attributes.items():
        if value:
            child.set(key, value)
    child.text = text or None
    return child


def nodes(element: etree._Element) -> list[Node]:
    """The content of an element as texts and elements in reading order."""
    found: list[Node] = [element.text] if element.text else []
    for child in element:
        found.append(child)
        if child.tail:
            found.append(child.tail)
    return found


def bare(
    element: etree._Element, namespace: str, adjust: Callable[[etree._Element], None] | None = None
) -> tuple[etree._Element, int]:
    """A ``<seg>`` with a copy of the content in which the names of `namespace` have none.

    `adjust` may change each copied element. Attributes whose namespace is relative are left out, since canonical XML
    refuses them (XML-C14N §1.3); their number is the second value.
    """
    seg = etree.Element("seg")
    dropped = _copy(element, seg, namespace, adjust)
    return seg, dropped


def _copy(
    element: etree._Element, into: etree._Element, namespace: str, adjust: Callable[[etree._Element], None] | None
) -> int:
    dropped = 0
    add_text(into, element.text)
    for child in element.iterchildren(tag=etree.Element):
        name = named(child)
        for undeclared in (name.localname, *(named(str(key)).localname for key in child.attrib)):
            if ":" in undeclared:
                raise UnreadableFile(f"the name “{undeclared[:40]}”, whose prefix nothing declares")
        own = (name.namespace or "") == namespace or _is_relative(name.namespace or "")
        used = {named(str(key)).namespace for key in child.attrib}
        prefixes = {
            prefix: uri for prefix, uri in child.nsmap.items() if prefix and uri in used and not _is_relative(uri)
        }
        copy = etree.SubElement(into, name.localname if own else child.tag, nsmap=prefixes)
        for key, value in child.attrib.items():
            if _is_relative(named(str(key)).namespace or ""):
                dropped += 1
            else:
                copy.set(key, value)
        dropped += _copy(child, copy, namespace, adjust)
        if adjust:
            adjust(copy)
        add_text(into, child.tail)
    return dropped


def _is_relative(uri: str) -> bool:
    return bool(uri) and ":" not in uri


@dataclass(slots=True)
class Pairs:
    """Which ``<bpt>`` of a ``<seg>`` belongs to which ``<ept>``.

    `nested` holds the pairs of one parent that cross no other; `crossing` the others. A code in neither stands alone.
    """

    nested: dict[etree._Element, etree._Element] = field(default_factory=dict)
    crossing: dict[etree._Element, etree._Element] = field(default_factory=dict)

    @classmethod
    def of(cls, seg: etree._Element) -> Pairs:
        pairs = cls()
        opened: list[etree._Element | None] = []
        waiting: dict[str, list[int]] = {}
        for element in seg.iter("bpt", "ept"):
            if _is_inside_a_code(element):
                continue
            places = waiting.setdefault(element.get("i") or "", [])
            if element.tag == "bpt":
                places.append(len(opened))
                opened.append(element)
            elif places:
                pairs._close(opened, places.pop(), element)
        return pairs

    def _close(self, opened: list[etree._Element | None], at: int, end: etree._Element) -> None:
        start = opened[at]
        assert start is not None
        together = at == len(opened) - 1 and start.getparent() is end.getparent() and at < MOST_NESTED
        (self.nested if together else self.crossing)[start] = end
        opened[at] = None
        while opened and opened[-1] is None:
            opened.pop()


def _is_inside_a_code(element: etree._Element) -> bool:
    return any(parent.tag in CODES for parent in element.iterancestors())


Role = Literal["open", "close", "alone"]


@dataclass(slots=True)
class Origins:
    """From which element of the file each code of a segment came, in the order of `tmx.inline.parts`."""

    found: list[tuple[etree._Element, Role]] = field(default_factory=list)

    def add(self, element: etree._Element, role: Role) -> None:
        self.found.append((element, role))


def until(content: Iterable[Node], end: etree._Element) -> Iterator[Node]:
    """The nodes before `end`, which is taken too."""
    for node in content:
        if node is end:
            return
        yield node
