"""A report as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Any, BinaryIO
from urllib.parse import quote

from glossary.checks import CHECKS, CheckedPair, Reported
from glossary.checks.report import CheckReport

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LINE = "line "
_LONGEST = 1000


def write(report: CheckReport, stream: BinaryIO) -> None:
    run = {
        "tool": {"driver": {"name": "Yiku", "version": _version(), "rules": _rules(report)}},
        "columnKind": "unicodeCodePoints",
        "results": list(_results(report)),
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notes(report)}],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    stream.write(json.dumps(log, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"))


def _rules(report: CheckReport) -> list[dict[str, Any]]:
    return [
        {
            "id": check.name,
            "shortDescription": {"text": check.title},
            "defaultConfiguration": {"level": check.severity.value},
        }
        for name in report.checks
        for check in CHECKS
        if check.name == name
    ]


def _results(report: CheckReport) -> Iterator[dict[str, Any]]:
    """Every finding; one that is marked as no error is suppressed, SARIF 2.1.0 §3.27.23 and §3.35."""
    names = {name: number for number, name in enumerate(report.checks)}
    for pair in report.pairs:
        for each in pair.found:
            yield _result(report, names, pair, each)
        for each in pair.quiet:
            yield {**_result(report, names, pair, each), "suppressions": [{"kind": "external"}]}


def _result(report: CheckReport, names: dict[str, int], checked: CheckedPair, each: Reported) -> dict[str, Any]:
    return {
        "ruleId": each.check,
        "ruleIndex": names[each.check],
        "level": each.severity.value,
        "message": {"text": _message(checked, each)},
        "locations": [_location(report, checked, each)],
        "partialFingerprints": {"yikuFinding/v2": each.id},
    }


def _message(checked: CheckedPair, each: Reported) -> str:
    finding = each.finding
    text = checked.pair.side(finding.side)
    piece = text.text[finding.start : finding.end] if text and finding.start is not None else ""
    shown = f"{piece[:_LONGEST]}: " if piece else ""
    better = f" Write: {finding.suggestion}" if finding.suggestion else ""
    return f"{shown}{finding.message}.{better}"


def _location(report: CheckReport, checked: CheckedPair, each: Reported) -> dict[str, Any]:
    """The file, its line where it has lines, and the unit by name."""
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(report.name or "text")}}
    finding = each.finding
    if report.lines and checked.pair.at.startswith(_LINE):
        place["region"] = {"startLine": int(checked.pair.at.removeprefix(_LINE))}
        if finding.start is not None and finding.end is not None:
            place["region"] |= {"startColumn": finding.start + 1, "endColumn": finding.end + 1}
    location: dict[str, Any] = {"physicalLocation": place}
    if checked.pair.at:
        location["logicalLocations"] = [{"name": checked.pair.at, "kind": f"{finding.side.value} text"}]
    return location


def _notes(report: CheckReport) -> list[dict[str, Any]]:
    return [{"level": "warning", "message": {"text": f"skipped {skip.at}: {skip.why}"}} for skip in report.skipped]


def _version() -> str:
    try:
        return version("yiku")
    except PackageNotFoundError:  # run from a checkout
        return "0"
