"""`--format`, whose value `help` prints the table of formats as the registry has it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from tmx import registry
from tmx.codec import Codec

from .options import Command

HELP = "help"
_MARGIN = max(len(codec.name) for codec in registry.CODECS) + 2
_WIDTH = 100


def format_option(command: Command, *, default: str) -> Command:
    """Adds --format; `default` says what happens without it."""
    names = ", ".join(codec.name for codec in registry.CODECS)
    return click.option(
        "--format",
        "format",
        metavar="F",
        callback=_table_on_help,
        is_eager=True,
        help=f"One of {names}; default: {default}. “{HELP}” lists what each can hold.",
    )(command)


def _table_on_help(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value == HELP:
        click.echo("\n".join(table()))
        context.exit()
    return value


def table() -> Iterator[str]:
    """Each format in a few lines: its name and title, its extensions, what survives in it and what does not."""
    margin = " " * _MARGIN
    for codec in registry.CODECS:
        yield f"{click.style(codec.name.ljust(_MARGIN), bold=True)}{codec.title}"
        yield f"{margin}{' '.join(codec.extensions)}; {holds(codec)}; {ways(codec)}"
        for label, what in (("carries", codec.carries), ("loses", codec.loses)):
            text = f"{label}: {'; '.join(what) or 'nothing'}"
            yield click.wrap_text(text, _WIDTH, initial_indent=margin, subsequent_indent=f"{margin}  ")


def holds(codec: Codec) -> str:
    """What the format's entries are: units, concepts, or either."""
    return " or ".join(sorted(codec.kinds, reverse=True))


def ways(codec: Codec) -> str:
    """Whether the format is read, or read and written."""
    return "read and written" if codec.write else "only read"
