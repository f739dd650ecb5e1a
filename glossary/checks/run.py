"""Runs the checks of a profile over pairs, one after the other, and gives what they found with each pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from glossary.errors import BadRequest

from .check import Check, Finding, Pair, Severity, Side, Watch
from .identity import Identities
from .profile import Profile, Setting


@dataclass(frozen=True, slots=True)
class Reported:
    """A finding with the check that found it; `severity` is settled, `id` is what `identity` gives."""

    check: str
    severity: Severity
    finding: Finding
    id: str = ""

    def order(self) -> tuple[bool, int, int, str]:
        """By place: what is in the source first, what means the whole text before what is in it."""
        finding = self.finding
        start, end = (-1, 0) if finding.start is None else (finding.start, -(finding.end or 0))
        return finding.side is Side.TARGET, start, end, self.check


@dataclass(frozen=True, slots=True)
class CheckedPair:
    """A pair with what was found in it, in the order of the text; `quiet` is what someone has marked as no error."""

    pair: Pair
    found: tuple[Reported, ...] = ()
    quiet: tuple[Reported, ...] = ()


class Run:
    """One pass over a document: `see` each pair, then `end`."""

    def __init__(self, profile: Profile) -> None:
        self._active = profile.active
        self._watches = [(check, setting, _watch(check, setting)) for check, setting in self._active if check.watch]
        self._seen: list[CheckedPair] = []

    def see(self, pair: Pair) -> None:
        """Looks at the next pair, whose number must be how many were seen before it."""
        if pair.number != len(self._seen):
            raise BadRequest(f"pair {pair.number} does not follow pair {len(self._seen) - 1}")
        found = [
            _reported(check, setting, finding)
            for check, setting in self._active
            if check.find
            for finding in check.find(pair, setting.parameters)
        ]
        for _, _, watch in self._watches:
            watch.see(pair)
        self._seen.append(CheckedPair(without_terms(pair), tuple(found)))

    def end(self) -> tuple[CheckedPair, ...]:
        """All pairs, with the findings that only the whole document shows."""
        late: dict[int, list[Reported]] = {}
        for check, setting, watch in self._watches:
            for number, finding in watch.end():
                late.setdefault(number, []).append(_reported(check, setting, finding))
        return tuple(_complete(each, late.get(each.pair.number, [])) for each in self._seen)


def check_pairs(pairs: Iterator[Pair], profile: Profile) -> tuple[CheckedPair, ...]:
    """All of a document's pairs, checked."""
    run = Run(profile)
    for pair in pairs:
        run.see(pair)
    return run.end()


def _watch(check: Check[Any], setting: Setting) -> Watch:
    assert check.watch is not None
    return check.watch(setting.parameters)


def _reported(check: Check[Any], setting: Setting, finding: Finding) -> Reported:
    return Reported(check.name, finding.severity or setting.severity, finding)


def _complete(checked: CheckedPair, late: list[Reported]) -> CheckedPair:
    found = sorted(dict.fromkeys((*checked.found, *late)), key=Reported.order)
    names = Identities(checked.pair)
    named = (replace(each, id=names.of(each.check, each.finding)) for each in found)
    return CheckedPair(checked.pair, tuple(named))


def without_terms(pair: Pair) -> Pair:
    """The pair as it is kept for a report: its terms weigh many times what its texts do."""
    source, target = pair.source, pair.target
    return replace(
        pair,
        source=source and replace(source, terms=()),
        target=target and replace(target, terms=()),
        known=(),
    )
