"""Rows to store, and the awkward names and texts that every engine must hold as they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from glossary.library.entries import new_concept, new_unit
from glossary.store import Store
from glossary.store.values import BatchRow, NewConcept, NewUnit
from tmx.model import Concept, Definition, Details, Field, Note, Prop, Segment, Term, TermStatus, Unit, UnitStatus


class Broken(Exception):
    """What interrupts a transaction."""


@contextmanager
def taken_back(store: Store) -> Iterator[None]:
    """A transaction that breaks at its end."""
    with suppress(Broken), store.writing():
        yield
        raise Broken


AWKWARD = ["it's", '"quoted"', "100%_sure", "a;--", "保税区", "𠮷野家 😀", "\\", "İ ß ﬁ", " spaced ", "e\u0301"]

DETAILS = Details(
    attributes=(("creationdate", "20260101T000000Z"), ("changeid", "O'Hara")),
    props=(Prop("x-client", "“A” & B", "en"),),
    notes=(Note("𠮷", "ja"),),
)

WHOLE_UNIT = Unit(
    (
        Segment("zh-CN", "保税区𠮷", '保税区<ph x="1">&lt;b></ph>𠮷', DETAILS),
        Segment("en", "bonded area"),
        Segment("de-CH", "Zollfreigebiet"),
    ),
    id="it's 1",
    context="menu|File",
    status=UnitStatus.FUZZY,
    details=DETAILS,
)

WHOLE_CONCEPT = Concept(
    (
        Term(
            *("zh-CN", "保税区", TermStatus.PREFERRED, "fullForm", "noun"),
            notes=(Note("a note"),),
            sources=("it's a source",),
        ),
        Term("en", "bonded area", TermStatus.PREFERRED),
        Term("en", "bonded zone", TermStatus.DEPRECATED),
    ),
    id="c-1",
    domains=("customs",),
    definitions=(Definition("An area under customs supervision.", "en", "law"),),
    notes=(Note("see 综合保税区", "en"),),
    fields=(Field("x-project", "𠮷"),),
)


def unit(source: str, target: str, **more: object) -> Unit:
    return Unit((Segment("en", source), Segment("zh-CN", target)), **more)  # type: ignore[arg-type]


A, B, C = unit("one", "一"), unit("two", "二"), unit("three", "三")


def concept(*texts: str, id: str = "", language: str = "en") -> Concept:
    return Concept(tuple(Term(language, text) for text in texts), id=id)


def new_units(*units: Unit) -> list[NewUnit]:
    return [new_unit(each) for each in units]


def new_concepts(*concepts: Concept) -> list[NewConcept]:
    return [new_concept(each) for each in concepts]


def batch(
    store: Store,
    memory: int | None = None,
    termbase: int | None = None,
    who: str = "",
    file: str = "f",
    *,
    makes: bool = False,
) -> int:
    return store.open_batch(BatchRow("2026-01-01T00:00:00+00:00", who, file, "tmx", memory, termbase, makes))


def stored(store: Store, *units: Unit, memory: str = "m") -> tuple[int, list[int]]:
    """A batch with these units in a memory, and their numbers."""
    row = store.memory(memory) or store.add_memory(memory)
    number = batch(store, row.number)
    numbers = store.add_units(row.number, number, new_units(*units))
    return number, [each for each in numbers if each is not None]


def kept(store: Store, *concepts: Concept, termbase: str = "t") -> tuple[int, list[int]]:
    """A batch with these concepts in a termbase, and their numbers."""
    base = store.termbase(termbase) or store.add_termbase(termbase)
    number = batch(store, None, base)
    return number, store.add_concepts(base, number, new_concepts(*concepts))
