"""The TMX 1.4b writer: valid by ``tmx14.dtd``, streamed, one unit a group of lines, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from typing import BinaryIO

from lxml import etree

from tmx import inline
from tmx.convert import as_units
from tmx.errors import BadLanguage, UnreadableFile
from tmx.language import best, normalise
from tmx.model import Concept, Details, Languages, Losses, Prop, Segment, Unit, UnitStatus
from tmx.safexml import XML_LANG, fragment, legal

CONTEXT = "x-context"
"""The property that holds `Unit.context`."""
STATUS = "x-yiku-status"
"""The property that holds `Unit.status` where it is not ``translated``."""

UDE = "x-yiku-ude"
"""The property of a header that holds a user-defined encoding: its ``<ude>`` element."""

_SEGTYPES = frozenset({"block", "paragraph", "sentence", "phrase"})
_SHARED = ("o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool", "creationtoolversion")
_CHANGES = ("creationdate", "creationid", "changedate", "changeid", "o-tmf")
_TUV = frozenset((*_SHARED, *_CHANGES))
_TU = frozenset((*_TUV, "tuid", "segtype", "srclang"))
_REQUIRED_HEADER = ("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype")
_HEADER = frozenset((*_REQUIRED_HEADER, "o-encoding", "creationdate", "creationid", "changedate", "changeid"))
_ANY_SOURCE = "*all*"  # TMX 1.4b, srclang: any language of the unit may be the source


def write(
    stream: BinaryIO, entries: Iterable[Unit | Concept], languages: Languages, header: Details, losses: Losses
) -> int:
    """Write units as TMX 1.4; with both languages given, those two segments of each. Returns how many units."""
    source = normalise(languages.source) if languages.source else ""
    target = normalise(languages.target) if languages.target else ""
    units = as_units(entries, languages, losses)
    first = next(units, None)
    writer = _Writer(source, target, _srclang(source, first, header.attribute("srclang")), losses)
    with etree.xmlfile(stream, encoding="UTF-8") as file:
        file.write_declaration()
        with file.element("tmx", version="1.4"):
            file.write("\n", writer.header(header), "\n")
            with file.element("body"):
                file.write("\n")
                written = 0
                for tu in writer.units(units if first is None else chain((first,), units)):
                    file.write(tu)
                    written += 1
            file.write("\n")
    return written


def _srclang(source: str, first: Unit | None, given: str) -> str:
    """The source of the file in the spelling that its segments have; readers such as Weblate drop all others.

    That is the first unit's, where a more general one is asked for.
    """
    if not source:
        return given or _ANY_SOURCE
    found = (best(source, first.languages) if first else None) or source
    return given if _normal(given) == found else found


def _tool_version() -> str:
    try:
        return version("yiku")
    except PackageNotFoundError:
        return "0"


@dataclass(slots=True)
class _Writer:
    """One export: the languages asked for, how the header spells the source, and what is lost on the way."""

    source: str
    target: str
    srclang: str
    losses: Losses
    spellings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.srclang != _ANY_SOURCE:
            self.spellings[_normal(self.srclang)] = self.srclang

    def header(self, details: Details) -> etree._Element:
        """The header with the values it was given, in their order, and what the DTD requires beside them."""
        given = {name: value for name, value in details.attributes if name != "segtype" or value in _SEGTYPES}
        if self.source or not given.get("srclang"):
            given["srclang"] = self.srclang
        required = {
            "creationtool": "yiku",
            "creationtoolversion": _tool_version(),
            "segtype": "sentence",
            "o-tmf": "yiku",
            "adminlang": "en",
            "datatype": "plaintext",
        }
        missing = {name: value for name, value in required.items() if name not in given}
        element = etree.Element("header")
        self._attributes(element, (*given.items(), *missing.items()), _HEADER)
        encodings, props = _apart(details.props)
        for encoding in encodings:
            encoding.tail = "\n  "
            element.append(encoding)
        self._notes_and_props(element, Details((), props, details.notes), "\n  ")
        if len(element):
            element.text = "\n  "
            element[-1].tail = "\n"
        return element

    def units(self, units: Iterator[Unit]) -> Iterator[etree._Element]:
        for unit in units:
            segments = self._chosen(unit)
            if len(segments) > 1:
                yield self._unit(unit, segments)

    def _chosen(self, unit: Unit) -> tuple[Segment, ...]:
        if not (self.source and self.target):
            if len(unit.segments) < 2:
                self.losses.add("units with fewer than two segments")
            return unit.segments
        tags = unit.languages
        pair = best(self.source, tags), best(self.target, tags)
        if pair[0] is None or pair[1] is None or pair[0] == pair[1]:
            self.losses.add(f"units without {self.source} or {self.target}")
            return ()
        return tuple(unit.segments[tags.index(tag)] for tag in pair if tag)

    def _unit(self, unit: Unit, segments: tuple[Segment, ...]) -> etree._Element:
        tu = etree.Element("tu")
        tu.text = "\n  "
        if unit.details or unit.id or unit.context or unit.status is not UnitStatus.TRANSLATED:
            self._own_details(tu, unit)
        if self.source:
            self._say_source(tu, unit, segments)
        for segment in segments:
            tuv = etree.SubElement(tu, "tuv")
            language = segment.language
            tuv.set(XML_LANG, self.spellings.get(language, language))
            if segment.details:
                self._attributes(tuv, segment.details.attributes, _TUV)
                self._notes_and_props(tuv, segment.details, None)
            if segment.markup is None:
                self._set_text(etree.SubElement(tuv, "seg"), segment.text)
            else:
                tuv.append(self._with_codes(segment))
            tuv.tail = "\n  "
        tuv.tail = "\n"
        tu.tail = "\n"
        return tu

    def _say_source(self, tu: etree._Element, unit: Unit, segments: tuple[Segment, ...]) -> None:
        """Name the unit's own source where its tag is not the header's (TMX 1.4b, srclang of <tu>)."""
        own = unit.details.attribute("srclang")
        if own and own != _ANY_SOURCE:
            return
        tags = tuple(segment.language for segment in segments)
        found = best(self.source, tags)
        if found is not None and found != _normal(self.srclang):
            tu.set("srclang", found)

    def _own_details(self, tu: etree._Element, unit: Unit) -> None:
        if unit.id:
            self._attributes(tu, (("tuid", unit.id),), _TU)
        self._attributes(tu, unit.details.attributes, _TU)
        if unit.context:
            self._prop(tu, Prop(CONTEXT, unit.context), "\n  ")
        if unit.status is not UnitStatus.TRANSLATED:
            self._prop(tu, Prop(STATUS, unit.status.value), "\n  ")
        self._notes_and_props(tu, unit.details, "\n  ")

    def _notes_and_props(self, parent: etree._Element, details: Details, tail: str | None) -> None:
        for note in details.notes:
            element = etree.SubElement(parent, "note")
            if note.language:
                self._set(element, XML_LANG, note.language)
            if note.encoding:
                self._set(element, "o-encoding", note.encoding)
            self._set_text(element, note.text)
            element.tail = tail
        for prop in details.props:
            self._prop(parent, prop, tail)

    def _prop(self, parent: etree._Element, prop: Prop, tail: str | None) -> None:
        element = etree.SubElement(parent, "prop")
        self._set(element, "type", prop.type)
        if prop.language:
            self._set(element, XML_LANG, prop.language)
        if prop.encoding:
            self._set(element, "o-encoding", prop.encoding)
        self._set_text(element, prop.value)
        element.tail = tail

    def _attributes(self, element: etree._Element, pairs: tuple[tuple[str, str], ...], known: frozenset[str]) -> None:
        for name, value in pairs:
            if name not in known or (name == "segtype" and value not in _SEGTYPES):
                self.losses.add(f"attributes TMX does not have, such as {name[:40]}")
            else:
                self._set(element, name, value)

    def _set(self, element: etree._Element, name: str, value: str) -> None:
        try:
            element.set(name, value)
        except ValueError:
            element.set(name, self._legal(value))

    def _set_text(self, element: etree._Element, text: str) -> None:
        try:
            element.text = text
        except ValueError:
            element.text = self._legal(text)

    def _legal(self, text: str) -> str:
        kept, left_out = legal(text)
        if left_out:
            self.losses.add("characters that XML cannot hold", left_out)
        return kept

    def _with_codes(self, segment: Segment) -> etree._Element:
        markup = segment.markup or ""
        try:
            return inline.element_of(markup)
        except UnreadableFile:
            pass
        try:
            return inline.element_of(self._legal(markup))
        except UnreadableFile:
            self.losses.add("inline codes that are not well-formed")
            seg = etree.Element("seg")
            self._set_text(seg, segment.text)
            return seg


def _apart(props: tuple[Prop, ...]) -> tuple[list[etree._Element], tuple[Prop, ...]]:
    """The user-defined encodings among a header's properties, and the other properties."""
    encodings, others = [], []
    for prop in props:
        encoding = _ude(prop.value) if prop.type == UDE else None
        if encoding is None:
            others.append(prop)
        else:
            encodings.append(encoding)
    return encodings, tuple(others)


def _ude(xml: str) -> etree._Element | None:
    """The element, where it is one that the DTD allows; anybody may have written the property."""
    try:
        ude = fragment(xml)
    except UnreadableFile:
        return None
    fine = ude.tag == "ude" and {"name"} <= set(map(str, ude.attrib)) <= {"name", "base"} and len(ude)
    fine = fine and all(each.tag == "map" and not len(each) and _is_map(set(map(str, each.attrib))) for each in ude)
    return ude if fine and not list(ude.itertext()) else None


def _is_map(attributes: set[str]) -> bool:
    return {"unicode"} <= attributes <= {"unicode", "code", "ent", "subst"}


@lru_cache(maxsize=64)
def _normal(srclang: str) -> str:
    try:
        return normalise(srclang)
    except BadLanguage:
        return srclang
