"""Writes `reference.md` from the command line's own help, and `formats.md` from the registry of formats.

`make docs` runs it; `tests/test_docs.py` fails where a page is not what it writes. A folder can be named to write to.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from glossary.cli import cli
from glossary.cli.formats import holds, ways
from tmx import registry
from tmx.codec import Codec

WIDTH = 100


def pages() -> dict[str, str]:
    """Every generated page, by the name of its file."""
    return {"reference.md": "\n".join(reference()), "formats.md": "\n".join(formats())}


def commands(command: click.Command, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """A command and, in alphabetical order, all those beneath it."""
    yield command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below, below.make_context(name, [], parent=context, resilient_parsing=True))


def root() -> click.Context:
    """The context of `yiku` itself."""
    return cli.make_context("yiku", [], resilient_parsing=True, terminal_width=WIDTH)


def reference() -> Iterator[str]:
    """The lines of the reference: the help of `yiku` and of each command, as it is printed."""
    yield "# The command line\n"
    yield "What `yiku --help` and `yiku COMMAND --help` print; `make docs` writes this page.\n"
    yield "Exit codes: 0 done, 1 findings or nothing found, 2 bad usage or bad input, told in one line on standard"
    yield "error. Progress goes to standard error, and only to a terminal. `--json` prints one object a line.\n"
    with root() as context:
        for command, below in commands(cli, context):
            yield f"## {below.command_path}\n"
            yield f"```text\n{command.get_help(below)}\n```\n"


def formats() -> Iterator[str]:
    """The lines of the table of formats, and of a section each."""
    yield "# Formats\n"
    yield "What each file format can hold, and what is lost in it; `make docs` writes this page from the registry, and"
    yield "`yiku import --format help` prints the same. An export also reports what it could not carry.\n"
    yield "| format | name | extensions | holds | here |\n| --- | --- | --- | --- | --- |"
    for codec in registry.CODECS:
        extensions = " ".join(f"`{extension}`" for extension in codec.extensions)
        anchor = codec.name.replace(".", "")
        yield f"| [{codec.title}](#{anchor}) | `{codec.name}` | {extensions} | {holds(codec)} | {ways(codec)} |"
    yield "\nA file's format is found by its content first, then by its name; `--format` names it outright."
    yield "[JSON Lines](jsonl.md), the complete one, has a page of its own.\n"
    for codec in registry.CODECS:
        yield from _section(codec)


def _section(codec: Codec) -> Iterator[str]:
    yield f"## {codec.name}\n"
    yield f"**{codec.title}**\n"
    yield f"- carries: {'; '.join(codec.carries) or 'nothing'}"
    yield f"- loses: {'; '.join(codec.loses) or 'nothing'}\n"


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent
    for name, text in pages().items():
        (folder / name).write_text(text.rstrip("\n") + "\n", encoding="utf-8")
