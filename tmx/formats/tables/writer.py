"""The writer of tables: concepts one term a row, units one language a column; both read back as they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import BinaryIO

from tmx.convert import DOMAIN, as_concepts, as_units
from tmx.errors import CannotWrite
from tmx.language import best, normalise
from tmx.model import (
    Concept,
    Definition,
    Details,
    Languages,
    Losses,
    Note,
    Prop,
    Segment,
    Term,
    TermStatus,
    Unit,
    UnitStatus,
)

from .columns import tag_cell
from .concept_rows import NUMBERED
from .extra import NO_CONCEPT, Extra, packed
from .rows import RowWriter, Sink

CONCEPT_COLUMNS = (
    *("concept", "domain", "language", "term", "status", "type", "definition", "definition_source", "note"),
    *("pos", "term_source", "concept_note", "extra"),
)
"""The columns of a concept, one row a term."""
UNIT_COLUMNS = ("id", "context", "status", "domain", "note", "extra")
"""The columns of a unit after its two languages."""


def write(
    stream: BinaryIO,
    entries: Iterable[Unit | Concept],
    languages: Languages,
    header: Details,
    losses: Losses,
    *,
    delimiter: str,
) -> int:
    """Write a text table, as `write_table` does."""
    return write_table(RowWriter(stream, delimiter, losses), entries, languages, header, losses)


def write_table(
    rows: Sink, entries: Iterable[Unit | Concept], languages: Languages, header: Details, losses: Losses
) -> int:
    """Write a table of what the first entry is; entries of the other kind are converted. Returns how many entries.

    Raises `CannotWrite` for units where the two languages are not given.
    """
    if header:
        losses.add("properties of the file")
    rest = iter(entries)
    first = next(rest, None)
    whole = chain((first,), rest) if first is not None else rest
    if isinstance(first, Unit):
        return _Units(languages, losses).write(rows, as_units(whole, languages, losses))
    return _Concepts(losses).write(rows, as_concepts(whole))


@dataclass(slots=True)
class _Room:
    """What a sink has room for: entries that do not fit are left out whole, and counted."""

    out: Sink
    losses: Losses
    used: int = 0

    def write(self, rows: list[list[str]]) -> bool:
        """True where the rows were written."""
        if self.used + len(rows) > self.out.most:
            self.losses.add(f"entries after row {self.out.most:,}, the last there can be")
            return False
        if not all(self.out.fits(cell) for row in rows for cell in row):
            self.losses.add(f"entries with a text of more than {self.out.longest:,} characters")
            return False
        for row in rows:
            self.out.write(row)
        self.used += len(rows)
        return True


class _Concepts:
    """One term a row; what a row cannot hold is in the column extra of the concept's first row."""

    def __init__(self, losses: Losses) -> None:
        self._losses = losses
        self._previous = ""

    def write(self, out: Sink, concepts: Iterator[Concept]) -> int:
        out.begin()
        room = _Room(out, self._losses)
        room.write([list(CONCEPT_COLUMNS)])
        written = 0
        for concept in concepts:
            rows = self._rows(concept, written + 1)
            if not rows:
                self._losses.add("concepts without a term")
                continue
            key = rows[0][0]
            apart = [[""] * len(CONCEPT_COLUMNS)] if key == self._previous else []
            if room.write(apart + rows):
                self._previous = key
                written += 1
        return written

    def _rows(self, concept: Concept, number: int) -> list[list[str]]:
        terms = [term for term in concept.terms if term.text.strip()]
        if len(terms) < len(concept.terms):
            self._losses.add("terms without text", len(concept.terms) - len(terms))
        definitions, more_definitions = _placed_definitions(concept.definitions, terms)
        notes, more_notes = _placed_notes(concept.notes, terms)
        domain = concept.domain if _fits(concept.domain) else ""
        more = replace(
            concept,
            terms=(),
            id="" if _fits(concept.id) else concept.id,
            domains=concept.domains[1:] if domain else concept.domains,
            definitions=more_definitions,
            notes=more_notes,
        )
        rows = []
        for at, term in enumerate(terms):
            cells = _term_cells(term)
            extra = Extra(concept=NO_CONCEPT if at else more, term=_beside(term, cells))
            rows.append(
                [
                    _concept_cell(concept.id if _fits(concept.id) else "", number),
                    domain,
                    term.language,
                    cells.text,
                    term.status.value,
                    cells.type,
                    definitions[at].text,
                    definitions[at].source,
                    cells.notes[0].text if cells.notes else "",
                    cells.part_of_speech,
                    cells.sources[0] if cells.sources else "",
                    notes[at],
                    packed(extra),
                ]
            )
        return rows


