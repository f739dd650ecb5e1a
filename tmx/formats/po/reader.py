"""PO, gettext's catalogues: read through polib in chunks, so that a catalogue of any size takes constant memory.

What a unit has no field for is kept in properties: ``x-po-comment`` (``#.``), ``x-po-occurrence`` (``#:``),
``x-po-flag`` (``#,`` but fuzzy), ``x-po-previous-context``, ``x-po-previous-msgid``, ``x-po-previous-msgid-plural``
(``#|``), ``x-po-obsolete`` (``#~``). Each form of a plural is a unit, with ``x-po-msgid``, ``x-po-msgid-plural`` and
``x-po-plural`` (``form/forms``, from 0), by which the writer joins them again. Translator comments are the note; the
header's fields are properties of the file by their own names.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import PurePath
from typing import BinaryIO

import polib

from tmx.codec import Reading, Wanted
from tmx.errors import BadLanguage, HostileFile, UnreadableFile
from tmx.language import normalise
from tmx.model import NOTHING, Details, Languages, Losses, Note, Prop, Segment, Skipped, Unit, UnitStatus

from .messages import (
    COMMENT,
    FLAG,
    MSGID,
    MSGID_PLURAL,
    OBSOLETE,
    OCCURRENCE,
    PLURAL,
    PREVIOUS_CONTEXT,
    PREVIOUS_MSGID,
    PREVIOUS_MSGID_PLURAL,
)

CHUNK = 1000
"""Entries that polib is given at a time."""
MAX_ENTRY = 8 * 1024 * 1024
"""Bytes of one entry."""

_CHARSET = re.compile(rb'^"[^\n]*content-type:[^\n]*charset=([\w.:+-]+)', re.IGNORECASE | re.MULTILINE)
_SNIFF = re.compile(
    rb'^(?:#~[ \t]*)?msgid[ \t]+".*"[ \t]*\r?\n(?:".*\r?\n)*(?:#~[ \t]*)?(?:msgid_plural|msgstr)[\[ \t]', re.MULTILINE
)
_TAGLIKE = re.compile(r"[a-z]{2}|[a-z]{2,3}([_-][A-Za-z]{4})?([_-]([A-Za-z]{2}|\d{3}))?(@\w+)?", re.ASCII)
_OBSOLETE_PREVIOUS = re.compile(r"#~[ \t]*\|")
_BARE_COMMENT = re.compile(r"^#(?![ ,.:|~#]|$)")
_TIGHT_COMMENT = re.compile(r"^#([,.:|~])(?=[^\s|])")
_RARE_ESCAPE = re.compile(r"\\(a|[0-7]{1,3}|x[0-9a-fA-F]{2}|.)")
_SYNTAX_ERROR = re.compile(r"\(line (\d+)\)(?:: (.*))?")

# polib takes the comment at the beginning of a text for the catalogue's own; an empty entry before it prevents that.
_GUARD = 'msgid ""\nmsgstr ""\n'
_GUARD_LINES = 2

_NO_CHARSETS = frozenset(
    {"unicode_escape", "raw-unicode-escape", "unicode-escape", "utf-7", "idna", "punycode", "undefined"}
)
"""Codecs of Python that no file is written in, and that make lone surrogates or take no lines."""

Block = tuple[int, list[bytes]]
Entry = polib.POEntry | polib.MOEntry


def detect(head: bytes) -> bool:
    """True where a ``msgid`` is followed by its ``msgstr``."""
    return b"\0" not in head and _SNIFF.search(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read(stream: BinaryIO, wanted: Wanted) -> Reading:
    """Open a catalogue. Its languages are those given, else the header's; else English and what its path says.

    Raises `UnreadableFile` where nothing says the target, or it is the source.
    """
    catalogue = opened(stream, wanted)
    lost = Losses()
    units = _units(catalogue.parser, catalogue.blocks, catalogue.languages, lost)
    return Reading("po", "units", catalogue.header, units, lost)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue that has been opened: its header and the block that holds it, and the blocks of its messages."""

    parser: Parser
    languages: Languages
    header: Details
    header_block: Block | None
    blocks: Iterator[Block]


def opened(stream: BinaryIO, wanted: Wanted) -> Catalogue:
    """Open a catalogue. Raises as `read` does."""
    file, languages = wanted.file, wanted.languages
    blocks = _blocks(stream, file)
    first = next(blocks, None)
    header, header_block, parser = NOTHING, None, Parser(file, "utf-8")
    if first is not None:
        parser = Parser(file, _charset(first, file))
        parsed = parser.parse([first])
        if parsed and parsed[0].msgid == "" and parsed[0].msgctxt is None and not parsed[0].obsolete:
            header, header_block = _header(parsed[0]), first
        else:
            blocks = chain((first,), blocks)
    return Catalogue(parser, languages_of(languages, header, file), header, header_block, blocks)


def languages_of(languages: Languages, header: Details, file: str) -> Languages:
    """The languages given, else those of the header; else English and what the path says.

    Raises `UnreadableFile` where nothing says the target, or it is the source.
    """
    chosen = Languages(_source(languages, header), _target(languages, header, file))
    if chosen.source == chosen.target:
        raise UnreadableFile(f"source and target are both {chosen.source}", file=file, hint="name the source with -s")
    return chosen


