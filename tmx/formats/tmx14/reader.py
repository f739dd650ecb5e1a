"""TMX, the format that translation memories are exchanged in: a streaming reader of 1.1 to 1.4b.

Specification: TMX 1.4b (LISA OSCAR, 2005) and its ``tmx14.dtd``. The writer is beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, BinaryIO

from lxml import etree

from tmx import inline
from tmx.codec import HEAD, Reading, Wanted
from tmx.errors import BadLanguage, UnreadableFile
from tmx.language import normalise
from tmx.model import NOTHING, Details, Losses, Note, Prop, Segment, Skipped, Unit, UnitStatus
from tmx.replay import replay
from tmx.safexml import XML_LANG, Walk, root_name

from .writer import CONTEXT, STATUS

_ENTITY = etree.Entity


def detect(head: bytes) -> bool:
    """True where the root element is ``<tmx>``, in whatever namespace and encoding."""
    root = root_name(head)
    return root is not None and root.localname == "tmx"


def read(stream: BinaryIO, wanted: Wanted) -> Reading:
    """Open a TMX file. Its header is read at once, its units as they are drawn."""
    head = stream.read(HEAD)
    namespace = _namespace(head, wanted.file)
    source = replay(head, stream)
    walk = Walk(source, wanted.file, tuple(_in(namespace, name) for name in ("header", "tu")), head)
    elements = iter(walk)
    first = next(elements, None)
    lost = Losses()
    reader = _Reader(namespace, lost)
    header = NOTHING
    if first is not None and first.tag == reader.header_tag:
        header = reader.header(first)
        walk.passed(first)
    elif first is not None:
        elements = chain((first,), elements)
    return Reading("tmx", "units", header, reader.units(elements, walk), lost)


def _namespace(head: bytes, file: str) -> str:
    root = root_name(head)
    if root is None:
        raise UnreadableFile("not a TMX file: it does not begin as XML does", file=file)
    if root.localname != "tmx":
        raise UnreadableFile(f"not a TMX file: root is <{root.localname}>", file=file)
    return root.namespace or ""


def _in(namespace: str, name: str) -> str:
    return f"{{{namespace}}}{name}" if namespace else name


# A frozen dataclass sets each field by `object.__setattr__`; the slots' own setters cost half, over millions of units.
_new = object.__new__
_segment_language, _segment_text, _segment_markup, _segment_details = (
    Segment.__dict__[name].__set__ for name in ("language", "text", "markup", "details")
)
_unit_segments, _unit_id, _unit_context, _unit_status, _unit_details = (
    Unit.__dict__[name].__set__ for name in ("segments", "id", "context", "status", "details")
)


def _plain_segment(language: str, text: str) -> Segment:
    segment = _new(Segment)
    _segment_language(segment, language)
    _segment_text(segment, text)
    _segment_markup(segment, None)
    _segment_details(segment, NOTHING)
    return segment


def _plain_unit(segments: tuple[Segment, ...]) -> Unit:
    unit = _new(Unit)
    _unit_segments(unit, segments)
    _unit_id(unit, "")
    _unit_context(unit, "")
    _unit_status(unit, UnitStatus.TRANSLATED)
    _unit_details(unit, NOTHING)
    return unit


class _Unusable(Exception):
    """Why a unit cannot be taken."""


@dataclass(slots=True)
class _Reader:
    """What reading one file needs to know all along: its namespace, its languages as met, what it lost."""

    namespace: str
    lost: Losses
    tags: dict[str, str] = field(default_factory=dict)
    header_tag: str = ""
    seg_tag: str = ""
    entities: int = 0

    def __post_init__(self) -> None:
        self.header_tag = _in(self.namespace, "header")
        self.seg_tag = _in(self.namespace, "seg")

    def units(self, elements: Iterator[etree._Element], walk: Walk) -> Iterator[Unit | Skipped]:
        for tu in elements:
            yield self.plain(tu) or self.unit(tu)
            walk.passed(tu)
        left_out = walk.undeclared() - self.entities
        if left_out > 0:
            self.lost.add("entities that the file does not declare", left_out)

    def plain(self, tu: etree._Element) -> Unit | None:
        """The unit, where it is no more than two or more plain segments in languages met before; None otherwise."""
        if tu.values():
            return None
        segments = []
        for tuv in tu:
            values: Any = tuv.values()
            if len(tuv) != 1 or len(values) != 1:
                return None
            seg, language = tuv[0], self.tags.get(values[0])
            text = seg.text
            if language is None or not text or len(seg) or seg.tag != self.seg_tag or text.isspace():
                return None
            segments.append(_plain_segment(language, text))
        return _plain_unit(tuple(segments)) if len(segments) > 1 else None

    def unit(self, tu: etree._Element) -> Unit | Skipped:
        line = tu.sourceline
        try:
            return self._unit(tu)
        except (_Unusable, BadLanguage, UnreadableFile) as error:
            return Skipped(f"line {line}", str(error))

    def _unit(self, tu: etree._Element) -> Unit:
        if tu.tag == self.header_tag:
            raise _Unusable("a header among the units")
        entity = next(tu.iter(_ENTITY), None)
        if entity is not None:
            self.entities += sum(1 for _ in tu.iter(_ENTITY))
            raise _Unusable(f"it uses the entity {entity.text}, which only a DTD of its own could explain")
        details = self._details(tu)
        segments = tuple(filter(None, map(self._segment, tu)))
        if len(segments) < 2:
            raise _Unusable(_too_few(len(segments)))
        return _with_own_fields(segments, details)

    def _segment(self, tuv: etree._Element) -> Segment | None:
        """The segment of a ``<tuv>``; None for a note or property, which the details have, and for an empty one."""
        name = self._name(tuv)
        if name != "tuv":
            if name not in ("note", "prop"):
                self.lost.add(f"<{name}> in a unit")
            return None
        seg = next((child for child in tuv if child.tag == self.seg_tag), None)
        if seg is None:
            self.lost.add("languages without a segment")
            return None
        language = self._language(tuv)
        text = inline.plain(seg) if len(seg) else seg.text or ""
        markup = inline.markup_of(seg, self.namespace)
        if markup is None and not text.strip():
            self.lost.add("empty segments")
            return None
        return Segment(language, text, markup, self._details(tuv))

    def _language(self, tuv: etree._Element) -> str:
        raw = tuv.get(XML_LANG) or tuv.get("lang") or ""
        known = self.tags.get(raw)
        if known is not None:
            return known
        if not raw.strip():
            raise _Unusable("a segment without a language")
        self.tags[raw] = language = normalise(raw)
        return language

    def header(self, header: etree._Element) -> Details:
        for child in header:
            name = self._name(child)
            if name == "ude":
                self.lost.add("user-defined encodings (ude)")
            elif name not in ("note", "prop"):
                self.lost.add(f"<{name}> in the header")
        return self._details(header)

    def _details(self, element: etree._Element) -> Details:
        """The attributes of `element` that are TMX's own, and the notes and properties directly in it."""
        attributes, props, notes = [], [], []
        for name, value in _attributes(element):
            if name.startswith("{"):
                if name != XML_LANG:
                    self.lost.add("attributes that are not TMX's")
            elif name != "lang":
                attributes.append((name, value))
        for child in element:
            name = self._name(child)
            if name == "prop":
                props.append(Prop(child.get("type") or "", self._content(child), self._tag(child)))
            elif name == "note":
                notes.append(Note(self._content(child), self._tag(child)))
        if not (attributes or props or notes):
            return NOTHING
        return Details(tuple(attributes), tuple(props), tuple(notes))

    def _content(self, element: etree._Element) -> str:
        if element.get("o-encoding"):
            self.lost.add("o-encoding of notes and properties")
        return "".join(map(str, element.itertext())) if len(element) else element.text or ""

    @staticmethod
    def _tag(element: etree._Element) -> str:
        raw = element.get(XML_LANG) or element.get("lang") or ""
        try:
            return normalise(raw) if raw else ""
        except BadLanguage:
            return raw

    def _name(self, element: etree._Element) -> str:
        """The local name of a TMX element, and the full name of any other."""
        tag = element.tag
        if not isinstance(tag, str):
            return str(element.text)
        return tag.removeprefix(f"{{{self.namespace}}}") if self.namespace else tag


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    pairs: Any = element.items()
    return list(pairs)


def _too_few(count: int) -> str:
    return "it has no text in any language" if count == 0 else "it has text in one language only"


def _with_own_fields(segments: tuple[Segment, ...], details: Details) -> Unit:
    """The unit, with what the model has fields for taken out of its details."""
    context = next((prop for prop in details.props if prop.type == CONTEXT and prop.value), None)
    status = next((prop for prop in details.props if prop.type == STATUS and prop.value in list(UnitStatus)), None)
    id = details.attribute("tuid")
    if id or context or status:
        details = Details(
            tuple(pair for pair in details.attributes if pair[0] != "tuid"),
            tuple(prop for prop in details.props if prop is not context and prop is not status),
            details.notes,
        )
    return Unit(
        segments,
        id=id,
        context=context.value if context else "",
        status=UnitStatus(status.value) if status else UnitStatus.TRANSLATED,
        details=details or NOTHING,
    )
