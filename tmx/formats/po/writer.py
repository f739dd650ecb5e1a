"""The PO writer: a catalogue that ``msgfmt -c`` accepts, streamed, with the same bytes for the same values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain
from typing import BinaryIO

import polib

from tmx.convert import as_units
from tmx.errors import BadLanguage, CannotWrite
from tmx.language import best, normalise, primary
from tmx.model import Concept, Details, Languages, Losses, Prop, Segment, Unit, UnitStatus

COMMENT = "x-po-comment"
OCCURRENCE = "x-po-occurrence"
FLAG = "x-po-flag"
PREVIOUS_CONTEXT = "x-po-previous-context"
PREVIOUS_MSGID = "x-po-previous-msgid"
PREVIOUS_MSGID_PLURAL = "x-po-previous-msgid-plural"
PLURAL = "x-po-plural"
MSGID = "x-po-msgid"
MSGID_PLURAL = "x-po-msgid-plural"

_OWN_PROPS = frozenset(
    {COMMENT, OCCURRENCE, FLAG, PREVIOUS_CONTEXT, PREVIOUS_MSGID, PREVIOUS_MSGID_PLURAL, PLURAL, MSGID, MSGID_PLURAL}
)
_OTHER_FIELDS = frozenset({"Report-Msgid-Bugs-To", "POT-Creation-Date"})
_EXTENSION_FIELD = re.compile(r"X-[A-Za-z0-9-]+", re.ASCII)
_PLURAL_FIELD = re.compile(r"nplurals\s*=\s*([1-9])\s*;\s*plural\s*=[\sn\d?:|&=!<>%()+*/-]+;?", re.ASCII)
_FORM = re.compile(r"(\d{1,3})/(\d{1,3})", re.ASCII)
_UNPRINTABLE = re.compile("[\0-\x08\x0b-\x0c\x0e-\x1f\ud800-\udfff]")

_TWO = "nplurals=2; plural=(n != 1);"
_EAST_SLAVIC = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
# Unicode CLDR's cardinal rules in gettext's terms, for the languages most asked for; `_TWO` for the rest.
_PLURALS = {
    **dict.fromkeys(("zh", "ja", "ko", "vi", "th", "id", "ms", "lo", "my", "km"), "nplurals=1; plural=0;"),
    **dict.fromkeys(("fr", "pt-BR", "hy", "tr"), "nplurals=2; plural=(n > 1);"),
    **dict.fromkeys(("ru", "uk", "be", "sr", "hr", "bs"), _EAST_SLAVIC),
    **dict.fromkeys(("cs", "sk"), "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;"),
    "tr": _TWO,
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "ro": "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100>0 && n%100<20)) ? 1 : 2);",
    "lt": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "lv": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
    "sl": "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    "ga": "nplurals=5; plural=n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4;",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
}


def write(
    stream: BinaryIO, entries: Iterable[Unit | Concept], languages: Languages, header: Details, losses: Losses
) -> int:
    """Write units as a UTF-8 catalogue. Returns how many messages, plural forms counted as one.

    The target is `languages.target`, else the header's, else the first unit's other language. Raises `CannotWrite`
    where none of these says it.
    """
    units = as_units(entries, languages, losses)
    first = next(units, None)
    source, target = _pair(languages, header, first)
    fields = _fields(header, source, target, losses)
    writer = _Writer(source, target, int(fields["Plural-Forms"].partition("=")[2][0]), losses)
    stream.write(_header_entry(header, fields).encode("utf-8", "replace"))
    written = 0
    for message in writer.messages(chain((first,), units) if first else units):
        stream.write(message.encode())
        written += 1
    return written


def _pair(languages: Languages, header: Details, first: Unit | None) -> tuple[str, str]:
    tags = first.languages if first else ()
    source = languages.source or header.prop("X-Source-Language") or best("en", tags) or (tags[0] if tags else "en")
    target = languages.target or header.prop("Language") or next((tag for tag in tags if tag != source), "")
    try:
        source, target = normalise(source), normalise(target)
    except BadLanguage as error:
        raise CannotWrite("a PO file needs one target language", hint="name it with -t") from error
    if source == target:
        raise CannotWrite(f"source and target are both {source}", hint="name them with -s and -t")
    return source, target


def _fields(header: Details, source: str, target: str, losses: Losses) -> dict[str, str]:
    """The header's fields, those given first; msgfmt asks for some that stay empty where nobody gave them."""
    given = {prop.type: printable(prop.value).replace("\n", " ") for prop in header.props}
    plurals = given.get("Plural-Forms", "")
    if not _PLURAL_FIELD.fullmatch(plurals.strip()) or _other_language(given.get("Language", ""), target):
        plurals = _PLURALS.get(target) or _PLURALS.get(primary(target)) or _TWO
    own = {
        "Project-Id-Version": given.get("Project-Id-Version", ""),
        "PO-Revision-Date": given.get("PO-Revision-Date", ""),
        "Last-Translator": given.get("Last-Translator", ""),
        "Language-Team": given.get("Language-Team", ""),
        "Language": target.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": re.sub(r"^nplurals\s*=\s*", "nplurals=", plurals.strip()),
    }
    if source != "en":
        own["X-Source-Language"] = source
    fields = {}
    for name, value in given.items():
        if name in own or name in _OTHER_FIELDS or _EXTENSION_FIELD.fullmatch(name):
            fields[name] = own.get(name, value)
        else:
            losses.add("properties of the file")
    fields |= own
    if header.attributes:
        losses.add("attributes of the file", len(header.attributes))
    return fields


