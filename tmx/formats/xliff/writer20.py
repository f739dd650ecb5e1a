"""The writer of XLIFF 2.0: valid by schema and constraints, streamed, the same bytes for the same values.

Version 2.0 is written, not 2.1 or 2.2: what is used here is in all three, and every reader of 2.x takes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from lxml import etree

from tmx.model import Concept, Details, Languages, Losses, Segment, Unit

from . import carried, names
from .codes20 import DATA
from .trees import add
from .writer import Ids, Pair, Sides, first_props, indent, is_fuzzy, opened, without

_SUB_STATE = re.compile(r"[^\s:]+:[^\s:]+")
_META = f"{{{names.METADATA}}}"


def write(
    stream: BinaryIO, entries: Iterable[Unit | Concept], languages: Languages, header: Details, losses: Losses
) -> int:
    """Write units as XLIFF 2.0, two segments of each, in a unit of their own. Returns how many."""
    pair, units = opened(entries, languages, header, losses)
    writer = _Writer(pair, losses)
    written = 0
    attributes = {"version": "2.0", "srcLang": pair.source, "trgLang": pair.target}
    with etree.xmlfile(stream, encoding="UTF-8") as file:
        file.write_declaration()
        with file.element("xliff", attributes, nsmap={None: names.V20}):
            file.write("\n")
            with file.element("file", {"id": "f1", "original": names.EXPORTED}):
                file.write("\n")
                for unit in units:
                    sides = writer.sides(unit)
                    if sides is not None:
                        file.write(writer.unit(unit, sides))
                        written += 1
                if not written:
                    file.write(writer.nothing())
            file.write("\n")
    return written


@dataclass(slots=True)
class _Writer:
    """One export: the ids it has given, and what is lost on the way."""

    pair: Pair
    losses: Losses
    ids: Ids = field(default_factory=Ids)

    def sides(self, unit: Unit) -> Sides | None:
        sides = self.pair.sides(unit)
        if sides is None:
            self.losses.add(f"units without {self.pair.source} or {self.pair.target}")
        elif len(unit.segments) > 2:
            self.losses.add("further languages", len(unit.segments) - 2)
        return sides

    def nothing(self) -> etree._Element:
        """An empty group, since a ``<file>`` must hold something."""
        group = etree.Element("group", {"id": "g1"})
        group.tail = "\n"
        return group

    def unit(self, unit: Unit, sides: Sides) -> etree._Element:
        native = self._native(unit)
        element = etree.Element("unit")
        id = self.ids.free(unit.id, fits=bool(names.PLAIN_ID.fullmatch(unit.id)))
        element.set("id", id)
        context = carried.clean(unit.context, self.losses)
        if context:
            element.set("name", context)
        segment = etree.Element("segment")
        state, sub = ("initial", names.FUZZY) if is_fuzzy(unit) else ("translated", None)
        segment_id = native.get(names.SEGMENT)
        if segment_id:
            segment.set("id", segment_id)
        segment.set("state", native.get(names.STATE, state))
        sub = native.get(names.SUB_STATE) or (sub if names.STATE not in native else None)
        if sub:
            segment.set("subState", sub)
        originals: dict[str, str] = {}
        pairs = {"": list(carried.pairs_of(without(unit.details, native)))}
        if id != unit.id:
            pairs[""].insert(0, ("id", unit.id))
        for name, side, language in zip(("source", "target"), sides, (self.pair.source, self.pair.target), strict=True):
            pairs[name] = self._side(segment, name, side, language, originals)
        self._add_pairs(element, pairs)
        self._add_originals(element, originals)
        element.append(segment)
        indent(segment, 2)
        indent(element, 1)
        element.tail = "\n"
        return element

    def _native(self, unit: Unit) -> dict[str, str]:
        """The properties that the format's own attributes say, as far as they would be read back as they are."""
        found = first_props(unit.details, (names.STATE, names.SUB_STATE, names.SEGMENT))
        state, sub = found.get(names.STATE, ""), found.get(names.SUB_STATE, "")
        said = not state or (state in names.STATES_2 and (state == "initial") == is_fuzzy(unit))
        plain = state == "translated" or sub == names.FUZZY or (sub and not state and is_fuzzy(unit))
        fits = names.NMTOKEN.fullmatch(found.get(names.SEGMENT, "s")) and (not sub or _SUB_STATE.fullmatch(sub))
        return found if said and not plain and fits else {}

    def _side(
        self, parent: etree._Element, name: str, segment: Segment, language: str, originals: dict[str, str]
    ) -> list[carried.Pair]:
        content = carried.content_of(carried.DIALECT_2, segment, self.losses)
        element = content.seg
        element.tag = name
        for code in element.iterdescendants(tag=etree.Element):
            for reference, inlined in DATA.items():
                native = code.get(inlined)
                if native is not None:
                    del code.attrib[inlined]
                    code.set(reference, originals.setdefault(native, f"d{len(originals) + 1}"))
        parent.append(element)
        pairs = [*content.pairs, *carried.pairs_of(content.details)]
        return [("language", segment.language), *pairs] if segment.language != language else pairs

    @staticmethod
    def _add_originals(unit: etree._Element, originals: dict[str, str]) -> None:
        if originals:
            kept = add(unit, "originalData")
            for native, id in originals.items():
                add(kept, "data", native, id=id)
            indent(kept, 2)

    def _add_pairs(self, unit: etree._Element, pairs: dict[str, list[carried.Pair]]) -> None:
        """Notes as such where they read back as they are, all else as metadata of our own category."""
        notes = etree.Element("notes")
        metadata = etree.Element(f"{_META}metadata", nsmap={"mda": names.METADATA})
        for side, found in pairs.items():
            if all(key == "note:" and value.strip() for key, value in found if key.startswith(carried.NOTES)):
                for _, value in (pair for pair in found if pair[0].startswith("note:")):
                    add(notes, "note", carried.clean(value, self.losses), appliesTo=side or None)
                found = [pair for pair in found if not pair[0].startswith("note:")]
            if found:
                self._add_group(metadata, side, found)
        for element in (metadata, notes):
            if len(element):
                indent(element, 2)
                unit.append(element)

    def _add_group(self, metadata: etree._Element, side: str, found: list[carried.Pair]) -> None:
        group = add(metadata, f"{_META}metaGroup", category=names.OWN, appliesTo=side or None)
        for key, value in found:
            meta = add(group, f"{_META}meta", carried.clean(value, self.losses))
            meta.set("type", carried.clean(key, self.losses))
        indent(group, 3)
