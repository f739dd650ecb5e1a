"""Reads files, memories and texts as pairs with the terms in them, for whatever looks at translations side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import PurePath
from typing import BinaryIO

from glossary.checks import Pair, Side, Text
from glossary.errors import BadRequest, NotFound
from glossary.store import Store
from tmx import inline, language, registry
from tmx.formats.po.messages import OBSOLETE
from tmx.formats.tables.encoding import text_of
from tmx.model import Concept, Languages, Segment, Skipped, Unit

from .recognised import Order as Recognition
from .recognition import Recogniser

MOST_SKIPPED = 1000
"""Places that are named."""
BLOCK = 512
"""Pairs whose terms are looked for together."""
TEXT = "text"
_TEXT = ".txt"
_UNTRANSLATED = ("not translated", "it has text in fewer than two languages")
"""What readers say of an entry that has no translation, and so is no unit."""


@dataclass(slots=True)
class Skips:
    """Entries that could not be read, the first of them by name."""

    first: list[Skipped] = field(default_factory=list)
    count: int = 0

    def add(self, skipped: Skipped) -> None:
        self.count += 1
        if len(self.first) < MOST_SKIPPED:
            self.first.append(skipped)


def alone(languages: Languages) -> str:
    """The one language that is named, empty where none or both are."""
    source, target = languages.source, languages.target
    return "" if source and target else source or target


def is_text(file: str, format: str | None, languages: Languages) -> bool:
    """True for a text in the one language that is named: a ``.txt``, or where `format` is ``text``."""
    return format == TEXT or (format is None and bool(alone(languages)) and PurePath(file).suffix.lower() == _TEXT)


class Pairing:
    """Reads pairs. Safe to share between threads."""

    def __init__(self, store: Store, recogniser: Recogniser) -> None:
        self.store, self.recogniser = store, recogniser

    def file(
        self, stream: BinaryIO, file: str, format: str | None, languages: Languages, skips: Skips
    ) -> Iterator[Pair]:
        """The pairs of a bilingual file, or the lines of a text; see `is_text`."""
        if is_text(file, format, languages):
            return self.text(text_of(stream, file)[0].read(), languages)
        reading = registry.read(stream, file, format=format, languages=languages, kind="units")
        return _pairs_of(_kept(reading.entries, skips), languages)

    def memory(self, name: str, languages: Languages) -> Iterator[Pair]:
        """All units of a memory. Raises `NotFound`."""
        row = self.store.memory(name)
        if row is None:
            raise NotFound(f"there is no memory {name!r}; `yiku stats` lists them")
        return (
            replace(pair, unit=stored.number)
            for stored in self.store.units_of(row.number)
            for pair in _pairs_of([(f"unit {stored.number}", stored.unit)], languages)
        )

    def text(self, text: str, languages: Languages, *, by_line: bool = True) -> Iterator[Pair]:
        """A text in one language, line by line, on the side of its language."""
        if not alone(languages):
            raise BadRequest("name the one language of the text, such as en or zh-CN")
        lines = text.split("\n") if by_line else [text]
        is_source = bool(languages.source)
        sides = (Text(alone(languages), line.removesuffix("\r")) for line in lines)
        return (
            Pair(0, f"line {number}" if by_line else "", side if is_source else None, None if is_source else side)
            for number, side in enumerate(sides, start=1)
            if side.text.strip()
        )

    def numbered(
        self, pairs: Iterable[Pair], termbases: tuple[str, ...] = (), *, with_terms: bool = True
    ) -> Iterator[Pair]:
        """The pairs by number, with the terms of some termbases (none named: all) where these are asked for."""
        counted = (replace(pair, number=number) for number, pair in enumerate(pairs))
        if not with_terms or not self.store.termbases():
            yield from counted
            return
        while block := list(islice(counted, BLOCK)):
            yield from self._with_terms(block, termbases)

    def _with_terms(self, pairs: list[Pair], termbases: tuple[str, ...]) -> list[Pair]:
        """The pairs with the terms on both sides, which are looked for together where their languages are the same."""
        groups: dict[tuple[str, str], list[int]] = {}
        for at, pair in enumerate(pairs):
            groups.setdefault((_language(pair.source), _language(pair.target)), []).append(at)
        for (source, target), places in groups.items():
            if source:
                self._recognise(pairs, places, Side.SOURCE, Recognition(source, target, termbases))
            if target:
                self._recognise(pairs, places, Side.TARGET, Recognition(target, source, termbases))
        return pairs

    def _recognise(self, pairs: list[Pair], places: Sequence[int], side: Side, order: Recognition) -> None:
        """Puts into some pairs the terms on one side."""
        texts = [text for at in places if (text := pairs[at].side(side))]
        found = self.recogniser.recognise_all((text.text for text in texts), order)
        for at, text, terms in zip(places, texts, found, strict=True):
            known = replace(text, terms=terms)
            pairs[at] = replace(pairs[at], source=known) if side is Side.SOURCE else replace(pairs[at], target=known)


def _kept(entries: Iterable[Unit | Concept | Skipped], skips: Skips) -> Iterator[tuple[str, Unit | str]]:
    """The units of a file with where they stand, or why one has no translation; what else was skipped is noted."""
    for number, entry in enumerate(entries, start=1):
        if isinstance(entry, Skipped):
            if any(reason in entry.why for reason in _UNTRANSLATED):
                yield entry.at, entry.why
            else:
                skips.add(entry)
        elif isinstance(entry, Unit):
            at = f"unit {number}" + (f" ({entry.id})" if entry.id else "")
            if entry.details.prop(OBSOLETE):
                skips.add(Skipped(at, "obsolete"))
            else:
                yield at, entry


def _pairs_of(units: Iterable[tuple[str, Unit | str]], languages: Languages) -> Iterator[Pair]:
    """The source and target of each unit, by the languages, else its first two; without both, none."""
    for at, unit in units:
        if isinstance(unit, str):
            yield Pair(0, at, untranslated=unit)
            continue
        by_language: dict[str, Segment] = {}
        for segment in unit.segments:
            by_language.setdefault(segment.language, segment)
        source = _chosen(by_language, languages.source, languages.target)
        target = _chosen(by_language, languages.target, source or "")
        if source is not None and target is not None:
            yield Pair(0, at, _text(by_language[source]), _text(by_language[target]), context=unit.context)


def _chosen(segments: dict[str, Segment], wanted: str, other: str) -> str | None:
    """The language that answers a wanted one, else the first that does not answer the other."""
    if wanted:
        return language.best(wanted, segments)
    taken = language.best(other, segments) if other else None
    return next((tag for tag in segments if tag != taken), None)


def _text(segment: Segment) -> Text:
    codes = inline.codes(segment.markup) if segment.markup else ()
    return Text(segment.language, segment.text, codes)


def _language(text: Text | None) -> str:
    return text.language if text else ""
