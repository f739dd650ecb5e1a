"""`yiku pretranslate`: a bilingual file filled from the memories."""

from __future__ import annotations

import click

from tmx import registry

from .options import as_json, json_line, languages, library
from .streams import STANDARD_STREAM, input_stream, output_stream, shown

_FORMATS = ", ".join(codec.name for codec in registry.codecs_to_fill())


def register(cli: click.Group) -> None:
    """Adds this room's command."""
    cli.add_command(pretranslate)


@click.command("pretranslate")
@click.argument("file", metavar="IN")
@click.argument("out", metavar="OUT")
@click.option("--threshold", default=75, show_default=True, help="Lowest score, in points from 1 to 101.")
@click.option("--memory", "memories", multiple=True, metavar="M", help="Only this memory; may be given again.")
@languages
@click.option("--format", "format", metavar="F", help=f"One of {_FORMATS}; default: by content, then by name.")
@as_json
@click.pass_context
def pretranslate(
    context: click.Context,
    file: str,
    out: str,
    threshold: int,
    memories: tuple[str, ...],
    source: str,
    target: str,
    format: str | None,
    as_json: bool,
) -> None:
    """Fill the untranslated segments of IN, a PO or XLIFF file, from the memories, and write it to OUT.

    Targets of the same text count as translated, others are marked fuzzy. Segments that have a target are left alone,
    and everything else in the file stays as it is, byte for byte. `-` is standard input or output.
    """
    with library(context) as opened, input_stream(file) as stream, output_stream(out) as filled:
        report = opened.pretranslate(
            stream,
            filled,
            shown(file),
            source=source,
            target=target,
            format=format,
            threshold=threshold,
            memories=memories,
        )
    elsewhere = out == STANDARD_STREAM
    if as_json:
        click.echo(json_line(report.as_json()), err=elsewhere)
        return
    click.echo(
        f"{report.file} ({report.format}): {report.units:,} segments, {report.exact:,} exact, {report.fuzzy:,} fuzzy, "
        f"{report.untouched:,} untouched",
        err=elsewhere,
    )
