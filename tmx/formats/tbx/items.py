"""What a concept says as a list of items, one for each data category it uses, and back.

An item is a `Field`: of the kind and type that TBX has for it, with what goes into its group as its own fields. So the
writer need not know the model, nor the reader; `given` and `Gathered` are each other's inverse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from tmx.model import Concept, Context, Definition, Field, LanguageLevel, Link, Note, Term, TermStatus, Transaction

from .categories import CATEGORIES, spelled, status_of, status_spelling
from .own_notes import FIELD, ITEM, wrapped

STATUS = "administrativeStatus"
SCALARS = {
    "termType": "type",
    "partOfSpeech": "part_of_speech",
    "grammaticalGender": "gender",
    "geographicalUsage": "geographical_usage",
    "termLocation": "location",
}
"""The term notes that a term holds one of, and what it calls them."""

SOURCE = Field("source", kind="admin")
WHO = Field("responsibility", kind="transacNote")
DATE = Field("", kind="date")


def is_plain(item: Field, like: Field) -> bool:
    """True where an item is of a category and says no more than a value."""
    return replace(item, value="", id="") == like


def _inside(*named: Field, fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """What goes into a group: its named parts that say something, then the model's fields."""
    return (*(one for one in named if one.value), *(one if _is_note(one) else wrapped(one) for one in fields))


def _is_note(item: Field) -> bool:
    return item == Field("", item.value, item.language, kind="note")


def _part(item: Field, like: Field) -> tuple[str, tuple[Field, ...]]:
    """The value of the first part of this category in a group, and the other parts as the model's fields.

    A part that says more than its value is both.
    """
    value, rest, found = "", [], False
    for one in item.fields:
        if not found and (one.kind, one.type) == (like.kind, like.type):
            value, found = one.value, True
            if is_plain(one, like):
                continue
        rest.append(one)
    return value, tuple(rest)


def _unwrapped(fields: Iterable[Field]) -> tuple[Field, ...]:
    return tuple(one.fields[0] if one.kind in (FIELD, ITEM) and one.fields else one for one in fields)


@dataclass(frozen=True, slots=True)
class Slot:
    """One list of the model and the category that its values are written in; `keeps` is what they hold of an item."""

    name: str
    kind: str
    type: str
    item: Callable[[Any], Field]
    value: Callable[[Field], Any]
    keeps: tuple[str, ...] = ("fields",)

    def takes(self, item: Field) -> bool:
        return (item.kind, item.type) == (self.kind, self.type)

    def whole(self, item: Field) -> bool:
        """True where the value holds all that the item says, but for its id."""
        return not any(getattr(item, name) for name in ("language", "target", "fields") if name not in self.keeps)


def _texts(name: str, kind: str, type: str) -> Slot:
    return Slot(name, kind, type, lambda text: Field(type, text, kind=kind), lambda item: item.value, ())


def _links(name: str, kind: str, type: str) -> Slot:
    def item(link: Link) -> Field:
        return Field(type, link.text, kind=kind, target=link.target, fields=_inside(fields=link.fields))

    def value(item: Field) -> Link:
        return Link(item.target, item.value, _unwrapped(item.fields))

    return Slot(name, kind, type, item, value, ("target", "fields"))


def _note_item(note: Note) -> Field:
    return Field("", note.text, note.language, "note")


def _note(item: Field) -> Note:
    return Note(item.value, item.language)


def definition_item(one: Definition) -> Field:
    """The item of a definition, which may be a concept's or a language's."""
    inside = _inside(replace(SOURCE, value=one.source), fields=one.fields)
    return Field("definition", one.text, one.language, "descrip", fields=inside)


def _definition(item: Field) -> Definition:
    source, rest = _part(item, SOURCE)
    return Definition(item.value, item.language, source, _unwrapped(rest))


def _context_item(one: Context) -> Field:
    inside = _inside(replace(SOURCE, value=one.source), fields=one.fields)
    return Field("context", one.text, kind="descrip", fields=inside)


def _context(item: Field) -> Context:
    source, rest = _part(item, SOURCE)
    return Context(item.value, source, _unwrapped(rest))


def _transaction_item(one: Transaction) -> Field:
    inside = _inside(replace(WHO, value=one.who), replace(DATE, value=one.date), fields=one.fields)
    return Field("transactionType", one.type, kind="transac", fields=inside)


def _transaction(item: Field) -> Transaction:
    who, rest = _part(item, WHO)
    date, rest = _part(replace(item, fields=rest), DATE)
    return Transaction(item.value, date, who, _unwrapped(rest))


