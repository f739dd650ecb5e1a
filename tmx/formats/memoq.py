"""memoQ's termbases as CSV: one entry a row, and for each term of it a column named after its language.

Its documentation (Term base in CSV format): columns ``Entry_…``, then for each language ``English_Def``, and for each
of its terms ``English``, ``Term_Info``, ``Term_Example``; so names come more than once. ``Term_Info`` holds how a term
is matched, and ``NonTerm`` where it is forbidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import BinaryIO

from tmx.codec import Codec, Reading, Wanted
from tmx.convert import as_concepts
from tmx.errors import HostileFile, UnreadableFile
from tmx.formats.tables.encoding import sample_of
from tmx.formats.tables.rows import Row, RowWriter, as_it_is, read_rows
from tmx.formats.tables.spool import Spool
from tmx.language import normalise
from tmx.language_names import name_of, tag_of
from tmx.model import (
    NOTHING,
    Concept,
    Context,
    Definition,
    Details,
    Field,
    Languages,
    Losses,
    Note,
    Skipped,
    Term,
    TermStatus,
    Transaction,
    Unit,
)

_ENTRY, _DEF, _INFO, _EXAMPLE = "Entry_", "_Def", "Term_Info", "Term_Example"
_FORBIDDEN = "NonTerm"
_USUAL = "CasePermissive;HalfPrefix"
_DATE = "%m/%d/%Y %I:%M:%S %p"
_SIGNATURE = re.compile(r'^"?Entry_ID\b|[,;\t]"?Term_Info\b')

MAX_COLUMNS = 4000
"""Columns of a file: an entry of many terms makes many."""

ENTRY_COLUMNS = (
    *("Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_ClientID", "Entry_ProjectID", "Entry_Created"),
    *("Entry_Creator", "Entry_LastModified", "Entry_Modifier", "Entry_Note"),
)


@dataclass(slots=True)
class _TermColumns:
    """Where a term stands, and what is said of it."""

    language: str
    at: int
    beside: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Columns:
    """Where everything stands, as the header has it."""

    count: int
    entry: dict[str, int] = field(default_factory=dict)
    definitions: list[tuple[int, str]] = field(default_factory=list)
    terms: list[_TermColumns] = field(default_factory=list)


def detect(head: bytes) -> bool:
    """True where the first line has memoQ's own names."""
    return _SIGNATURE.search(sample_of(head).lstrip("\r\n").partition("\n")[0]) is not None


def read(stream: BinaryIO, wanted: Wanted) -> Reading:
    """Open a termbase. Raises `UnreadableFile` where its header names no language that is known here."""
    rows = read_rows(stream, wanted.file, _delimiter, as_it_is)
    lost = Losses()
    header = next((cells for _, cells in rows if cells), [])
    if len(header) > MAX_COLUMNS:
        raise HostileFile(f"more than {MAX_COLUMNS:,} columns", file=wanted.file, at="row 1")
    columns = _columns(header, lost)
    if not columns.terms and not columns.entry:
        raise UnreadableFile("its first row names no language", file=wanted.file, at="row 1")
    return Reading("memoq", "concepts", NOTHING, _concepts(columns, rows), lost)


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _columns(header: list[str], lost: Losses) -> _Columns:
    found = _Columns(len(header))
    last: _TermColumns | None = None
    for at, name in enumerate(cell.strip() for cell in header):
        if name.startswith(_ENTRY):
            found.entry[name] = at
        elif name.startswith("Term_"):
            if last:
                last.beside[name] = at
        elif name.endswith(_DEF) and (tag := tag_of(name.removesuffix(_DEF))):
            found.definitions.append((at, tag))
        elif tag := tag_of(name):
            last = _TermColumns(tag, at)
            found.terms.append(last)
        elif name:
            last = None
            lost.add(f"columns whose name is not known here: {name[:40]}")
    return found


