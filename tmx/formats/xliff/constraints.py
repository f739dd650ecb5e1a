"""What XLIFF 2.x demands beyond its grammar, as far as it concerns a reader: the ids, references and pairs of a unit.

Numbers such as F12 are those of the standard's own Schematron rules (``xliff_core_2.1.sch``); the rest is its prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from tmx.errors import BadLanguage
from tmx.language import normalise
from tmx.safexml import XML_LANG, XML_SPACE

from . import schema20
from .codes20 import is_code_point
from .fragments import fragment_fault, is_note_of
from .modules20 import module_faults
from .reordering import reordering_faults
from .trees import Name, named

_CODES = ("ph", "pc", "sc", "ec")
_CHILD_ORDER = {"notes": 1, "originalData": 2, "segment": 3, "ignorable": 3}
_SUBTYPES = {**dict.fromkeys(("xlf:lb", "xlf:pb", "xlf:b", "xlf:i", "xlf:u"), "fmt"), "xlf:var": "ui"}
_DATA_REFERENCES = ("dataRef", "dataRefStart", "dataRefEnd")
_TOGETHER = (("equivStart", "equivEnd"), ("subFlowsStart", "subFlowsEnd"), ("subType", "type"), ("subState", "state"))
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Constraints:
    """Checks the elements of one document as they pass: each unit, and what is around them."""

    namespace: str
    source_language: str
    target_language: str
    files: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    wanted: dict[str, str] = field(default_factory=dict)
    """Units that a ``subFlows`` names, and where."""

    def tag(self, name: str) -> str:
        return f"{{{self.namespace}}}{name}"

    def unit_fault(self, unit: etree._Element) -> str:
        """What is wrong with a unit first; empty where nothing is."""
        return next(self._unit_faults(unit), "")

    def _unit_faults(self, unit: etree._Element) -> Iterator[str]:
        yield from schema20.faults(unit, self.namespace)
        yield from self._repeated(self.units, unit, "unit")
        yield from self._order_faults(unit)
        yield from _repeated_ids(unit, self.namespace)
        for segment in unit.iterchildren(self.tag("segment"), self.tag("ignorable")):
            yield from self._segment_faults(segment)
        for element in unit.iter(etree.Element):
            yield from self._attribute_faults(element)
        sides = [_Side(unit, self.namespace, which) for which in ("source", "target")]
        for side in sides:
            yield from side.faults()
        yield from _target_faults(unit, self.namespace, *sides)
        yield from reordering_faults(sides[0].contents, sides[1].contents)

    @staticmethod
    def _repeated(seen: set[str], element: etree._Element, name: str) -> Iterator[str]:
        id = element.get("id") or ""
        if id in seen:
            yield f"another <{name}> has its id “{id}”"
        seen.add(id)

    def _order_faults(self, unit: etree._Element) -> Iterator[str]:
        last, seen = 0, Counter[str]()
        for child in unit.iterchildren(tag=etree.Element):
            name = named(child)
            own = name.localname if name.namespace == self.namespace else ""
            place = _CHILD_ORDER.get(own, 0)
            seen[own] += 1
            if place < last or seen["notes"] > 1 or seen["originalData"] > 1:
                yield f"<{name.localname}> stands where it may not"
            last = place
        if not seen["segment"]:
            yield "it has no <segment>"

    def _segment_faults(self, segment: etree._Element) -> Iterator[str]:
        name = named(segment).localname
        sides = [named(child).localname for child in segment.iterchildren(tag=etree.Element)]
        if sides not in (["source"], ["source", "target"]):
            yield f"a <{name}> holds {' and '.join(f'<{side}>' for side in sides) or 'nothing'}"
        if segment.get("state") in ("translated", "reviewed", "final") and "target" not in sides:  # F29
            yield f"its state is {segment.get('state')} and it has no <target>"
        languages = (self.source_language, self.target_language)
        for side, language in zip(segment.iterchildren(tag=etree.Element), languages, strict=False):
            said = _around(side, XML_LANG)
            if said is not None and _normal(said) != _normal(language):
                yield f"its {named(side).localname} is in {said}, the file in {language or 'no language'}"
        if len({_around(side, XML_SPACE) or "default" for side in segment.iterchildren(tag=etree.Element)}) > 1:
            yield "its source and target differ in xml:space"

    def _attribute_faults(self, element: etree._Element) -> Iterator[str]:
        for first, second in _TOGETHER:
            alone = element.get(first) is not None and element.get(second) is None
            if alone or (second[-3:] == "End" and element.get(second) is not None and element.get(first) is None):
                yield f"{first} without {second}" if alone else f"{second} without {first}"
        if named(element).namespace != self.namespace:
            return
        subtype = element.get("subType") or ""
        if subtype.startswith("xlf:") and _SUBTYPES.get(subtype) != element.get("type"):
            yield f"the subType “{subtype}” of the type “{element.get('type') or ''}”"
        if element.tag == self.tag("cp") and not is_code_point(element.get("hex") or ""):  # F25
            yield f"a <cp> for “{element.get('hex')}”, which XML can hold"
        if element.tag in (self.tag("mrk"), self.tag("sm")):
            yield from self._annotation_faults(element)
        for name in ("subFlows", "subFlowsStart", "subFlowsEnd"):
            for id in filter(None, _SPACES.split(element.get(name) or "")):
                self.wanted.setdefault(id, f"line {element.sourceline}")

    def _annotation_faults(self, mark: etree._Element) -> Iterator[str]:
        type, reference = mark.get("type") or "", mark.get("ref")
        if type == "mtc:match" and reference is not None:  # F24
            yield "a translation candidate annotation with a ref"
        if type == "comment":
            if (reference is None) == (mark.get("value") is None):
                yield "a comment annotation needs either value or ref"
            elif reference is not None and not is_note_of(reference, mark, self.namespace):
                yield f"a comment annotation refers to “{reference}”, which is no note of its unit"
        fault = fragment_fault(reference or "")
        if fault:
            yield fault

    def module_fault(self, element: etree._Element) -> str:
        """What breaks the rules of a module first, in a unit or in what stands around units."""
        deep = element.tag == self.tag("unit")
        return next(module_faults(element, self.source_language, deep=deep), "")

    # What is around units

    def around_fault(self, element: etree._Element) -> str:
        """What is wrong with the beginning of a ``<file>`` or ``<group>``, before its first unit."""
        return next(self._around_faults(element), "")

    def _around_faults(self, element: etree._Element) -> Iterator[str]:
        name = named(element).localname
        if name not in schema20.AROUND:
            yield f"units in <{name}>"
            return
        yield from schema20.attribute_faults(element, name, schema20.AROUND[name])
        if name == "file":
            self.groups.clear()
            self.units.clear()
        yield from self._repeated(self.files if name == "file" else self.groups, element, name)
        yield from _repeated_ids(element, self.namespace)
        skeleton = element.find(self.tag("skeleton"))
        if skeleton is not None:
            empty = not (len(skeleton) or (skeleton.text or "").strip())
            if empty != (skeleton.get("href") is not None):
                yield "its <skeleton> needs either content or an href"
        notes = element.find(self.tag("notes"))
        if notes is not None:
            yield from schema20.faults(notes, self.namespace)

    def end_fault(self, element: etree._Element) -> str:
        """What is wrong with a ``<file>`` or ``<group>`` at its end."""
        own = (self.tag("unit"), self.tag("group"))
        units = False
        for child in element.iterchildren(tag=etree.Element):
            if child.tag in own:
                units = True
            elif units:
                return f"<{named(child).localname}> after the units of a <{named(element).localname}>"
        if element.tag == self.tag("file") and not units:
            return "a <file> without a unit or group"
        return ""

    def unresolved(self) -> list[tuple[str, str]]:
        """The units that a ``subFlows`` names and that the file, which has ended, lacks; each with its place."""
        missing = [(id, at) for id, at in self.wanted.items() if id not in self.units]
        self.wanted.clear()
        return missing


def _around(element: etree._Element, attribute: str) -> str | None:
    said = element.get(attribute)
    return said if said is not None else next(filter(None, (e.get(attribute) for e in element.iterancestors())), None)


def _normal(language: str) -> str:
    try:
        return normalise(language)
    except BadLanguage:
        return language


def _repeated_ids(element: etree._Element, namespace: str) -> Iterator[str]:
    """Ids that notes, data or the elements of another namespace have twice within one element."""
    seen: set[tuple[str, str, str]] = set()
    for child in element.iterchildren(tag=etree.Element):
        name = named(child)
        own = name.namespace == namespace
        if (own and name.localname not in ("notes", "originalData")) or _is_module(name):
            continue
        for inner in child.iter(etree.Element):
            id, kind = inner.get("id") or inner.get(_XML_ID), named(inner)
            key = (kind.namespace or "", kind.localname if own else "", id or "")
            if id is not None and key in seen:
                yield f"two <{kind.localname}> with the id “{id}”"
            seen.add(key)


def _is_module(name: Name) -> bool:
    """True for an element of the standard's modules, which have rules of their own for ids."""
    namespace = name.namespace or ""
    return namespace.startswith("urn:oasis:names:tc:xliff:") and ":document:" not in namespace


