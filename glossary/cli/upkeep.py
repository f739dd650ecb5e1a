"""`yiku stats`: what the library holds."""

from __future__ import annotations

from collections.abc import Iterator

import click

from glossary.answers import Batch, Stats

from .options import as_json, json_line, library

_SHOWN_BATCHES = 20


def register(cli: click.Group) -> None:
    """Adds this room's commands."""
    cli.add_command(stats)


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
