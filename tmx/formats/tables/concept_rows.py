"""Rows of a glossary table gathered into concepts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tmx.errors import BadLanguage
from tmx.language import normalise
from tmx.model import Concept, Definition, Field, Note, Term, TermStatus

from .columns import Columns
from .extra import NO_CONCEPT, Extra, RowError, unpacked

__all__ = ["ConceptRows", "RowError"]

NUMBERED = "#"
"""Begins a ``concept`` cell that only holds rows together: ``#12`` is no identifier, ``##12`` is the one ``#12``."""

MOST_TERMS = 1000
"""Terms of one concept: no honest one has as many, and each new term is compared with those before it."""


@dataclass(slots=True)
class _Draft:
    """A concept whose rows are still coming."""

    key: tuple[str, ...]
    id: str
    domain: str
    terms: list[Term] = field(default_factory=list)
    definitions: dict[Definition, None] = field(default_factory=dict)
    notes: dict[Note, None] = field(default_factory=dict)
    definitions_more: list[Definition] = field(default_factory=list)
    notes_more: list[Note] = field(default_factory=list)
    fields: dict[Field, None] = field(default_factory=dict)
    fields_more: list[Field] = field(default_factory=list)
    more: Concept = NO_CONCEPT

    def take(self, extra: Extra) -> None:
        """What a column extra says of the concept; another row's goes after it."""
        self.definitions_more += extra.definitions
        self.notes_more += extra.notes
        self.fields_more += [Field(prop.type, prop.value, prop.language) for prop in extra.props]
        if extra.concept != NO_CONCEPT:
            self.more = extra.concept

    def concept(self) -> Concept:
        more = self.more
        return replace(
            more,
            terms=tuple(self.terms),
            id=self.id or more.id,
            domains=(self.domain, *more.domains) if self.domain else more.domains,
            definitions=(*self.definitions, *self.definitions_more, *more.definitions),
            notes=(*self.notes, *self.notes_more, *more.notes),
            fields=(*self.fields, *self.fields_more, *more.fields),
        )


