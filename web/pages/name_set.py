"""Who acts in this browser: a name given, changed or forgotten."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from web.parameters import word
from web.people import LONGEST, rename


def name_show() -> str:
    """The form; ``back`` in the address names the page that it leads back to."""
    return render_template("pages/name.html", back=_back(word(request.args, "back")), longest=LONGEST)


def name_set() -> Response:
    """Takes the name of the form, or forgets the old one, and leads back."""
    form = request.form
    rename("" if word(form, "do") == "forget" else word(form, "name"))
    return redirect(_back(word(form, "back")), 303)


def _back(path: str) -> str:
    """A page of this server: anything else is not gone to. A browser reads ``//`` and ``/\\`` as another server."""
    own = path.startswith("/") and path[1:2] not in ("/", "\\") and path.isprintable()
    return path if own else url_for("pages.search_show")
