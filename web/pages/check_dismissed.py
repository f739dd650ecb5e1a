"""The findings that were marked as no errors, each with a button that shows it again."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from web.service import library

MOST_SHOWN = 500


def dismissed_show() -> str:
    """The marks, the latest first."""
    marks = library().dismissed()
    return render_template("pages/dismissed.html", marks=marks[:MOST_SHOWN], count=len(marks))


def dismissed_again(number: int) -> Response:
    """Takes a mark back."""
    library().show_again(number)
    return redirect(url_for("pages.dismissed_show"), 303)
