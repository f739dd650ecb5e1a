"""The elements of a TMX file taken as values: its header and its units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from lxml import etree

from tmx import inline
from tmx.errors import BadLanguage, UnreadableFile
from tmx.language import normalise
from tmx.model import NOTHING, Details, Losses, Note, Prop, Segment, Skipped, Unit, UnitStatus
from tmx.safexml import XML_LANG

from .writer import CONTEXT, STATUS, UDE

_ENTITY = etree.Entity
_TRANSLATED = UnitStatus.TRANSLATED
_STATUSES = frozenset(UnitStatus)

_Pairs = list[tuple[str, str]]


# A frozen dataclass sets each field by `object.__setattr__`. An open twin of it, which is made what it shall be when it
# is filled, takes a third of that time; with millions of units it counts.
class _OpenSegment:
    __slots__ = Segment.__slots__


class _OpenUnit:
    __slots__ = Unit.__slots__


def _segment(language: str, text: str, markup: str | None = None, details: Details = NOTHING) -> Segment:
    segment: Any = _OpenSegment()
    segment.language = language
    segment.text = text
    segment.markup = markup
    segment.details = details
    segment.__class__ = Segment
    return cast(Segment, segment)


def _unit(segments: list[Segment], id: str, context: str, status: UnitStatus, details: Details) -> Unit:
    unit: Any = _OpenUnit()
    unit.segments = tuple(segments)
    unit.id = id
    unit.context = context
    unit.status = status
    unit.details = details
    unit.__class__ = Unit
    return cast(Unit, unit)


class _Unusable(Exception):
    """Why a unit cannot be taken."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of TMX's elements in the namespace of the document's root."""

    namespace: str
    header: str
    body: str
    tu: str
    tuv: str
    seg: str
    prop: str
    note: str
    ude: str
    map: str

    @classmethod
    def of(cls, namespace: str) -> Names:
        prefix = f"{{{namespace}}}" if namespace else ""
        locals = ("header", "body", "tu", "tuv", "seg", "prop", "note", "ude", "map")
        return cls(namespace, *(prefix + local for local in locals))


