"""Marks findings of checks as no errors, so that they stay quiet, and takes the marks back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from glossary.answers import Dismissal, ShownFinding
from glossary.checks.identity import everywhere
from glossary.checks.report import CheckReport, dismissed_by, quieted, shown
from glossary.checks.run import CheckedPair
from glossary.errors import BadRequest, NotFound
from glossary.store import Store

MOST_REMEMBERED = 20_000
"""Findings that can be named by their ids, the latest shown."""
_FEWEST_DIGITS = 4
_ID = re.compile(f"[0-9a-f]{{{_FEWEST_DIGITS},}}")
_AT_ONCE = 10_000


def settled(store: Store, pairs: Iterable[CheckedPair]) -> tuple[CheckedPair, ...]:
    """The pairs of a check with those findings quiet that are marked."""
    pairs = tuple(pairs)
    names = (name for checked in pairs for each in checked.found for name in dismissed_by(checked, each))
    dismissed: set[str] = set()
    while some := list(islice(names, _AT_ONCE)):
        dismissed |= store.dismissed(some)
    return tuple(quieted(pairs, dismissed)) if dismissed else pairs


def dismiss(
    store: Store, findings: Sequence[ShownFinding], *, in_all_texts: bool, who: str, note: str
) -> tuple[Dismissal, ...]:
    """Raises `BadRequest` where a finding that marks no word is to be silenced everywhere."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    marks = [Dismissal(0, _key(each, in_all_texts), each, in_all_texts, at, who, note) for each in findings]
    with store.writing():
        return tuple(replace(mark, number=store.add_dismissal(mark)) for mark in marks)


def show_again(store: Store, number: int) -> None:
    """Raises `NotFound`."""
    with store.writing():
        if not store.remove_dismissal(number):
            raise NotFound(f"no finding is marked under {number}; `yiku dismissed` lists them")


def remember(store: Store, report: CheckReport) -> None:
    """Keeps the findings of a report so that they can be named by their ids."""
    findings = list(islice(_all(report), MOST_REMEMBERED))
    if findings:
        with store.writing():
            store.remember_findings(findings, MOST_REMEMBERED)


def remembered(store: Store, id: str) -> ShownFinding:
    """Raises `NotFound` and `BadRequest`."""
    if not _ID.fullmatch(id):
        raise BadRequest(f"{id!r} is no id of a finding; `yiku check` prints it behind each, such as 3fa9c2d1")
    found = store.remembered_findings(id, 2)
    if not found:
        raise NotFound(f"no finding {id} was shown lately; check again, and take the id from there")
    if len(found) > 1:
        raise BadRequest(f"several findings begin with {id}; give more digits, as `yiku check --json` has them")
    return found[0]


def _all(report: CheckReport) -> Iterator[ShownFinding]:
    return (shown(checked, each) for checked in report.pairs for each in checked.found)


def _key(finding: ShownFinding, in_all_texts: bool) -> str:
    if not in_all_texts:
        return finding.id
    key = everywhere(finding.check, finding.stretch)
    if not key:
        raise BadRequest(f"“{finding.message}” marks no word, and can be marked in its pair alone")
    return key
