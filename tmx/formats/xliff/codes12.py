"""Inline codes of XLIFF 1.2 as TMX markup, and back.

*Content* here is the inner XML of a ``<source>``, ``<target>`` or ``<mrk mtype="seg">`` in Exclusive Canonical XML,
the names of XLIFF without namespace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from tmx import inline
from tmx.inline import CODES

from .codes20 import content_text
from .trees import Node, Origins, Pairs, Role, add, add_text, nodes, until

_OWN = re.compile(r"x-\S+")
_PLACEHOLDERS = frozenset({"image", "pb", "lb"})
_DELIMITERS = frozenset({"bold", "italic", "underlined", "link"})
_MTYPES = frozenset(
    {"abbrev", "abbreviated-form", "abbreviation", "acronym", "appellation", "collocation", "common-name", "datetime"}
    | {"equation", "expanded-form", "formula", "head-term", "initialism", "international-scientific-term"}
    | {"internationalism", "logical-expression", "materials-management-unit", "name", "near-synonym", "part-number"}
    | {"phrase", "phraseological-unit", "protected", "romanized-form", "set-phrase", "short-form", "sku"}
    | {"standard-text", "symbol", "synonym", "synonymous-phrase", "term", "transcribed-form", "transliterated-form"}
    | {"truncated-term", "variant"}
)
_TYPES = {"ulined": "underlined"}
_NAMES = {ctype: type for type, ctype in _TYPES.items()}
_POSITIONS = {"open": "begin", "close": "end"}
_STARTS, _ENDS = ("bx", "bpt"), ("ex", "ept")


@lru_cache(maxsize=256)
def to_markup(content: str) -> str:
    """The TMX markup of content."""
    return inline.markup_of(as_tmx(inline.element_of(content))) or ""


def as_tmx(content: etree._Element, origins: Origins | None = None) -> etree._Element:
    """A ``<seg>`` of TMX; `origins` hears which element each code came from."""
    seg = etree.Element("seg")
    _ToTmx(_paired(content), origins or Origins()).fill(content, seg)
    return seg


def _paired(content: etree._Element) -> dict[etree._Element, etree._Element]:
    """End by start, for the codes that close each other: by ``rid``, else by ``id`` (XLIFF 1.2 §2.3.2)."""
    opened: dict[str, etree._Element] = {}
    found = {}
    for element in content.iter(*_STARTS, *_ENDS):
        key = element.get("rid") or element.get("id") or ""
        if element.tag in _STARTS:
            opened[key] = element
        elif key in opened:
            found[opened.pop(key)] = element
    return found


@dataclass(slots=True)
class _ToTmx:
    """One segment on its way: which codes are pairs, and the numbers given to those."""

    pairs: dict[etree._Element, etree._Element]
    origins: Origins
    numbers: dict[etree._Element, str] = field(default_factory=dict)
    count: int = 0

    def fill(self, content: etree._Element, into: etree._Element) -> None:
        for node in nodes(content):
            if isinstance(node, str):
                add_text(into, node)
            else:
                self._element(node, into)

    def _element(self, element: etree._Element, into: etree._Element) -> None:
        name = element.tag
        if name == "g":
            self.origins.add(element, "open")
            number = self._next()
            add(into, "bpt", i=number, type=_type(element), x=element.get("id"))
            self.fill(element, into)
            self.origins.add(element, "close")
            add(into, "ept", i=number)
        elif name in _STARTS or name in _ENDS:
            self._half(element, into)
        elif name in ("x", "ph", "it"):
            position = _POSITIONS.get(element.get("pos") or "open") if name == "it" else None
            code = add(into, "it" if name == "it" else "ph", pos=position, type=_type(element), x=element.get("id"))
            self._native(element, code, "alone")
        else:
            self._mark(element, into)

    def _next(self) -> str:
        self.count += 1
        return str(self.count)

    def _half(self, element: etree._Element, into: etree._Element) -> None:
        if element in self.pairs:
            self.numbers[self.pairs[element]] = number = self._next()
            code = add(into, "bpt", i=number, type=_type(element), x=element.get("id"))
            self._native(element, code, "open")
        elif element in self.numbers:
            self._native(element, add(into, "ept", i=self.numbers[element]), "close")
        else:
            position = "begin" if element.tag in _STARTS else "end"
            code = add(into, "it", pos=position, type=_type(element), x=element.get("rid") or element.get("id"))
            self._native(element, code, "alone")

    def _native(self, element: etree._Element, code: etree._Element, role: Role) -> None:
        """The native code with its ``<sub>``, as both formats have it."""
        self.origins.add(element, role)
        if element.tag in ("x", "bx", "ex"):
            code.text = element.get("equiv-text")
        _copy_native(element, code)

    def _mark(self, element: etree._Element, into: etree._Element) -> None:
        mark = etree.SubElement(into, "hi" if element.tag == "mrk" else element.tag)
        if element.tag == "mrk":
            mark.set("type", element.get("mtype") or "")
        if not len(element) and not element.text:
            self.origins.add(element, "alone")
            return
        self.origins.add(element, "open")
        self.fill(element, mark)
        self.origins.add(element, "close")


def _copy_native(element: etree._Element, code: etree._Element) -> None:
    for node in nodes(element):
        if isinstance(node, str):
            add_text(code, node)
        elif node.tag == "sub":
            sub = etree.SubElement(code, "sub")
            add_text(sub, "".join(map(str, node.itertext())))
        else:
            add_text(code, "".join(map(str, node.itertext())))


def _type(element: etree._Element) -> str | None:
    ctype = element.get("ctype") or ""
    return _NAMES.get(ctype, ctype)


@lru_cache(maxsize=256)
def to_content(markup: str) -> str:
    """The content that TMX markup gives; its foreign elements become what they surround."""
    seg = inline.element_of(markup)
    content = etree.Element("seg")
    _ToContent(Pairs.of(seg), _Ids(seg)).fill(nodes(seg), content)
    return inline.markup_of(content) or content_text(content)


class _Ids:
    """Ids for the codes of one segment: what pairs a code across languages, else a number that is free."""

    def __init__(self, seg: etree._Element) -> None:
        self._wanted = {element.get("x") for element in seg.iter(etree.Element)}
        self._count = 0

    def next(self, element: etree._Element) -> str:
        wanted = element.get("x")
        if wanted:
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
            elif node in self.pairs.nested and not (_holds(node) or _holds(self.pairs.nested[node])):
                group = _code(into, "g", self.ids.next(node), node)
                self.fill(list(until(rest, self.pairs.nested[node])), group)
            elif node.tag in CODES:
                self._code(node, into)
            elif node.tag == "hi":
                self._mark(node, into)
            else:
                self.fill(nodes(node), into)

    def _mark(self, hi: etree._Element, into: etree._Element) -> None:
        type = hi.get("type") or ""
        named = type in _MTYPES or _OWN.fullmatch(type)
        mark = add(into, "mrk", mtype=type if named else "x-hi")
        self.fill(nodes(hi), mark)

    def _code(self, code: etree._Element, into: etree._Element) -> None:
        end = self.pairs.nested.get(code)
        if end is None:
            end = self.pairs.crossing.get(code)
        if end is not None:
            self.started[end] = id = self.ids.next(code)
            _copy_native(code, _code(into, "bpt", id, code))
        elif code in self.started:
            _copy_native(code, _code(into, "ept", self.started[code], code))
        elif code.tag in ("bpt", "ept", "it"):
            closes = code.tag == "ept" or code.get("pos") == "end"
            alone = _code(into, "it", self.ids.next(code), code)
            alone.set("pos", "close" if closes else "open")
            _copy_native(code, alone)
        else:
            alone = _code(into, "ph" if _holds(code) else "x", self.ids.next(code), code)
            _copy_native(code, alone)


def _holds(code: etree._Element) -> bool:
    return bool(len(code) or code.text)


def _code(into: etree._Element, name: str, id: str, code: etree._Element) -> etree._Element:
    type = code.get("type") or ""
    type = _TYPES.get(type, type)
    known = _PLACEHOLDERS if name in ("x", "ph") else _DELIMITERS
    ctype = type if name != "ept" and (type in known or _OWN.fullmatch(type)) else None
    return add(into, name, id=id, ctype=ctype)