def _fits(text: str) -> bool:
    """True where a cell gives the text back: readers take the white space around it away."""
    return bool(text) and text == text.strip()


def _term_cells(term: Term) -> Term:
    """The part of a term that its row's columns hold."""
    note, source = term.notes[:1], term.sources[:1]
    return Term(
        term.language,
        term.text.strip(),
        term.status,
        term.type if _fits(term.type) else "",
        term.part_of_speech if _fits(term.part_of_speech) else "",
        notes=note if note and _fits(note[0].text) and note[0] == Note(note[0].text) else (),
        sources=source if source and _fits(source[0]) else (),
    )


def _beside(term: Term, cells: Term) -> Term:
    """The part of a term that the columns leave out."""
    return replace(
        term,
        language="",
        text="" if cells.text == term.text else term.text,
        status=TermStatus.ADMITTED,
        type="" if cells.type else term.type,
        part_of_speech="" if cells.part_of_speech else term.part_of_speech,
        notes=term.notes[len(cells.notes) :],
        sources=term.sources[len(cells.sources) :],
    )


def _concept_cell(id: str, number: int) -> str:
    if not id:
        return f"{NUMBERED}{number}"
    return f"{NUMBERED}{id}" if id.startswith(NUMBERED) else id


def _placed_definitions(
    definitions: tuple[Definition, ...], terms: list[Term]
) -> tuple[list[Definition], tuple[Definition, ...]]:
    """A definition beside the first free term of its language, as long as that keeps their order; then the rest."""
    placed = [Definition("")] * len(terms)
    row = 0
    for at, definition in enumerate(definitions):
        free = next((i for i in range(row, len(terms)) if terms[i].language == definition.language), None)
        whole = _fits(definition.text) and definition.source == definition.source.strip() and not definition.fields
        if free is None or not whole or definition in placed:
            return placed, definitions[at:]
        placed[free] = definition
        row = free + 1
    return placed, ()


def _placed_notes(notes: tuple[Note, ...], terms: list[Term]) -> tuple[list[str], tuple[Note, ...]]:
    """A note a row, as long as they say no language; then the rest."""
    placed = [""] * len(terms)
    for at, note in enumerate(notes):
        if at == len(terms) or note != Note(note.text) or not _fits(note.text) or note.text in placed:
            return placed, notes[at:]
        placed[at] = note.text
    return placed, ()


class _Units:
    """One unit a row, in the two languages that the export is for."""

    def __init__(self, languages: Languages, losses: Losses) -> None:
        if not (languages.source and languages.target):
            raise CannotWrite("a table of units needs its two languages", hint="name them with -s and -t")
        self._source, self._target = normalise(languages.source), normalise(languages.target)
        if self._source == self._target:
            raise CannotWrite(f"source and target are both {self._source}", hint="name two languages")
        self._losses = losses

    def write(self, out: Sink, units: Iterator[Unit]) -> int:
        out.begin()
        room = _Room(out, self._losses)
        room.write([[tag_cell(self._source), tag_cell(self._target), *UNIT_COLUMNS]])
        pairs = ((self._pair(unit), unit) for unit in units)
        return sum(room.write([[pair[0].text, pair[1].text, *_unit_cells(unit)]]) for pair, unit in pairs if pair)

    def _pair(self, unit: Unit) -> tuple[Segment, Segment] | None:
        tags = unit.languages
        source, target = best(self._source, tags), best(self._target, tags)
        if source is None or target is None or source == target:
            self._losses.add(f"units without {self._source} or {self._target}")
            return None
        pair = unit.segments[tags.index(source)], unit.segments[tags.index(target)]
        if not all(segment.text.strip() for segment in pair):
            self._losses.add("units without text")
            return None
        for what, times in (
            ("further languages", len(unit.segments) - 2),
            ("segments with inline codes, which became plain text", sum(one.markup is not None for one in pair)),
            ("details of segments", sum(bool(one.details) for one in pair)),
            ("language tags, which became those of the columns", (source != self._source) + (target != self._target)),
        ):
            if times > 0:
                self._losses.add(what, times)
        return pair


def _unit_cells(unit: Unit) -> tuple[str, ...]:
    details = unit.details
    props, notes = details.props, details.notes
    domain = props[0].value if props and props[0] == Prop(DOMAIN, props[0].value) else ""
    note = notes[0].text if notes and notes[0] == Note(notes[0].text) else ""
    extra = Extra(details.attributes, props[1:] if domain else props, notes[1:] if note else notes)
    status = "" if unit.status is UnitStatus.TRANSLATED else unit.status.value
    return (unit.id, unit.context, status, domain, note, packed(extra))
