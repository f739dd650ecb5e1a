"""`yiku clean` and `replace`: maintenance of memories, each remedy a batch that `yiku undo` takes back."""

from __future__ import annotations

from collections.abc import Iterator

import click

from glossary.answers import CleanReport, Finding, Replacement
from glossary.library.cleaning.report import REMEDIES
from glossary.library.cleaning.run import REPORTS

from .options import NOTHING_FOUND, as_json, json_line, library, who

FOUND = 1
"""The exit code where something is wrong."""
_SHOWN_UNITS = 10
_memory = click.option("--memory", metavar="M", help="Only this memory.")


def register(cli: click.Group) -> None:
    """Adds this room's commands."""
    for command in (clean, replace):
        cli.add_command(command)


@click.command("clean", epilog="Reports: " + "; ".join(f"{one.name} ({one.title})" for one in REPORTS) + ".")
@_memory
@click.option("--report", "reports", multiple=True, metavar="R", help="Only this report; may be given again.")
@click.option("--fix", "remedy", type=click.Choice(REMEDIES), help="Take this remedy to all that is found.")
@click.option("--unit", "units", type=int, multiple=True, metavar="N", help="With --fix: only findings of this unit.")
@who
@as_json
@click.pass_context
def clean(
    context: click.Context,
    memory: str | None,
    reports: tuple[str, ...],
    remedy: str | None,
    units: tuple[int, ...],
    who: str,
    as_json: bool,
) -> None:
    """Report what is probably wrong in the memories, or mend it with --fix.

    The source of a unit is its first text. `delete` deletes, `keep-latest` deletes all but the latest of units that
    belong together, `fuzzy` marks as not reviewed, `strip` takes characters out. Exit code 1: something was found.
    """
    if units and not remedy:
        raise click.UsageError("--unit narrows --fix; give a remedy")
    with library(context) as opened:
        if remedy:
            _tell(opened.fix(remedy, memory, reports, units, who), as_json)
            return
        found = False
        for finding in opened.clean(memory, reports):
            found = True
            click.echo(json_line(finding.as_json()) if as_json else "\n".join(_lines(finding)))
    context.exit(FOUND if found else 0)


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{finding.report}  {finding.memory}: {finding.why}"
    for unit in finding.units[:_SHOWN_UNITS]:
        yield f"  unit {unit.number}  " + " | ".join(one.text for one in unit.unit.segments)
    if len(finding.units) > _SHOWN_UNITS:
        yield f"  and {len(finding.units) - _SHOWN_UNITS:,} more"


@click.command("replace")
@click.argument("old")
@click.argument("new")
@click.option("-l", "--language", default="", metavar="LANG", help="Only in texts of this language.")
@_memory
@click.option("--regex", is_flag=True, help="OLD is a regular expression, NEW may take its groups (\\1).")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@who
@as_json
@click.pass_context
def replace(
    context: click.Context,
    old: str,
    new: str,
    language: str,
    memory: str | None,
    regex: bool,
    dry_run: bool,
    who: str,
    as_json: bool,
) -> None:
    """Put the text NEW for OLD in the memories' texts.

    Inline codes are left alone. Units that would become empty, or the same as another, are skipped and counted.
    """
    found = False
    with library(context) as opened:
        if dry_run:
            for one in opened.preview_replacement(old, new, language=language, memory=memory, regex=regex):
                found = True
                click.echo(json_line(one.as_json()) if as_json else _preview(one))
        else:
            report = opened.replace(old, new, language=language, memory=memory, regex=regex, who=who)
            found = bool(report.batch or report.skipped)
            _tell(report, as_json)
    context.exit(0 if found else NOTHING_FOUND)


def _preview(one: Replacement) -> str:
    return f"unit {one.unit} of {one.memory}, {one.language}\n  - {one.before}\n  + {one.after}"


def _tell(report: CleanReport, as_json: bool) -> None:
    if as_json:
        click.echo(json_line(report.as_json()))
        return
    undo = f" (undo: yiku undo {report.batch})" if report.batch else ""
    click.echo(f"{report.changed:,} changed, {report.deleted:,} deleted, {report.skipped:,} skipped{undo}")
