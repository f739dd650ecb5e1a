"""Takes the import form: a report of what came in, the columns to say, or the form again with what was wrong."""

from __future__ import annotations

from flask import render_template, request

from glossary.errors import YikuError
from tmx.errors import ExchangeError, UnknownColumns
from web.errors import status_of
from web.kept_uploads import kept_uploads
from web.pages.import_columns import render_columns
from web.pages.library_show import render_library
from web.parameters import yes
from web.people import who
from web.uploads import import_upload, into, name_of, stream_of, upload


def import_create() -> str | tuple[str, int]:
    """Import the upload and show the report. Sending the form twice is harmless: the second finds nothing new.

    A table whose columns nobody knows is kept, and shown with a choice over each of them.
    """
    try:
        if yes(request.form, "look"):
            return _columns()
        report = import_upload(who=who(), **into(request.form))
    except UnknownColumns:
        return _columns()
    except (YikuError, ExchangeError) as error:
        return render_library(request.form, problem=str(error)), status_of(error)
    return render_template("pages/report.html", report=report, dry_run=yes(request.form, "dry_run"))


def _columns() -> str:
    file = upload()
    stream = stream_of(file)
    stream.seek(0)
    token = kept_uploads().keep(stream, name_of(file))
    try:
        return render_columns(token, request.form)
    except (YikuError, ExchangeError):
        kept_uploads().drop(token)
        raise
