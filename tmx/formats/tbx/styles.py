"""The three ways in which an export spells TBX-Basic, and what each lets stand natively where."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lxml import etree

from tmx.model import Field, Losses
from tmx.safexml import XML_LANG, legal

from .categories import CATEGORIES, CONCEPT, LANGUAGE, MODULES, TERM
from .ids import coded
from .items import DATE, SOURCE, WHO, is_plain
from .own_notes import packed, unpacked

TBX = "urn:iso:std:iso:30042:ed-2"
"""The namespace of TBX version 3 (ISO 30042:2019)."""

_GROUPS = {"descrip": "descripGrp", "admin": "adminGrp", "transac": "transacGrp"}
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)  # XML Schema, language
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?)?(Z|[+-](0\d|1[0-3]):[0-5]\d)?", re.ASCII)
_URL = re.compile(
    r"https?://(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|[\xa1-\u1fff\u2010-\ud7ff\uf900-\ufffd]|%[0-9A-Fa-f]{2})+(?:#[\w./?:-]*)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Style:
    """One spelling of TBX-Basic: names of its elements, and its namespaces.

    The root declares `namespace`, so the elements below are made without it and come to stand in it.
    """

    format: str
    root: str
    header: str
    names: dict[str, str]
    namespace: str = ""
    modules: dict[str, str] = field(default_factory=dict)
    attributes: tuple[tuple[str, str], ...] = ()


DCA = Style(
    "tbx",
    "tbx",
    "tbxHeader",
    {CONCEPT: "conceptEntry", LANGUAGE: "langSec", TERM: "termSec", "back": "refObjectSec"},
    TBX,
    attributes=(("type", "TBX-Basic"), ("style", "dca")),
)
DCT = Style(
    "tbx-dct", "tbx", "tbxHeader", DCA.names, TBX, MODULES, attributes=(("type", "TBX-Basic"), ("style", "dct"))
)
MARTIF = Style(
    "tbx2",
    "martif",
    "martifHeader",
    {CONCEPT: "termEntry", LANGUAGE: "langSet", TERM: "tig", "back": "refObjectList"},
    attributes=(("type", "TBX-Basic"),),
)


def is_language(tag: str) -> bool:
    """True for what ``xml:lang`` may hold."""
    return bool(_LANGUAGE_TAG.fullmatch(tag))


def is_date(text: str) -> bool:
    """True for a date or a time with its date as XML Schema has them."""
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text[:10] + (text[10:] if "T" in text else ""))
    except ValueError:
        return False
    return True


def put(element: etree._Element, text: str, losses: Losses) -> None:
    """Set an element's text; characters that XML cannot hold are left out and counted."""
    kept, left_out = legal(text)
    if left_out:
        losses.add("characters that XML cannot hold", left_out)
    element.text = kept


@dataclass(slots=True)
class Elements:
    """Makes elements of items in one style; `targets` are the XML IDs that they point to."""

    style: Style
    losses: Losses
    targets: set[str] = field(default_factory=set)

    def top(self, name: str) -> etree._Element:
        """An entry's own element, in which the prefixes of the modules are known."""
        prefixes: Any = self.style.modules
        return etree.Element(name, nsmap=prefixes or None)

    def of(self, item: Field, level: str) -> etree._Element:
        """The item's own element where the dialect has it here, else the note that holds it."""
        if item.kind == "note" and self._is_native_note(item):
            return self._note(item)
        if self.is_native(item, level):
            return self._grouped(item)
        return self._element("note", packed(item))

    def _is_native_note(self, item: Field) -> bool:
        plain = item == Field("", item.value, item.language, kind="note")
        return plain and (not item.language or is_language(item.language)) and unpacked(item.value) is None

    def is_native(self, item: Field, level: str) -> bool:
        """True where the dialect has the item's category at this level, and its value, and nothing is left over."""
        category = CATEGORIES.get((item.kind, item.type))
        if category is None or level not in category.levels or item.id:
            return False
        if category.values and item.value not in category.values:
            return False
        if item.language and (item.type != "definition" or self.style.modules or not is_language(item.language)):
            return False
        if item.fields and item.type not in ("definition", "context", "transactionType"):
            return False
        return self._may_point(item)

    @staticmethod
    def _may_point(item: Field) -> bool:
        if item.kind == "xref":
            return bool(_URL.fullmatch(item.target))
        return bool(item.target) == (item.kind == "ref")

    def _grouped(self, item: Field) -> etree._Element:
        """A category's element, in its group where something goes with it; a transaction is always in one."""
        element = self._category(item)
        if not item.fields and item.kind != "transac":
            return element
        group = etree.Element(_GROUPS[item.kind])
        group.append(element)
        group.extend(self._part(part) for part in item.fields)
        return group

    def _part(self, part: Field) -> etree._Element:
        """What stands in a group: a source, who, when, a note; anything else in a note."""
        if is_plain(part, SOURCE) or is_plain(part, WHO):
            return self._category(part)
        if is_plain(part, DATE) and is_date(part.value):
            return self._element("date", part.value)
        if part.kind == "note" and self._is_native_note(part):
            return self._note(part)
        return self._element("note", packed(part))

    def _category(self, item: Field) -> etree._Element:
        module = self.style.modules.get(CATEGORIES[item.kind, item.type].module)
        element = etree.Element(f"{{{module}}}{item.type}") if module else etree.Element(item.kind, type=item.type)
        put(element, item.value, self.losses)
        if item.language:
            element.set(XML_LANG, item.language)
        if item.kind == "ref":
            self.targets.add(coded(item.target))
            element.set("target", coded(item.target))
        elif item.target:
            element.set("target", item.target)
        return element

    def _note(self, item: Field) -> etree._Element:
        note = self._element("note", item.value)
        if item.language:
            note.set(XML_LANG, item.language)
        return note

    def _element(self, name: str, text: str) -> etree._Element:
        element = etree.Element(name)
        put(element, text, self.losses)
        return element
