"""A report for people at a terminal: each text with its findings marked, and below it why and what to write."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from glossary.checks import CheckedPair, Reported, Severity, Side
from glossary.checks.identity import SHORT
from glossary.checks.report import CheckReport

from .marked import marked, visible

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_MARKS = {Severity.ERROR: "white on red", Severity.WARNING: "black on yellow", Severity.NOTE: "black on cyan"}


def show(report: CheckReport, console: Console) -> None:
    """Prints a report."""
    for checked in report.told:
        for line in _pair(checked, report.with_dismissed):
            console.print(line, soft_wrap=not console.is_terminal)
    console.print(Text(summary(report), style="bold"), soft_wrap=True)
    for skip in report.skipped:
        console.print(Text(visible(f"  skipped {skip.at}: {skip.why}"), style="dim"), soft_wrap=True)
    more = report.skipped_count - len(report.skipped)
    if more > 0:
        console.print(Text(f"  and {more:,} more skipped", style="dim"))


def summary(report: CheckReport) -> str:
    """A line that counts."""
    what = "line" if report.lines else "pair"
    checked = f"{len(report.pairs):,} {what}{'' if len(report.pairs) == 1 else 's'} checked"
    quiet = f" ({report.dismissed:,} {'' if report.with_dismissed else 'not shown: '}marked as no error)"
    quiet = quiet if report.dismissed else ""
    if not report.count:
        return f"{checked}, nothing found{quiet}"
    counts = ", ".join(f"{count:,} {severity}{'' if count == 1 else 's'}" for severity, count in report.by_severity())
    return f"{checked}: {counts} in {len(report.faulty):,}{quiet}"


def _pair(checked: CheckedPair, with_dismissed: bool) -> Iterator[Text]:
    if checked.pair.at:
        yield Text(visible(checked.pair.at), style="bold")
    for side in Side:
        pieces = marked(checked, side)
        line = Text("  ")
        for piece in pieces:
            line.append(piece.text, style=_MARKS[piece.severity] if piece.severity else "")
        if pieces:
            yield line
    for reported in checked.found:
        yield _finding(reported)
    for reported in checked.quiet if with_dismissed else ():
        line = _finding(reported)
        line.stylize("dim")
        yield line.append("  marked as no error", style="dim")
    yield Text()


def _finding(reported: Reported) -> Text:
    finding = reported.finding
    line = Text("    ")
    line.append(reported.severity.value, style=_STYLES[reported.severity])
    line.append(f" {visible(finding.message)}")
    if finding.suggestion is not None:
        line.append(" → ")
        line.append(visible(finding.suggestion) or "(nothing)", style="green")
    line.append(f"  [{reported.check}] {reported.id[:SHORT]}", style="dim")
    return line
