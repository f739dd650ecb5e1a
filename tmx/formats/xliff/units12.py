"""What a ``<trans-unit>`` of XLIFF 1.2 says, as units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from tmx.errors import UnreadableFile
from tmx.language import normalise
from tmx.model import Details, Languages, Losses, Note, Prop, Segment, Unit, UnitStatus
from tmx.safexml import XML_LANG

from . import carried, names
from .slots import (
    COPY,
    EMPTY,
    PROTECTED,
    SAME,
    UNTRANSLATED,
    Slot,
    Unusable,
    child,
    inherited,
    is_empty,
    refuse_entities,
)
from .trees import bare, named

KEY = f"x-{names.OWN}-"
_READ = frozenset({"source", "seg-source", "target", "note", "context-group", "alt-trans"})


@dataclass(slots=True)
class Units12:
    """Reads the units of one file."""

    namespace: str
    file: str
    languages: Languages
    lost: Losses
    tags: dict[str, str] = field(default_factory=dict)

    def tag(self, name: str) -> str:
        return f"{{{self.namespace}}}{name}" if self.namespace else name

    def slots(self, unit: etree._Element) -> list[Slot]:
        """The segments of a unit: those of its ``<seg-source>``, else the whole. Raises `Unusable`."""
        refuse_entities(unit)
        if unit.get("id") is None:
            raise Unusable("it has no id")
        source, target = child(unit, self.tag("source")), child(unit, self.tag("target"))
        if source is None:
            raise Unusable("it has no <source>")
        segmented = child(unit, self.tag("seg-source"))
        marks = [] if segmented is None else list(self._marks(segmented))
        if not marks:
            return [Slot(unit, source, target)]
        targets = {} if target is None else {mark.get("mid"): mark for mark in self._marks(target)}
        return [Slot(unit, mark, targets.get(mark.get("mid")), mark.get("mid") or "") for mark in marks]

    def _marks(self, element: etree._Element) -> Iterator[etree._Element]:
        return (mark for mark in element.iter(self.tag("mrk")) if mark.get("mtype") == "seg")

    def why_not(self, slot: Slot) -> str:
        """Why a segment cannot be taken into a memory; empty where it can."""
        if inherited(slot.holder, "translate") == "no":
            return PROTECTED
        if is_empty(slot.source):
            return EMPTY
        if is_empty(slot.target):
            return UNTRANSLATED
        state = self.state(slot)
        assert slot.target is not None
        if state in names.UNTOUCHED_1 and _text(slot.source) == _text(slot.target):
            return COPY.format(state=state)
        source = self.language(slot, "source")
        return SAME.format(language=source) if source == self.language(slot, "target") else ""

    def is_open(self, slot: Slot) -> bool:
        """True where a target may be filled in."""
        why = self.why_not(slot)
        return why == UNTRANSLATED or why.startswith(COPY.partition("{")[0])

    def untranslated(self, slot: Slot, source: Segment) -> Unit:
        """What a segment without target would be; without a target at all where the file does not say its language."""
        said = self.languages.target or inherited(slot.holder, "target-language") or ""
        target = (Segment(normalise(said), ""),) if said.strip() else ()
        return Unit((source, *target), context=self.context(slot))

    def context(self, slot: Slot) -> str:
        """What the file calls a segment's unit."""
        return slot.holder.get("resname") or ""

    def state(self, slot: Slot) -> str:
        target = child(slot.holder, self.tag("target"))
        return (target.get("state") or "") if target is not None else ""

    def source(self, slot: Slot) -> Segment:
        """The source side. Raises `Unusable` or `tmx.errors.UnreadableFile`."""
        return self._side(slot, slot.source, "source", [], Details())

    def unit(self, slot: Slot) -> Unit:
        """The unit that a segment gives. Raises `Unusable` or `tmx.errors.UnreadableFile`."""
        holder = slot.holder
        pairs = self._carried(holder)
        notes = self._notes(holder)
        assert slot.target is not None
        status, native = self._status(slot)
        native = carried.joined(native, self._contexts(holder), Details(notes=notes[""]))
        return Unit(
            (
                self._side(slot, slot.source, "source", pairs["source"], Details(notes=notes["source"])),
                self._side(slot, slot.target, "target", pairs["target"], Details(notes=notes["target"])),
            ),
            id=carried.value(pairs[""], "id", holder.get("id") or ""),
            context=carried.value(pairs[""], "context", self.context(slot)),
            status=status,
            details=carried.joined(native, carried.details_of(pairs[""])),
        )

    def count_losses(self, unit: etree._Element) -> None:
        for element in unit.iterchildren(tag=etree.Element):
            name = element.tag.removeprefix(f"{{{self.namespace}}}")
            if name == "alt-trans":
                self.lost.add("alternative translations (alt-trans)")
            elif name not in _READ:
                self.lost.add(f"<{named(element).localname}> in a unit")

    def language(self, slot: Slot, which: str) -> str:
        """The language of a side: the caller's choice, else the element's own, else the file's."""
        chosen = self.languages.source if which == "source" else self.languages.target
        element = child(slot.holder, self.tag(which))
        own = element.get(XML_LANG) if element is not None else None
        raw = chosen or own or inherited(slot.holder, f"{which}-language") or ""
        if raw not in self.tags:
            if not raw.strip():
                hint = f"name the {which} with {'-s' if which == 'source' else '-t'}"
                at = f"line {slot.holder.sourceline}"
                raise UnreadableFile(f"it does not say its {which} language", file=self.file, at=at, hint=hint)
            self.tags[raw] = normalise(raw)
        return self.tags[raw]

    def _side(
        self, slot: Slot, element: etree._Element, which: str, pairs: list[carried.Pair], native: Details
    ) -> Segment:
        seg, dropped = bare(element, self.namespace)
        if dropped:
            self.lost.add("attributes of codes whose namespace is not a full URI", dropped)
        for mark in seg.iter("mrk"):
            mark.attrib.pop("mid", "")  # it names a segment of the unit, which a memory has not
        language = carried.value(pairs, "language") or self.language(slot, which)
        return carried.segment_of(carried.DIALECT_1, seg, language, pairs, native)

    def _status(self, slot: Slot) -> tuple[UnitStatus, Details]:
        target = child(slot.holder, self.tag("target"))
        assert target is not None
        state = target.get("state") or ""
        fuzzy = bool(state) and state not in names.DONE_1 and not state.startswith("x-")
        props = []
        if state not in ("", "translated", "needs-review-translation"):
            props.append(Prop(names.STATE, state))
        for type, raw in (
            (names.QUALIFIER, target.get("state-qualifier")),
            (names.APPROVED, slot.holder.get("approved")),
            (names.SEGMENT, slot.id),
        ):
            if raw:
                props.append(Prop(type, raw))
        return UnitStatus.FUZZY if fuzzy else UnitStatus.TRANSLATED, Details(props=tuple(props))

    def _carried(self, holder: etree._Element) -> dict[str, list[carried.Pair]]:
        """The pairs that the writer added, by side."""
        found: dict[str, list[carried.Pair]] = {"": [], "source": [], "target": []}
        for context in self._all_contexts(holder):
            type = context.get("context-type") or ""
            side, _, key = unquote(type.removeprefix(KEY)).partition("/")
            if type.startswith(KEY) and side in found:
                found[side].append((key, _text(context)))
        return found

    def _all_contexts(self, holder: etree._Element) -> Iterator[etree._Element]:
        for group in holder.iterchildren(self.tag("context-group")):
            yield from group.iterchildren(self.tag("context"))

    def _contexts(self, holder: etree._Element) -> Details:
        return Details(
            props=tuple(
                Prop(names.CONTEXT + type, _text(context))
                for context in self._all_contexts(holder)
                if not (type := context.get("context-type") or "").startswith(KEY)
            )
        )

    def _notes(self, holder: etree._Element) -> dict[str, tuple[Note, ...]]:
        found: dict[str, tuple[Note, ...]] = {"": (), "source": (), "target": ()}
        for note in holder.iterchildren(self.tag("note")):
            side, text = note.get("annotates") or "", _text(note)
            if not text.strip():
                continue
            if note.get("from") or note.get("priority"):
                self.lost.add("authors and priorities of notes")
            side = side if side in found else ""
            found[side] = (*found[side], Note(text, self._note_language(note)))
        return found

    @staticmethod
    def _note_language(note: etree._Element) -> str:
        raw = note.get(XML_LANG) or ""
        return normalise(raw) if raw else ""


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))
