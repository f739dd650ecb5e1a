"""Takes the import form: a report of what came in, or the form again with what was wrong."""

from __future__ import annotations

from flask import render_template, request

from glossary.answers import ImportReport
from glossary.errors import BadRequest, YikuError
from glossary.library.intake import DEFAULT_NAME
from tmx.errors import ExchangeError
from web.errors import status_of
from web.pages.library_show import render_library
from web.parameters import word, yes
from web.uploads import import_upload


def import_create() -> str | tuple[str, int]:
    """Import the upload and show the report. Sending the form twice is harmless: the second finds nothing new."""
    try:
        report = _import()
    except (YikuError, ExchangeError) as error:
        return render_library(request.form, problem=str(error)), status_of(error)
    return render_template("pages/report.html", report=report, dry_run=yes(request.form, "dry_run"))


def _import() -> ImportReport:
    name, kind = word(request.form, "name"), word(request.form, "kind") or "auto"
    if kind == "memory":
        return import_upload(memory=name or DEFAULT_NAME, termbase=None)
    if kind == "termbase":
        return import_upload(memory=None, termbase=name or DEFAULT_NAME)
    if name:
        raise BadRequest(f"say whether “{name}” is a memory or a termbase, and choose the file again")
    return import_upload(memory=None, termbase=None)
