"""The columns of a table that waits to be imported: its first rows under a choice for each column, and the import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template, request

from glossary.answers import TablePreview
from glossary.errors import YikuError
from tmx.errors import ExchangeError
from tmx.formats.tables.mapping import MEANINGS
from web.errors import status_of
from web.kept_uploads import kept_uploads
from web.parameters import word, yes
from web.people import who
from web.service import library
from web.uploads import into

MOST_COLUMNS = 40
"""Columns that get a choice; those after them are kept as properties."""
ROWS = 8
COMMON = ("zh-CN", "zh-TW", "en", "en-GB", "en-US", "ja", "ko", "fr", "de", "es", "pt-BR", "ru")
"""Languages that are offered beside those that the library has."""


def import_columns() -> str | tuple[str, int]:
    """Import the kept file with its columns as they were chosen, or show it again with what keeps it from that."""
    form, token = request.form, word(request.form, "kept")
    if word(form, "do") == "show":
        return render_columns(token, form)
    try:
        with kept_uploads().open(token) as (stream, file):
            order = {"dry_run": yes(form, "dry_run"), "who": who(), **into(form), **_order(form)}
            report = library().import_file(stream, file, **order)
    except (YikuError, ExchangeError) as error:
        return render_columns(token, form, problem=str(error)), status_of(error)
    if not yes(form, "dry_run"):
        kept_uploads().drop(token)
    return render_template("pages/report.html", report=report, dry_run=yes(form, "dry_run"))


def render_columns(token: str, fields: Mapping[str, Any], problem: str = "") -> str:
    """The page. Raises `NotFound` where the file is kept no longer, and `tmx.errors.ExchangeError` for no table."""
    with kept_uploads().open(token) as (stream, file):
        answer = library().preview_table(stream, file, rows=ROWS, **_order(fields))
    languages = dict.fromkeys((*library().languages(), *COMMON))
    return render_template(
        "pages/columns.html",
        token=token,
        fields=fields,
        shown=answer.preview,
        file=answer.file,
        most=MOST_COLUMNS,
        meanings=MEANINGS,
        languages=tuple(tag for tag in languages if tag not in MEANINGS),
        extra=_unlisted(answer, languages),
        problem=problem,
    )


def _unlisted(answer: TablePreview, languages: Mapping[str, None]) -> tuple[str, ...]:
    """What columns are taken for beside the languages that are offered."""
    taken = dict.fromkeys(column.taken for column in answer.preview.columns)
    return tuple(word for word in taken if word not in MEANINGS and word not in languages)


def _order(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What the form says of the table; the choices are those of its columns by number, in ``column-1`` and so on."""
    chosen = {f"#{at}": word(fields, f"column-{at}") for at in range(1, MOST_COLUMNS + 1)}
    return {
        "source": word(fields, "source"),
        "target": word(fields, "target"),
        "format": word(fields, "format") or None,
        "columns": {key: what for key, what in chosen.items() if what},
        "header": not yes(fields, "no_header"),
        "sheet": word(fields, "sheet"),
    }