class _Side:
    """The sources of a unit, or its targets, in reading order."""

    def __init__(self, unit: etree._Element, namespace: str, which: str) -> None:
        self._namespace, self._unit = namespace, unit
        found = unit.iterchildren(*(f"{{{namespace}}}{name}" for name in ("segment", "ignorable")))
        contents = ((at, segment.find(f"{{{namespace}}}{which}")) for at, segment in enumerate(found, 1))
        placed = [(_place(content, at), content) for at, content in contents if content is not None]
        self.places = [place for place, _ in placed]
        self.contents = [content for _, content in sorted(placed, key=lambda pair: pair[0])]
        self.codes = [code for content in self.contents for code in content.iterdescendants(tag=etree.Element)]

    def named(self, *names: str) -> Iterator[etree._Element]:
        tags = {f"{{{self._namespace}}}{name}" for name in names}
        return (code for code in self.codes if code.tag in tags)

    def faults(self) -> Iterator[str]:
        yield from self._id_faults()
        yield from self._data_faults()
        yield from self._copy_faults()
        yield from self._pair_faults()
        yield from self._marker_faults()
        for code in self.named(*_CODES):
            fixed = code.get("canCopy") == "no" and code.get("canDelete") == "no"
            if code.get("canReorder") in ("no", "firstNo") and not fixed:
                yield f"code “{_id(code)}” has a fixed place but may be copied or deleted"
        if len(set(self.places)) < len(self.places):
            yield "two targets have one place (order)"

    def _id_faults(self) -> Iterator[str]:
        segments = self._unit.iterchildren(*(f"{{{self._namespace}}}{name}" for name in ("segment", "ignorable")))
        ids = [segment.get("id") for segment in segments]
        for kind in (ids, [code.get("id") for code in self.codes]):
            for id, times in Counter(filter(None, kind)).items():
                if times > 1:
                    yield f"the id “{id}” {times} times"

    def _data_faults(self) -> Iterator[str]:
        kept = self._unit.find(f"{{{self._namespace}}}originalData")
        known = {data.get("id") for data in kept} if kept is not None else set()
        for code in self.named(*_CODES):
            for name in _DATA_REFERENCES:
                if code.get(name) is not None and code.get(name) not in known:
                    yield f"code “{_id(code)}” refers to data “{code.get(name)}”, which is not there"

    def _copy_faults(self) -> Iterator[str]:
        by_id = {code.get("id"): code for code in self._unit.iter(*(f"{{{self._namespace}}}{n}" for n in _CODES))}
        for code in self.named(*_CODES):
            original = code.get("copyOf")
            if original is None:
                continue
            if any(code.get(name) is not None for name in _DATA_REFERENCES):
                yield f"code “{_id(code)}” is a copy and refers to data"
            base = by_id.get(original)
            if base is None or base.get("canCopy") == "no":
                yield f"code “{_id(code)}” is a copy of “{original}”, which cannot be copied"

    def _pair_faults(self) -> Iterator[str]:
        opened: dict[str, etree._Element] = {}
        closed: set[str] = set()
        for code in self.named("sc", "ec"):
            isolated = code.get("isolated") == "yes"
            if code.tag.endswith("sc"):
                if not isolated:
                    opened[code.get("id") or ""] = code
                continue
            start = code.get("startRef")
            if (start is None) != isolated or (code.get("id") is None) == isolated:
                yield "an <ec> needs either startRef, or isolated=“yes” and an id"
            elif start is not None:
                if start not in opened:
                    yield f"an <ec> ends “{start}”, which no <sc> before it starts"
                else:
                    yield from _different_halves(opened[start], code)
                    closed.add(start)
        for id in opened.keys() - closed:
            yield f"no <ec> ends the <sc> “{id}”, and it is not isolated"

    def _marker_faults(self) -> Iterator[str]:
        opened: set[str] = set()
        for mark in self.named("sm", "em"):
            start = mark.get("startRef") or ""
            if mark.tag.endswith("sm"):
                opened.add(mark.get("id") or "")
            elif start not in opened:  # F28
                yield f"an <em> ends “{start}”, which no <sm> before it starts"
            else:
                opened.discard(start)
        for id in opened:  # F27
            yield f"no <em> ends the <sm> “{id}”"


