"""Elements of any TBX dialect as items: DCA or DCT style, version 3 or 2, in groups or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from tmx.errors import BadLanguage
from tmx.language import normalise
from tmx.model import Field, Losses
from tmx.safexml import XML_LANG

from .categories import kind_of
from .ids import decoded
from .own_notes import ITEM, unpacked

_GROUPS = frozenset({"descripGrp", "adminGrp", "termNoteGrp", "transacGrp"})
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut", "sc", "ec"})  # markup whose content is not text
_INLINE = _CODES | {"hi", "foreign"}
_KNOWN = frozenset({"type", "id", "target", "lang", XML_LANG, "metaType"})

_LINE_BREAK = re.compile(r"\s*[\r\n]\s*")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_BREAK_IN_HAN = re.compile(rf"(?<=[{_WIDE}])\s*[\r\n]\s*(?=[{_WIDE}])")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d):?(\d\d):?(\d\d)(Z?)")  # as SDL's and many TMX tools write it


@dataclass(slots=True)
class Items:
    """Makes items of elements. `exact` says that white space counts; `back` is what the back matter says by id."""

    namespace: str
    lost: Losses
    exact: bool = False
    back: dict[str, tuple[Field, ...]] = field(default_factory=dict)

    def of(self, element: etree._Element) -> Field | None:
        """The item of an element that stands at one of the three levels; None where it says nothing."""
        item = self._item(element)
        if item.kind == "note":
            return unpacked(item.value) or (item if item.value or self.exact else None)
        return item if item.value or item.target or item.fields or self.exact else None

    def name(self, element: Any) -> str:
        """The local name of an element of TBX itself, empty for any other: those are categories in DCT style."""
        tag = element.tag
        if not isinstance(tag, str):
            return ""
        if not self.namespace:
            return "" if tag.startswith("{") else tag
        return tag.removeprefix(f"{{{self.namespace}}}") if tag.startswith(f"{{{self.namespace}}}") else ""

    def text(self, element: etree._Element) -> str:
        """An element's text, freed of inline markup, and of line breaks that are only the file's layout."""
        text = self._flat(element)
        if self.exact:
            return text
        return _LINE_BREAK.sub(" ", _BREAK_IN_HAN.sub("", text)).strip()

    def _flat(self, element: etree._Element) -> str:
        if not len(element):
            return element.text or ""
        pieces = [element.text or ""]
        for child in element:
            if self.name(child) in _INLINE:
                self.lost.add("inline markup in texts")
            pieces.append("" if self.name(child) in _CODES else self._flat(child))
            pieces.append(child.tail or "")
        return "".join(pieces)

    def _item(self, element: etree._Element) -> Field:
        if self.name(element) in _GROUPS:
            return self._group(element)
        children = [child for child in element if isinstance(child.tag, str) and self.name(child) not in _INLINE]
        value = "" if children else self.text(element)
        return self._with_back_matter(self._bare(element, value, self._parts(children)))

    def _bare(self, element: etree._Element, value: str, parts: tuple[Field, ...]) -> Field:
        kind, type = self.name(element), element.get("type") or ""
        if not kind:
            type = etree.QName(element).localname
            kind = element.get("metaType") or kind_of(type)
        others: Any = element.items()
        if kind == "date":
            value = _COMPACT.sub(r"\1-\2-\3T\4:\5:\6\7", value)
        attributes = [Field(name, text, kind="attribute") for name, text in others if name not in _KNOWN]
        return Field(
            type,
            value,
            self.language(element),
            kind,
            decoded(element.get("target") or ""),
            decoded(element.get("id") or ""),
            (*parts, *attributes),
        )

    def _group(self, group: etree._Element) -> Field:
        """The group's main element, with the others as its fields; the group's own id goes to it."""
        parts = list(self._parts([child for child in group if isinstance(child.tag, str)]))
        kind = self.name(group).removesuffix("Grp")
        main = next((part for part in parts if part.kind == kind), None)
        if main is None:
            return Field("", kind=self.name(group), fields=tuple(parts))
        parts.remove(main)
        return replace(main, id=main.id or decoded(group.get("id") or ""), fields=(*main.fields, *parts))

    def _parts(self, children: list[Any]) -> tuple[Field, ...]:
        found = (self.of(child) for child in children)
        return tuple(item.fields[0] if item.kind == ITEM else item for item in found if item)

    def _with_back_matter(self, item: Field) -> Field:
        """The item with what the back matter says of its target: a person, a book."""
        said = self.back.get(item.target, ()) if item.target else ()
        if not said:
            return item
        named = next((one for one in said if one.type in ("fn", "n", "title")), said[0])
        return replace(item, value=item.value or named.value, fields=(*item.fields, *said))

    @staticmethod
    def language(element: etree._Element) -> str:
        """The language that an element says itself, as it stands where it is no tag."""
        raw = element.get(XML_LANG) or element.get("lang") or ""
        try:
            return normalise(raw) if raw else ""
        except BadLanguage:
            return raw
