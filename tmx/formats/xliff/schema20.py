"""The grammar of XLIFF 2.x core: which elements and attributes stand where (XLIFF 2.1 §4.2 and §4.3, and 2.2's)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from tmx.errors import BadLanguage
from tmx.language import normalise
from tmx.safexml import XML_LANG, XML_SPACE

from .names import NMTOKEN
from .trees import Name, named

Rule = re.Pattern[str]

_ANY = re.compile(r".*", re.DOTALL)
_ID = NMTOKEN
_IDS = re.compile(rf"\s*{NMTOKEN.pattern}(\s+{NMTOKEN.pattern})*\s*")
_YES_NO = re.compile(r"yes|no")
_REORDER = re.compile(r"yes|firstNo|no")
_DIRECTION = re.compile(r"ltr|rtl|auto")
_PREFIXED = re.compile(r"[^\s:]+:[^\s:]+")
_SIDE = re.compile(r"source|target")
_STATE = re.compile(r"initial|translated|reviewed|final")
_TYPE = re.compile(r"fmt|ui|quote|link|image|other")
_MARK = re.compile(r"generic|comment|term|[^\s:]+:[^\s:]+")
_PRIORITY = re.compile(r"0*([1-9]|10)")
_ORDER = re.compile(r"\+?0*[1-9]\d*")
_HEX = re.compile(r"([0-9A-Fa-f]{2})+")
_SPACE = re.compile(r"default|preserve")
_PRESERVE = re.compile(r"preserve")

_MODULES = ("urn:oasis:names:tc:xliff:", "http://www.w3.org/2005/11/its")
_CONTENT = ("cp", "ph", "pc", "sc", "ec", "mrk", "sm", "em")
_DIRECTIONS = {"canResegment": _YES_NO, "translate": _YES_NO, "srcDir": _DIRECTION, "trgDir": _DIRECTION}
_HINTS = {"canCopy": _YES_NO, "canDelete": _YES_NO, "canReorder": _REORDER, "copyOf": _ID, "type": _TYPE}
_CODE = {**_HINTS, "subType": _PREFIXED, "disp": _ANY, "equiv": _ANY, "dataRef": _ID, "subFlows": _IDS}
_HALF = {**_CODE, "canOverlap": _YES_NO, "dir": _DIRECTION, "isolated": _YES_NO, "id": _ID}
_PAIR = {f"{name}{end}": _CODE[name] for name in ("disp", "equiv", "dataRef", "subFlows") for end in ("Start", "End")}
_ANNOTATION = {"id": _ID, "translate": _YES_NO, "type": _MARK, "ref": _ANY, "value": _ANY}


@dataclass(frozen=True, slots=True)
class Shape:
    """What an element of the core may hold: children and attributes of the core, and whether others may join them."""

    children: tuple[str, ...] = ()
    attributes: dict[str, Rule] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    others: Literal["none", "modules", "any"] = "none"
    """Whose attributes may join: no one's, those of the standard's modules, or anyone's."""
    text: bool = False
    least: int = 0
    """Least number of children of the core."""


_NOTE = {"id": _ID, "appliesTo": _SIDE, "category": _ANY, "priority": _PRIORITY, "ref": _ANY}
_SEGMENT = {"id": _ID, "canResegment": _YES_NO, "state": _STATE, "subState": _PREFIXED}
_SIDES = {XML_LANG: _ANY, XML_SPACE: _SPACE}
SHAPES: dict[str, Shape] = {
    "unit": Shape(
        ("notes", "originalData", "segment", "ignorable"),
        {"id": _ID, "name": _ANY, "type": _PREFIXED, **_DIRECTIONS},
        ("id",),
        "any",
        least=1,
    ),
    "notes": Shape(("note",), least=1),
    "note": Shape((), _NOTE, others="any", text=True),
    "originalData": Shape(("data",), least=1),
    "data": Shape(("cp",), {"id": _ID, "dir": _DIRECTION, XML_SPACE: _PRESERVE}, ("id",), text=True),
    "segment": Shape(("source", "target"), _SEGMENT, least=1),
    "ignorable": Shape(("source", "target"), {"id": _ID}, least=1),
    "source": Shape(_CONTENT, _SIDES, text=True),
    "target": Shape(_CONTENT, {**_SIDES, "order": _ORDER}, text=True),
    "cp": Shape((), {"hex": _HEX}, ("hex",)),
    "ph": Shape((), {"id": _ID, **_CODE}, ("id",), "modules"),
    "pc": Shape(
        _CONTENT,
        {"id": _ID, **_HINTS, **_PAIR, "subType": _PREFIXED, "canOverlap": _YES_NO, "dir": _DIRECTION},
        ("id",),
        "modules",
        text=True,
    ),
    "sc": Shape((), _HALF, ("id",), "modules"),
    "ec": Shape((), {**_HALF, "startRef": _ID}, others="modules"),
    "mrk": Shape(_CONTENT, _ANNOTATION, ("id",), "any", text=True),
    "sm": Shape((), _ANNOTATION, ("id",), "any"),
    "em": Shape((), {"startRef": _ID}, ("startRef",)),
}
AROUND: dict[str, Shape] = {
    "file": Shape((), {"id": _ID, "original": _ANY, **_DIRECTIONS}, ("id",), "any"),
    "group": Shape((), {"id": _ID, "name": _ANY, "type": _PREFIXED, **_DIRECTIONS}, ("id",), "any"),
}
"""The elements around units; what they hold is checked by `constraints` as they pass."""


def faults(element: etree._Element, namespace: str) -> Iterator[str]:
    """What breaks the grammar in an element of `SHAPES` and all that is in it."""
    name = named(element).localname
    shape = SHAPES[name]
    yield from attribute_faults(element, name, shape)
    count = 0
    for child in element.iterchildren(tag=etree.Element):
        own = named(child)
        if own.namespace != namespace:
            if name != "unit":
                yield f"<{own.localname}> of another namespace in <{name}>"
        elif own.localname not in shape.children:
            yield f"<{own.localname}> in <{name}>"
        else:
            count += 1
            yield from faults(child, namespace)
    if count < shape.least:
        yield f"<{name}> holds no <{'> or <'.join(shape.children)}>"
    if not shape.text and has_text(element):
        yield f"text in <{name}>"


def attribute_faults(element: etree._Element, name: str, shape: Shape) -> Iterator[str]:
    """Attributes that are missing, unknown, or hold what they may not."""
    for needed in shape.required:
        if element.get(needed) is None:
            yield f"<{name}> has no {needed}"
    for key, value in element.attrib.items():
        attribute = named(str(key))
        rule = shape.attributes.get(str(key))
        if rule is None:
            if not _may_join(attribute, name, shape):
                yield f"<{name}> has the attribute {attribute.localname}"
        elif not rule.fullmatch(str(value)):
            yield f"{attribute.localname} of <{name}> is “{str(value)[:40]}”"
        elif str(key) == XML_LANG and not _is_language(str(value)):
            yield f"xml:lang of <{name}> is “{str(value)[:40]}”"


def _may_join(attribute: Name, name: str, shape: Shape) -> bool:
    if attribute == named(XML_SPACE):
        return name in ("file", "group", "unit")
    namespace = attribute.namespace or ""
    if shape.others == "any":
        return bool(namespace)
    return shape.others == "modules" and namespace.startswith(_MODULES)


def _is_language(value: str) -> bool:
    try:
        normalise(value)
    except BadLanguage:
        return False
    return True


def has_text(element: etree._Element) -> bool:
    """True where an element holds text of its own that is not white space."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)