def _concepts(columns: _Columns, rows: Iterator[Row]) -> Iterator[Concept | Skipped]:
    for number, cells in rows:
        if not cells:
            continue
        if len(cells) != columns.count:
            yield Skipped(f"row {number}", f"it has {len(cells)} cells, the header has {columns.count}")
            continue
        concept = _concept(columns, cells)
        yield concept if concept.terms else Skipped(f"row {number}", "it has no term")


def _concept(columns: _Columns, cells: list[str]) -> Concept:
    entry = {name: cells[at] for name, at in columns.entry.items() if cells[at]}
    terms: list[Term] = []
    for column in columns.terms:
        if cells[column.at].strip():
            first = all(term.language != column.language for term in terms)
            terms.append(_term(column, cells, TermStatus.PREFERRED if first else TermStatus.ADMITTED))
    other = ("Entry_Subject", *(name for name in entry if name not in ENTRY_COLUMNS))
    return Concept(
        tuple(terms),
        id=entry.get("Entry_ID", ""),
        domains=_some(entry, "Entry_Domain"),
        definitions=tuple(Definition(cells[at], tag) for at, tag in columns.definitions if cells[at].strip()),
        notes=tuple(map(Note, _some(entry, "Entry_Note"))),
        customers=_some(entry, "Entry_ClientID"),
        projects=_some(entry, "Entry_ProjectID"),
        transactions=tuple(_transactions(entry)),
        fields=tuple(Field(name, entry[name]) for name in other if name in entry),
    )


def _some(entry: dict[str, str], name: str) -> tuple[str, ...]:
    return (entry[name],) if name in entry else ()


def _transactions(entry: dict[str, str]) -> Iterator[Transaction]:
    for type, date, who in (
        ("origination", "Entry_Created", "Entry_Creator"),
        ("modification", "Entry_LastModified", "Entry_Modifier"),
    ):
        if date in entry or who in entry:
            yield Transaction(type, _iso(entry.get(date, "")), entry.get(who, ""))


def _iso(date: str) -> str:
    """memoQ's date (M/d/yyyy h:mm:ss tt, UTC) as ISO 8601; another one as it is."""
    with suppress(ValueError):
        return f"{datetime.strptime(date, _DATE):%Y-%m-%dT%H:%M:%SZ}"
    return date


def _memoq_date(date: str) -> str:
    with suppress(ValueError):
        at = datetime.strptime(date, "%Y-%m-%dT%H:%M:%SZ")
        return f"{at.month}/{at.day}/{at.year:04} {at.hour % 12 or 12}:{at:%M:%S %p}"
    return date


def _term(column: _TermColumns, cells: list[str], status: TermStatus) -> Term:
    beside = {name: cells[at] for name, at in column.beside.items() if cells[at]}
    info = beside.pop(_INFO, "").split(";")
    example = beside.pop(_EXAMPLE, "")
    rules = ";".join(part for part in info if part and part != _FORBIDDEN)
    fields = [Field(_INFO, rules)] if rules not in ("", _USUAL) else []
    return Term(
        column.language,
        cells[column.at].strip(),
        TermStatus.FORBIDDEN if _FORBIDDEN in info else status,
        contexts=(Context(example),) if example else (),
        fields=(*fields, *(Field(name, value) for name, value in beside.items())),
    )


def write(
    stream: BinaryIO, entries: Iterable[Unit | Concept], languages: Languages, header: Details, losses: Losses
) -> int:
    """Write one concept a row, in all languages that there are, or the two that are given. Two passes."""
    if header:
        losses.add("properties of the file")
    wanted = {normalise(tag) for tag in (languages.source, languages.target) if tag}
    most: dict[str, int] = {}
    with Spool() as spool:
        for concept in as_concepts(entries):
            kept = _writable(concept, wanted, losses)
            if kept.terms:
                spool.add((concept, kept))
                for tag in dict.fromkeys(term.language for term in kept.terms):
                    most[tag] = max(most.get(tag, 0), len(kept.terms_in(tag)))
        return _write(RowWriter(stream, ",", losses, guarded=as_it_is), spool, most, losses)


