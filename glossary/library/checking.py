"""Checks files, memories and pairs: puts their texts together with the terms in them and what memories hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from glossary.answers import MatchKind
from glossary.checks import Pair, Profile, Run, Text
from glossary.checks.report import CheckReport
from glossary.errors import BadRequest
from glossary.store import Store
from tmx.model import Languages

from .dismissing import settled
from .matching import Matcher, Query
from .pairing import Pairing, Skips, alone, is_text

_EXACT = 100
_MOST_KNOWN = 10


@dataclass(frozen=True, slots=True)
class Order:
    """What to check by: the languages, termbases (none named: all), memories to agree with (none), and the profile."""

    languages: Languages = field(default_factory=Languages)
    termbases: tuple[str, ...] = ()
    memories: tuple[str, ...] = ()
    profile: Profile = field(default_factory=Profile.default)


class Checker:
    """Carries out orders. Safe to share between threads."""

    def __init__(self, store: Store, pairing: Pairing, matcher: Matcher) -> None:
        self.store, self.pairing, self.matcher = store, pairing, matcher

    def file(self, stream: BinaryIO, file: str, format: str | None, order: Order) -> CheckReport:
        """A bilingual file; or a text in the one language that is named, line by line."""
        skips = Skips()
        pairs = self.pairing.file(stream, file, format, order.languages, skips)
        report = self._report(file, pairs, order)
        lines = is_text(file, format, order.languages)
        return replace(report, lines=lines, skipped=tuple(skips.first), skipped_count=skips.count)

    def memory(self, name: str, order: Order) -> CheckReport:
        """All units of a memory. Raises `NotFound`."""
        return self._report(name, self.pairing.memory(name, order.languages), order)

    def pair(self, source: str, target: str, order: Order, *, by_line: bool = False) -> CheckReport:
        """A text and its translation, or one of them alone where the other's language is not named and it is empty.

        `by_line` checks line by line where both have as many.
        """
        texts = (source.split("\n"), target.split("\n")) if by_line else ([source], [target])
        if _is_alone(source, target, order.languages):
            pairs = self.pairing.text(source + target, order.languages, by_line=by_line)
            return replace(self._report("", pairs, order), lines=by_line)
        if len(texts[0]) != len(texts[1]):
            texts = ([source], [target])
        count = len(texts[0])
        pairs = (
            Pair(0, f"line {number}" if count > 1 else "", *_sides(order.languages, *both))
            for number, both in enumerate(zip(*texts, strict=True), start=1)
            if any(text.strip() for text in both)
        )
        return replace(self._report("", pairs, order), lines=count > 1)

    def _report(self, name: str, pairs: Iterator[Pair], order: Order) -> CheckReport:
        run = Run(order.profile)
        for pair in self.pairing.numbered(pairs, order.termbases, with_terms=order.profile.needs_terms):
            run.see(self._with_known(pair, order.memories) if order.memories else pair)
        checks = tuple(check.name for check, _ in order.profile.active)
        return CheckReport(name, settled(self.store, run.end()), checks)

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


def _is_alone(source: str, target: str, languages: Languages) -> bool:
    """True where only one text is given, in the one language that is named."""
    if not languages.source and not languages.target:
        raise BadRequest("name the languages of the texts, such as en and zh-CN")
    if (source.strip() and not languages.source) or (target.strip() and not languages.target):
        raise BadRequest(
            f"name the language of the {'source' if source.strip() and not languages.source else 'target'}"
        )
    return bool(alone(languages))


def _sides(languages: Languages, source: str, target: str) -> tuple[Text, Text]:
    return (
        Text(languages.source, source.removesuffix("\r")),
        Text(languages.target, target.removesuffix("\r")),
    )
