"""`yiku concept`: a concept shown, added, changed, deleted, put back, merged, split and talked about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from glossary.answers import ConceptAnswer, ConceptChange, Difference, Remark, WrittenConcept
from tmx.model import Term

from .concept_input import Given, concept_options
from .options import as_json, comment, json_line, library, who

_WORDS = {
    "added": "added as concept {0}",
    "changed": "concept {0} is changed",
    "deleted": "concept {0} is deleted",
    "restored": "concept {0} is back",
    "merged": "concept {0} has all that they say",
    "split": "split off as concept {0}",
    "approved": "approved: concept {0}",
    "rejected": "rejected: concept {0}",
    "withdrawn": "withdrawn: concept {0}",
    "unchanged": "concept {0} says so already",
}
_number = click.argument("number", type=int, metavar="CONCEPT")


def register(cli: click.Group) -> None:
    """Adds this room's commands."""
    cli.add_command(concept)


@click.group("concept")
def concept() -> None:
    """Work on single concepts, by the number that `search` and `terms` print.

    \b
      yiku concept add --preferred zh-CN 保税区 --preferred en "bonded area" --as Ada
      yiku concept change 12 --deprecated en "bonded zone" --as Ada
      yiku concept history 12
    """


@concept.command("show")
@_number
@as_json
@click.pass_context
def show(context: click.Context, number: int, as_json: bool) -> None:
    """Show CONCEPT and what people say about it. The JSON is what `add` and `change` take with --from."""
    with library(context) as opened:
        answer, remarks = opened.concept(number), opened.remarks(number)
    click.echo(json_line(answer.as_json()) if as_json else "\n".join(_lines(answer, remarks)))


def _lines(answer: ConceptAnswer, remarks: tuple[Remark, ...]) -> Iterator[str]:
    said = answer.concept
    named = f" (id {said.id})" if said.id else ""
    yield click.style(f"concept {answer.number} of {answer.termbase}{named}", bold=True)
    if said.domains:
        yield f"  {'; '.join(said.domains)}"
    for definition in said.definitions:
        yield f"  {definition.text}" + (f" ({definition.source})" if definition.source else "")
    for position, term in enumerate(said.terms):
        yield _term_line(position, term)
    yield from (f"  note: {note.text}" for note in said.notes)
    yield from map(remark_line, remarks)


def _term_line(position: int, term: Term) -> str:
    details = ", ".join(filter(None, (term.status.value, term.type, term.part_of_speech, term.gender)))
    return f"  {position}  {term.language}  {click.style(term.text, fg='green')}  {click.style(details, dim=True)}"


def remark_line(remark: Remark) -> str:
    return f"  {remark.at}  {remark.who or 'someone'}: {remark.text}"


@concept.command("add")
@click.option("--termbase", default="main", show_default=True, metavar="T", help="The termbase that takes it.")
@concept_options
@who
@comment
@as_json
@click.pass_context
def add(context: click.Context, /, termbase: str, who: str, comment: str, as_json: bool, **options: Any) -> None:
    """Add a concept with its terms to a termbase."""
    given = Given.of(options).new()
    with library(context) as opened:
        tell(opened.add_concept(termbase, given, who=who, comment=comment), as_json)


@concept.command("change")
@_number
@concept_options
@click.option("--remove", nargs=2, multiple=True, metavar="LANG TEXT", help="Take this term out; repeatable.")
@who
@comment
@as_json
@click.pass_context
def change(
    context: click.Context,
    /,
    number: int,
    remove: tuple[tuple[str, str], ...],
    who: str,
    comment: str,
    as_json: bool,
    **options: Any,
) -> None:
    """Change CONCEPT: add to it what the options say, or with --from put another in its place.

    A term that it has gets the status of the option that names it.
    """
    given = Given.of(options)
    with library(context) as opened:
        seen = opened.concept_history(number)[0].step
        changed = given.put_into(opened.concept(number).concept, remove)
        tell(opened.change_concept(number, changed, seen=seen, who=who, comment=comment), as_json)


@concept.command("delete")
@_number
@who
@comment
@as_json
@click.pass_context
def delete(context: click.Context, number: int, who: str, comment: str, as_json: bool) -> None:
    """Delete CONCEPT. `yiku undo` with the number that is printed brings it back."""
    with library(context) as opened:
        tell(opened.delete_concept(number, who=who, comment=comment), as_json)


@concept.command("history")
@_number
@as_json
@click.pass_context
def history(context: click.Context, number: int, as_json: bool) -> None:
    """Tell what was done to CONCEPT, the latest first, also where it is gone."""
    with library(context) as opened:
        changes = opened.concept_history(number)
    for each in changes:
        click.echo(json_line(each.as_json()) if as_json else "\n".join(change_lines(each)))


def change_lines(change: ConceptChange) -> Iterator[str]:
    where = {"merged": " into concept {}", "split": " (see concept {})"}.get(change.action, "").format(change.other)
    undid = f", undoing batch {change.undid}" if change.undid else ""
    told = f"step {change.step}  {change.at}  {change.who or 'someone'}: {change.action}"
    yield told + (where if change.other else "") + undid + (f" – {change.comment}" if change.comment else "")
    yield from map(difference_line, change.differences)


def difference_line(difference: Difference) -> str:
    before, after = click.style(difference.before, fg="red"), click.style(difference.after, fg="green")
    arrow = " → " if difference.before and difference.after else ""
    sign = "" if arrow else ("+ " if difference.after else "- ")
    return f"    {difference.what}: {sign}{before}{arrow}{after}"


@concept.command("revert")
@_number
@click.argument("step", type=int)
@who
@comment
@as_json
@click.pass_context
def revert(context: click.Context, number: int, step: int, who: str, comment: str, as_json: bool) -> None:
    """Make CONCEPT what it was before STEP of its history, also where it was deleted."""
    with library(context) as opened:
        tell(opened.revert_concept(number, step, who=who, comment=comment), as_json)


@concept.command("merge")
@click.argument("into", type=int)
@click.argument("others", type=int, nargs=-1, required=True, metavar="OTHER...")
@who
@comment
@as_json
@click.pass_context
def merge(context: click.Context, into: int, others: tuple[int, ...], who: str, comment: str, as_json: bool) -> None:
    """Make each OTHER concept part of INTO, which gets all that they say. Where they contradict, INTO is right."""
    with library(context) as opened:
        tell(opened.merge_concepts(into, others, who=who, comment=comment), as_json)


@concept.command("split")
@_number
@click.argument("terms", type=int, nargs=-1, required=True, metavar="TERM...")
@who
@comment
@as_json
@click.pass_context
def split(context: click.Context, number: int, terms: tuple[int, ...], who: str, comment: str, as_json: bool) -> None:
    """Make terms of CONCEPT, by the positions that `concept show` prints, a concept of their own."""
    with library(context) as opened:
        tell(opened.split_concept(number, terms, who=who, comment=comment), as_json)


@concept.command("note")
@_number
@click.argument("text")
@who
@as_json
@click.pass_context
def note(context: click.Context, number: int, text: str, who: str, as_json: bool) -> None:
    """Say TEXT about CONCEPT, for others to read; it is not part of the concept and goes into no export."""
    with library(context) as opened:
        remark = opened.remark(number, text, who=who)
    click.echo(json_line(remark.as_json()) if as_json else remark_line(remark))


def tell(written: WrittenConcept, as_json: bool) -> None:
    """Prints what a write did."""
    if as_json:
        click.echo(json_line(written.as_json()))
        return
    undo = f" (undo: yiku undo {written.batch})" if written.batch else ""
    click.echo(_WORDS[written.done].format(written.concept) + undo)