def _other_language(raw: str, target: str) -> bool:
    try:
        return normalise(raw) != target
    except BadLanguage:
        return True


def _header_entry(header: Details, fields: dict[str, str]) -> str:
    comments = "".join(_comment("#", note.text) for note in header.notes)
    text = "".join(f"{name}: {value}".rstrip() + "\n" for name, value in fields.items())
    return f'{comments}msgid ""\n{_keyword("msgstr", text)}'


@dataclass(slots=True)
class _Message:
    """One entry in the making: a unit's, or the forms of a plural that have come so far."""

    unit: Unit
    source: str
    plural: str = ""
    forms: dict[int, str] = field(default_factory=dict)
    expected: int = 0
    seen: set[tuple[int, str]] = field(default_factory=set)


@dataclass(slots=True)
class _Writer:
    source: str
    target: str
    nplurals: int
    losses: Losses
    written: set[bytes] = field(default_factory=set)

    def messages(self, units: Iterable[Unit]) -> Iterator[str]:
        """The text of each entry, an empty line before it."""
        for message in self._joined(units):
            key = f"{message.unit.context}\x04{message.source}".encode("utf-8", "surrogatepass")
            digest = blake2b(key, digest_size=8).digest()
            if digest in self.written:
                self.losses.add("messages that stand in the file already, with the same context")
                continue
            self.written.add(digest)
            yield self._text(message)

    def _joined(self, units: Iterable[Unit]) -> Iterator[_Message]:
        """A message for each unit, and one for the forms of a plural that follow one another."""
        waiting: _Message | None = None
        for unit in units:
            segments = self._sides(unit)
            if segments is None:
                continue
            source, target = (self._plain(segment) for segment in segments)
            form, message = self._started(unit, source)
            if waiting and not (form >= 0 and self._continues(waiting, message, form, source)):
                yield waiting
                waiting = None
            if form < 0:
                message.forms[0] = target
                yield message
                continue
            waiting = waiting or message
            if waiting.forms.setdefault(form, target) != target:
                self.losses.add("plural forms that disagree")
            waiting.seen.add((form, source))
        if waiting:
            yield waiting

    @staticmethod
    def _continues(waiting: _Message, message: _Message, form: int, source: str) -> bool:
        same = (waiting.source, waiting.plural, waiting.unit.context, waiting.expected)
        return (form, source) not in waiting.seen and same == (
            message.source,
            message.plural,
            message.unit.context,
            message.expected,
        )

    def _started(self, unit: Unit, source: str) -> tuple[int, _Message]:
        """The plural form that a unit is (−1: none), and the message that it begins."""
        details = unit.details
        form = _FORM.fullmatch(details.prop(PLURAL))
        msgid, plural = details.prop(MSGID), details.prop(MSGID_PLURAL)
        if not (form and msgid and plural):
            return -1, _Message(unit, source)
        return int(form[1]), _Message(unit, self._clean(msgid), self._clean(plural), expected=int(form[2]))

    def _sides(self, unit: Unit) -> tuple[Segment, Segment] | None:
        tags = unit.languages
        source, target = best(self.source, tags), best(self.target, tags)
        if source is None or target is None or source == target:
            self.losses.add(f"units without {self.source} or {self.target}")
            return None
        segments = unit.segments[tags.index(source)], unit.segments[tags.index(target)]
        if not segments[0].text:
            self.losses.add("units without text")
            return None
        self._count_losses(unit, segments)
        return segments

    def _count_losses(self, unit: Unit, segments: tuple[Segment, Segment]) -> None:
        if unit.id:
            self.losses.add("unit identifiers")
        coded = sum(segment.markup is not None for segment in segments)
        for what, times in (
            ("further languages", len(unit.segments) - 2),
            ("attributes of units", len(unit.details.attributes)),
            ("properties of units", sum(prop.type not in _OWN_PROPS for prop in unit.details.props)),
            ("details of segments", sum(bool(segment.details) for segment in segments)),
            ("segments with inline codes, which became plain text", coded),
        ):
            if times > 0:
                self.losses.add(what, times)

    def _plain(self, segment: Segment) -> str:
        return self._clean(segment.text)

    def _clean(self, text: str) -> str:
        kept = printable(text)
        if len(kept) != len(text):
            self.losses.add("control characters", len(text) - len(kept))
        return kept

    def _text(self, message: _Message) -> str:
        lines = ["\n", *_comments(message.unit)]
        if message.unit.context:
            lines.append(_keyword("msgctxt", self._clean(message.unit.context)))
        lines.append(_keyword("msgid", message.source))
        if not message.expected:
            lines.append(_keyword("msgstr", self._framed(message.forms[0], message.source)))
            return "".join(lines)
        lines.append(_keyword("msgid_plural", self._framed(message.plural, message.source)))
        for form in range(self.nplurals):
            text = self._form(message, form)
            lines.append(_keyword(f"msgstr[{form}]", self._framed(text, message.source)))
        self._count_forms(message)
        return "".join(lines)

    def _form(self, message: _Message, form: int) -> str:
        """The form asked for, else the last of a message that was written for a language with fewer."""
        if form in message.forms:
            return message.forms[form]
        return message.forms[max(message.forms)] if form >= message.expected else ""

    def _count_forms(self, message: _Message) -> None:
        surplus = sum(form >= self.nplurals for form in message.forms)
        missing = sum(form not in message.forms for form in range(self.nplurals))
        if surplus:
            self.losses.add("plural forms that the language does not have", surplus)
        if missing:
            self.losses.add("messages with a plural form missing", 1)

    def _framed(self, text: str, like: str) -> str:
        """The text with a line break at its ends where the msgid has one, and only there, as ``msgfmt -c`` demands."""
        found = framed(text, like)
        if found != text:
            self.losses.add("line breaks at the ends of a text, made those of its msgid")
        return found


