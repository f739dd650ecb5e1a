"""Units taken as the messages of a catalogue: the forms of a plural joined, no message twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from tmx.language import best
from tmx.model import Losses, Note, Segment, Unit

COMMENT = "x-po-comment"
OCCURRENCE = "x-po-occurrence"
FLAG = "x-po-flag"
PREVIOUS_CONTEXT = "x-po-previous-context"
PREVIOUS_MSGID = "x-po-previous-msgid"
PREVIOUS_MSGID_PLURAL = "x-po-previous-msgid-plural"
PLURAL = "x-po-plural"
MSGID = "x-po-msgid"
MSGID_PLURAL = "x-po-msgid-plural"
OBSOLETE = "x-po-obsolete"

_OWN_PROPS = frozenset(
    {
        *(COMMENT, OCCURRENCE, FLAG, PREVIOUS_CONTEXT, PREVIOUS_MSGID, PREVIOUS_MSGID_PLURAL),
        *(PLURAL, MSGID, MSGID_PLURAL, OBSOLETE),
    }
)
_FORM = re.compile(r"(\d{1,3})/(\d{1,3})", re.ASCII)
_UNPRINTABLE = re.compile("[\0-\x08\x0b-\x0c\x0e-\x1f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a catalogue. `unit` says what stands beside its texts; `plural` is empty where it has no plural."""

    unit: Unit
    context: str
    source: str
    plural: str
    targets: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    """A message in the making: a unit's, or the forms of a plural that have come so far."""

    unit: Unit
    source: str
    plural: str = ""
    forms: dict[int, str] = field(default_factory=dict)
    expected: int = 0
    seen: set[tuple[int, str]] = field(default_factory=set)


@dataclass(slots=True)
class Messages:
    """What one export makes of units: its languages, how many forms a plural has, and what is lost on the way."""

    source: str
    target: str
    nplurals: int
    losses: Losses
    written: set[bytes] = field(default_factory=set)

    def of(self, units: Iterable[Unit]) -> Iterator[Message]:
        for draft in self._joined(units):
            key = f"{draft.unit.context}\x04{draft.source}".encode("utf-8", "surrogatepass")
            digest = blake2b(key, digest_size=8).digest()
            if digest in self.written:
                self.losses.add("messages that stand in the file already, with the same context")
                continue
            self.written.add(digest)
            yield self._whole(draft)

    def _joined(self, units: Iterable[Unit]) -> Iterator[_Draft]:
        """A message for each unit, and one for the forms of a plural that follow one another."""
        waiting: _Draft | None = None
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
    def _continues(waiting: _Draft, message: _Draft, form: int, source: str) -> bool:
        same = (waiting.source, waiting.plural, waiting.unit.context, waiting.expected)
        return (form, source) not in waiting.seen and same == (
            message.source,
            message.plural,
            message.unit.context,
            message.expected,
        )

    def _started(self, unit: Unit, source: str) -> tuple[int, _Draft]:
        """The plural form that a unit is (−1: none), and the message that it begins."""
        details = unit.details
        form = _FORM.fullmatch(details.prop(PLURAL))
        msgid, plural = details.prop(MSGID), details.prop(MSGID_PLURAL)
        if not (form and msgid and plural):
            return -1, _Draft(unit, source)
        return int(form[1]), _Draft(unit, self._clean(msgid), self._clean(plural), expected=int(form[2]))

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
            ("languages and encodings of notes", sum(note != Note(note.text) for note in unit.details.notes)),
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

    def _whole(self, draft: _Draft) -> Message:
        source, plural = draft.source, self._framed(draft.plural, draft.source)
        context = self._clean(draft.unit.context)
        if not draft.expected:
            return Message(draft.unit, context, source, "", (self._framed(draft.forms[0], source),))
        targets = tuple(self._framed(self._form(draft, form), source) for form in range(self.nplurals))
        self._count_forms(draft)
        return Message(draft.unit, context, source, plural, targets)

    def _form(self, draft: _Draft, form: int) -> str:
        """The form asked for, else the last of a message that was written for a language with fewer."""
        if form in draft.forms:
            return draft.forms[form]
        return draft.forms[max(draft.forms)] if form >= draft.expected else ""

    def _count_forms(self, draft: _Draft) -> None:
        surplus = sum(form >= self.nplurals for form in draft.forms)
        missing = sum(form not in draft.forms for form in range(self.nplurals))
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


def printable(text: str) -> str:
    """The text without the characters that a catalogue cannot hold."""
    return _UNPRINTABLE.sub("", text)
