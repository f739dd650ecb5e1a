"""Reads an upload, from the page's form or the API, and hands it to the library."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from flask import request
from werkzeug.datastructures import FileStorage

from glossary.answers import ImportReport
from glossary.errors import BadRequest
from web.parameters import word, yes
from web.service import library


def import_upload(memory: str | None, termbase: str | None) -> ImportReport:
    """Import the file that the request carries as ``file``, with the fields beside it."""
    form = request.form
    given = upload()
    order: dict[str, Any] = {"source": word(form, "source"), "target": word(form, "target")}
    order |= {"format": word(form, "format") or None, "dry_run": yes(form, "dry_run")}
    return library().import_file(
        cast(BinaryIO, given.stream), given.filename or "upload", memory=memory, termbase=termbase, **order
    )


def upload() -> FileStorage:
    """The file that the request carries as ``file``. Raises `BadRequest` where there is none."""
    given = request.files.get("file")
    if given is None or not given.filename:
        raise BadRequest("no file was chosen; choose one")
    return given
