"""The writer of XLIFF 1.2: valid by the strict schema, streamed, the same bytes for the same values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, groupby
from typing import BinaryIO
from urllib.parse import quote

from lxml import etree

from tmx.errors import BadLanguage
from tmx.language import normalise
from tmx.model import Concept, Details, Languages, Losses, Segment, Unit
from tmx.safexml import XML_LANG

from . import carried, names
from .trees import add
from .units12 import KEY
from .writer import Ids, Pair, Sides, first_props, indent, is_fuzzy, opened, without

_OWN = re.compile(r"x-\S+")
_QUALIFIERS = frozenset(
    {"exact-match", "fuzzy-match", "id-match", "leveraged-glossary", "leveraged-inherited", "leveraged-mt"}
    | {"leveraged-repository", "leveraged-tm", "mt-suggestion", "rejected-grammar", "rejected-inaccurate"}
    | {"rejected-length", "rejected-spelling", "tm-suggestion"}
)


def write(
    stream: BinaryIO, entries: Iterable[Unit | Concept], languages: Languages, header: Details, losses: Losses
) -> int:
    """Write units as XLIFF 1.2, two segments of each, a ``<file>`` for each run of one pair of languages.

    With both languages given all units are of that pair. Returns how many units.
    """
    pair, units = opened(entries, languages, header, losses)
    writer = _Writer(losses)
    written = 0
    with etree.xmlfile(stream, encoding="UTF-8") as file:
        file.write_declaration()
        with file.element("xliff", {"version": "1.2"}, nsmap={None: names.V12}):
            for same, run in _runs(units, pair, losses):
                file.write("\n")
                with file.element("file", _file_attributes(same)):
                    file.write("\n", etree.Element("header"), "\n")
                    with file.element("body"):
                        file.write("\n")
                        for _, unit, sides in run:
                            file.write(writer.unit(unit, same, sides))
                            written += 1
                    file.write("\n")
            file.write("\n")
    return written


_Run = Iterator[tuple[Pair, Unit, Sides]]


def _runs(units: Iterable[Unit], pair: Pair, losses: Losses) -> Iterator[tuple[Pair, _Run]]:
    """The units by runs of one pair; an empty one where there are none, since there must be a ``<file>``."""
    runs = groupby(_paired(units, pair, losses), key=lambda found: found[0])
    first = next(runs, (pair, iter(())))
    return chain((first,), runs)


def _paired(units: Iterable[Unit], pair: Pair, losses: Losses) -> _Run:
    """Each unit with its languages and sides: those of the unit before it where it has them."""
    for unit in units:
        sides = pair.sides(unit)
        if sides is None and not pair.chosen and len(unit.segments) > 1:
            pair = Pair(unit.segments[0].language, unit.segments[1].language)
            sides = unit.segments[0], unit.segments[1]
        if sides is None:
            losses.add(f"units without {pair.source} or {pair.target}")
            continue
        if len(unit.segments) > 2:
            losses.add("further languages", len(unit.segments) - 2)
        yield pair, unit, sides


def _file_attributes(pair: Pair) -> dict[str, str]:
    return {
        "original": names.EXPORTED,
        "source-language": pair.source,
        "target-language": pair.target,
        "datatype": "plaintext",
    }


@dataclass(slots=True)
class _Writer:
    """One export: the ids it has given, and what is lost on the way."""

    losses: Losses
    ids: Ids = field(default_factory=Ids)

    def unit(self, unit: Unit, pair: Pair, sides: Sides) -> etree._Element:
        native = self._native(unit)
        pairs = list(carried.pairs_of(without(unit.details, native)))
        element = etree.Element("trans-unit")
        wanted = carried.clean(unit.id, self.losses)
        id = self.ids.free(wanted, fits=True)
        element.set("id", id)
        pairs[:0] = [("id", unit.id)] if id != unit.id else []
        if unit.context:
            element.set("resname", carried.clean(unit.context, self.losses))
        if names.APPROVED in native:
            element.set("approved", native[names.APPROVED])
        source = self._side(element, "source", sides[0], pair.source)
        target = self._side(element, "target", sides[1], pair.target)
        state = "needs-review-translation" if is_fuzzy(unit) else "translated"
        element[-1].set("state", native.get(names.STATE, state))
        if names.QUALIFIER in native:
            element[-1].set("state-qualifier", native[names.QUALIFIER])
        self._add_pairs(element, {"": pairs, "source": source, "target": target})
        indent(element, 1)
        element.tail = "\n"
        return element

    def _native(self, unit: Unit) -> dict[str, str]:
        """The properties that the format's own attributes say, as far as they would be read back as they are."""
        found = first_props(unit.details, (names.STATE, names.QUALIFIER, names.APPROVED))
        state = found.get(names.STATE, "")
        said = not state or (state in names.STATES_1 and (state in names.DONE_1) != is_fuzzy(unit))
        plain = state in ("translated", "needs-review-translation") or (
            state in names.UNTOUCHED_1 and len({segment.text for segment in unit.segments}) == 1
        )
        qualifier, approved = found.get(names.QUALIFIER, ""), found.get(names.APPROVED, "")
        known = qualifier in ("", *_QUALIFIERS) or bool(_OWN.fullmatch(qualifier))
        return found if said and not plain and known and approved in ("", "yes", "no") else {}

    def _side(self, unit: etree._Element, name: str, segment: Segment, language: str) -> list[carried.Pair]:
        content = carried.content_of(carried.DIALECT_1, segment, self.losses)
        element = content.seg
        element.tag = name
        if segment.language != language:
            element.set(XML_LANG, segment.language)
        unit.append(element)
        return [*content.pairs, *carried.pairs_of(content.details)]

    def _add_pairs(self, unit: etree._Element, pairs: dict[str, list[carried.Pair]]) -> None:
        """Notes as such where they read back as they are, all else as contexts of our own types."""
        group = etree.Element("context-group", {"purpose": "information"})
        for side, found in pairs.items():
            if all(_is_note(key, value) for key, value in found if key.startswith(carried.NOTES)):
                for key, value in found:
                    if key.startswith("note:"):
                        self._note(unit, side, key.removeprefix("note:"), value)
                found = [pair for pair in found if not pair[0].startswith("note:")]
            for key, value in found:
                type = quote(f"{side}/{key}".encode("utf-8", "surrogatepass"), safe=":/")
                add(group, "context", carried.clean(value, self.losses)).set("context-type", KEY + type)
        if len(group):
            indent(group, 2)
            unit.append(group)

    def _note(self, unit: etree._Element, side: str, language: str, text: str) -> None:
        note = add(unit, "note", carried.clean(text, self.losses), annotates=side or None)
        if language:
            note.set(XML_LANG, language)


def _is_note(key: str, value: str) -> bool:
    """True for a note that a reader of XLIFF gets as it was."""
    language = key.removeprefix("note:")
    try:
        return bool(value.strip()) and (not language or normalise(language) == language)
    except BadLanguage:
        return False
