"""`yiku dismiss` and `dismissed`: findings of checks that are no errors."""

from __future__ import annotations

from collections.abc import Iterator

import click

from glossary.answers import Dismissal
from glossary.reports.marked import visible

from .options import NOTHING_FOUND, as_json, json_line, library, who


def register(cli: click.Group) -> None:
    """Adds this room's commands."""
    for command in (dismiss, dismissed):
        cli.add_command(command)


@click.command("dismiss")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--everywhere", is_flag=True, help="In all texts, wherever the check marks the same words.")
@click.option("--note", default="", metavar="TEXT", help="Why it is no error.")
@who
@as_json
@click.pass_context
def dismiss(context: click.Context, ids: tuple[str, ...], everywhere: bool, note: str, who: str, as_json: bool) -> None:
    """Mark findings as no errors, by the ids that `yiku check` printed lately.

    A marked finding stays quiet in its pair of texts, in whatever file or line that comes again, until one of the texts
    changes. `yiku dismissed` lists the marks and takes them back.
    """
    with library(context) as opened:
        marks = opened.dismiss(*opened.remembered(*ids), everywhere=everywhere, who=who, note=note)
    _tell(marks, as_json)


@click.command("dismissed")
@click.option("--show-again", "again", type=int, multiple=True, metavar="N", help="Take this mark back; repeatable.")
@as_json
@click.pass_context
def dismissed(context: click.Context, again: tuple[int, ...], as_json: bool) -> None:
    """List the findings that were marked as no errors, the latest first, or show some again."""
    with library(context) as opened:
        if again:
            for number in again:
                opened.show_again(number)
            return
        marks = opened.dismissed()
    _tell(marks, as_json)
    context.exit(0 if marks else NOTHING_FOUND)


def _tell(marks: tuple[Dismissal, ...], as_json: bool) -> None:
    for mark in marks:
        click.echo(json_line(mark.as_json()) if as_json else "\n".join(_lines(mark)))


def _lines(mark: Dismissal) -> Iterator[str]:
    finding = mark.finding
    message, texts = visible(finding.message), map(visible, (finding.source, finding.target))
    signed = " ".join(word for word in (mark.at[:10], mark.who) if word)
    yield f"{mark.number}  {message}  [{finding.check}]  {signed}"
    if mark.note:
        yield f"    note: {visible(mark.note)}"
    if mark.everywhere:
        yield f"    everywhere: “{visible(finding.stretch)}”"
    else:
        yield from (f"    {text}" for text in texts if text)
