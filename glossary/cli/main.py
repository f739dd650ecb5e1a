"""The `yiku` command: its options, its commands (those of other floors by entry point), and its one error handler."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points, version
from pathlib import Path

import click
import platformdirs

from glossary.errors import YikuError
from tmx.errors import ExchangeError, one_line

from . import (
    analysis,
    checking,
    cleaning,
    concepts,
    dismissing,
    drift,
    exchange,
    lookup,
    pretranslation,
    review,
    terms,
    upkeep,
    writing,
)
from .streams import speak_utf8

BAD_INPUT = 2


def default_database() -> str:
    """`yiku.db` in the user's data folder."""
    return str(Path(platformdirs.user_data_dir("yiku", appauthor=False)) / "yiku.db")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--db",
    "database",
    envvar="YIKU_DB",
    metavar="PATH",
    help="The library's file. Default: $YIKU_DB, else yiku.db in your data folder.",
)
@click.version_option(version("yiku"), prog_name="yiku")
@click.pass_context
def cli(context: click.Context, database: str | None) -> None:
    """Yiku 译库: a translation memory and glossary that you run for yourself.

    Bring a memory and a glossary in, look terms and sentences up, take TMX and PO out:

    \b
      yiku import memory.tmx glossary.csv -s zh-CN -t en
      yiku search 保税区
      yiku match "在保税区内设立企业" -s zh -t en
      yiku export out.tmx

    Exit codes: 0 done, 1 findings or nothing found, 2 bad usage or input.
    """
    context.obj = {"database": database or default_database()}


def main() -> None:
    """Runs the command line; an error of ours is one line on standard error and exit code 2."""
    speak_utf8()
    try:
        sys.exit(cli.main(prog_name="yiku", standalone_mode=False) or 0)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(BAD_INPUT)
    except click.ClickException as error:
        _refuse(_with_help(error))
    except click.Abort:
        sys.exit(130)
    except (YikuError, ExchangeError) as error:
        _refuse(str(error))
    except OSError as error:
        _refuse(f"{error.filename or 'input/output'}: {error.strerror or error}")


def _with_help(error: click.ClickException) -> str:
    """What is wrong with the command line, and whose help says how it is right."""
    message = error.format_message().removesuffix(".")
    context = getattr(error, "ctx", None)
    return f"{message}; see {context.command_path} --help" if context else message


def _refuse(message: str) -> None:
    click.echo(f"yiku: {one_line(message)}", err=True)
    sys.exit(BAD_INPUT)


_ROOMS = (
    *(analysis, checking, cleaning, concepts, dismissing, drift, exchange, lookup, pretranslation, review, terms),
    *(upkeep, writing),
)
for _room in _ROOMS:
    _room.register(cli)
for _entry in entry_points(group="yiku.commands"):
    _entry.load()(cli)
