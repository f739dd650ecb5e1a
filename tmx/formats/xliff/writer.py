"""What the two XLIFF writers share: whose languages are written, and which segments of a unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain

from lxml import etree

from tmx.convert import as_units
from tmx.errors import BadLanguage, CannotWrite
from tmx.language import best, normalise
from tmx.model import Concept, Details, Languages, Losses, Prop, Segment, Unit, UnitStatus

from . import names

Sides = tuple[Segment, Segment]


@dataclass(frozen=True, slots=True)
class Pair:
    """The two languages of a file; `chosen` where the caller named both."""

    source: str
    target: str
    chosen: bool = False

    def sides(self, unit: Unit) -> Sides | None:
        """The segments that answer these languages; None where one is missing."""
        tags = unit.languages
        source, target = best(self.source, tags), best(self.target, tags)
        if source is None or target is None or source == target:
            return None
        return unit.segments[tags.index(source)], unit.segments[tags.index(target)]


def opened(
    entries: Iterable[Unit | Concept], languages: Languages, header: Details, losses: Losses
) -> tuple[Pair, Iterator[Unit]]:
    """The languages to write, and the units. Raises `CannotWrite` where nothing says a target."""
    units = as_units(entries, languages, losses)
    first = next(units, None)
    tags = first.languages if first else ()
    source = languages.source or header.attribute("srclang").replace("*all*", "") or (tags[0] if tags else "en")
    target = languages.target or next((tag for tag in tags if tag != source), "")
    try:
        source, target = normalise(source), normalise(target)
    except BadLanguage as error:
        raise CannotWrite("an XLIFF file needs one target language", hint="name it with -t") from error
    if source == target:
        raise CannotWrite(f"source and target are both {source}", hint="name them with -s and -t")
    for what, times in (
        ("attributes of the file", len(header.attributes)),
        ("properties of the file", len(header.props)),
        ("notes of the file", len(header.notes)),
    ):
        if times:
            losses.add(what, times)
    return Pair(source, target, bool(languages.source and languages.target)), chain((first,), units) if first else units


@dataclass(slots=True)
class Ids:
    """The ids given so far, so that none is given twice; kept as digests, since a memory holds millions."""

    given: set[bytes] = field(default_factory=set)
    count: int = 0

    def free(self, wanted: str, fits: bool) -> str:
        """`wanted` where it fits and is free, else a number that is."""
        id = wanted
        while not fits or not id or self._digest(id) in self.given:
            self.count += 1
            id, fits = f"{names.OWN}-{self.count}", True
        self.given.add(self._digest(id))
        return id

    @staticmethod
    def _digest(id: str) -> bytes:
        return blake2b(id.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def without(details: Details, taken: Iterable[str]) -> Details:
    """Details without the first property of each of these types, which the format says itself."""
    left = list(taken)
    props: list[Prop] = []
    for prop in details.props:
        if prop.type in left:
            left.remove(prop.type)
        else:
            props.append(prop)
    return Details(details.attributes, tuple(props), details.notes)


def first_props(details: Details, types: tuple[str, ...]) -> dict[str, str]:
    """The values of properties that stand first in this order, as a reader of XLIFF puts them there."""
    found: dict[str, str] = {}
    order = iter(types)
    for prop in details.props:
        if prop.language or not prop.value or prop.type not in order:
            break
        found[prop.type] = prop.value
    return found


def is_fuzzy(unit: Unit) -> bool:
    return unit.status is UnitStatus.FUZZY


def indent(element: etree._Element, depth: int) -> None:
    """Line breaks between structural children, none in text."""
    children = list(element)
    if not children:
        return
    element.text = "\n" + "  " * depth
    for child in children:
        child.tail = "\n" + "  " * depth
    children[-1].tail = "\n" + "  " * (depth - 1)
