"""One source translated in several ways, in the document or beside a memory; and several sources translated alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from glossary.checks.check import Check, Finding, Pair, Severity, Side
from glossary.text.chinese import simplified


@dataclass(frozen=True, slots=True)
class Parameters:
    """`reverse` reports one target for several sources, which is often right; `shortest` is in characters."""

    reverse: bool = False
    shortest: int = 2


@dataclass(frozen=True, slots=True)
class _Place:
    number: int
    at: str
    text: str


def find(pair: Pair, _: Parameters) -> Iterator[Finding]:
    """What a memory has for the same source."""
    both = pair.both
    if both is None or not pair.known:
        return
    target = both[1].text
    if _bare(target) not in map(_bare, pair.known):
        message = f"the memory translates this as “{pair.known[0]}”"
        yield Finding(message, Side.TARGET, 0, len(target), pair.known[0])


@dataclass(slots=True)
class _Consistency:
    """What each text was on the other side, and where."""

    parameters: Parameters
    targets: dict[tuple[str, str], list[_Place]] = field(default_factory=dict)
    sources: dict[tuple[str, str], list[_Place]] = field(default_factory=dict)

    def see(self, pair: Pair) -> None:
        if pair.both is None:
            return
        source, target = (_bare(text.text) for text in pair.both)
        if len(source) < self.parameters.shortest:
            return
        self.targets.setdefault((source, pair.context), []).append(_Place(pair.number, pair.at, target))
        if self.parameters.reverse and len(target) >= self.parameters.shortest:
            self.sources.setdefault((target, pair.context), []).append(_Place(pair.number, pair.at, source))

    def end(self) -> Iterator[tuple[int, Finding]]:
        for side, groups in ((Side.TARGET, self.targets), (Side.SOURCE, self.sources)):
            for places in groups.values():
                yield from _differing(places, side)


def _differing(places: list[_Place], side: Side) -> Iterator[tuple[int, Finding]]:
    """Those unlike the most frequent, or of several so the first."""
    counts = Counter(simplified(place.text) for place in places)
    if len(counts) < 2:
        return
    usual = counts.most_common(1)[0][0]
    first = next(place for place in places if simplified(place.text) == usual)
    for place in places:
        if simplified(place.text) == usual:
            continue
        message = f"the same source is translated as “{first.text}” at {first.at}"
        if side is Side.SOURCE:
            message = f"the same translation stands for “{first.text}” at {first.at}"
        yield place.number, Finding(message, side, gist=CHECK.title)


def _bare(text: str) -> str:
    return " ".join(text.split())


CHECK = Check(
    "consistency", "One source, several translations", Severity.WARNING, Parameters(), find, watch=_Consistency
)