def _writable(concept: Concept, wanted: set[str], losses: Losses) -> Concept:
    """The concept with the terms that memoQ can tell apart, the preferred first."""
    terms = [term for term in concept.terms if not wanted or term.language in wanted]
    if len(terms) < len(concept.terms):
        losses.add("terms in other languages", len(concept.terms) - len(terms))
    chosen = [term for term in terms if term.status is not TermStatus.PROPOSED and term.text.strip()]
    if len(chosen) < len(terms):
        losses.add("proposed terms, and terms without text", len(terms) - len(chosen))
    if not chosen:
        losses.add("concepts without a term")
    chosen.sort(key=lambda term: term.status is not TermStatus.PREFERRED)
    return replace(concept, terms=tuple(chosen))


def _write(out: RowWriter, spool: Spool, most: dict[str, int], losses: Losses) -> int:
    names = list(ENTRY_COLUMNS)
    for tag, times in most.items():
        names += [name_of(tag) + _DEF, *(name_of(tag), _INFO, _EXAMPLE) * times]
    out.begin()
    out.write(names)
    columns = _columns(names, Losses())
    for concept, kept in spool:
        cells = _cells(columns, kept)
        if _in_order(_concept(columns, cells)) != _in_order(concept):
            losses.add("entries of which more is known, or whose deprecated terms became forbidden")
        out.write(cells)
    return len(spool)


def _in_order(concept: Concept) -> Concept:
    """The concept language by language: the order of languages has no meaning."""
    terms = sorted(concept.terms, key=lambda term: (term.language, term.status is not TermStatus.PREFERRED))
    definitions = tuple(sorted(concept.definitions, key=lambda each: each.language))
    return replace(concept, terms=tuple(terms), definitions=definitions)


def _cells(columns: _Columns, concept: Concept) -> list[str]:
    cells = [""] * columns.count
    for name, value in _entry(concept):
        cells[columns.entry[name]] = value
    for at, tag in columns.definitions:
        cells[at] = next((each.text for each in concept.definitions if each.language in (tag, "")), "")
    waiting = {tag: list(concept.terms_in(tag)) for tag in dict.fromkeys(term.language for term in concept.terms)}
    for column in columns.terms:
        if waiting.get(column.language):
            term = waiting[column.language].pop(0)
            cells[column.at] = term.text
            cells[column.beside[_INFO]] = _info(term)
            cells[column.beside[_EXAMPLE]] = term.contexts[0].text if term.contexts else ""
    return cells


def _entry(concept: Concept) -> Iterator[tuple[str, str]]:
    yield "Entry_ID", concept.id
    yield "Entry_Domain", concept.domain
    yield "Entry_Subject", next((each.value for each in concept.fields if each.type == "Entry_Subject"), "")
    yield "Entry_Note", concept.notes[0].text if concept.notes else ""
    yield "Entry_ClientID", concept.customers[0] if concept.customers else ""
    yield "Entry_ProjectID", concept.projects[0] if concept.projects else ""
    for each in concept.transactions:
        names = {"origination": ("Created", "Creator"), "modification": ("LastModified", "Modifier")}.get(each.type)
        if names:
            yield _ENTRY + names[0], _memoq_date(each.date)
            yield _ENTRY + names[1], each.who


def _info(term: Term) -> str:
    rules = next((each.value for each in term.fields if each.type == _INFO), _USUAL)
    forbidden = term.status in (TermStatus.FORBIDDEN, TermStatus.DEPRECATED)
    return f"{rules};{_FORBIDDEN}" if forbidden else rules


CODECS = (
    Codec(
        name="memoq",
        title="memoQ termbase CSV",
        extensions=(".csv",),
        kinds=frozenset({"concepts"}),
        detect=detect,
        read=read,
        write=write,
        carries=(
            "terms in any number of languages, with an example and matching rules; forbidden ones",
            "identifier, subject, domain, client, project, note, who made and changed it, a definition a language",
        ),
        loses=(
            "proposed terms",
            "deprecated terms, which become forbidden",
            "parts of speech, sources and further details of terms",
            "notes and definitions after the first",
        ),
        mimetype="text/csv",
        rank=60,
    ),
)
