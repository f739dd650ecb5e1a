"""Short ways to run one check."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.checks import CHECKS, Pair, Profile, Reported, Text
from glossary.checks.run import check_pairs

ALL = Profile.default().only(*(check.name for check in CHECKS))


def pairs_of(texts: Sequence[tuple[str | None, str | None]], source: str, target: str) -> list[Pair]:
    """Pairs; None for a side that is not there."""
    return [
        Pair(
            number,
            f"line {number + 1}",
            None if one is None else Text(source, one),
            None if other is None else Text(target, other),
        )
        for number, (one, other) in enumerate(texts)
    ]


def reported(
    name: str,
    *texts: tuple[str | None, str | None],
    source: str = "en",
    target: str = "zh-CN",
    profile: Profile | None = None,
) -> list[tuple[int, Reported]]:
    """What one check finds in a document: the pair's number, and the finding."""
    chosen = (profile or Profile.default()).only(name)
    checked = check_pairs(iter(pairs_of(texts, source, target)), chosen)
    return [(each.pair.number, one) for each in checked for one in each.found]


def marked(name: str, one: str | None, other: str | None, source: str, target: str, toml: str = "") -> list[str]:
    """The stretches that one check marks in a pair, each with what to write behind “→”, where it says so."""
    profile = Profile.from_toml(toml) if toml else None
    found = []
    for _, each in reported(name, (one, other), source=source, target=target, profile=profile):
        finding = each.finding
        text = (one if finding.side == "source" else other) or ""
        piece = text[finding.start : finding.end] if finding.start is not None else "*"
        found.append(piece if finding.suggestion is None else f"{piece}→{finding.suggestion}")
    return found
