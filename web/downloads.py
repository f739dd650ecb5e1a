"""Exports as downloads: written whole to a temporary file first, so that an error is an answer and not half a file."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from flask import Response, send_file

from tmx import registry
from web.parameters import word
from web.service import library

# What no file system takes, or a shell reads as something else.
UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


def export_response(values: Mapping[str, Any]) -> Response:
    """The file that ``memory`` or ``termbase``, ``format``, ``source`` and ``target`` ask for, as an attachment.

    The header ``X-Yiku-Lost`` says, percent-encoded, what the format could not carry.
    """
    memory, termbase = word(values, "memory") or None, word(values, "termbase") or None
    source, target = word(values, "source"), word(values, "target")
    codec = registry.by_name(word(values, "format") or "tmx")
    file = file_name(memory or termbase or "yiku", source, target, codec.extensions[0])
    stream = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    try:
        report = library().export_file(
            stream, file, memory=memory, termbase=termbase, source=source, target=target, format=codec.name
        )
    except BaseException:
        stream.close()
        raise
    response = attachment(stream, file, codec.mimetype)
    if report.lost:
        response.headers["X-Yiku-Lost"] = quote("; ".join(report.lost))
    return response


def file_name(name: str, source: str, target: str, extension: str) -> str:
    """A file name that says what is in it (`extension` with its dot): ``海关术语.en.zh-CN.csv``."""
    stem = ".".join(part for part in (name, source, target) if part)
    return f"{UNFIT.sub('-', stem).strip(' .') or 'yiku'}{extension}"


def attachment(stream: Any, file: str, mimetype: str) -> Response:
    """What has been written to a stream, as a file that the response closes when it is sent."""
    size = stream.tell()
    stream.seek(0)
    response = send_file(stream, mimetype=mimetype, as_attachment=True, download_name=file, max_age=0)
    response.content_length = size
    return response
