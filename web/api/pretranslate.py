"""``POST /pretranslate``: a bilingual file in, the same file filled from the memories out."""

from __future__ import annotations

import json
import tempfile
from typing import BinaryIO, cast

from flask import Response, request

from tmx import registry
from web.downloads import attachment
from web.parameters import whole_number, word
from web.service import library
from web.uploads import upload


def pretranslate() -> Response:
    """Fill the multipart field ``file``; beside it ``source``, ``target``, ``format``, ``threshold``, ``memories``.

    The answer is the file; its header ``X-Yiku-Report`` is the report as JSON, in ASCII.
    """
    form, given = request.form, upload()
    file = given.filename or "upload"
    stream = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    try:
        report = library().pretranslate(
            cast(BinaryIO, given.stream),
            stream,
            file,
            source=word(form, "source"),
            target=word(form, "target"),
            format=word(form, "format") or None,
            threshold=whole_number(form, "threshold", 75),
            memories=[name for name in form.getlist("memories") if name],
        )
    except BaseException:
        stream.close()
        raise
    response = attachment(stream, file, registry.by_name(report.format).mimetype)
    response.headers["X-Yiku-Report"] = json.dumps(report.as_json())
    return response