def _source(languages: Languages, header: Details) -> str:
    return normalise(languages.source) if languages.source else _tag(header.prop("X-Source-Language")) or "en"


def _target(languages: Languages, header: Details, file: str) -> str:
    """The user's choice, else the header's `Language`, else the file's name or folder (``zh_CN/LC_MESSAGES/x.po``)."""
    if languages.target:
        return normalise(languages.target)
    found = _tag(header.prop("Language"))
    if found:
        return found
    path = PurePath(file)
    names = [path.stem.rpartition(".")[2]]
    if path.parent.name == "LC_MESSAGES":
        names.append(path.parent.parent.name)
    for name in names:
        if _TAGLIKE.fullmatch(name) and _tag(name):
            return _tag(name)
    raise UnreadableFile("it does not say its language", file=file, hint="name the target with -t")


def _tag(raw: str) -> str:
    try:
        return normalise(raw) if raw else ""
    except BadLanguage:
        return ""


def _blocks(stream: BinaryIO, file: str) -> Iterator[Block]:
    """The lines of each entry with the number of its first line, cut where something follows a ``msgstr``."""
    lines: list[bytes] = []
    start, number, size, complete = 1, 0, 0, False
    while line := stream.readline(MAX_ENTRY):
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        bare = line.strip()
        if bare.startswith(b"#~"):
            bare = bare[2:].lstrip()
        if bare.startswith(b"msgstr"):
            complete = True
        elif complete and bare.startswith((b"#", b"msgid", b"msgctxt", b"|")):
            yield start, lines
            lines, start, size, complete = [], number, 0, False
        lines.append(line)
        size += len(line)
        if size > MAX_ENTRY:
            raise HostileFile(f"an entry of more than {MAX_ENTRY // 1024 // 1024} MiB", file=file, at=f"line {start}")
    if lines:
        yield start, lines


def _charset(block: Block, file: str) -> str:
    match = _CHARSET.search(b"".join(block[1]))
    return known_charset(match[1].decode("ascii") if match else "utf-8", file, f"line {block[0]}")


def known_charset(name: str, file: str, at: str = "") -> str:
    """Python's name of the charset that a header names. Raises `UnreadableFile` where no catalogue can be in it."""
    if name.upper() == "CHARSET":  # gettext's template, never filled in
        return "utf-8"
    if name.lower() in ("gb2312", "gbk"):
        return "gb18030"
    with suppress(LookupError):
        if codecs.lookup(name).name not in _NO_CHARSETS:
            return name
    raise UnreadableFile(f"not {name} text", file=file, at=at, hint="its header must name its charset")


class _Catalogue(polib.POFile):
    """A chunk of a catalogue: none of its entries is taken for the header."""

    def find(self, *args: object, **kwargs: object) -> None:
        return None


class _Lines(str):
    """A text that is cut at line feeds only; `str.splitlines` also cuts at U+0085 and U+2028, which messages hold."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:
        return self.split("\n")


class Parser:
    """polib, with the file's encoding and its lines."""

    def __init__(self, file: str, charset: str) -> None:
        self._file, self.charset = file, charset

    def parse(self, blocks: list[Block]) -> list[polib.POEntry]:
        """The entries of adjacent blocks; each entry's `linenum` counts in the file."""
        start = blocks[0][0]
        lines = [line for _, block in blocks for line in block]
        text = "".join(self._decoded(line, number) for number, line in enumerate(lines, start))
        try:
            parsed = polib.pofile(_Lines(_GUARD + text), klass=_Catalogue, encoding=self.charset)
        except (OSError, ValueError) as error:
            raise self._syntax_error(str(error), start - _GUARD_LINES) from error
        entries: list[polib.POEntry] = parsed[1:]
        for entry in entries:
            entry.linenum = (entry.linenum or 1) + start - _GUARD_LINES - 1
        return entries

    def _decoded(self, line: bytes, number: int) -> str:
        try:
            text = line.decode(self.charset)
        except (UnicodeError, LookupError) as error:
            raise UnreadableFile(
                f"not {self.charset} text",
                file=self._file,
                at=f"line {number}",
                hint="its header must name its charset",
            ) from error
        if "\0" in text:
            raise UnreadableFile("a NUL character, which no text has", file=self._file, at=f"line {number}")
        return self._tidied(text, number)

    def _tidied(self, text: str, number: int) -> str:
        """The line in the spelling that polib knows, where gettext knows more."""
        bare = text.strip()
        if bare.startswith("#"):
            bare = bare.removeprefix("#~").lstrip() if _OBSOLETE_PREVIOUS.match(bare) else bare
            bare = f"#{bare}" if bare.startswith("|") else bare
            text = _TIGHT_COMMENT.sub(r"#\1 ", _BARE_COMMENT.sub("# ", bare)) + "\n"
        elif bare and not (bare.endswith('"') and '"' in bare[:-1]):
            raise UnreadableFile("a string that is not closed", file=self._file, at=f"line {number}")
        elif "\\" in bare:
            text = _RARE_ESCAPE.sub(_plain_escape, text)
        return text.removesuffix("\n").replace("\n", " ") + "\n"

    def _syntax_error(self, message: str, offset: int) -> UnreadableFile:
        match = _SYNTAX_ERROR.search(message)
        if match is None:
            return UnreadableFile(f"not a PO file: {message}", file=self._file)
        what = match[2] or "neither comment, keyword nor string"
        return UnreadableFile(f"not a PO file: {what}", file=self._file, at=f"line {int(match[1]) + offset - 1}")