@dataclass(slots=True)
class Elements:
    """What reading one file needs to know all along: its names, its languages as met, what it lost.

    `languages` are by attribute and value. `entities` counts those that made a unit unusable.
    """

    names: Names
    lost: Losses
    languages: dict[tuple[str, str], str] = field(default_factory=dict)
    entities: int = 0

    def units(self, children: list[etree._Element]) -> Iterator[Unit | Skipped]:
        """The units of these elements, and why some give none."""
        name = self.names.tu
        for child in children:
            if child.tag != name:
                self.foreign(child, "among the units")
                continue
            yield self._plain(child) or self._unit_or_why(child)

    def _plain(self, tu: Any) -> Unit | None:
        """The unit, where it is no more than texts without codes, in languages met before; None otherwise.

        This does nothing that `_unit_or_why` would not do, but in half the time.
        """
        if tu.values():
            return None
        languages, name, segments = self.languages, self.names.seg, []
        try:
            for tuv in tu[:]:
                (attribute,) = tuv.items()
                seg = tuv[0]
                text = seg.text
                if not text or len(tuv) > 1 or len(seg) or seg.tag != name or text.isspace() or seg.values():
                    return None
                segment: Any = _OpenSegment()
                segment.language = languages[attribute]
                segment.text = text
                segment.markup = None
                segment.details = NOTHING
                segment.__class__ = Segment
                segments.append(segment)
        except (KeyError, ValueError, IndexError):
            return None
        return _unit(segments, "", "", _TRANSLATED, NOTHING) if len(segments) > 1 else None

    def _unit_or_why(self, tu: etree._Element) -> Unit | Skipped:
        try:
            return self._unit(tu)
        except (_Unusable, BadLanguage, UnreadableFile) as error:
            self.entities += sum(1 for _ in tu.iter(_ENTITY))
            return Skipped(f"line {tu.sourceline}", str(error))

    def _unit(self, tu: etree._Element) -> Unit:
        names, props, notes, segments = self.names, [], [], []
        for child in tu:
            tag = child.tag
            if tag == names.tuv:
                segment = self._segment(child)
                if segment is not None:
                    segments.append(segment)
            elif tag == names.prop:
                props.append(self._prop(child))
            elif tag == names.note:
                notes.append(self._note(child))
            else:
                self._foreign(child, "in a unit")
        if len(segments) < 2:
            raise _Unusable("it has text in one language only" if segments else "it has no text in any language")
        attributes = self._attributes(tu)
        id = next((value for name, value in attributes if name == "tuid"), "")
        if id:
            attributes = [pair for pair in attributes if pair[0] != "tuid"]
        context, status = _own_fields(props)
        return _unit(segments, id, context, status, _details(attributes, props, notes))

    def _segment(self, tuv: etree._Element) -> Segment | None:
        """The segment of a ``<tuv>``; None for an empty one."""
        names, props, notes, seg = self.names, [], [], None
        for child in tuv:
            tag = child.tag
            if tag == names.seg and seg is None:
                seg = child
            elif tag == names.prop:
                props.append(self._prop(child))
            elif tag == names.note:
                notes.append(self._note(child))
            else:
                self._foreign(child, "in a segment's <tuv>")
        if seg is None:
            self.lost.add("languages without a segment")
            return None
        language, attributes = self._language(tuv)
        text, markup = self._content(seg)
        if markup is None and not text.strip():
            self.lost.add("empty segments")
            return None
        return _segment(language, text, markup, _details(attributes, props, notes))

    def _content(self, seg: etree._Element) -> tuple[str, str | None]:
        """Plain text and markup of a ``<seg>``."""
        if seg.values():
            self.lost.add("attributes of <seg>, which has none in TMX")
        if not len(seg):
            return seg.text or "", None
        self._refuse_entities(seg)
        if self.names.namespace:
            seg = inline.without_namespace(seg, self.names.namespace)
        return inline.plain(seg), inline.markup_of(seg)

    def _language(self, tuv: etree._Element) -> tuple[str, _Pairs]:
        """The language of a ``<tuv>``, by ``xml:lang`` or, before TMX 1.4, ``lang``; and its other attributes."""
        found, attributes = self._split(tuv)
        language = self.languages.get(found)
        if language is None:
            if not found[1].strip():
                raise _Unusable("a segment without a language")
            self.languages[found] = language = normalise(found[1])
        return language, attributes

    def _split(self, element: etree._Element) -> tuple[tuple[str, str], _Pairs]:
        """The attribute that names the language, with no value where none does; and TMX's other attributes."""
        language, attributes = ("lang", ""), []
        pairs: Any = element.items()
        for pair in pairs:
            name = pair[0]
            if name == XML_LANG or (name == "lang" and language[0] == "lang"):
                if pair[1]:
                    language = pair
            elif name[0] == "{":
                self.lost.add("attributes that are not TMX's")
            elif name != "lang":
                attributes.append(pair)
        return language, attributes

    def _attributes(self, element: etree._Element) -> _Pairs:
        return self._split(element)[1]

    def header(self, header: etree._Element) -> Details:
        names, encodings, props, notes = self.names, [], [], []
        for child in header:
            try:
                if child.tag == names.ude:
                    encodings.append(Prop(UDE, self._ude(child)))
                elif child.tag == names.prop:
                    props.append(self._prop(child))
                elif child.tag == names.note:
                    notes.append(self._note(child))
                else:
                    self.foreign(child, "in the header")
            except _Unusable:
                self.lost.add("notes and properties of the header with an entity")
        return _details(self._attributes(header), [*encodings, *props], notes)

    def _ude(self, ude: etree._Element) -> str:
        """A user-defined encoding and its maps, which have attributes alone, as XML."""
        copy = etree.Element("ude", dict(self._attributes(ude)))
        for each in ude.iter(self.names.map):
            etree.SubElement(copy, "map", dict(self._attributes(each)))
        return etree.tostring(copy, encoding="unicode")

    def _prop(self, element: etree._Element) -> Prop:
        (_, raw), attributes = self._split(element)
        known = dict(attributes)
        return Prop(known.get("type", ""), self._text(element), _tag(raw), known.get("o-encoding", ""))

    def _note(self, element: etree._Element) -> Note:
        (_, raw), attributes = self._split(element)
        return Note(self._text(element), _tag(raw), dict(attributes).get("o-encoding", ""))

    def _text(self, element: etree._Element) -> str:
        if not len(element):
            return element.text or ""
        self._refuse_entities(element)
        self.lost.add("elements in notes and properties, whose text is kept")
        return "".join(map(str, element.itertext()))

    def _foreign(self, element: etree._Element, where: str) -> None:
        """Count an element that a unit does not have; an entity makes the unit that it stands in unusable."""
        if element.tag is _ENTITY:
            raise _entity(element)
        self.foreign(element, where)

    def foreign(self, element: etree._Element, where: str) -> None:
        """Count an element, or an entity, that TMX does not have there."""
        if element.tag is _ENTITY:
            self.entities += 1
            self.lost.add(f"entities {where}")
            return
        name = str(element.tag)
        namespace = f"{{{self.names.namespace}}}"
        self.lost.add(f"<{name.removeprefix(namespace)}> {where}")

    @staticmethod
    def _refuse_entities(element: etree._Element) -> None:
        entity = next(element.iter(_ENTITY), None)
        if entity is not None:
            raise _entity(entity)


def _entity(entity: etree._Element) -> _Unusable:
    return _Unusable(f"it uses the entity {entity.text}, which only a DTD of its own could explain")


def _details(attributes: _Pairs, props: list[Prop], notes: list[Note]) -> Details:
    return Details(tuple(attributes), tuple(props), tuple(notes)) if attributes or props or notes else NOTHING


def _tag(raw: str) -> str:
    try:
        return normalise(raw) if raw else ""
    except BadLanguage:
        return raw


def _own_fields(props: list[Prop]) -> tuple[str, UnitStatus]:
    """Context and status of a unit, which it takes out of its properties."""
    if not props:
        return "", _TRANSLATED
    context = next((prop for prop in props if prop.type == CONTEXT and prop.value), None)
    status = next((prop for prop in props if prop.type == STATUS and prop.value in _STATUSES), None)
    props[:] = [prop for prop in props if prop is not context and prop is not status]
    return context.value if context else "", UnitStatus(status.value) if status else _TRANSLATED
