"""The PO writer: a catalogue that ``msgfmt -c`` accepts, streamed, with the same bytes for the same values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

import polib

from tmx.convert import as_units
from tmx.model import Concept, Details, Languages, Losses, Prop, Unit, UnitStatus

from .header import fields_of, forms_of, pair_of, text_of
from .messages import (
    COMMENT,
    FLAG,
    OBSOLETE,
    OCCURRENCE,
    PREVIOUS_CONTEXT,
    PREVIOUS_MSGID,
    PREVIOUS_MSGID_PLURAL,
    Message,
    Messages,
    printable,
)


def write(
    stream: BinaryIO, entries: Iterable[Unit | Concept], languages: Languages, header: Details, losses: Losses
) -> int:
    """Write units as a UTF-8 catalogue. Returns how many messages, plural forms counted as one.

    The target is `languages.target`, else the header's, else the first unit's other language. Raises `CannotWrite`
    where none of these says it.
    """
    units = as_units(entries, languages, losses)
    first = next(units, None)
    source, target = pair_of(languages, header, first)
    fields = fields_of(header, source, target, losses)
    messages = Messages(source, target, forms_of(fields), losses)
    stream.write(_header_entry(header, fields).encode("utf-8", "replace"))
    written = 0
    for message in messages.of(chain((first,), units) if first else units):
        stream.write(_text(message).encode())
        written += 1
    return written


def _header_entry(header: Details, fields: dict[str, str]) -> str:
    comments = "".join(_comment("#", note.text) for note in header.notes)
    return f'{comments}msgid ""\n{_keyword("msgstr", text_of(fields))}'


def _text(message: Message) -> str:
    """The entry, an empty line before it."""
    obsolete = bool(message.unit.details.prop(OBSOLETE))
    entry = "".join(_strings(message))
    if obsolete:
        entry = "".join(f"#~ {line}\n" for line in entry[:-1].split("\n"))
    return "\n" + "".join(_comments(message.unit, "#~|" if obsolete else "#|")) + entry


def _strings(message: Message) -> Iterator[str]:
    if message.context:
        yield _keyword("msgctxt", message.context)
    yield _keyword("msgid", message.source)
    if not message.plural:
        yield _keyword("msgstr", message.targets[0])
        return
    yield _keyword("msgid_plural", message.plural)
    for form, target in enumerate(message.targets):
        yield _keyword(f"msgstr[{form}]", target)


def _comments(unit: Unit, previous: str) -> Iterator[str]:
    for note in unit.details.notes:
        yield _comment("#", note.text)
    props = unit.details.props
    for prop in props:
        if prop.type == COMMENT:
            yield _comment("#.", prop.value)
    for prop in props:
        if prop.type == OCCURRENCE:
            yield _comment("#:", prop.value)
    flags = [" ".join(prop.value.split()) for prop in props if prop.type == FLAG]
    if unit.status is UnitStatus.FUZZY:
        flags.insert(0, "fuzzy")
    if flags:
        yield _comment("#,", ", ".join(flags))
    yield from _previous(props, previous)


def _previous(props: tuple[Prop, ...], marker: str) -> Iterator[str]:
    for type, keyword in (
        (PREVIOUS_CONTEXT, "msgctxt"),
        (PREVIOUS_MSGID, "msgid"),
        (PREVIOUS_MSGID_PLURAL, "msgid_plural"),
    ):
        value = next((prop.value for prop in props if prop.type == type), "")
        if value:
            yield "".join(f"{marker} {line}\n" for line in _keyword(keyword, printable(value))[:-1].split("\n"))


def _comment(marker: str, text: str) -> str:
    return "".join(f"{marker} {line}".rstrip() + "\n" for line in printable(text).split("\n"))


def _keyword(keyword: str, text: str) -> str:
    """A keyword and its string, one line of the file for each line of the text."""
    lines = text.split("\n")
    if len(lines) == 1 or (len(lines) == 2 and not lines[1]):
        return f'{keyword} "{polib.escape(text)}"\n'
    pieces = [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    return f'{keyword} ""\n' + "".join(f'"{polib.escape(piece)}"\n' for piece in pieces)