def _place(content: etree._Element, at: int) -> int:
    order = content.get("order") or ""
    return int(order) if order.isdecimal() else at


def _id(code: etree._Element) -> str:
    return code.get("id") or code.get("startRef") or ""


def _different_halves(start: etree._Element, end: etree._Element) -> Iterator[str]:
    """The halves of a pair share their editing hints (XLIFF 2.1 §4.7.2.4.2)."""
    for name in ("canCopy", "canDelete", "canOverlap"):
        if (start.get(name) or "yes") != (end.get(name) or "yes"):
            yield f"the halves of code “{start.get('id')}” differ in {name}"
    fixed = start.get("canReorder") in ("no", "firstNo")
    if fixed != (end.get("canReorder") == "no"):
        yield f"the halves of code “{start.get('id')}” differ in canReorder"
    for name in ("type", "subType", "copyOf", "dir"):
        if end.get(name) is not None and end.get(name) != start.get(name):
            yield f"the halves of code “{start.get('id')}” differ in {name}"


def _target_faults(unit: etree._Element, namespace: str, source: _Side, target: _Side) -> Iterator[str]:
    """F20: a target keeps every code that cannot be deleted, in this segment or in another."""
    kept = {_id(code) for code in target.named(*_CODES)}
    for segment in unit.iterchildren(f"{{{namespace}}}segment", f"{{{namespace}}}ignorable"):
        content, translation = (segment.find(f"{{{namespace}}}{which}") for which in ("source", "target"))
        if translation is None or content is None:
            continue
        for code in _fixed(content.iter(*(f"{{{namespace}}}{name}" for name in _CODES))):
            if _id(code) not in kept:
                yield f"its target lacks code “{_id(code)}”, which cannot be deleted"


def _fixed(codes: Iterable[etree._Element]) -> Iterator[etree._Element]:
    return (code for code in codes if code.get("canDelete") == "no")
