"""Reads an upload, from the page's form or the API, and hands it to the library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO, cast

from flask import request
from werkzeug.datastructures import FileStorage

from glossary.answers import ImportReport, TablePreview
from glossary.errors import BadRequest
from glossary.library.intake import DEFAULT_NAME
from web.parameters import text_map, whole_number, word, yes
from web.service import library


def import_upload(memory: str | None, termbase: str | None, who: str) -> ImportReport:
    """Import the file that the request carries as ``file``, with the fields beside it."""
    file = upload()
    return library().import_file(
        stream_of(file),
        name_of(file),
        memory=memory,
        termbase=termbase,
        dry_run=yes(request.form, "dry_run"),
        who=who,
        **order(),
    )


def preview_upload() -> TablePreview:
    """The first rows of the table that the request carries as ``file``."""
    file = upload()
    return library().preview_table(
        stream_of(file), name_of(file), rows=whole_number(request.form, "rows", 10), **order()
    )


def order() -> dict[str, Any]:
    """What the request's fields say of the file, as `Library.import_file` and `preview_table` both take it."""
    form = request.form
    return {
        "source": word(form, "source"),
        "target": word(form, "target"),
        "format": word(form, "format") or None,
        "columns": text_map(form, "columns"),
        "header": not yes(form, "no_header"),
        "sheet": word(form, "sheet"),
    }


def into(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The memory or the termbase that a form names. Raises `BadRequest` for a name of neither."""
    name, kind = word(fields, "name"), word(fields, "kind") or "auto"
    if kind == "memory":
        return {"memory": name or DEFAULT_NAME, "termbase": None}
    if kind == "termbase":
        return {"memory": None, "termbase": name or DEFAULT_NAME}
    if name:
        raise BadRequest(f"say whether “{name}” is a memory or a termbase, and choose the file again")
    return {"memory": None, "termbase": None}


def upload() -> FileStorage:
    """The file that the request carries as ``file``. Raises `BadRequest` where there is none."""
    found = request.files.get("file")
    if found is None or not found.filename:
        raise BadRequest("no file was chosen; choose one")
    return found


def uploads() -> list[FileStorage]:
    """All files that the request carries as ``file``. Raises `BadRequest` where there is none."""
    found = [file for file in request.files.getlist("file") if file.filename]
    if not found:
        raise BadRequest("no file was chosen; choose one or more")
    return found


def stream_of(file: FileStorage) -> BinaryIO:
    return cast(BinaryIO, file.stream)


def name_of(file: FileStorage) -> str:
    return file.filename or "upload"
