"""What someone says about a concept, kept for others to read and answer."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from web.parameters import text
from web.people import who
from web.service import library


def concept_remark(number: int) -> Response:
    """Keeps the remark and leads back to it."""
    said = library().remark(number, text(request.form, "text").replace("\r\n", "\n"), who=who())
    return redirect(url_for("pages.concept_show", number=number) + f"#remark-{said.number}", 303)
