"""`yiku check` and `checks`: what is wrong with a translation, and what is looked for."""

from __future__ import annotations

import io
from dataclasses import replace

import click
from rich.console import Console

from glossary.checks import CHECKS, Profile
from glossary.checks.profile import as_toml
from glossary.checks.report import CheckReport
from glossary.errors import LibraryBusy
from glossary.library import Library
from glossary.reports import FORMATS, terminal

from .options import as_json, json_line, languages, library
from .streams import input_stream, output_stream, shown, text_of

FINDINGS = 1
_TERMINAL = "terminal"
_FILES = ("html", "xlsx")
"""Formats that no one reads on a terminal."""


def register(cli: click.Group) -> None:
    """Adds this room's commands."""
    for command in (check, checks):
        cli.add_command(command)


@click.command("check")
@click.argument("file", required=False)
@languages
@click.option("--termbase", "termbases", multiple=True, metavar="T", help="Only this termbase; may be given again.")
@click.option(
    "--memory",
    "memories",
    multiple=True,
    metavar="M",
    help="With FILE: a source that this memory has must be translated as there. Without: check the memory itself.",
)
@click.option("--profile", metavar="P", help="A TOML file that says which checks are on, and how; see `yiku checks`.")
@click.option("--check", "only", multiple=True, metavar="NAME", help="Only this check; may be given again.")
@click.option(
    "--input-format", "input_format", metavar="F", help="FILE's format, or text; default: by content, then by name."
)
@click.option(
    "--format",
    "format",
    type=click.Choice([_TERMINAL, *FORMATS]),
    default=_TERMINAL,
    show_default=True,
    help="How the report is written.",
)
@click.option("--show-dismissed", is_flag=True, help="Show also what was marked as no error; see `yiku dismiss`.")
@click.option("-o", "--output", "out", metavar="OUT", default="-", help="The report's file; `-` is standard output.")
@as_json
@click.pass_context
def check(
    context: click.Context,
    file: str | None,
    source: str,
    target: str,
    termbases: tuple[str, ...],
    memories: tuple[str, ...],
    profile: str | None,
    only: tuple[str, ...],
    input_format: str | None,
    format: str,
    show_dismissed: bool,
    out: str,
    as_json: bool,
) -> None:
    """Check FILE, or a memory: terms, numbers, placeholders, punctuation and much else.

    FILE is a bilingual file of any format; or a .txt in one language, named by -s or by -t, which is checked alone.
    `-` is standard input. Exit code 1 where something was found. Offsets count code points. Behind each finding stands
    its id, by which `yiku dismiss` marks it as no error.
    """
    format = "json" if as_json else format
    if format in _FILES and out == "-":
        raise click.UsageError(f"a report as {format} is a file; name one with -o")
    settings = _profile(profile, only)
    with library(context) as opened:
        order = {"source": source, "target": target, "termbases": termbases, "profile": settings}
        if file is None:
            report = _memory(opened, memories, order)
        else:
            with input_stream(file) as stream:
                report = opened.check_file(
                    stream,
                    shown(file),
                    format=input_format,
                    memories=memories,
                    **order,  # type: ignore[arg-type]
                )
        _remember(opened, report)
    _write(replace(report, with_dismissed=show_dismissed), format, out)
    context.exit(FINDINGS if report.count else 0)


def _memory(opened: Library, memories: tuple[str, ...], order: dict[str, object]) -> CheckReport:
    if len(memories) != 1:
        raise click.UsageError("give FILE, or the one --memory that is to be checked")
    return opened.check_memory(memories[0], **order)  # type: ignore[arg-type]


def _remember(opened: Library, report: CheckReport) -> None:
    """Keeps the ids of what is shown, but does not let a report wait for a long import to end."""
    try:
        opened.remember(report)
    except LibraryBusy:
        click.echo("yiku: the library is busy, so `yiku dismiss` will not know the ids of these findings", err=True)


def _profile(file: str | None, only: tuple[str, ...]) -> Profile:
    profile = Profile.from_toml(text_of(file), shown(file)) if file else Profile.default()
    return profile.only(*only) if only else profile


def _write(report: CheckReport, format: str, out: str) -> None:
    with output_stream(out) as stream:
        if format != _TERMINAL:
            FORMATS[format](report, stream)
        elif out == "-":
            terminal.show(report, Console())
        else:
            text = io.StringIO()
            terminal.show(report, Console(file=text, width=100))
            stream.write(text.getvalue().encode())


@click.command("checks")
@click.option("--profile", metavar="P", help="As this profile has them.")
@click.option("--toml", is_flag=True, help="Print a whole profile, to be changed and given to `yiku check`.")
@as_json
def checks(profile: str | None, toml: bool, as_json: bool) -> None:
    """List the checks: which are on, how severe their findings are, and what each looks for."""
    settings = _profile(profile, ())
    if toml:
        click.echo(as_toml(settings), nl=False)
        return
    for each in CHECKS:
        setting = settings.settings[each.name]
        if as_json:
            on = {"name": each.name, "title": each.title, "on": setting.on, "severity": setting.severity.value}
            click.echo(json_line(on))
        else:
            state = setting.severity.value if setting.on else "off"
            click.echo(f"{each.name:18} {state:8} {each.title}")
