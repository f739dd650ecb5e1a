"""Puts proposed messages into a catalogue's empty ``msgstr``, as msgmerge does, and leaves all other lines alone."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

import polib

from tmx.codec import Wanted
from tmx.errors import CannotWrite
from tmx.filling import Blank, Filled, Proposal, Propose
from tmx.model import Languages, Segment
from tmx.replay import peek

from .messages import framed, printable
from .reader import Block, Parser, opened

WIDTH = 78
"""Columns at which gettext and polib wrap."""
_KEYWORD = re.compile(rb"\s*(msgctxt|msgid)\b")
_MSGSTR = re.compile(rb"\s*msgstr\b")
_FLAGS = re.compile(rb"#,[ \t]*")
_LONG = WIDTH + 2


@dataclass(frozen=True, slots=True)
class _Message:
    """One block of the catalogue; `entry` is None for what is no message, such as the header."""

    block: Block
    entry: polib.POEntry | None

    @property
    def sources(self) -> tuple[str, ...]:
        """The text each form stands for; a language with one form says what the plural says."""
        if self.entry is None:
            return ()
        if not self.entry.msgid_plural:
            return (self.entry.msgid,)
        forms = sorted(self.entry.msgstr_plural) or [0]
        if len(forms) == 1:
            return (self.entry.msgid_plural,)
        return tuple(self.entry.msgid_plural if form else self.entry.msgid for form in forms)

    @property
    def is_open(self) -> bool:
        entry = self.entry
        return entry is not None and not (entry.msgstr or any(entry.msgstr_plural.values()))


def fill(stream: BinaryIO, out: BinaryIO, wanted: Wanted, propose: Propose) -> Filled:
    """Write the catalogue with the messages that are proposed; one that is not exact is fuzzy, with its previous msgid.

    The forms of a plural are filled together or not at all.
    """
    head, stream = peek(stream, len(BOM_UTF8))
    catalogue = opened(stream, wanted)
    messages = [_Message(block, _entry(catalogue.parser, block)) for block in catalogue.blocks]
    proposals = propose(_blanks(messages, catalogue.languages))
    out.write(head if head == BOM_UTF8 else b"")
    out.writelines(catalogue.header_block[1] if catalogue.header_block else ())
    filler = _Filler(catalogue.parser.charset, wanted.file)
    units = exact = fuzzy = 0
    for message in messages:
        forms = len(message.sources)
        found = list(islice(proposals, forms)) if message.is_open else []
        kept = [proposal for proposal in found if proposal is not None]
        units += forms
        if not kept or len(kept) < forms:
            out.writelines(message.block[1])
            continue
        is_exact = all(proposal.exact for proposal in kept)
        exact, fuzzy = exact + forms * is_exact, fuzzy + forms * (not is_exact)
        out.writelines(filler.lines(message, kept, is_exact))
    return Filled(units, exact, fuzzy)


def _entry(parser: Parser, block: Block) -> polib.POEntry | None:
    """The message of a block; None for comments alone, an obsolete message, and one without a msgid."""
    entry = next(iter(parser.parse([block])), None)
    return entry if entry is not None and entry.msgid and not entry.obsolete else None


def _blanks(messages: list[_Message], languages: Languages) -> Iterator[Blank]:
    for before, message, after in zip([None, *messages], messages, [*messages[1:], None], strict=False):
        if not message.is_open:
            continue
        context = message.entry.msgctxt or "" if message.entry else ""
        for source in message.sources:
            yield Blank(Segment(languages.source, source), languages.target, _text(before), _text(after), context)


def _text(message: _Message | None) -> str:
    return message.entry.msgid if message and message.entry else ""


@dataclass(frozen=True, slots=True)
class _Filler:
    """Writes messages in the catalogue's own charset."""

    charset: str
    file: str

    def lines(self, message: _Message, proposals: list[Proposal], is_exact: bool) -> Iterator[bytes]:
        """A block with its msgstr filled; what surrounds that is kept, line by line."""
        lines = message.block[1]
        end_of_line = b"\r\n" if lines[0].endswith(b"\r\n") else b"\n"
        first = next(at for at, line in enumerate(lines) if _MSGSTR.match(line))
        last = max(at for at, line in enumerate(lines) if _MSGSTR.match(line) or line.lstrip().startswith(b'"'))
        new = b"".join(self._msgstr(message, proposals)).replace(b"\n", end_of_line)
        if not lines[last].endswith(b"\n"):
            new = new.removesuffix(end_of_line)
        ahead = lines[:first] if is_exact else self._marked(lines[:first], proposals[0], end_of_line)
        yield from (*ahead, new, *lines[last + 1 :])

    def _msgstr(self, message: _Message, proposals: list[Proposal]) -> Iterator[bytes]:
        assert message.entry is not None
        wraps = not any(len(line) > _LONG and _KEYWORD.match(line) for line in message.block[1])
        forms = sorted(message.entry.msgstr_plural) or [0]
        for form, proposal in zip(forms, proposals, strict=True):
            text = framed(printable(proposal.target.text), message.entry.msgid)
            keyword = f"msgstr[{form}]" if message.entry.msgid_plural else "msgstr"
            yield self._encoded(keyword + _string(text, WIDTH if wraps else 0))

    def _marked(self, lines: list[bytes], proposal: Proposal, end_of_line: bytes) -> list[bytes]:
        """The lines before a msgstr with the fuzzy flag, and the msgid that the target was made for."""
        at = next(at for at, line in enumerate(lines) if _KEYWORD.match(line))
        comments, keywords = lines[:at], lines[at:]
        flags = next((at for at, line in enumerate(comments) if line.startswith(b"#,")), None)
        if flags is None:
            before = next((at for at, line in enumerate(comments) if line.startswith(b"#|")), len(comments))
            comments.insert(before, b"#, fuzzy" + end_of_line)
        elif b"fuzzy" not in comments[flags]:
            comments[flags] = _FLAGS.sub(b"#, fuzzy, ", comments[flags], count=1)
        if not any(line.startswith(b"#|") for line in comments):
            previous = "msgid" + _string(printable(proposal.source.text), WIDTH)
            found = "".join(f"#| {line}\n" for line in previous.splitlines())
            comments.append(self._encoded(found).replace(b"\n", end_of_line))
        return comments + keywords

    def _encoded(self, text: str) -> bytes:
        try:
            return text.encode(self.charset)
        except UnicodeEncodeError as error:
            character = error.object[error.start]
            hint = "convert it with msgconv -t UTF-8"
            raise CannotWrite(f"its charset {self.charset} has no “{character}”", file=self.file, hint=hint) from error


def _string(text: str, width: int) -> str:
    """A string of the catalogue after its keyword, wrapped as polib does; 0 columns: not wrapped."""
    written = str(polib.POEntry(msgid="", msgstr=text).__unicode__(wrapwidth=width))
    return " " + written.partition("msgstr ")[2].rstrip("\n") + "\n"
