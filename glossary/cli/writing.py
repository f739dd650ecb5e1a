"""`yiku add`, `change`, `delete` and `memory`: single units, and how a memory takes new translations."""

from __future__ import annotations

import click

from glossary.answers import Memory, Written
from tmx.model import Segment, UnitStatus

from .options import as_json, json_line, languages, library, who

_STATUS = click.Choice([status.value for status in UnitStatus])
_WORDS = {
    "added": "added as unit {0}",
    "replaced": "unit {0} has the new translation in the place of the old one",
    "changed": "unit {0} is changed",
    "deleted": "unit {0} is deleted",
    "unchanged": "unit {0} says so already",
}


def register(cli: click.Group) -> None:
    """Adds this room's commands."""
    for command in (add, change, delete, memory):
        cli.add_command(command)


@click.command("add")
@click.argument("source_text", metavar="SOURCE")
@click.argument("target_text", metavar="TARGET")
@languages
@click.option("--memory", "into", default="main", show_default=True, metavar="M", help="The memory that takes it.")
@click.option("--context", "unit_context", default="", metavar="C", help="What tells it from others of the same text.")
@click.option("--status", type=_STATUS, default="translated", show_default=True, help="How far it can be trusted.")
@click.option("--also", nargs=2, multiple=True, metavar="LANG TEXT", help="A text in a further language; repeatable.")
@who
@as_json
@click.pass_context
def add(
    context: click.Context,
    source_text: str,
    target_text: str,
    source: str,
    target: str,
    into: str,
    unit_context: str,
    status: str,
    also: tuple[tuple[str, str], ...],
    who: str,
    as_json: bool,
) -> None:
    """Add a unit: the text SOURCE and its translation TARGET, in the languages that -s and -t name.

    A memory holds the same texts in the same context once. Whether a new translation of a known source is kept beside
    the old one or replaces it is the memory's setting; see `yiku memory`.
    """
    if not (source and target):
        raise click.UsageError("name the languages with -s and -t")
    others = [Segment(tag, text) for tag, text in also]
    with library(context) as opened:
        written = opened.add_unit(
            into,
            Segment(source, source_text),
            Segment(target, target_text),
            *others,
            context=unit_context,
            status=UnitStatus(status),
            who=who,
        )
    _tell(written, as_json)


@click.command("change")
@click.argument("unit", type=int)
@click.option("--text", "texts", nargs=2, multiple=True, metavar="LANG TEXT", help="The new text; repeatable.")
@click.option("--context", "unit_context", metavar="C", help="The new context.")
@click.option("--status", type=_STATUS, help="The new status.")
@who
@as_json
@click.pass_context
def change(
    context: click.Context,
    unit: int,
    texts: tuple[tuple[str, str], ...],
    unit_context: str | None,
    status: str | None,
    who: str,
    as_json: bool,
) -> None:
    """Change the texts, context or status of UNIT, whose number `match` and `search` print.

    A text of a language that the unit has not is added. Inline codes stand as marks such as ⟦1⟧ in the order of the
    old text; the new text must keep each of them.
    """
    new_status = UnitStatus(status) if status else None
    with library(context) as opened:
        given = [Segment(tag, text) for tag, text in texts]
        written = opened.change_texts(unit, *given, context=unit_context, status=new_status, who=who)
    _tell(written, as_json)


@click.command("delete")
@click.argument("unit", type=int)
@who
@as_json
@click.pass_context
def delete(context: click.Context, unit: int, who: str, as_json: bool) -> None:
    """Delete UNIT. `yiku undo` with the number that is printed brings it back."""
    with library(context) as opened:
        written = opened.delete_unit(unit, who)
    _tell(written, as_json)


def _tell(written: Written, as_json: bool) -> None:
    if as_json:
        click.echo(json_line(written.as_json()))
        return
    undo = f" (undo: yiku undo {written.batch})" if written.batch else ""
    click.echo(_WORDS[written.done].format(written.unit) + undo)


@click.command("memory")
@click.argument("name")
@click.option("--penalty", type=int, metavar="N", help="Points off every match that it gives, 0 to 100.")
@click.option(
    "--new-translations",
    type=click.Choice(["keep", "replace"]),
    help="Keep them beside the old ones of the same source, or replace the latest.",
)
@as_json
@click.pass_context
def memory(context: click.Context, name: str, penalty: int | None, new_translations: str | None, as_json: bool) -> None:
    """Show the settings of the memory NAME, or change them.

    What becomes of new translations is about units that are added one by one: a file may say the same source in several
    ways, and an import keeps them all. `yiku clean --report same-source --fix keep-latest` keeps the latest of each.
    """
    with library(context) as opened:
        found = opened.set_memory(name, penalty=penalty, new_translations=new_translations)
    click.echo(json_line(found.as_json()) if as_json else _memory_line(found))


def _memory_line(memory: Memory) -> str:
    ways = {"keep": "kept beside the old ones", "replace": "replace the latest old one"}
    told = ways[memory.new_translations]
    return f"{memory.name}: {memory.units:,} units, penalty {memory.penalty}, new translations {told}"