def framed(text: str, like: str) -> str:
    """The text with a line break at its ends where `like` has one, and only there."""
    if not text:
        return text
    starts, ends = like.startswith("\n"), like.endswith("\n")
    found = text if starts else text.lstrip("\n")
    found = found if ends else found.rstrip("\n")
    found = "\n" + found if starts and not found.startswith("\n") else found
    return found + "\n" if ends and not found.endswith("\n") else found


def _comments(unit: Unit) -> Iterator[str]:
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
    yield from _previous(props)


def _previous(props: tuple[Prop, ...]) -> Iterator[str]:
    for type, keyword in (
        (PREVIOUS_CONTEXT, "msgctxt"),
        (PREVIOUS_MSGID, "msgid"),
        (PREVIOUS_MSGID_PLURAL, "msgid_plural"),
    ):
        value = next((prop.value for prop in props if prop.type == type), "")
        if value:
            yield "".join(f"#| {line}\n" for line in _keyword(keyword, printable(value))[:-1].split("\n"))


def _comment(marker: str, text: str) -> str:
    return "".join(f"{marker} {line}".rstrip() + "\n" for line in printable(text).split("\n"))


def _keyword(keyword: str, text: str) -> str:
    """A keyword and its string, one line of the file for each line of the text."""
    lines = text.split("\n")
    if len(lines) == 1 or (len(lines) == 2 and not lines[1]):
        return f'{keyword} "{polib.escape(text)}"\n'
    pieces = [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    return f'{keyword} ""\n' + "".join(f'"{polib.escape(piece)}"\n' for piece in pieces)


def printable(text: str) -> str:
    """The text without the characters that a catalogue cannot hold."""
    return _UNPRINTABLE.sub("", text)
