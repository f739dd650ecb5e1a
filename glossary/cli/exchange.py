"""`yiku import`, `export` and `undo`: files in and out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import click

from glossary.answers import ImportReport, TablePreview

from .formats import format_option
from .options import NOTHING_FOUND, as_json, json_line, languages, library, progress, who
from .streams import STANDARD_STREAM, input_stream, output_stream, shown
from .tables import show_preview, table_options

_SHOWN_PLACES = 20


def register(cli: click.Group) -> None:
    """Adds this room's commands."""
    for command in (import_files, export_file, undo):
        cli.add_command(command)


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--memory", metavar="M", help="Into this memory; made where it is not there.")
@click.option("--termbase", metavar="T", help="Into this termbase; made where it is not there.")
@languages
@partial(format_option, default="by content, then by name")
@table_options
@click.option("--dry-run", is_flag=True, help="Report what would happen, and change nothing.")
@who
@as_json
@click.pass_context
def import_files(
    context: click.Context,
    files: tuple[str, ...],
    memory: str | None,
    termbase: str | None,
    source: str,
    target: str,
    format: str | None,
    mapped: dict[str, str],
    no_header: bool,
    sheet: str,
    preview: bool,
    dry_run: bool,
    who: str,
    as_json: bool,
) -> None:
    """Bring files in: translations into a memory, glossaries into a termbase.

    Each FILE lands whole or not at all; `-` reads standard input. Without --memory and --termbase the content decides,
    and the one named "main" takes it. The report says what was skipped and why; `yiku undo` takes its batch back.

    A table that does not name its columns is mapped with --map; look at it with --preview first:

    \b
      yiku import terms.xlsx --preview
      yiku import terms.xlsx --map A=zh-CN --map Translation=en --map Remarks=note
    """
    order: dict[str, Any] = {"source": source, "target": target, "format": format}
    order |= {"columns": mapped, "header": not no_header, "sheet": sheet}
    unclear = False
    with library(context) as opened:
        for file in files:
            if preview:
                with input_stream(file) as stream:
                    unclear |= not _preview(opened.preview_table(stream, shown(file), **order), as_json)
                continue
            with input_stream(file) as stream, progress(shown(file)) as tell:
                report = opened.import_file(
                    *(stream, shown(file)),
                    **order,
                    memory=memory,
                    termbase=termbase,
                    dry_run=dry_run,
                    who=who,
                    progress=tell,
                )
            click.echo(json_line(report.as_json()) if as_json else "\n".join(_report_lines(report, dry_run)))
    if unclear:
        context.exit(NOTHING_FOUND)


def _preview(answer: TablePreview, as_json: bool) -> bool:
    """Prints a preview; True where the table can be imported like that."""
    if as_json:
        click.echo(json_line(answer.as_json()))
    else:
        show_preview(answer)
    return not answer.preview.problem


def _report_lines(report: ImportReport, dry_run: bool) -> Iterator[str]:
    would = "would be " if dry_run else ""
    yield (
        f"{report.file} ({report.format}): {report.read:,} read, {report.added:,} {would}added, "
        f"{report.updated:,} {would}updated, {report.unchanged:,} unchanged, {report.skipped_count:,} skipped"
    )
    for skipped in report.skipped[:_SHOWN_PLACES]:
        yield f"  skipped {skipped.at}: {skipped.why}"
    if report.skipped_count > _SHOWN_PLACES:
        yield f"  … and {report.skipped_count - _SHOWN_PLACES:,} more; --json lists them"
    for lost in report.lost:
        yield f"  not kept: {lost}"
    if report.batch is not None:
        yield f"  batch {report.batch}; `yiku undo {report.batch}` takes it back"


@click.command("export")
@click.argument("file")
@click.option("--memory", metavar="M", help="This memory.")
@click.option("--termbase", metavar="T", help="This termbase.")
@languages
@partial(format_option, default="by the file's name, TMX for `-`")
@as_json
@click.pass_context
def export_file(
    context: click.Context,
    file: str,
    memory: str | None,
    termbase: str | None,
    source: str,
    target: str,
    format: str | None,
    as_json: bool,
) -> None:
    """Write a memory or a termbase to FILE, or to standard output for `-`.

    The same content gives the same bytes. What the format cannot carry is reported; with `-`, on standard error.
    """
    to_standard_output = file == STANDARD_STREAM
    with library(context) as opened, output_stream(file) as stream:
        report = opened.export_file(
            stream,
            shown(file),
            memory=memory,
            termbase=termbase,
            source=source,
            target=target,
            format=format or ("tmx" if to_standard_output else None),
        )
    if as_json:
        click.echo(json_line(report.as_json()), err=to_standard_output)
        return
    click.echo(f"{report.file} ({report.format}): {report.written:,} written", err=to_standard_output)
    for lost in report.lost:
        click.echo(f"  not kept: {lost}", err=to_standard_output)


@click.command("undo")
@click.argument("batch", type=int)
@who
@as_json
@click.pass_context
def undo(context: click.Context, batch: int, who: str, as_json: bool) -> None:
    """Take BATCH, an import or a single write, back: what it added goes, what it changed is as it was before.

    What a later import brought too stays, until that is undone as well.
    """
    with library(context) as opened:
        report = opened.undo(batch, who)
    if as_json:
        click.echo(json_line(report.as_json()))
    else:
        kept = f"; {report.kept:,} stay, as later imports brought them too: {', '.join(map(str, report.kept_by))}"
        told = f"batch {batch} undone: {report.removed:,} removed, {report.restored:,} restored"
        click.echo(told + (kept if report.kept else ""))