class ConceptRows:
    """Takes rows one by one and gives each concept when its last row has come."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._draft: _Draft | None = None

    def add(self, cells: list[str]) -> Concept | None:
        """The concept that this row ends by beginning another. Raises `RowError`; the row then counts as not there."""
        cells = [cell.strip() for cell in cells]
        extra = unpacked(self._cell(cells, "extra"))
        terms = self._term_row(cells, extra) if self._columns.layout == "terms" else self._language_row(cells)
        definition = self._definition(cells)
        domain = self._cell(cells, "domain")
        key = self._key(cells)
        ended = None
        if self._draft is None or not all(key) or key != self._draft.key:
            ended = self.finish()
            self._draft = _Draft(key, _identifier(self._cell(cells, "id")), domain)
        elif domain and self._draft.domain not in ("", domain):
            raise RowError(f"its domain “{domain[:40]}” is not its concept's, “{self._draft.domain[:40]}”")
        draft = self._draft
        draft.domain = draft.domain or domain
        draft.terms += terms
        self._add_details(draft, cells, definition)
        draft.take(extra)
        return ended

    def finish(self) -> Concept | None:
        """The concept whose rows have come so far."""
        draft, self._draft = self._draft, None
        return draft.concept() if draft else None

    def _cell(self, cells: list[str], name: str) -> str:
        return self._columns.cell(cells, name)

    def _key(self, cells: list[str]) -> tuple[str, ...]:
        """What adjacent rows of one concept share; they share nothing where a part of it is empty."""
        if self._columns.layout == "terms":
            return (self._cell(cells, "id"),)
        first = cells[self._columns.languages[0][0]]
        return (f"{self._cell(cells, 'id')}\n{self._cell(cells, 'domain')}", first)

    def _terms_before(self, cells: list[str]) -> list[Term]:
        """The terms of the concept that this row continues, none where it begins one."""
        draft = self._draft
        if draft is None or not all(draft.key) or draft.key != self._key(cells):
            return []
        if len(draft.terms) >= MOST_TERMS:
            raise RowError(f"its concept has {len(draft.terms):,} terms already; give it another concept or domain")
        return draft.terms

    def _term_row(self, cells: list[str], extra: Extra) -> list[Term]:
        text, tag = self._cell(cells, "term"), self._cell(cells, "language")
        if not text:
            raise RowError("its term is empty")
        try:
            language = normalise(tag)
        except BadLanguage as error:
            raise RowError(str(error)) from None
        return [_whole_term(self._term(cells, language, text, self._terms_before(cells)), extra.term)]

    def _language_row(self, cells: list[str]) -> list[Term]:
        """The terms that a row adds; its status and the like belong to those beside the first language."""
        filled = [(tag, cells[at]) for at, tag in self._columns.languages if cells[at]]
        if self._columns.layout == "pairs" and len(filled) < 2:
            raise RowError(f"its {'target' if cells[self._columns.languages[0][0]] else 'source'} is empty")
        if not filled:
            raise RowError("it has no term")
        known = list(self._terms_before(cells))
        before = len(known)
        first = self._columns.languages[0][1]
        for tag, text in filled:
            if any(term.language == tag and term.text == text for term in known):
                continue
            if tag == first and len(filled) > 1:
                known.append(Term(tag, text, _default_status(tag, known)))
            else:
                known.append(self._term(cells, tag, text, known))
        if len(known) == before:
            raise RowError("a row above has the same terms")
        return known[before:]

    def _term(self, cells: list[str], language: str, text: str, before: list[Term]) -> Term:
        status, source = self._cell(cells, "status"), self._cell(cells, "term_source")
        note = self._cell(cells, "note") if self._columns.layout == "terms" else ""
        return Term(
            language,
            text,
            _status(status) if status else _default_status(language, before),
            type=self._cell(cells, "type"),
            part_of_speech=self._cell(cells, "pos"),
            notes=(Note(note),) if note else (),
            sources=(source,) if source else (),
        )

    def _definition(self, cells: list[str]) -> Definition | None:
        text, source = self._cell(cells, "definition"), self._cell(cells, "definition_source")
        if source and not text:
            raise RowError("it has a definition_source and no definition")
        language = normalise(self._cell(cells, "language")) if self._columns.layout == "terms" else ""
        return Definition(text, language, source) if text else None

    def _add_details(self, draft: _Draft, cells: list[str], definition: Definition | None) -> None:
        if definition:
            draft.definitions[definition] = None
        note = self._cell(cells, "concept_note" if self._columns.layout == "terms" else "note")
        if note:
            draft.notes[Note(note)] = None
        values = [("context", self._cell(cells, "context"))]
        values += [(name, cells[at]) for at, name in self._columns.unknown]
        for type, value in values:
            if value:
                draft.fields[Field(type, value)] = None


def _whole_term(term: Term, more: Term) -> Term:
    """The term of a row with what the row's column extra says beside."""
    return replace(
        more,
        language=term.language,
        text=more.text or term.text,
        status=term.status,
        type=more.type or term.type,
        part_of_speech=more.part_of_speech or term.part_of_speech,
        notes=(*term.notes, *more.notes),
        sources=(*term.sources, *more.sources),
    )


def _default_status(language: str, before: list[Term]) -> TermStatus:
    return TermStatus.ADMITTED if any(term.language == language for term in before) else TermStatus.PREFERRED


def _status(raw: str) -> TermStatus:
    try:
        return TermStatus(raw.lower())
    except ValueError:
        raise RowError(f"“{raw[:40]}” is not a status; write one of {', '.join(TermStatus)}") from None


def _identifier(cell: str) -> str:
    """The identifier that a ``concept`` cell names; see `NUMBERED`."""
    if not cell.startswith(NUMBERED):
        return cell
    return "" if cell[1:].isdecimal() else cell.removeprefix(NUMBERED)
