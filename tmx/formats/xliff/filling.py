"""Puts proposed targets into an XLIFF file of any version, and leaves every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from typing import BinaryIO
from xml.sax.saxutils import escape

from lxml import etree

from tmx import inline
from tmx.codec import Wanted
from tmx.errors import BadLanguage, UnreadableFile
from tmx.filling import Blank, Filled, Proposal, Propose
from tmx.inline import Code, Part
from tmx.model import Losses, Segment
from tmx.refit import refit
from tmx.replay import read_fully
from tmx.safexml import XML_SPACE, legal

from . import codes12, codes20, names
from .constraints import Constraints
from .reader import check_version, root_element
from .slots import Slot, Unusable, inherited, is_empty
from .splicing import (
    MOST,
    Edit,
    Piece,
    Span,
    Text,
    decode,
    local_name,
    pieces,
    prefix,
    space_before,
    spliced,
    with_attributes,
)
from .trees import Origins, Role, bare, named
from .units12 import Units12
from .units20 import Units20

_Values = dict[str, str | None]
_AROUND = frozenset({"g", "pc"})
"""Codes that are one element around text; all others are an element each."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A segment of the file, and what it asks for where it is open."""

    piece: Piece
    slot: Slot
    text: str
    document: str
    is_open: bool
    context: str = ""


@dataclass(frozen=True, slots=True)
class _Target:
    """What goes into one segment: the bytes of its content, and whether someone has to look at it."""

    content: bytes
    exact: bool


_Filled = tuple[_Place, _Target | None]


def fill(stream: BinaryIO, out: BinaryIO, wanted: Wanted, propose: Propose) -> Filled:
    """Write the file with a target in each segment that had none and gets a proposal.

    Raises `UnreadableFile` for a file of more than `MOST` bytes and where the languages are not known.
    """
    data = read_fully(stream, MOST + 1)
    if len(data) > MOST:
        raise UnreadableFile(f"more than {MOST // 1024 // 1024} MiB; split it", file=wanted.file)
    text = decode(data, wanted.file)
    filler = _Filler(text, wanted)
    proposals = list(propose(filler.blanks()))
    out.write(text.encoded(spliced(text.utf8, filler.edits(filler.targets(iter(proposals))))))
    return Filled(filler.units, filler.exact, filler.fuzzy)


