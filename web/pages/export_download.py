"""A memory or termbase as a file."""

from __future__ import annotations

from flask import Response, request

from web.downloads import export_response


def export_download() -> Response:
    """The file that the download form asks for."""
    return export_response(request.args)