SLOTS = (
    _texts("domains", "descrip", "subjectField"),
    Slot("definitions", "descrip", "definition", definition_item, _definition, ("language", "fields")),
    Slot("contexts", "descrip", "context", _context_item, _context),
    Slot("notes", "note", "", _note_item, _note, ("language",)),
    _texts("sources", "admin", "source"),
    _links("references", "ref", "crossReference"),
    _links("links", "xref", "externalCrossReference"),
    _links("images", "xref", "xGraphic"),
    _texts("customers", "admin", "customerSubset"),
    _texts("projects", "admin", "projectSubset"),
    Slot("transactions", "transac", "transactionType", _transaction_item, _transaction),
)


def given(value: Concept | LanguageLevel | Term) -> Iterator[Field]:
    """The items of one level, in the order of the model; of a term without its text and id."""
    fields = value.fields
    if isinstance(value, Term):
        status, fields = _status_items(value)
        yield from status
        yield from _scalar_items(value)
    for slot in SLOTS:
        for one in getattr(value, slot.name, ()):
            yield slot.item(one)
    yield from map(wrapped, fields)


def _status_items(term: Term) -> tuple[list[Field], tuple[Field, ...]]:
    """The status as TBX-Basic spells it, then exactly where that says less; and the fields still to be written."""
    first = term.fields[0] if term.fields else Field("")
    if _spells(first, term.status):
        return [first], term.fields[1:]
    nearest = status_spelling(term.status)
    items = [Field(STATUS, nearest, kind="termNote")] if nearest else []
    if status_of(nearest) is not term.status:
        items.append(Field(STATUS, term.status.value, kind="termNote"))
    return items, term.fields


def _spells(item: Field, status: TermStatus) -> bool:
    """True for a field that keeps another of the picklist's spellings of a status than the usual one."""
    other = item == Field(STATUS, item.value, kind="termNote") and item.value != status_spelling(status)
    return other and item.value in CATEGORIES["termNote", STATUS].values and status_of(item.value) is status


def _scalar_items(term: Term) -> Iterator[Field]:
    """Each in the picklist's spelling, for others to understand, then as it is where that is another."""
    for type, name in SCALARS.items():
        value = getattr(term, name)
        listed = CATEGORIES["termNote", type]
        nearest = spelled(listed, value) if listed.values and value else ""
        if nearest and nearest != value:
            yield Field(type, nearest, kind="termNote")
        if value:
            yield Field(type, value, kind="termNote")


@dataclass(slots=True)
class Gathered:
    """The items of one level on their way into the model."""

    kind: type[Concept] | type[LanguageLevel] | type[Term]
    values: dict[str, list[Any]] = field(default_factory=dict)
    scalars: dict[str, Any] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)
    asides: list[Field] = field(default_factory=list)

    def take(self, item: Field) -> None:
        """Put an item where it belongs; what a note of the writer's own holds goes before what stands beside it."""
        if item.kind == FIELD and item.fields:
            self.fields.append(item.fields[0])
        elif item.kind == ITEM and item.fields:
            self._take(item.fields[0], surely=True)
        else:
            self._take(item, surely=False)

    def _take(self, item: Field, surely: bool) -> None:
        if item.kind in ("id", "order", "level"):
            self.asides.append(item)
        elif item.kind == "termNote" and self.kind is Term and (item.type == STATUS or item.type in SCALARS):
            self._take_scalar(item, surely)
        else:
            self._take_value(item)

    def _take_scalar(self, item: Field, surely: bool) -> None:
        name = SCALARS.get(item.type, "status")
        value = status_of(item.value) if name == "status" else item.value
        if value is None or (name in self.scalars and not surely):
            self.fields.append(item)
            return
        self.scalars[name] = value
        said = status_spelling(value) if isinstance(value, TermStatus) else item.value
        if not surely and replace(item, id="") != Field(item.type, said, kind="termNote"):
            self.fields.append(item)

    def _take_value(self, item: Field) -> None:
        slot = next((slot for slot in SLOTS if slot.takes(item) and self._has(slot)), None)
        if slot is None:
            self.fields.append(item)
            return
        self.values.setdefault(slot.name, []).append(slot.value(item))
        if not slot.whole(item):
            self.fields.append(item)

    def _has(self, slot: Slot) -> bool:
        """True for a list of this level; definitions of a language are the concept's, but stand here first."""
        return slot.name in self.kind.__dataclass_fields__ or (
            self.kind is LanguageLevel and slot.name == "definitions"
        )

    def take_values(self, other: Gathered) -> None:
        """Add what a second section of the same language says, each thing once."""
        for name, values in other.values.items():
            held = self.values.setdefault(name, [])
            held += [one for one in values if one not in held]
        self.fields += [one for one in other.fields if one not in self.fields]

    def said(self, *without: str) -> dict[str, Any]:
        """What the model's constructor takes."""
        lists = {name: tuple(values) for name, values in self.values.items() if name not in without}
        return {**lists, **self.scalars, "fields": tuple(self.fields)}