class _Filler:
    """One file that is being filled. It is walked twice, so that the trees of its units need not all be kept."""

    def __init__(self, text: Text, wanted: Wanted) -> None:
        self.units = self.exact = self.fuzzy = 0
        self._text, self._wanted, self._file = text, wanted, wanted.file
        head = text.utf8[: 64 * 1024]
        root = root_element(_undeclared(head), wanted.file)
        self._is_1 = check_version(root, wanted.file) in names.VERSIONS_1
        namespace, lost = named(root).namespace or "", Losses()
        self._languages = root.get("srcLang") or "", root.get("trgLang") or ""
        self._units: Units12 | Units20
        if self._is_1:
            self._units = Units12(namespace, wanted.file, wanted.languages, lost)
        else:
            self._units = Units20(namespace, *self._languages, wanted.languages, lost)
        self._namespace = namespace

    # What there is

    def places(self) -> Iterator[_Place]:
        """Every segment; those of a unit that breaks its format are left alone."""
        name = frozenset({"trans-unit" if self._is_1 else "unit"})
        constraints = Constraints(self._namespace, *self._languages)
        for piece in pieces(self._text, name, self._file):
            broken = not self._is_1 and bool(constraints.unit_fault(piece.element))
            try:
                slots = [] if broken else self._units.slots(piece.element)
            except (Unusable, BadLanguage, UnreadableFile):
                continue
            for slot in slots:
                yield self._place(piece, slot)

    def _place(self, piece: Piece, slot: Slot) -> _Place:
        document = inherited(piece.element, "original") or ""
        try:
            text = "" if is_empty(slot.source) else self._units.source(slot).text
            is_open = bool(text) and self._units.is_open(slot) and self._has_room(piece, slot)
        except (Unusable, BadLanguage, UnreadableFile) as error:
            if isinstance(error, UnreadableFile) and error.file:
                raise
            text, is_open = "", False
        unit = piece.element
        return _Place(piece, slot, text, document, is_open, unit.get("resname") or unit.get("name") or "")

    def _has_room(self, piece: Piece, slot: Slot) -> bool:
        """False where a target of 1.2 has segments, but not this one, and where a prefix is the source's alone."""
        if slot.source.nsmap != piece.element.nsmap:
            return False
        target = next(piece.element.iterchildren(self._units.tag("target")), None) if self._is_1 else None
        return slot.source.tag == self._units.tag("source") or slot.target is not None or is_empty(target)

    def blanks(self) -> Iterator[Blank]:
        """The segments that want a target, in order."""
        before: _Place | None = None
        for place, after in pairwise(chain(self.places(), (None,))):
            assert place is not None
            if place.is_open:
                ahead, behind = (
                    other.text if other and other.document == place.document else "" for other in (before, after)
                )
                source = self._units.source(place.slot)
                yield Blank(source, self._target_language(place), ahead, behind, place.context)
            before = place

    def _target_language(self, place: _Place) -> str:
        if isinstance(self._units, Units12):
            return self._units.language(place.slot, "target")
        if not self._units.has_target_language():
            raise UnreadableFile("it does not say its target language", file=self._file, hint="name the target with -t")
        return self._units.target_tag()

    # What goes in

    def targets(self, proposals: Iterator[Proposal | None]) -> Iterator[_Filled]:
        """Each segment with its target, counted; `proposals` has one for each that wants one."""
        for place in self.places():
            target = self.target(place, next(proposals, None) if place.is_open else None)
            self.units += 1
            self.exact += target is not None and target.exact
            self.fuzzy += target is not None and not target.exact
            yield place, target

    def target(self, place: _Place, proposal: Proposal | None) -> _Target | None:
        """The bytes of a proposed target, with the source's own codes in it where they fit."""
        if proposal is None:
            return None
        query, codes = self._codes(place)
        fitted = refit(query, *(_without_marks(_parts(side)) for side in (proposal.source, proposal.target)))
        content = b"".join(
            _escaped(part) if isinstance(part, str) else codes[part] for part in fitted or (proposal.target.text,)
        )
        return _Target(content, proposal.exact and fitted is not None)

    def _codes(self, place: _Place) -> tuple[list[Part], list[bytes]]:
        """The source as text and codes, without annotations, and the bytes of each of these codes."""
        source, origins = place.slot.source, Origins()
        if isinstance(self._units, Units12):
            seg, _ = bare(source, self._namespace)
            converted = codes12.as_tmx(seg, origins)
        else:
            seg, _ = codes20.content(source, self._namespace, self._units.original_data(source))
            converted = codes20.as_tmx(seg, origins)
        places = zip(seg.iterdescendants(), source.iterdescendants(tag=etree.Element), strict=True)
        own = {copy: place.piece.spans[element] for copy, element in places}
        found = iter(origins.found)
        parts: list[Part] = []
        codes: list[bytes] = []
        for part in inline.parts(inline.markup_of(converted) or escape(place.text)):
            if isinstance(part, str):
                parts.append(part)
                continue
            element, role = next(found)
            if not _is_mark(part):
                parts.append(part)
                codes.append(self._code(own[element], role, element.tag in _AROUND))
        return parts, codes

    def _code(self, span: Span, role: Role, around: bool) -> bytes:
        utf8 = self._text.utf8
        if not around or role == "alone":
            return utf8[span.start : span.end]
        name = prefix(utf8, span.start).encode() + local_name(utf8, span.start)
        if span.is_empty_tag:
            return utf8[span.start : span.inner - 2].rstrip() + b">" if role == "open" else b"</" + name + b">"
        return utf8[span.start : span.inner] if role == "open" else utf8[span.outer : span.end]

    def edits(self, filled: Iterator[_Filled]) -> Iterator[Edit]:
        """All changes to the file."""
        languages: dict[int, Edit] = {}
        for _, group in groupby(filled, key=lambda pair: pair[0].piece.spans[pair[0].piece.element].start):
            unit = list(group)
            if not any(target for _, target in unit):
                continue
            edit = self._language_edit(unit[0][0])
            if edit:
                languages[edit.start] = edit
            if unit[0][0].slot.source.tag != self._units.tag("source"):
                yield from self._segmented(unit)
                continue
            for place, target in unit:
                if target:
                    yield from self._single(place, target)
        yield from languages.values()

    def _language_edit(self, place: _Place) -> Edit | None:
        """The target language in the start tag that lacks it: in 2.x the standard demands it."""
        name, tag = ("target-language", "file") if self._is_1 else ("trgLang", "xliff")
        holder = next(place.piece.element.iterancestors(self._units.tag(tag)))
        if holder.get(name) is not None:
            return None
        span = place.piece.spans[holder]
        old = self._text.utf8[span.start : span.inner]
        return Edit(span.start, span.inner, with_attributes(old, {name: self._target_language(place)}))

    def _single(self, place: _Place, target: _Target) -> Iterator[Edit]:
        """One segment with its own target: a ``<segment>`` of 2.x, or a unit of 1.2 that is not segmented."""
        values: _Values = self._state_1(target.exact) if self._is_1 else {}
        if not self._is_1:
            yield self._tag_edit(place.piece.spans[place.slot.holder], _state_2(target.exact))
        yield self._content_edit(place, place.slot.target, target.content, values)

    def _tag_edit(self, span: Span, values: _Values) -> Edit:
        return Edit(span.start, span.inner, with_attributes(self._text.utf8[span.start : span.inner], values))

    def _content_edit(self, place: _Place, target: etree._Element | None, content: bytes, values: _Values) -> Edit:
        """The target with new content and attributes, made where there is none."""
        utf8, spans = self._text.utf8, place.piece.spans
        if target is not None:
            span = spans[target]
            return Edit(span.start, span.end, self._element(span, content, values))
        unit = place.slot.holder
        ahead = [each for each in unit if each.tag in (self._units.tag("source"), self._units.tag("seg-source"))]
        name = prefix(utf8, spans[ahead[0]].start).encode() + b"target"
        space = place.slot.source.get(XML_SPACE)
        tag = with_attributes(b"<" + name + b">", {"xml:space": space, **values})
        at = spans[ahead[-1]].end
        new = space_before(utf8, spans[ahead[-1]].start) + tag + content + b"</" + name + b">"
        return Edit(at, at, new)

    def _element(self, span: Span, content: bytes, values: _Values) -> bytes:
        """An element of the file with new content and attributes."""
        utf8 = self._text.utf8
        name = prefix(utf8, span.start).encode() + local_name(utf8, span.start)
        tag = utf8[span.start : span.inner]
        tag = tag[:-2].rstrip() + b">" if span.is_empty_tag else tag
        end = b"</" + name + b">" if span.is_empty_tag else utf8[span.outer : span.end]
        return with_attributes(tag, values) + content + end

    def _segmented(self, unit: list[_Filled]) -> Iterator[Edit]:
        """A unit of 1.2 with a ``<seg-source>``: its marks are filled one by one, the state is that of the least."""
        place = unit[0][0]
        target = next(place.piece.element.iterchildren(self._units.tag("target")), None)
        whole = all(found or not is_empty(each.slot.target) for each, found in unit)
        exact = all(found is None or found.exact for _, found in unit)
        values: _Values = self._state_1(exact) if whole else {"state": "needs-translation"}
        if target is None or is_empty(target):
            yield self._content_edit(place, target, self._from_source(unit), values)
            return
        yield self._tag_edit(place.piece.spans[target], values)
        for each, found in unit:
            if found and each.slot.target is not None:
                span = each.piece.spans[each.slot.target]
                yield Edit(span.start, span.end, self._element(span, found.content, {}))

    def _from_source(self, unit: list[_Filled]) -> bytes:
        """The content of the ``<seg-source>``, with targets in its marks, or nothing where there is none."""
        place = unit[0][0]
        segmented = next(place.slot.source.iterancestors(self._units.tag("seg-source")))
        span = place.piece.spans[segmented]
        edits = []
        for each, found in unit:
            mark = each.piece.spans[each.slot.source]
            new = self._element(mark, found.content if found else b"", {})
            edits.append(Edit(mark.start - span.inner, mark.end - span.inner, new))
        return spliced(self._text.utf8[span.inner : span.outer], edits)

    def _state_1(self, exact: bool) -> _Values:
        """XLIFF 1.2 §2.2 state; ``state-qualifier`` came with 1.2."""
        state = "translated" if exact else "needs-review-translation"
        qualifier = "exact-match" if exact else "fuzzy-match"
        return {"state": state, "state-qualifier": qualifier} if self._namespace == names.V12 else {"state": state}


def _state_2(exact: bool) -> _Values:
    """XLIFF 2.1 §4.3.1.31: a new state takes the old ``subState`` with it."""
    return {"state": "translated", "subState": None} if exact else {"state": "initial", "subState": names.FUZZY}


def _parts(segment: Segment) -> tuple[Part, ...]:
    return (segment.text,) if segment.markup is None else inline.parts(segment.markup)


def _without_marks(parts: tuple[Part, ...]) -> list[Part]:
    return [part for part in parts if isinstance(part, str) or not _is_mark(part)]


def _is_mark(code: Code) -> bool:
    """True for an annotation, which stays with the source."""
    return code.name not in inline.CODES or code.type in ("x-sm", "x-em")


def _escaped(text: str) -> bytes:
    return escape(legal(text)[0], {"\r": "&#13;"}).encode()


def _undeclared(head: bytes) -> bytes:
    """The beginning of a file without its XML declaration, whose encoding is no longer true."""
    return re.sub(rb"^<\?xml.*?\?>", b"", head, flags=re.DOTALL)
