"""`yiku stats`, `backup`, `restore` and `doctor`: what the library holds, copies of it, and whether it is sound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from glossary.answers import Batch, Fault, Stats
from glossary.library import Library
from glossary.library.examining import FILE

from .options import as_json, json_line, library

FOUND = 1
"""The exit code where something is wrong."""
_SHOWN_BATCHES = 20


def register(cli: click.Group) -> None:
    """Adds this room's commands."""
    for command in (stats, backup, restore, doctor):
        cli.add_command(command)


@click.command("stats")
@as_json
@click.pass_context
def stats(context: click.Context, as_json: bool) -> None:
    """Count what the library holds, and list its latest imports."""
    with library(context) as opened:
        held, batches = opened.stats(), opened.batches(_SHOWN_BATCHES)
    if as_json:
        click.echo(json_line(held.as_json()))
        return
    for line in (f"library {context.obj['database']}", *_held_lines(held), *_batch_lines(batches)):
        click.echo(line)


def _held_lines(held: Stats) -> Iterator[str]:
    for memory in held.memories:
        yield f"  memory    {memory.name}: {memory.units:,} units ({', '.join(memory.languages)})"
    for termbase in held.termbases:
        yield (
            f"  termbase  {termbase.name}: {termbase.concepts:,} concepts, {termbase.terms:,} terms "
            f"({', '.join(termbase.languages)})"
        )


def _batch_lines(batches: tuple[Batch, ...]) -> Iterator[str]:
    for batch in batches:
        undone = ", undone" if batch.undone else ""
        yield (
            f"  batch {batch.number}  {batch.at}  {batch.file} into {batch.into}: "
            f"{batch.added:,} added, {batch.updated:,} updated{undone}"
        )


@click.command("backup")
@click.argument("file")
@as_json
@click.pass_context
def backup(context: click.Context, file: str, as_json: bool) -> None:
    """Copy the library into FILE, also while others use it.

    The copy is one whole file, the state of one moment; an older copy of that name is replaced when it is complete.
    """
    with library(context) as opened:
        report = opened.backup(file)
    click.echo(json_line(report.as_json()) if as_json else f"{report.file}: {report.size:,} bytes")


@click.command("restore")
@click.argument("file")
@as_json
@click.pass_context
def restore(context: click.Context, file: str, as_json: bool) -> None:
    """Put the backup FILE in the library's place.

    It is examined first. The library that was there is kept beside it, under a name that is printed. Stop `yiku serve`
    before: a library in use is not replaced.
    """
    report = Library.restore(context.obj["database"], file)
    if as_json:
        click.echo(json_line(report.as_json()))
        return
    click.echo(f"{context.obj['database']} is now what {report.file} holds")
    if report.kept:
        click.echo(f"  the library that was there is kept as {report.kept}")


@click.command("doctor")
@click.option("--repair", is_flag=True, help="Make the index anew from the texts; a damaged file needs a backup.")
@as_json
@click.pass_context
def doctor(context: click.Context, repair: bool, as_json: bool) -> None:
    """Examine the library's file, and the index that matches and searches are found by.

    Every segment must be in the index, and the index must hold nothing else. Exit code 1: something is wrong.
    """
    with library(context) as opened:
        faults = opened.examine()
        if repair and not _is_damaged(faults):
            opened.repair()
            faults = opened.examine()
    for fault in faults:
        click.echo(json_line(fault.as_json()) if as_json else f"{fault.where}: {fault.what}")
    if not as_json:
        click.echo(_advice(faults))
    context.exit(FOUND if faults else 0)


def _is_damaged(faults: Sequence[Fault]) -> bool:
    return any(fault.where == FILE for fault in faults)


def _advice(faults: Sequence[Fault]) -> str:
    if _is_damaged(faults):
        return "the file is damaged; put a backup in its place: yiku restore FILE"
    return "the index can be made anew: yiku doctor --repair" if faults else "nothing is wrong"
