"""What a check of a document, a memory or a pair came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from glossary.answers import Json, ShownFinding
from tmx.model import Skipped

from .check import Finding, Severity
from .identity import everywhere, stretch
from .run import CheckedPair, Reported


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Every pair that was checked, with what was found in it, and the entries that could not be read.

    `name` is the file's, or the memory's. `lines` says that a pair is a line of it. `skipped` keeps the first thousand.
    `with_dismissed` asks that what was marked as no error be shown as well; it counts for nothing.
    """

    name: str
    pairs: tuple[CheckedPair, ...]
    checks: tuple[str, ...]
    lines: bool = False
    skipped: tuple[Skipped, ...] = ()
    skipped_count: int = 0
    with_dismissed: bool = False

    @property
    def faulty(self) -> tuple[CheckedPair, ...]:
        """The pairs in which something was found."""
        return tuple(each for each in self.pairs if each.found)

    @property
    def told(self) -> tuple[CheckedPair, ...]:
        """The pairs that have something to be shown."""
        return tuple(each for each in self.pairs if each.found or (each.quiet and self.with_dismissed))

    @property
    def count(self) -> int:
        """How many findings there are."""
        return sum(len(each.found) for each in self.pairs)

    @property
    def dismissed(self) -> int:
        """How many findings are quiet because someone has marked them as no error."""
        return sum(len(each.quiet) for each in self.pairs)

    def by_check(self) -> tuple[tuple[str, int], ...]:
        """How many findings each check has, the most first."""
        return tuple(Counter(one.check for each in self.pairs for one in each.found).most_common())

    def by_severity(self) -> tuple[tuple[Severity, int], ...]:
        """How many findings of each severity there are, the worst first; those that none has are left out."""
        counts = Counter(one.severity for each in self.pairs for one in each.found)
        return tuple((severity, counts[severity]) for severity in Severity if counts[severity])

    def lines_as_json(self) -> Iterator[Json]:
        """The published line of each finding, those marked as no error after the others of their pair."""
        for checked in self.pairs:
            for reported in checked.found:
                yield finding_json(checked, reported)
            for reported in checked.quiet if self.with_dismissed else ():
                yield finding_json(checked, reported, dismissed=True)

    def as_json(self) -> Json:
        """The whole report."""
        return {
            "name": self.name,
            "pairs": len(self.pairs),
            "checks": list(self.checks),
            "findings": list(self.lines_as_json()),
            "dismissed": self.dismissed,
            "skipped": [{"at": skip.at, "why": skip.why} for skip in self.skipped],
        }


def finding_json(checked: CheckedPair, reported: Reported, *, dismissed: bool = False) -> Json:
    """A finding as the command line publishes it; offsets count code points of the side."""
    pair, finding = checked.pair, reported.finding
    return {
        "check": reported.check,
        "severity": reported.severity.value,
        "at": pair.at,
        "source": pair.source.text if pair.source else "",
        "target": pair.target.text if pair.target else "",
        "message": finding.message,
        "span": _span(finding),
        "suggestion": finding.suggestion,
        "id": reported.id,
        "dismissed": dismissed,
    }


def quieted(pairs: Iterable[CheckedPair], dismissed: AbstractSet[str]) -> Iterator[CheckedPair]:
    """The pairs with those findings quiet that are marked by one of these names, of their own or of everywhere."""
    for checked in pairs:
        sides: tuple[list[Reported], list[Reported]] = [], []
        for each in checked.found:
            sides[bool(dismissed_by(checked, each) & dismissed)].append(each)
        found, quiet = map(tuple, sides)
        yield replace(checked, found=found, quiet=quiet) if quiet else checked


def dismissed_by(checked: CheckedPair, reported: Reported) -> set[str]:
    """The names under which a mark silences a finding."""
    return {reported.id, everywhere(reported.check, stretch(checked.pair, reported.finding))} - {""}


def shown(checked: CheckedPair, reported: Reported) -> ShownFinding:
    """A finding as it can be marked."""
    source, target = (text.text if text else "" for text in (checked.pair.source, checked.pair.target))
    piece = stretch(checked.pair, reported.finding)
    return ShownFinding(reported.id, reported.check, reported.finding.message, source, target, piece)


def _span(finding: Finding) -> Json:
    return {"side": finding.side.value, "start": finding.start, "end": finding.end}
