"""Checks files, memories and pairs: puts their texts together with the terms in them and what memories hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import PurePath
from typing import BinaryIO

from glossary.answers import MatchKind
from glossary.checks import Pair, Profile, Run, Side, Text
from glossary.checks.report import CheckReport
from glossary.errors import BadRequest, NotFound
from glossary.store import Store
from tmx import inline, language, registry
from tmx.formats.po.messages import OBSOLETE
from tmx.formats.tables.encoding import text_of
from tmx.model import Concept, Languages, Segment, Skipped, Unit

from .dismissing import settled
from .matching import Matcher, Query
from .recognised import Order as Recognition
from .recognition import Recogniser

MOST_SKIPPED = 1000
"""Places that a report names."""
BLOCK = 512
"""Pairs whose terms are looked for together."""
TEXT = "text"
_TEXT = ".txt"
_UNTRANSLATED = ("not translated", "it has text in fewer than two languages")
"""What readers say of an entry that has no translation, and so is no unit."""
_EXACT = 100
_MOST_KNOWN = 10


@dataclass(frozen=True, slots=True)
class Order:
    """What to check by: the languages, termbases (none named: all), memories to agree with (none), and the profile."""

    languages: Languages = field(default_factory=Languages)
    termbases: tuple[str, ...] = ()
    memories: tuple[str, ...] = ()
    profile: Profile = field(default_factory=Profile.default)

    @property
    def alone(self) -> str:
        """The one language that is named, empty where none or both are."""
        source, target = self.languages.source, self.languages.target
        return "" if source and target else source or target


@dataclass(slots=True)
class _Places:
    """Entries that could not be read, the first of them by name."""

    first: list[Skipped] = field(default_factory=list)
    count: int = 0

    def add(self, skipped: Skipped) -> None:
        self.count += 1
        if len(self.first) < MOST_SKIPPED:
            self.first.append(skipped)


class Checker:
    """Carries out orders. Safe to share between threads."""

    def __init__(self, store: Store, recogniser: Recogniser, matcher: Matcher) -> None:
        self.store, self.recogniser, self.matcher = store, recogniser, matcher

    def file(self, stream: BinaryIO, file: str, format: str | None, order: Order) -> CheckReport:
        """A bilingual file; or a text in the one language that is named: a ``.txt``, or where `format` is ``text``."""
        if format == TEXT or (format is None and order.alone and PurePath(file).suffix.lower() == _TEXT):
            return self.text(text_of(stream, file)[0].read(), file, order)
        places = _Places()
        reading = registry.read(stream, file, format=format, languages=order.languages, kind="units")
        pairs = _pairs_of(_kept(reading.entries, places), order)
        report = self._report(file, pairs, order)
        return replace(report, skipped=tuple(places.first), skipped_count=places.count)

    def memory(self, name: str, order: Order) -> CheckReport:
        """All units of a memory. Raises `NotFound`."""
        row = self.store.memory(name)
        if row is None:
            raise NotFound(f"there is no memory {name!r}; `yiku stats` lists them")
        units = (
            replace(pair, unit=stored.number)
            for stored in self.store.units_of(row.number)
            for pair in _pairs_of([(f"unit {stored.number}", stored.unit)], order)
        )
        return self._report(name, units, order)

    def pair(self, source: str, target: str, order: Order, *, by_line: bool = False) -> CheckReport:
        """A text and its translation, or one of them alone where the other's language is not named and it is empty.

        `by_line` checks line by line where both have as many.
        """
        texts = (source.split("\n"), target.split("\n")) if by_line else ([source], [target])
        alone = _alone(source, target, order.languages)
        if alone:
            return self.text(source + target, "", order, by_line=by_line)
        if len(texts[0]) != len(texts[1]):
            texts = ([source], [target])
        count = len(texts[0])
        pairs = (
            Pair(0, f"line {number}" if count > 1 else "", *_sides(order.languages, *both))
            for number, both in enumerate(zip(*texts, strict=True), start=1)
            if any(text.strip() for text in both)
        )
        return replace(self._report("", pairs, order), lines=count > 1)

    def text(self, text: str, file: str, order: Order, *, by_line: bool = True) -> CheckReport:
        """A text in one language, line by line."""
        if not order.alone:
            raise BadRequest("name the one language of the text, such as en or zh-CN")
        lines = text.split("\n") if by_line else [text]
        is_source = bool(order.languages.source)
        sides = (Text(order.alone, line.removesuffix("\r")) for line in lines)
        pairs = (
            Pair(0, f"line {number}" if by_line else "", side if is_source else None, None if is_source else side)
            for number, side in enumerate(sides, start=1)
            if side.text.strip()
        )
        return replace(self._report(file, pairs, order), lines=by_line)

    def _report(self, name: str, pairs: Iterator[Pair], order: Order) -> CheckReport:
        run = Run(order.profile)
        numbered = (replace(pair, number=number) for number, pair in enumerate(pairs))
        with_terms = order.profile.needs_terms and bool(self.store.termbases())
        while block := list(islice(numbered, BLOCK)):
            if with_terms:
                block = self._with_terms(block, order.termbases)
            for pair in block:
                run.see(self._with_known(pair, order.memories) if order.memories else pair)
        return CheckReport(name, settled(self.store, run.end()), tuple(check.name for check, _ in order.profile.active))

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

    def _with_known(self, pair: Pair, memories: tuple[str, ...]) -> Pair:
        """The pair with the targets that the memories have for its source."""
        if pair.both is None:
            return pair
        source, target = pair.both
        query = Query(
            source.text, source.language, target.language, _EXACT, _MOST_KNOWN, memories, context=pair.context
        )
        found = self.matcher.match(query).matches
        known = [match.target for match in found if match.kind in (MatchKind.EXACT, MatchKind.CONTEXT)]
        return replace(pair, known=tuple(dict.fromkeys(known)))


def _kept(entries: Iterable[Unit | Concept | Skipped], places: _Places) -> Iterator[tuple[str, Unit | str]]:
    """The units of a file with where they stand, or why one has no translation; what else was skipped is noted."""
    for number, entry in enumerate(entries, start=1):
        if isinstance(entry, Skipped):
            if any(reason in entry.why for reason in _UNTRANSLATED):
                yield entry.at, entry.why
            else:
                places.add(entry)
        elif isinstance(entry, Unit):
            at = f"unit {number}" + (f" ({entry.id})" if entry.id else "")
            if entry.details.prop(OBSOLETE):
                places.add(Skipped(at, "obsolete"))
            else:
                yield at, entry


def _pairs_of(units: Iterable[tuple[str, Unit | str]], order: Order) -> Iterator[Pair]:
    """The source and target of each unit, by the order's languages, else its first two; without both, none."""
    for at, unit in units:
        if isinstance(unit, str):
            yield Pair(0, at, untranslated=unit)
            continue
        by_language: dict[str, Segment] = {}
        for segment in unit.segments:
            by_language.setdefault(segment.language, segment)
        source = _chosen(by_language, order.languages.source, order.languages.target)
        target = _chosen(by_language, order.languages.target, source or "")
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


def _alone(source: str, target: str, languages: Languages) -> bool:
    """True where only one text is given, in the one language that is named."""
    if not languages.source and not languages.target:
        raise BadRequest("name the languages of the texts, such as en and zh-CN")
    if (source.strip() and not languages.source) or (target.strip() and not languages.target):
        raise BadRequest(
            f"name the language of the {'source' if source.strip() and not languages.source else 'target'}"
        )
    return not (languages.source and languages.target)


def _sides(languages: Languages, source: str, target: str) -> tuple[Text, Text]:
    return (
        Text(languages.source, source.removesuffix("\r")),
        Text(languages.target, target.removesuffix("\r")),
    )


def _language(text: Text | None) -> str:
    return text.language if text else ""
