"""Exports: a memory or a termbase, streamed into a file of any format, with what the format cannot carry."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from typing import BinaryIO

from glossary.answers import ExportReport
from glossary.errors import BadRequest, NotFound
from glossary.store import Store
from tmx import registry
from tmx.model import NOTHING, Languages


@dataclass(frozen=True, slots=True)
class Order:
    """What to export: the named memory or termbase; with neither named, the only one there is."""

    file: str
    memory: str | None = None
    termbase: str | None = None
    languages: Languages = field(default_factory=Languages)
    format: str | None = None


def run(store: Store, stream: BinaryIO, order: Order) -> ExportReport:
    """Writes the entries in the order they were added; the same content gives the same bytes."""
    if order.memory and order.termbase:
        raise BadRequest("a memory and a termbase are both named; an export takes one of them")
    format = order.format or registry.for_export(order.file).name
    if order.termbase or (not order.memory and not store.memories()):
        concepts = (stored.concept for stored in store.concepts_of(_termbase(store, order.termbase)))
        with closing(concepts):  # a reading that a refusal cuts short must not outlive the library
            written = registry.write(stream, concepts, format=format, languages=order.languages, header=NOTHING)
    else:
        memory = _memory(store, order.memory)
        units = (stored.unit for stored in store.units_of(memory))
        header = store.memory_header(memory)
        with closing(units):
            written = registry.write(stream, units, format=format, languages=order.languages, header=header)
    return ExportReport(order.file, format, written.written, written.lost)


def _memory(store: Store, name: str | None) -> int:
    names = [memory.name for memory in store.memories()]
    chosen = _only("memory", name, names)
    row = store.memory(chosen)
    assert row is not None
    return row.number


def _termbase(store: Store, name: str | None) -> int:
    names = [termbase.name for termbase in store.termbases()]
    number = store.termbase(_only("termbase", name, names))
    assert number is not None
    return number


def _only(what: str, name: str | None, names: list[str]) -> str:
    """The named one, or the only one. Raises `NotFound` or, where several could be meant, `BadRequest`."""
    if name is not None and name not in names:
        raise NotFound(f"there is no {what} {name!r}; there are: {', '.join(names) or 'none'}")
    if name is None and not names:
        raise NotFound(f"there is no {what} yet; import a file first")
    if name is None and len(names) > 1:
        raise BadRequest(f"name the {what} to export: {', '.join(names)}")
    return name or names[0]
