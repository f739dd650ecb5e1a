"""`yiku analyse`: how much of a job the memories know, counted as translations are billed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import click
from rich.console import Console

from glossary.answers import Band
from glossary.library.analysing import TEXT
from glossary.reports import analysis as report

from .options import as_json, json_line, languages, library
from .streams import input_stream, output_stream, shown


def register(cli: click.Group) -> None:
    """Adds this room's command."""
    cli.add_command(analyse)


def _rates(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, int]:
    """BAND=PERCENT."""
    rates = {}
    for word in given:
        band, _, percent = word.rpartition("=")
        if not band or not percent.strip().isdecimal():
            raise click.BadParameter(f"“{word}” is not BAND=PERCENT, such as 95-99=30")
        rates[band.strip()] = int(percent)
    return rates


@click.command("analyse")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@languages
@click.option("--memory", "memories", multiple=True, metavar="M", help="Only this memory; may be given again.")
@click.option(
    "--format", "format", metavar="F", help=f"The files' format, or {TEXT}; default: by content, then by name."
)
@click.option(
    "--rate",
    "rates",
    multiple=True,
    metavar="BAND=PERCENT",
    callback=_rates,
    help=f"What a word of a band counts for in the weighted words. Bands are {', '.join(Band)}. Repeat it for each.",
)
@click.option("-o", "--output", "out", metavar="OUT", help="Write an .xlsx file too; `-` is standard output.")
@as_json
@click.pass_context
def analyse(
    context: click.Context,
    files: tuple[str, ...],
    source: str,
    target: str,
    memories: tuple[str, ...],
    format: str | None,
    rates: dict[str, int],
    out: str | None,
    as_json: bool,
) -> None:
    """Count the segments, words and characters of FILEs by how well the memories know them.

    FILEs are bilingual, of any format, translated or not; of a .txt each line is a segment. What comes again in the
    job, also in another file, is a repetition, unless it matches in context. In Chinese each character is a word.
    """
    with library(context) as opened:
        found = opened.analyse_files(
            _opened(files), source=source, target=target, format=format, memories=memories, rates=rates
        )
    if out is not None:
        with output_stream(out) as stream:
            report.write(found, stream)
    if as_json:
        for tally in found.tallies():
            click.echo(json_line(tally.as_json()), err=out == "-")
    elif out != "-":
        report.show(found, Console())


def _opened(files: tuple[str, ...]) -> Iterator[tuple[str, BinaryIO]]:
    """The files one after another, each closed before the next is opened."""
    for file in files:
        with input_stream(file) as stream:
            yield shown(file), stream
