"""The reader of UTX, the glossaries of AAMT, Japan's association for machine translation: tabs under ``#`` lines.

1.11 names its columns ``src tgt src:pos tgt:pos term status``, 1.20 after their language, ``term:en term:ja pos:en``;
both are read, in one file even. ``-`` stands for no value. 1.20 begins with a byte order mark, which 1.11 forbids; both
end their lines with CR and LF. The statuses are ``approved provisional non-standard forbidden``; an empty one is that
of a term which is preferred, or admitted beside one that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from tmx.codec import Reading, Wanted
from tmx.errors import BadLanguage, HostileFile, UnreadableFile
from tmx.formats.tables.encoding import sample_of, text_of
from tmx.formats.tables.extra import RowError
from tmx.formats.tables.rows import lines_of
from tmx.language import normalise
from tmx.model import (
    NOTHING,
    Concept,
    Details,
    Field,
    Losses,
    Note,
    Prop,
    Skipped,
    Term,
    TermStatus,
)

_FIRST = re.compile(r"#\s*UTX(?:-S(?:imple)?)?\s+\d", re.IGNORECASE)
_STATUSES = {
    "approved": TermStatus.PREFERRED,
    "provisional": TermStatus.PROPOSED,
    "nonstandard": TermStatus.DEPRECATED,
    "forbidden": TermStatus.FORBIDDEN,
    "rejected": TermStatus.FORBIDDEN,
}
WORDS = {
    TermStatus.PREFERRED: "approved",
    TermStatus.PROPOSED: "provisional",
    TermStatus.DEPRECATED: "non-standard",
    TermStatus.FORBIDDEN: "forbidden",
}
NO_VALUE = "-"
_LONGEST_HEADER = 100

_OWN = frozenset({"term", "termstatus", "pos", "comment", "conceptid", "customer"})

MAX_COLUMNS = 1000
MAX_TERMS = 10_000
"""Terms of one concept."""

Place = tuple[str, str]
"""What a column is and whose, such as ``pos`` of ``en``; the language is empty where the column is the entry's."""


@dataclass(slots=True)
class _Header:
    """What the ``#`` lines say."""

    details: Details
    places: list[Place] = field(default_factory=list)
    lines: int = 0


def detect(head: bytes) -> bool:
    """True where the first line says UTX and a version."""
    return _FIRST.match(sample_of(head[:400])) is not None


def read(stream: BinaryIO, wanted: Wanted) -> Reading:
    """Open a glossary. Raises `UnreadableFile` where its header lacks languages or columns."""
    text, encoding = text_of(stream, wanted.file)
    lines = lines_of(text, wanted.file, encoding)
    header = _header(lines, wanted)
    return Reading("utx", "concepts", header.details, _concepts(lines, header), Losses())


def _header(lines: Iterator[str], wanted: Wanted) -> _Header:
    said = next(lines, "").lstrip("\ufeff").rstrip("\r\n")
    if not _FIRST.match(said):
        raise UnreadableFile("it does not begin with #UTX and a version", file=wanted.file, at="line 1")
    parts = [part.strip() for part in said.split(";")]
    languages = _languages(parts[1] if len(parts) > 1 else "", wanted)
    notes: list[str] = []
    for number, line in enumerate(lines, start=2):
        cells = line.lstrip("#").rstrip("\r\n").split("\t")
        if not line.startswith("#") or number > _LONGEST_HEADER:
            break
        if len(cells) > MAX_COLUMNS:
            raise HostileFile(f"more than {MAX_COLUMNS:,} columns", file=wanted.file, at=f"line {number}")
        if _canonical(cells[0]) in ("src", "term") or cells[0].lower().startswith("term:"):
            props = tuple(_prop(part) for part in parts[2:] if part)
            details = Details(props=props, notes=tuple(map(Note, notes)))
            return _Header(details or NOTHING, [_place(cell, languages) for cell in cells], number)
        notes.append(line.lstrip("#").strip())
    raise UnreadableFile("it has no line of column names, such as #src, tgt, src:pos", file=wanted.file)


def _languages(said: str, wanted: Wanted) -> list[str]:
    try:
        return [normalise(tag) for tag in said.split("/")]
    except BadLanguage as error:
        given = wanted.languages
        if given.source and given.target:
            return [normalise(given.source), normalise(given.target)]
        raise UnreadableFile(f"{error.what}", file=wanted.file, at="line 1", hint=error.hint) from error


def _prop(part: str) -> Prop:
    """A statement of the header: ``copyright: AAMT``, ``bidirectional``, or a date."""
    name, colon, value = part.partition(":")
    if colon and name.replace(" ", "").isalpha():
        return Prop(name.strip(), value.strip())
    return Prop("bidirectional", "yes") if part == "bidirectional" else Prop("date", part)


def _canonical(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).lower()