def _plain_escape(match: re.Match[str]) -> str:
    """C escapes that polib leaves alone, for ASCII: ``\\a``, ``\\101``, ``\\x41``."""
    escape = match[1]
    if escape == "a":
        return "\a"
    if escape[0] == "x" and len(escape) > 1:
        code = int(escape[1:], 16)
    elif escape[0] in "01234567":
        code = int(escape, 8)
    else:
        return match[0]
    return polib.escape(chr(code)) if 0 < code < 0x80 else match[0]


def _header(entry: polib.POEntry) -> Details:
    fields = []
    for line in entry.msgstr.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields.append(Prop(name.strip(), value.strip()))
    return Details(props=tuple(fields), notes=_notes(entry))


def _notes(entry: Entry) -> tuple[Note, ...]:
    return (Note(entry.tcomment),) if entry.tcomment.strip() else ()


def _units(parser: Parser, blocks: Iterator[Block], languages: Languages, lost: Losses) -> Iterator[Unit | Skipped]:
    while chunk := list(islice(blocks, CHUNK)):
        entries = parser.parse(chunk)
        for entry in entries:
            yield from units_of(entry, f"line {entry.linenum}", languages, lost)
        last = chunk[-1][1]
        if not any(b"msgid" in line for line in last) and any(line.strip() for line in last):
            lost.add("comments after the last entry")


def units_of(entry: Entry, at: str, languages: Languages, lost: Losses) -> Iterator[Unit | Skipped]:
    """The unit of an entry, one for each form of a plural, or why there is none."""
    why = _unusable(entry)
    props = tuple(_props(entry))
    if why:
        yield Skipped(at, why, tuple(_untranslated(entry, props, languages)) if entry.msgid else ())
        return
    if entry.msgctxt == "":
        lost.add("empty contexts")
    if not entry.msgid_plural:
        yield _unit(entry, entry.msgid, entry.msgstr, props, languages)
        return
    forms = len(entry.msgstr_plural)
    for form, source, target in _forms(entry):
        if not target:
            wanting = _unit(entry, source, "", props, languages)
            yield Skipped(at, f"plural form {form} is not translated", (wanting,))
            continue
        plural = (Prop(PLURAL, f"{form}/{forms}"), Prop(MSGID, entry.msgid), Prop(MSGID_PLURAL, entry.msgid_plural))
        yield _unit(entry, source, target, (*plural, *props), languages)


def _untranslated(entry: Entry, props: tuple[Prop, ...], languages: Languages) -> Iterator[Unit]:
    """What the forms of an entry without translation would be."""
    for _, source, _ in _forms(entry) if entry.msgstr_plural else [(0, entry.msgid, "")]:
        yield _unit(entry, source, "", props, languages)


def _unusable(entry: Entry) -> str:
    if not entry.msgid:
        return "its msgid is empty"
    return "" if entry.msgstr or any(entry.msgstr_plural.values()) else "not translated"


def _forms(entry: Entry) -> Iterator[tuple[int, str, str]]:
    """Number, source and target of each plural form; a language with one form answers both msgids with it."""
    forms = sorted(entry.msgstr_plural.items())
    for form, target in forms:
        yield form, entry.msgid_plural if form else entry.msgid, target
    if len(forms) == 1 and entry.msgid_plural != entry.msgid:
        yield forms[0][0], entry.msgid_plural, forms[0][1]


def _unit(entry: Entry, source: str, target: str, props: tuple[Prop, ...], languages: Languages) -> Unit:
    notes = _notes(entry)
    return Unit(
        (Segment(languages.source, source), Segment(languages.target, target)),
        context=entry.msgctxt or "",
        status=UnitStatus.FUZZY if "fuzzy" in entry.flags else UnitStatus.TRANSLATED,
        details=Details(props=props, notes=notes) if props or notes else NOTHING,
    )


def _props(entry: Entry) -> Iterator[Prop]:
    if entry.comment:
        yield Prop(COMMENT, entry.comment)
    for file, line in entry.occurrences:
        yield Prop(OCCURRENCE, f"{file}:{line}" if line else file)
    for flag in entry.flags:
        if flag and flag != "fuzzy":
            yield Prop(FLAG, flag)
    for type, value in (
        (PREVIOUS_CONTEXT, entry.previous_msgctxt),
        (PREVIOUS_MSGID, entry.previous_msgid),
        (PREVIOUS_MSGID_PLURAL, entry.previous_msgid_plural),
    ):
        if value:
            yield Prop(type, value)
    if entry.obsolete:
        yield Prop(OBSOLETE, "yes")
