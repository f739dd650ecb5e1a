"""What a check of a document, a memory or a pair came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.answers import Json
from tmx.model import Skipped

from .check import Finding, Severity
from .run import CheckedPair, Reported


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Every pair that was checked, with what was found in it, and the entries that could not be read.

    `name` is the file's, or the memory's. `lines` says that a pair is a line of it. `skipped` keeps the first thousand.
    """

    name: str
    pairs: tuple[CheckedPair, ...]
    checks: tuple[str, ...]
    lines: bool = False
    skipped: tuple[Skipped, ...] = ()
    skipped_count: int = 0

    @property
    def faulty(self) -> tuple[CheckedPair, ...]:
        """The pairs in which something was found."""
        return tuple(each for each in self.pairs if each.found)

    @property
    def count(self) -> int:
        """How many findings there are."""
        return sum(len(each.found) for each in self.pairs)

    def by_check(self) -> tuple[tuple[str, int], ...]:
        """How many findings each check has, the most first."""
        return tuple(Counter(one.check for each in self.pairs for one in each.found).most_common())

    def by_severity(self) -> tuple[tuple[Severity, int], ...]:
        """How many findings of each severity there are, the worst first; those that none has are left out."""
        counts = Counter(one.severity for each in self.pairs for one in each.found)
        return tuple((severity, counts[severity]) for severity in Severity if counts[severity])

    def lines_as_json(self) -> Iterator[Json]:
        """The published line of each finding."""
        for checked in self.pairs:
            for reported in checked.found:
                yield finding_json(checked, reported)

    def as_json(self) -> Json:
        """The whole report."""
        return {
            "name": self.name,
            "pairs": len(self.pairs),
            "checks": list(self.checks),
            "findings": list(self.lines_as_json()),
            "skipped": [{"at": skip.at, "why": skip.why} for skip in self.skipped],
        }


def finding_json(checked: CheckedPair, reported: Reported) -> Json:
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
    }


def _span(finding: Finding) -> Json:
    return {"side": finding.side.value, "start": finding.start, "end": finding.end}
