"""Search and replace in the texts of memories, with a preview; inline codes are neither searched nor changed."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from glossary.answers import CleanReport, Replacement
from glossary.errors import BadRequest
from glossary.matching.score import rewritten
from glossary.store import Store
from glossary.store.values import MemoryRow, StoredUnit
from glossary.text.bounded import Expression
from tmx import inline, language, placeables
from tmx.model import Segment, Unit

from .batching import Batching

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Order:
    """What to put for what, in the segments of which language (all where it is empty) of which memories."""

    old: str
    new: str
    language: str
    memories: tuple[MemoryRow, ...]
    regex: bool = False


def preview(store: Store, order: Order) -> Iterator[Replacement]:
    """Every segment that would change, as it is and as it would be."""
    for stored, before, after in _changes(store, order, _change(order)):
        pieces = rewritten(before.text, after.text)
        yield Replacement(stored.number, stored.memory, before.language, before.text, after.text, *pieces)


def run(store: Store, order: Order, who: str) -> CleanReport:
    """Replaces all, in one batch; what would become empty or the same as another unit is skipped, and counted."""
    change = _change(order)
    with store.writing():
        only = order.memories[0].number if len(order.memories) == 1 else None
        batching = Batching(store, f"“{order.old}” → “{order.new}”", "replace", only, who)
        numbers = array("q", sorted({stored.number for stored, _, _ in _changes(store, order, change)}))
        for start in range(0, len(numbers), _AT_ONCE):
            for stored in store.units(numbers[start : start + _AT_ONCE]).values():
                batching.change(stored, _replaced(stored.unit, order, change))
        return batching.close()


def _changes(store: Store, order: Order, change: Callable[[str], str]) -> Iterator[tuple[StoredUnit, Segment, Segment]]:
    """Every segment that would change and what it would be, with its unit."""
    for memory in order.memories:
        for stored in store.units_of(memory.number):
            for before, after in zip(stored.unit.segments, _replaced(stored.unit, order, change).segments, strict=True):
                if before != after:
                    yield stored, before, after


def _change(order: Order) -> Callable[[str], str]:
    """Raises `BadRequest` for an empty text, and for a pattern that is none or finds nothing at all as well."""
    if not order.regex:
        if not order.old:
            raise BadRequest("the text to be replaced is empty")
        return lambda text: text.replace(order.old, order.new)
    expression = Expression(order.old)
    expression.replaced(order.new, "")
    if expression.search("") is not None:
        raise BadRequest(f"{order.old!r} also finds nothing at all, between any two characters; make it find something")
    return lambda text: expression.replaced(order.new, text)


def _replaced(unit: Unit, order: Order, change: Callable[[str], str]) -> Unit:
    segments = tuple(
        _segment(each, change) if not order.language or language.matches(order.language, each.language) else each
        for each in unit.segments
    )
    return replace(unit, segments=segments)


def _segment(segment: Segment, change: Callable[[str], str]) -> Segment:
    if segment.markup is None:
        return replace(segment, text=change(segment.text))
    markup = placeables.with_texts(segment.markup, change)
    return replace(segment, markup=markup, text=inline.plain_text(markup))
