"""Files in, files out, and an import taken back."""

from __future__ import annotations

from flask import Response, jsonify, request

from web.downloads import export_response
from web.parameters import word
from web.service import library
from web.uploads import import_upload, preview_upload


def import_file() -> Response:
    """Import the multipart field ``file``; beside it ``memory``, ``termbase``, ``source``, ``target``, ``dry_run``,
    ``who``.

    Of a table also ``columns`` (a JSON object from its columns to what they are), ``no_header`` and ``sheet``.
    """
    form = request.form
    memory, termbase = word(form, "memory") or None, word(form, "termbase") or None
    return jsonify(import_upload(memory=memory, termbase=termbase, who=word(form, "who")).as_json())


def preview_file() -> Response:
    """The first ``rows`` of the table in the multipart field ``file``, with the fields that `import_file` takes."""
    return jsonify(preview_upload().as_json())


def export_file() -> Response:
    """The file of ``memory`` or ``termbase`` in ``format``, as an attachment."""
    return export_response(request.args)


def undo(number: int) -> Response:
    """Take a batch back: an `UndoReport`. Who does it stands in the address."""
    return jsonify(library().undo(number, word(request.args, "who")).as_json())
