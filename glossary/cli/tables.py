"""Tables on the command line: the options that say what their columns are, and their first rows shown."""

from __future__ import annotations

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from glossary.answers import TablePreview
from tmx.formats.tables.mapping import MEANINGS

from .options import Command

_WIDEST = 40
_NARROWEST = 16
_SAMPLES = 3


def _columns(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """COLUMN=WHAT, where a column's name may hold “=” itself."""
    pairs = {}
    for word in given:
        column, found, what = word.rpartition("=")
        if not found or not column.strip() or not what.strip():
            raise click.BadParameter(f"“{word}” is not COLUMN=WHAT, such as B=en")
        pairs[column] = what
    return pairs


def table_options(command: Command) -> Command:
    """Adds --map, --no-header, --sheet and --preview."""
    for option in (
        click.option("--preview", is_flag=True, help="Show a table's first rows and what its columns are taken for."),
        click.option(
            "--sheet", default="", metavar="NAME", help="This sheet of a workbook; default: the first that fits."
        ),
        click.option(
            "--no-header", is_flag=True, help="A table's first row is an entry, not the names of its columns."
        ),
        click.option(
            "--map",
            "mapped",
            multiple=True,
            metavar="COLUMN=WHAT",
            callback=_columns,
            help="A table's column, by name, letter or number, is this: a language such as zh-CN, or one of "
            f"{', '.join(MEANINGS)}. Repeat it for each column.",
        ),
    ):
        command = option(command)
    return command


def show_preview(answer: TablePreview) -> None:
    """Prints the rows, turned on their side where they are too wide, and what keeps the table from being imported."""
    console = Console()
    console.print(Text(_title(answer), style="bold"))
    lies = len(answer.preview.columns) * _NARROWEST <= max(console.width, 4 * _NARROWEST)
    console.print(_as_it_lies(answer) if lies else _on_its_side(answer))
    if answer.preview.problem:
        console.print(Text(f"{answer.file}: {answer.preview.problem}; say what each is with --map COLUMN=WHAT"))


def _as_it_lies(answer: TablePreview) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for column in answer.preview.columns:
        table.add_column(Text(f"{column.letter} {column.name}\n") + _taken(column.taken), max_width=_WIDEST)
    for row in answer.preview.rows:
        table.add_row(*(Text(_short(cell)) for cell in row))
    return table


def _on_its_side(answer: TablePreview) -> Table:
    """A line a column, with what its first rows hold."""
    table = Table("column", "taken for", "first rows", box=box.SIMPLE_HEAD)
    for at, column in enumerate(answer.preview.columns):
        samples = " | ".join(_short(row[at]) for row in answer.preview.rows[:_SAMPLES])
        table.add_row(Text(f"{column.letter} {column.name}"), _taken(column.taken), Text(samples))
    return table


def _taken(word: str) -> Text:
    return Text(word, style="dim" if word in ("keep", "ignore") else "bold")


def _title(answer: TablePreview) -> str:
    shown = answer.preview
    if not shown.sheet:
        return f"{answer.file} ({shown.format})"
    others = ", ".join(name for name in shown.sheets if name != shown.sheet)
    return f"{answer.file} ({shown.format}), sheet {shown.sheet}" + (f"; it also has {others}" if others else "")


def _short(cell: str) -> str:
    one_line = " ".join(cell.split())
    return one_line if len(one_line) <= _WIDEST else one_line[: _WIDEST - 1] + "…"
