"""The options that several commands share, and the ways a command opens the library and prints."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from glossary.library import Library

Command = TypeVar("Command", bound=Callable[..., Any])

NOTHING_FOUND = 1


def as_json(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")(command)


def languages(command: Command) -> Command:
    """Adds -s and -t."""
    source = click.option("-s", "--source", default="", metavar="LANG", help="Source language, such as zh-CN.")
    target = click.option("-t", "--target", default="", metavar="LANG", help="Target language, such as en.")
    return source(target(command))


def who(command: Command) -> Command:
    """Adds --as, whose name stands in histories."""
    words = "Who does it, for the history; $YIKU_AS without it."
    return click.option("--as", "who", default="", envvar="YIKU_AS", metavar="NAME", help=words)(command)


def comment(command: Command) -> Command:
    return click.option("--comment", default="", metavar="TEXT", help="What you say to it, for the history.")(command)


@contextmanager
def library(context: click.Context) -> Iterator[Library]:
    """The library that --db names, closed afterwards."""
    with Library.open(context.obj["database"]) as opened:
        yield opened


@contextmanager
def progress(what: str) -> Iterator[Callable[[int], None]]:
    """A counter on standard error, only where that is a terminal."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what)
        yield lambda done: bar.update(task, description=f"{what}: {done:,}")


def json_line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
