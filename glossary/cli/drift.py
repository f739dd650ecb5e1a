"""`yiku drift` and `prefer`: terms that are said in several ways, how often and where; and which one is right."""

from __future__ import annotations

from collections.abc import Iterator

import click
from rich.console import Console
from rich.text import Text

from glossary.answers import ConceptDrift, DriftReport, Rendering, RenderingKind
from glossary.answers.drift import ILL_ADVISED
from glossary.library import Library
from glossary.reports.marked import visible
from tmx.model import TermStatus

from .options import as_json, json_line, languages, library, who
from .streams import input_stream, shown

DRIFTS = 1
"""The exit code where something is said in several ways."""
_SHOWN_PLACES = 8
_WORDS = {RenderingKind.PROBABLE: "in no termbase", RenderingKind.NOTHING: "nothing that is known"}


def register(cli: click.Group) -> None:
    """Adds this room's commands."""
    for command in (drift, prefer):
        cli.add_command(command)


@click.command("drift")
@click.argument("file", required=False)
@languages
@click.option("--memory", metavar="M", help="The memory to look at, in place of FILE.")
@click.option("--termbase", "termbases", multiple=True, metavar="T", help="Only this termbase; may be given again.")
@click.option(
    "--input-format", "format", metavar="F", help="FILE's format, or text; default: by content, then by name."
)
@click.option("--all", "steady", is_flag=True, help="Also the terms that are rendered in one way alone.")
@as_json
@click.pass_context
def drift(
    context: click.Context,
    file: str | None,
    source: str,
    target: str,
    memory: str | None,
    termbases: tuple[str, ...],
    format: str | None,
    steady: bool,
    as_json: bool,
) -> None:
    """Show the terms that FILE, or a memory, renders in several ways: how often each, and where.

    FILE is a bilingual file of any format, or a .txt in one language, named by -s or by -t. What stands where no known
    term does is found by statistics. Exit code 1 where something drifts. `yiku prefer` settles what is right.
    """
    if (file is None) is (memory is None):
        raise click.UsageError("give FILE or --memory, one of them")
    with library(context) as opened:
        report = _report(opened, file, memory, format, {"source": source, "target": target, "termbases": termbases})
    if as_json:
        for line in report.lines_as_json(steady=steady):
            click.echo(json_line(line))
    else:
        _show(report, Console(), steady)
    context.exit(DRIFTS if report.drifting else 0)


def _report(
    opened: Library, file: str | None, memory: str | None, format: str | None, order: dict[str, object]
) -> DriftReport:
    if file is None:
        return opened.drift_of_memory(memory or "", **order)  # type: ignore[arg-type]
    with input_stream(file) as stream:
        return opened.drift_of_file(stream, shown(file), format=format, **order)  # type: ignore[arg-type]


def _show(report: DriftReport, console: Console, steady: bool) -> None:
    for concept in report.concepts if steady else report.drifting:
        for line in _lines(concept):
            console.print(line, soft_wrap=True)
    several = len(report.drifting)
    pairs = f"{report.pairs:,} pair{'' if report.pairs == 1 else 's'}"
    concepts = f"{len(report.concepts):,} concept{'' if len(report.concepts) == 1 else 's'}"
    found = f"{several:,} of {concepts} said in several ways" if several else "no term drifts"
    console.print(Text(f"{pairs}: {found}", style="bold"), soft_wrap=True)


def _lines(concept: ConceptDrift) -> Iterator[Text]:
    named = concept.sources or tuple((term.text, 0) for term in concept.concept.concept.terms[:1])
    words = ", ".join(f"{visible(text)}" + (f" ({count:,})" if len(named) > 1 else "") for text, count in named)
    line = Text(words, style="bold")
    yield line.append(f"  concept {concept.concept.number} in {visible(concept.concept.termbase)}", style="dim")
    for rendering in concept.renderings:
        yield _rendering(rendering)
    yield Text()


def _rendering(rendering: Rendering) -> Text:
    line = Text(f"  {rendering.count:5,}  {visible(rendering.text)}{'  ' if rendering.text else ''}")
    said = rendering.status.value if rendering.status else _WORDS[rendering.kind]
    line.append(said, style=_style(rendering.status))
    places = ", ".join(visible(place.at) for place in rendering.places[:_SHOWN_PLACES])
    more = rendering.pairs - min(len(rendering.places), _SHOWN_PLACES)
    return line.append(f"  {places}{f' and {more:,} more' if more else ''}", style="dim")


def _style(status: TermStatus | None) -> str:
    if status in ILL_ADVISED:
        return "red"
    return "green" if status is TermStatus.PREFERRED else "yellow"


@click.command("prefer")
@click.argument("term")
@click.option("--concept", "number", type=int, required=True, metavar="N", help="The concept that `yiku drift` names.")
@click.option("-l", "--language", default="", metavar="LANG", help="The term's language; needed for a new term.")
@click.option("--deprecate-others", is_flag=True, help="Deprecate the concept's other terms of the language.")
@click.option("--comment", default="", metavar="TEXT", help="Why, for the concept's history.")
@who
@as_json
@click.pass_context
def prefer(
    context: click.Context,
    term: str,
    number: int,
    language: str,
    deprecate_others: bool,
    comment: str,
    who: str,
    as_json: bool,
) -> None:
    """Make TERM the preferred one of concept N; a term that the concept has not is added.

    The term that was preferred is admitted from now on, or deprecated with all others, short forms and forbidden terms
    apart. `yiku undo` with the number that is printed takes it back.
    """
    with library(context) as opened:
        written = opened.prefer(
            number, term, language=language, deprecate_others=deprecate_others, who=who, comment=comment
        )
    if as_json:
        click.echo(json_line(written.as_json()))
        return
    undo = f" (undo: yiku undo {written.batch})" if written.batch else ""
    said = "prefers" if written.batch else "already prefers"
    click.echo(f"concept {number} {said} “{visible(term)}”{undo}")
