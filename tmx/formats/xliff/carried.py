"""What a unit has and XLIFF has no place for, as pairs of key and value that writers add and readers take back.

Keys: ``id``, ``context``, ``attribute:NAME``, ``prop:LANGUAGE:TYPE``, ``note:LANGUAGE``, the last two as
``coded-prop:ENCODING:…`` and ``coded-note:ENCODING:…`` where they had an encoding of their own; and of a segment also
``language`` and ``markup``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from lxml import etree

from tmx import inline
from tmx.errors import UnreadableFile
from tmx.model import NOTHING, Details, Losses, Note, Prop, Segment
from tmx.safexml import legal

from . import codes12, codes20, names

Pair = tuple[str, str]
NOTES = ("note:", "coded-note:")
"""How the keys of notes begin."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one version of XLIFF writes inline codes, and the property that keeps what TMX markup cannot say of them."""

    kept: str
    to_markup: Callable[[str], str]
    to_content: Callable[[str], str]


DIALECT_1 = Dialect(names.CONTENT_12, codes12.to_markup, codes12.to_content)
DIALECT_2 = Dialect(names.CONTENT_20, codes20.to_markup, codes20.to_content)


def pairs_of(details: Details) -> Iterator[Pair]:
    """Everything that details hold."""
    for name, value in details.attributes:
        yield f"attribute:{name}", value
    for prop in details.props:
        coded = f"coded-prop:{quote(prop.encoding, '')}" if prop.encoding else "prop"
        yield f"{coded}:{prop.language}:{prop.type}", prop.value
    for note in details.notes:
        coded = f"coded-note:{quote(note.encoding, '')}" if note.encoding else "note"
        yield f"{coded}:{note.language}", note.text


def details_of(pairs: Iterable[Pair]) -> Details:
    """The details that pairs say; keys of other kinds are left alone."""
    attributes, props, notes = [], [], []
    for key, value in pairs:
        kind, _, rest = key.partition(":")
        encoding = ""
        if kind in ("coded-prop", "coded-note"):
            encoding, _, rest = rest.partition(":")
            kind, encoding = kind.removeprefix("coded-"), unquote(encoding)
        if kind == "attribute":
            attributes.append((rest, value))
        elif kind == "prop":
            language, _, type = rest.partition(":")
            props.append(Prop(type, value, language, encoding))
        elif kind == "note":
            notes.append(Note(value, rest, encoding))
    return joined(Details(tuple(attributes), tuple(props), tuple(notes)))


def joined(*several: Details) -> Details:
    """Details one after the other; `NOTHING` where there are none."""
    found = Details(
        tuple(pair for each in several for pair in each.attributes),
        tuple(prop for each in several for prop in each.props),
        tuple(note for each in several for note in each.notes),
    )
    return found or NOTHING


def value(pairs: Iterable[Pair], key: str, otherwise: str = "") -> str:
    """The value of a key, `otherwise` where it is not there."""
    return next((held for name, held in pairs if name == key), otherwise)


def segment_of(dialect: Dialect, seg: etree._Element, language: str, pairs: list[Pair], native: Details) -> Segment:
    """The segment whose content, bared of its namespace, is `seg`. Raises `UnreadableFile` as `tmx.inline` does."""
    details = joined(native, details_of(pairs))
    written = value(pairs, "markup")
    if not written and not len(seg):
        return Segment(language, seg.text or "", None, details)
    content = codes20.content_text(seg)
    markup = _agreeing(dialect, written, content)
    if markup is None:
        markup = dialect.to_markup(content)
        if dialect.to_content(markup) != content:
            details = joined(details, Details(props=(Prop(dialect.kept, content),)))
    return Segment(language, inline.plain_text(markup), markup or None, details)


def _agreeing(dialect: Dialect, markup: str, content: str) -> str | None:
    """The markup that a writer put beside a segment, where the segment is still what it gives."""
    if not markup:
        return None
    try:
        same = inline.canonical(markup) == markup and dialect.to_content(markup) == content
    except UnreadableFile:
        return None
    return markup if same else None


@dataclass(frozen=True, slots=True)
class Content:
    """A segment as it is to be written: its content as a ``<seg>``, and the pairs that stand beside it."""

    seg: etree._Element
    pairs: tuple[Pair, ...]
    details: Details


def content_of(dialect: Dialect, segment: Segment, losses: Losses) -> Content:
    """What to write for a segment."""
    if segment.markup is None:
        seg = etree.Element("seg")
        seg.text = clean(segment.text, losses)
        return Content(seg, (), segment.details)
    try:
        return _with_codes(dialect, segment)
    except UnreadableFile:
        losses.add("inline codes that are not well-formed")
        return content_of(dialect, Segment(segment.language, segment.text, None, segment.details), losses)


def _with_codes(dialect: Dialect, segment: Segment) -> Content:
    markup = segment.markup or ""
    content = dialect.to_content(markup)
    kept = segment.details.prop(dialect.kept)
    if kept and kept != content and _gives(dialect, kept, markup):
        props = tuple(prop for prop in segment.details.props if prop.type != dialect.kept)
        details = Details(segment.details.attributes, props, segment.details.notes)
        return Content(inline.element_of(kept), (), details)
    again = dialect.to_markup(content)
    pairs = () if again == markup else (("markup", markup),)
    return Content(inline.element_of(content), pairs, segment.details)


def _gives(dialect: Dialect, content: str, markup: str) -> bool:
    try:
        return dialect.to_markup(content) == markup
    except UnreadableFile:
        return False


def clean(text: str, losses: Losses) -> str:
    """The text as XML can hold it; what it cannot is counted."""
    kept, left_out = legal(text)
    if left_out:
        losses.add("characters that XML cannot hold", left_out)
    return kept