def _place(cell: str, languages: list[str]) -> Place:
    sides = {"src": languages[0], "tgt": languages[-1]}
    first, colon, second = (part.strip() for part in cell.partition(":"))
    if not colon:
        side = sides.get(_canonical(first))
        name = _canonical(first)
        return ("term", side) if side else (name if name in ("termstatus", "conceptid", "customer") else first, "")
    if _canonical(first) in sides:
        return second if _canonical(second) not in ("pos", "comment") else _canonical(second), sides[_canonical(first)]
    known = _canonical(first)
    try:
        return known if known in ("term", "pos", "comment", "termstatus") else first, normalise(second)
    except BadLanguage:
        return cell, ""


def _concepts(lines: Iterator[str], header: _Header) -> Iterator[Concept | Skipped]:
    """Concepts of rows that lie together by their concept ID, else by their source."""
    draft = Draft()
    for number, line in enumerate(lines, start=header.lines + 1):
        if line.startswith("#") or not line.strip():
            continue
        try:
            row = row_of(line.rstrip("\r\n").split("\t"), header.places)
            ended = draft if draft.rows and not draft.takes(row) else None
            draft = Draft() if ended else draft
            draft.add(row)
        except RowError as error:
            yield Skipped(f"line {number}", str(error))
            continue
        if ended:
            yield ended.concept()
    if draft.rows:
        yield draft.concept()


@dataclass(frozen=True, slots=True)
class Row:
    """What a line says: of each of its places, and which languages it has a term in, the source first."""

    said: dict[Place, str]
    languages: tuple[str, ...]

    def of(self, name: str, language: str = "") -> str:
        return self.said.get((name, language), "")

    @property
    def id(self) -> str:
        return self.of("conceptid")

    @property
    def source(self) -> Place:
        return self.languages[0], self.of("term", self.languages[0])


def row_of(cells: list[str], places: list[Place]) -> Row:
    """Raises `RowError` where there is no source, or more cells than columns."""
    if len(cells) > len(places):
        raise RowError(f"it has {len(cells)} cells, the header has {len(places)}")
    values = zip(places, (cell.strip() for cell in cells), strict=False)
    said = {place: value for place, value in values if value not in ("", NO_VALUE)}
    tags = tuple(tag for name, tag in places if name == "term")
    if not tags or ("term", tags[0]) not in said:
        raise RowError("its first term is empty")
    if said.get(("termstatus", "")) and len(tags) > 1:
        said.setdefault(("termstatus", tags[-1]), said[("termstatus", "")])  # UTX 1.11: the status is the target's
    _check_statuses(said)
    if sum(("term", tag) in said for tag in tags) < 2 <= len(tags):
        raise RowError("its second term is empty")
    return Row(said, tuple(tag for tag in tags if ("term", tag) in said))


def _check_statuses(said: dict[Place, str]) -> None:
    for (name, _), value in said.items():
        if name == "termstatus" and _canonical(value) not in _STATUSES:
            raise RowError(f"“{value[:40]}” is not a status; write one of {', '.join(WORDS.values())}")


@dataclass(slots=True)
class Draft:
    """A concept whose rows are still coming."""

    rows: list[Row] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)

    def takes(self, row: Row) -> bool:
        """True where the row is of the same concept as those before it."""
        first = self.rows[0]
        return row.id == first.id if row.id or first.id else row.source == first.source

    def add(self, row: Row) -> None:
        if len(self.terms) > MAX_TERMS:
            raise RowError(f"its concept has {MAX_TERMS:,} terms already")
        self.rows.append(row)
        for tag in row.languages:
            text = row.of("term", tag)
            if not any((term.language, term.text) == (tag, text) for term in self.terms):
                self.terms.append(self._term(row, tag, text))

    def _term(self, row: Row, tag: str, text: str) -> Term:
        status = _STATUSES.get(_canonical(row.of("termstatus", tag)))
        comment = row.of("comment", tag)
        return Term(
            tag,
            text,
            status or default_status(tag, self.terms),
            part_of_speech=row.of("pos", tag),
            notes=(Note(comment),) if comment else (),
            fields=tuple(
                Field(name, value) for (name, whose), value in row.said.items() if whose == tag and name not in _OWN
            ),
        )

    def concept(self) -> Concept:
        said = dict.fromkeys(pair for row in self.rows for pair in row.said.items() if not pair[0][1])
        pairs = [(name, value) for (name, _), value in said]
        return Concept(
            tuple(self.terms),
            id=self.rows[0].id,
            customers=tuple(value for name, value in pairs if name == "customer"),
            fields=tuple(Field(name, value) for name, value in pairs if name not in _OWN),
        )


def default_status(language: str, before: list[Term]) -> TermStatus:
    """The status of a term which says none: preferred where it is the first of its language."""
    return TermStatus.ADMITTED if any(term.language == language for term in before) else TermStatus.PREFERRED
