"""The reader of JSON Lines: a line at a time, none longer than it may be, each checked before it counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from tmx import inline
from tmx.codec import Kind, Reading, Wanted
from tmx.convert import as_units, concept_from_unit
from tmx.errors import BadLanguage, HostileFile, UnreadableFile
from tmx.language import normalise
from tmx.model import NOTHING, Concept, Details, Languages, Losses, Segment, Skipped, Unit
from tmx.plain import BadValue, value

from .writer import VERSION

MAX_LINE = 16 * 1024 * 1024
"""Bytes of one line; no honest entry is as long."""

_BEGINNING = b'{"yiku":'
_BOM = b"\xef\xbb\xbf"
_KINDS: tuple[Kind, ...] = ("units", "concepts")


def detect(head: bytes) -> bool:
    """True where the first line begins as ours does."""
    return head.removeprefix(_BOM).replace(b" ", b"", 2).startswith(_BEGINNING)


def read(stream: BinaryIO, wanted: Wanted) -> Reading:
    """Open a file of JSON lines. Its first line is read at once, its entries as they are drawn."""
    lines = _lines(stream, wanted.file)
    kind, header = _first(next(lines, (1, b""))[1], wanted.file)
    lost = Losses()
    entries = _Entries(wanted.kind or kind, wanted.languages, lost).read(lines)
    return Reading("jsonl", wanted.kind or kind, header, entries, lost)


def _lines(stream: BinaryIO, file: str) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            limit = f"a line of more than {MAX_LINE // 1024 // 1024} MiB"
            raise HostileFile(limit, file=file, at=f"line {number}")
        yield number, line


def _first(line: bytes, file: str) -> tuple[Kind, Details]:
    """What the first line says: the kind of the entries, and the file's own details."""
    try:
        held = json.loads(line.removeprefix(_BOM))
    except (ValueError, RecursionError):
        held = None
    if not isinstance(held, dict) or "yiku" not in held:
        raise UnreadableFile(
            "its first line does not name the form", file=file, at="line 1", hint=f'begin it with {{"yiku":{VERSION}}}'
        )
    if held["yiku"] != VERSION or isinstance(held["yiku"], bool):
        said = str(held["yiku"])[:40]
        raise UnreadableFile(f"it is of version {said}, and {VERSION} is what is read here", file=file, at="line 1")
    unknown = [name for name in held if name not in ("yiku", "kind", "header")]
    if unknown:
        raise UnreadableFile(f"nothing of its first line is called “{unknown[0][:40]}”", file=file, at="line 1")
    kind = held.get("kind", "units")
    if kind not in _KINDS:
        raise UnreadableFile("its kind is neither units nor concepts", file=file, at="line 1")
    try:
        return kind, value(Details, held["header"]) if "header" in held else NOTHING
    except BadValue as error:
        raise UnreadableFile(str(error.inside("header")), file=file, at="line 1") from None


class _Unusable(Exception):
    """Why a line cannot be taken, in words."""


@dataclass(frozen=True, slots=True)
class _Entries:
    """Makes entries of one kind from the lines of one file."""

    kind: Kind
    languages: Languages
    lost: Losses

    def read(self, lines: Iterator[tuple[int, bytes]]) -> Iterator[Unit | Concept | Skipped]:
        for number, line in lines:
            if not line.strip():
                continue
            try:
                entry = _entry(line)
            except (_Unusable, BadValue, BadLanguage, UnreadableFile) as error:
                yield Skipped(f"line {number}", str(error))
                continue
            yield from self._as_wanted(entry)

    def _as_wanted(self, entry: Unit | Concept) -> Iterator[Unit | Concept]:
        """The entry, or what it gives of the other kind."""
        if self.kind == "units" and isinstance(entry, Concept):
            self.lost.add("concepts taken as units")
            yield from as_units((entry,), self.languages, self.lost)
        elif self.kind == "concepts" and isinstance(entry, Unit):
            self.lost.add("units taken as concepts")
            yield concept_from_unit(entry)
        else:
            yield entry


def _entry(line: bytes) -> Unit | Concept:
    try:
        held: Any = json.loads(line)
    except UnicodeDecodeError:
        raise _Unusable("it is not UTF-8 text") from None
    except RecursionError:
        raise _Unusable("it is nested too deep") from None
    except ValueError as error:
        raise _Unusable(f"it is not JSON: {error}") from None
    if isinstance(held, dict) and list(held) == ["unit"]:
        return _unit(value(Unit, held["unit"]))
    if isinstance(held, dict) and list(held) == ["concept"]:
        return _concept(value(Concept, held["concept"]))
    raise _Unusable('it is neither {"unit":…} nor {"concept":…}')


def _unit(unit: Unit) -> Unit:
    if len(unit.segments) < 2:
        raise _Unusable("it has fewer than two segments")
    return replace(unit, segments=tuple(map(_segment, unit.segments)))


def _segment(segment: Segment) -> Segment:
    """The segment with its tag and markup as the rest of the program spells them."""
    language, markup = normalise(segment.language), segment.markup
    if markup is None:
        if not segment.text.strip():
            raise _Unusable(f"its {language} segment has no text")
        return replace(segment, language=language)
    markup = inline.canonical(markup)
    if segment.text != (segment.text if markup is None else inline.plain_text(markup)):
        raise _Unusable(f"the text of its {language} segment is not that of its markup")
    return replace(segment, language=language, markup=markup)


def _concept(concept: Concept) -> Concept:
    if not concept.terms:
        raise _Unusable("it has no term")
    if not all(term.text.strip() for term in concept.terms):
        raise _Unusable("one of its terms has no text")
    return replace(
        concept,
        terms=tuple(replace(term, language=normalise(term.language)) for term in concept.terms),
        levels=tuple(replace(level, language=normalise(level.language)) for level in concept.levels),
    )
