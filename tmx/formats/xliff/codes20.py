"""Inline codes of XLIFF 2.x as TMX markup, and back.

*Content* here is the inner XML of a ``<source>`` or ``<target>`` in Exclusive Canonical XML, its core names without
namespace, and with the original data itself (``data``, ``dataStart``, ``dataEnd``) where the file refers to it
(``dataRef`` …), so that it means the same in any unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from tmx import inline
from tmx.inline import CODES

from .names import PLAIN_ID
from .trees import Node, Origins, Pairs, add, add_text, bare, nodes, until

DATA = {"dataRef": "data", "dataRefStart": "dataStart", "dataRefEnd": "dataEnd"}

# XLIFF 2.1 §4.3.1.37 subType; the names of TMX 1.4b, type.
_TYPES = {"bold": "xlf:b", "italic": "xlf:i", "ulined": "xlf:u", "lb": "xlf:lb", "pb": "xlf:pb", "var": "xlf:var"}
_SUBTYPES = {subtype: type for type, subtype in _TYPES.items()}
_CORE_TYPES = frozenset({"fmt", "ui", "quote", "link", "image", "other"})
_MARKS = frozenset({"generic", "term"})
_OWN_MARK = re.compile(r"[^\s:]+:[^\s:]+")
_STATIC = {"ph": "alone", "sc": "open", "ec": "close", "cp": "alone", "sm": "alone", "em": "alone"}


def content(element: etree._Element, namespace: str, data: dict[str, str]) -> tuple[etree._Element, int]:
    """The content of a ``<source>`` or ``<target>`` as a ``<seg>``, and how many attributes it could not keep."""

    def with_data(copy: etree._Element) -> None:
        for reference, name in DATA.items():
            key = copy.get(reference)
            if key is not None:
                del copy.attrib[reference]
                copy.set(name, data.get(key, ""))

    return bare(element, namespace, with_data)


@lru_cache(maxsize=256)
def to_markup(content: str) -> str:
    """The TMX markup of content."""
    return inline.markup_of(as_tmx(inline.element_of(content))) or ""


def as_tmx(content: etree._Element, origins: Origins | None = None) -> etree._Element:
    """A ``<seg>`` of TMX; `origins` hears which element each code came from."""
    seg = etree.Element("seg")
    closed = {element.get("startRef") for element in content.iter("ec")}
    _ToTmx(closed, origins or Origins()).fill(content, seg)
    return seg


@dataclass(slots=True)
class _ToTmx:
    """One segment on its way: the start codes that are closed within it, and the numbers given to its pairs."""

    closed: set[str | None]
    origins: Origins
    numbers: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def fill(self, content: etree._Element, into: etree._Element) -> None:
        for node in nodes(content):
            if isinstance(node, str):
                add_text(into, node)
            else:
                self._element(node, into)

    def _element(self, element: etree._Element, into: etree._Element) -> None:
        name = element.tag
        if name == "pc":
            self._pair(element, into)
        elif name in _STATIC:
            self._single(element, into)
        else:
            hi = etree.SubElement(into, "hi" if name == "mrk" else name)
            if name == "mrk":
                _set(hi, type=element.get("type"), x=element.get("id"))
            self._around(element, hi)

    def _around(self, element: etree._Element, copy: etree._Element) -> None:
        if not len(element) and not element.text:
            self.origins.add(element, "alone")
            return
        self.origins.add(element, "open")
        self.fill(element, copy)
        self.origins.add(element, "close")

    def _pair(self, element: etree._Element, into: etree._Element) -> None:
        self.count += 1
        number = str(self.count)
        self.origins.add(element, "open")
        start = element.get("dataStart") or element.get("equivStart")
        add(into, "bpt", start, i=number, type=_type(element), x=element.get("id"))
        self.fill(element, into)
        self.origins.add(element, "close")
        add(into, "ept", element.get("dataEnd") or element.get("equivEnd"), i=number)

    def _single(self, element: etree._Element, into: etree._Element) -> None:
        name, id, native = element.tag, element.get("id"), element.get("data") or element.get("equiv")
        start = element.get("startRef") or ""
        if name == "sc" and id in self.closed:
            self.count += 1
            self.numbers[id or ""] = str(self.count)
            add(into, "bpt", native, i=str(self.count), type=_type(element), x=id)
        elif name == "ec" and start in self.numbers:
            add(into, "ept", native, i=self.numbers[start])
        elif name in ("sc", "ec"):
            add(into, "it", native, pos="begin" if name == "sc" else "end", type=_type(element), x=id or start)
        elif name == "cp":
            add(into, "ph", element.get("hex"), type="x-cp")
        elif name in ("sm", "em"):
            add(into, "ph", type=f"x-{name}", x=id or start)
        else:
            add(into, "ph", native, type=_type(element), x=id)
        within = _STATIC[name] if name in ("sc", "ec") and into[-1].tag != "it" else "alone"
        self.origins.add(element, "open" if within == "open" else "close" if within == "close" else "alone")


def _set(element: etree._Element, **attributes: str | None) -> None:
    for key, value in attributes.items():
        if value:
            element.set(key, value)


def _type(element: etree._Element) -> str | None:
    return _SUBTYPES.get(element.get("subType") or "") or element.get("subType") or element.get("type")


@lru_cache(maxsize=256)
def to_content(markup: str) -> str:
    """The content that TMX markup gives; its foreign elements and the inside of ``<sub>`` become text."""
    seg = inline.element_of(markup)
    content = etree.Element("seg")
    _ToContent(Pairs.of(seg), _Ids(seg)).fill(nodes(seg), content)
    return inline.markup_of(content) or content_text(content)


def content_text(content: etree._Element) -> str:
    """Content without codes, escaped as canonical XML has it."""
    whole = etree.tostring(content, method="c14n", exclusive=True, with_tail=False).decode()
    return whole[len("<seg>") : -len("</seg>")]


class _Ids:
    """Ids for the codes of one segment: what pairs a code across languages where that serves, else a free number."""

    def __init__(self, seg: etree._Element) -> None:
        self._wanted = {element.get("x") for element in seg.iter(etree.Element)}
        self._given: set[str] = set()
        self._count = 0

    def next(self, element: etree._Element) -> str:
        wanted = element.get("x") or ""
        if PLAIN_ID.fullmatch(wanted) and wanted not in self._given:
            self._given.add(wanted)
            return wanted
        while True:
            self._count += 1
            number = str(self._count)
            if number not in self._wanted:
                return number


@dataclass(slots=True)
class _ToContent:
    pairs: Pairs
    ids: _Ids
    started: dict[etree._Element, str] = field(default_factory=dict)

    def fill(self, found: list[Node], into: etree._Element) -> None:
        rest: Iterator[Node] = iter(found)
        for node in rest:
            if isinstance(node, str):
                add_text(into, node)
            elif node in self.pairs.nested:
                self._pair(node, self.pairs.nested[node], rest, into)
            elif node.tag in CODES:
                self._code(node, into)
            elif node.tag == "hi":
                mark = add(into, "mrk", id=self.ids.next(node), type=_mark(node.get("type") or ""))
                self.fill(nodes(node), mark)
            else:
                self.fill(nodes(node), into)

    def _pair(self, start: etree._Element, end: etree._Element, rest: Iterator[Node], into: etree._Element) -> None:
        pair = add(into, "pc", id=self.ids.next(start), dataStart=_native(start), dataEnd=_native(end))
        _set_type(pair, start)
        self.fill(list(until(rest, end)), pair)

    def _code(self, code: etree._Element, into: etree._Element) -> None:
        if code in self.pairs.crossing:
            self.started[self.pairs.crossing[code]] = id = self.ids.next(code)
            _set_type(add(into, "sc", id=id, data=_native(code)), code)
        elif code in self.started:
            add(into, "ec", startRef=self.started[code], data=_native(code))
        elif code.tag in ("bpt", "ept", "it"):
            name = "ec" if code.tag == "ept" or code.get("pos") == "end" else "sc"
            _set_type(add(into, name, id=self.ids.next(code), isolated="yes", data=_native(code)), code)
        elif code.get("type") == "x-cp" and is_code_point(_native(code)):
            add(into, "cp", hex=_native(code))
        else:
            _set_type(add(into, "ph", id=self.ids.next(code), data=_native(code)), code)


def _native(code: etree._Element) -> str:
    return "".join(map(str, code.itertext()))


def _set_type(element: etree._Element, code: etree._Element) -> None:
    type = code.get("type") or ""
    if type in _TYPES:
        _set(element, type="ui" if type == "var" else "fmt", subType=_TYPES[type])
    elif type in _CORE_TYPES:
        _set(element, type=type)


def _mark(type: str) -> str | None:
    return type if type in _MARKS or _OWN_MARK.fullmatch(type) else None


_HEX = re.compile(r"[0-9A-Fa-f]{4,6}")


def is_code_point(text: str) -> bool:
    """True for a ``hex`` of XLIFF 2.1 §4.2.3.1 ``<cp>``: a character that XML cannot hold, or discourages."""
    if not _HEX.fullmatch(text) or len(text) % 2:
        return False
    point = int(text, 16)
    control = point < 0xA0 and (point < 0x20 or point > 0x7E) and point not in (9, 10, 13, 0x85)
    return control or point in (0xFFFE, 0xFFFF) or 0xD800 <= point < 0xE000
