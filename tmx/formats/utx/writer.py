"""The writer of UTX, in its versions 1.11 and 1.20: one row for each pair of a source and a target term."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from tmx.convert import as_concepts
from tmx.formats.tables.pairs import both, one_line
from tmx.language import best
from tmx.model import Concept, Details, Languages, Losses, Term, Unit

from .reader import NO_VALUE, WORDS, Draft, Place, default_status, row_of

_OLD = "1.11"


def write(
    stream: BinaryIO,
    entries: Iterable[Unit | Concept],
    languages: Languages,
    header: Details,
    losses: Losses,
    *,
    version: str,
) -> int:
    """Write a glossary of two languages. Raises `CannotWrite` where they are not given."""
    out = _Writer(stream, both(languages), version, losses)
    out.begin(header)
    return sum(map(out.write, as_concepts(entries)))


class _Writer:
    """Rows under one header, each concept read back to tell what of it is lost."""

    def __init__(self, stream: BinaryIO, wanted: Languages, version: str, losses: Losses) -> None:
        self._stream, self._version, self._losses = stream, version, losses
        self._source, self._target = wanted.source, wanted.target
        self._places = self._columns()

    def _columns(self) -> list[Place]:
        both_sides = (self._source, self._target)
        places = [(name, tag) for name in ("term", "pos") for tag in both_sides]
        statuses = [("termstatus", tag) for tag in (both_sides[1:] if self._version == _OLD else both_sides)]
        return places + statuses + [("comment", tag) for tag in both_sides] + [("customer", ""), ("conceptid", "")]

    def begin(self, header: Details) -> None:
        """The header; a date of its own would make two exports of one content differ."""
        if self._version != _OLD:
            self._stream.write(codecs.BOM_UTF8)
        said = [f"#UTX {self._version}", f"{self._source}/{self._target}"]
        for prop in header.props:
            value = one_line(prop.value, self._losses).replace(";", ",")
            said.append({"date": value, "bidirectional": "bidirectional"}.get(prop.type, f"{prop.type}: {value}"))
        self._line("; ".join(said))
        for note in header.notes:
            self._line("#" + one_line(note.text, self._losses))
        self._line("#" + "\t".join(self._name(place) for place in self._places))

    def _name(self, place: Place) -> str:
        name, tag = place
        spelled = {"termstatus": "term status", "conceptid": "concept ID"}.get(name, name)
        if not tag:
            return spelled
        if self._version != _OLD:
            return f"{spelled.replace(' s', 'S')}:{tag}"
        side = "src" if tag == self._source else "tgt"
        return {"term": side, "termstatus": spelled}.get(name, f"{side}:{name}")

    def write(self, concept: Concept) -> bool:
        """True where the concept has a row."""
        sources, targets = self._terms(concept, self._source), self._terms(concept, self._target)
        if not sources or not targets or sources[0].language == targets[0].language:
            self._losses.add(f"entries without a text in {self._source} and {self._target}")
            return False
        rows = [(sources[0], target) for target in targets] + [(source, targets[0]) for source in sources[1:]]
        lines = list(self._lines(concept, rows))
        if any(cells[0].startswith("#") for cells in lines):
            self._losses.add("entries with a term that begins with #, which is a remark")
            return False
        if self._read_back(lines) != [concept]:
            self._losses.add("entries of which more is known")
        for cells in lines:
            self._line("\t".join(cells))
        return True

    def _terms(self, concept: Concept, wanted: str) -> list[Term]:
        tag = best(wanted, tuple(term.language for term in concept.terms))
        return [term for term in concept.terms if term.language == tag and not _is_no_value(term.text)]

    def _lines(self, concept: Concept, rows: list[tuple[Term, Term]]) -> Iterator[list[str]]:
        before: list[Term] = []
        for pair in rows:
            cells = []
            for name, tag in self._places:
                term = pair[tag == self._target] if tag else None
                cells.append(one_line(self._cell(name, term, concept, before), self._losses).strip())
            before += [term for term in pair if term not in before]
            yield cells

    def _cell(self, name: str, term: Term | None, concept: Concept, before: list[Term]) -> str:
        if term is None:
            return concept.id if name == "conceptid" else next(iter(concept.customers), "")
        if name == "termstatus":
            return "" if term.status is default_status(term.language, before) else WORDS.get(term.status, "")
        note = term.notes[0].text if term.notes else ""
        return {"term": term.text, "pos": term.part_of_speech, "comment": note}[name]

    def _read_back(self, lines: list[list[str]]) -> list[Concept]:
        draft, found = Draft(), []
        for cells in lines:
            row = row_of(cells, self._places)
            if draft.rows and not draft.takes(row):
                found.append(draft.concept())
                draft = Draft()
            draft.add(row)
        return [*found, draft.concept()]

    def _line(self, text: str) -> None:
        self._stream.write(f"{text}\r\n".encode())


def _is_no_value(text: str) -> bool:
    """True for what a reader takes for an empty cell."""
    return one_line(text, Losses()).strip() in ("", NO_VALUE)
