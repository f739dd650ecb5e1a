"""What a ``<unit>`` of XLIFF 2.0 to 2.2 says, as units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from tmx.language import normalise
from tmx.model import Details, Languages, Losses, Note, Prop, Segment, Unit, UnitStatus
from tmx.safexml import XML_LANG

from . import alone20, carried, codes20, names
from .slots import EMPTY, PROTECTED, SAME, UNTRANSLATED, Slot, child, inherited, is_empty
from .trees import named

_META, _GROUP = f"{{{names.METADATA}}}meta", f"{{{names.METADATA}}}metaGroup"
_KNOWN_MODULES = {
    "urn:oasis:names:tc:xliff:matches:2.0": "translation candidates (mtc:matches)",
    "urn:oasis:names:tc:xliff:glossary:2.0": "glossaries of units (gls:glossary)",
}


@dataclass(slots=True)
class Units20:
    """Reads the units of one file."""

    namespace: str
    source_language: str
    target_language: str
    languages: Languages
    lost: Losses
    _data: dict[str, str] = field(default_factory=dict)
    _data_of: etree._Element | None = None

    def tag(self, name: str) -> str:
        return f"{{{self.namespace}}}{name}"

    def slots(self, unit: etree._Element) -> list[Slot]:
        """The segments of a unit, in the order of its sources."""
        found = []
        for segment in unit.iterchildren(self.tag("segment")):
            source = child(segment, self.tag("source"))
            assert source is not None, "the constraints were checked"
            found.append(Slot(segment, source, child(segment, self.tag("target")), segment.get("id") or ""))
        return found

    def why_not(self, slot: Slot) -> str:
        """Why a segment cannot be taken into a memory; empty where it can."""
        if inherited(slot.holder, "translate") == "no":
            return PROTECTED
        if is_empty(slot.source):
            return EMPTY
        if is_empty(slot.target):
            return UNTRANSLATED
        same = self.source_tag() == self.target_tag()
        return SAME.format(language=self.source_tag()) if same else ""

    def is_open(self, slot: Slot) -> bool:
        """True where a target may be filled in."""
        return self.why_not(slot) == UNTRANSLATED

    def source(self, slot: Slot) -> Segment:
        """The source side. Raises `tmx.errors.UnreadableFile`."""
        return self._side(slot, "source", [], Details())

    def source_tag(self) -> str:
        return normalise(self.languages.source or self.source_language)

    def has_target_language(self) -> bool:
        return bool(self.languages.target or self.target_language)

    def target_tag(self) -> str:
        return normalise(self.languages.target or self.target_language)

    def untranslated(self, slot: Slot, source: Segment) -> Unit:
        """What a segment without target would be; without a target at all where the file does not say its language."""
        target = (Segment(self.target_tag(), ""),) if self.has_target_language() else ()
        return Unit((source, *target), context=self.context(slot))

    def context(self, slot: Slot) -> str:
        """What the file calls a segment's unit."""
        holder = slot.holder.getparent()
        return "" if holder is None else holder.get("name") or ""

    def unit(self, slot: Slot) -> Unit:
        """The unit that a segment gives. Raises `tmx.errors.UnreadableFile`."""
        holder = slot.holder.getparent()
        assert holder is not None
        assert slot.target is not None
        pairs, metadata = self._metadata(holder)
        notes = self._notes(holder)
        status, native = self._status(slot)
        native = carried.joined(native, metadata, Details(notes=notes[""]))
        return Unit(
            (
                self._side(slot, "source", pairs["source"], Details(notes=notes["source"])),
                self._side(slot, "target", pairs["target"], Details(notes=notes["target"])),
            ),
            id=carried.value(pairs[""], "id", holder.get("id") or ""),
            context=carried.value(pairs[""], "context", self.context(slot)),
            status=status,
            details=carried.joined(native, carried.details_of(pairs[""])),
        )

    def count_losses(self, unit: etree._Element) -> None:
        for element in unit.iterchildren(tag=etree.Element):
            name = named(element)
            if name.namespace in _KNOWN_MODULES:
                self.lost.add(_KNOWN_MODULES[name.namespace])
            elif name.namespace not in (self.namespace, names.METADATA):
                self.lost.add(f"<{name.localname}> in a unit")

    def _side(self, slot: Slot, which: str, pairs: list[carried.Pair], native: Details) -> Segment:
        element = slot.source if which == "source" else slot.target
        assert element is not None
        seg, dropped = codes20.content(element, self.namespace, self.original_data(element))
        if dropped:
            self.lost.add("attributes of codes whose namespace is not a full URI", dropped)
        if len(seg):
            others = self._codes_of(slot.target) if which == "source" and slot.target is not None else None
            alone20.stand_alone(seg, self._notes_by_id(slot.holder), others, self.lost)
        language = self.source_tag() if which == "source" else self.target_tag()
        return carried.segment_of(carried.DIALECT_2, seg, carried.value(pairs, "language", language), pairs, native)

    def _codes_of(self, element: etree._Element) -> set[str]:
        return {alone20.key(code) for code in element.iterdescendants(tag=etree.Element)}

    def _notes_by_id(self, segment: etree._Element) -> dict[str, str]:
        unit = segment.getparent()
        assert unit is not None
        notes = unit.iterfind(f"{self.tag('notes')}/{self.tag('note')}")
        return {note.get("id") or "": note.text or "" for note in notes}

    def original_data(self, element: etree._Element) -> dict[str, str]:
        """The original data of the unit that an element stands in, by id."""
        unit = next(element.iterancestors(self.tag("unit")))
        if unit is not self._data_of:
            found = unit.iterfind(f"{self.tag('originalData')}/{self.tag('data')}")
            self._data = {data.get("id") or "": self._native(data) for data in found}
            self._data_of = unit
        return self._data

    def _native(self, data: etree._Element) -> str:
        if len(data):
            self.lost.add("characters of original data that XML cannot hold (cp)", len(data))
        return (data.text or "") + "".join(cp.tail or "" for cp in data)

    @staticmethod
    def _status(slot: Slot) -> tuple[UnitStatus, Details]:
        """No state at all is that of a tool that keeps none, so its targets count as translations."""
        state, sub = slot.holder.get("state"), slot.holder.get("subState") or ""
        ours = sub == names.FUZZY
        fuzzy = ours or state == "initial"
        props = []
        if state not in (None, "translated") and not (ours and state == "initial"):
            props.append(Prop(names.STATE, state))
        if sub and not ours:
            props.append(Prop(names.SUB_STATE, sub))
        if slot.id:
            props.append(Prop(names.SEGMENT, slot.id))
        return UnitStatus.FUZZY if fuzzy else UnitStatus.TRANSLATED, Details(props=tuple(props))

    def _metadata(self, holder: etree._Element) -> tuple[dict[str, list[carried.Pair]], Details]:
        """The pairs that the writer added, by side, and other tools' metadata as properties."""
        pairs: dict[str, list[carried.Pair]] = {"": [], "source": [], "target": []}
        others = []
        for metadata in holder.iterchildren(f"{{{names.METADATA}}}metadata"):
            for meta in metadata.iter(_META):
                categories = list(_categories(meta))
                text, type = meta.text or "", meta.get("type") or ""
                group = meta.getparent()
                if categories == [names.OWN] and group is not None:
                    pairs[group.get("appliesTo") or ""].append((type, text))
                else:
                    others.append(Prop(names.CONTEXT + "/".join((*categories, type)), text))
        return pairs, Details(props=tuple(others))

    def _notes(self, holder: etree._Element) -> dict[str, tuple[Note, ...]]:
        found: dict[str, tuple[Note, ...]] = {"": (), "source": (), "target": ()}
        for note in holder.iterfind(f"{self.tag('notes')}/{self.tag('note')}"):
            if not (note.text or "").strip():
                continue
            if note.get("category") or note.get("priority"):
                self.lost.add("categories and priorities of notes")
            side = note.get("appliesTo") or ""
            raw = note.get(XML_LANG) or ""
            found[side] = (*found[side], Note(note.text or "", normalise(raw) if raw else ""))
        return found


def _categories(meta: etree._Element) -> Iterator[str]:
    groups = [group.get("category") or "" for group in meta.iterancestors(_GROUP)]
    return reversed(groups)
