"""The only table from exceptions to HTTP statuses, and how an error is shown: a page, or JSON under ``/api/``.

::

    tmx.errors.ExchangeError            400
    glossary.errors.YikuError           400
    ├── BadRequest                      400
    │   └── NotFound                    404
    │       └── Merged                  404, in JSON with the number that it went into
    ├── CannotUndo                      409
    ├── Conflict                        409
    └── StorageError                    500
        └── LibraryBusy                 503, with Retry-After
    web.errors.Forbidden                403   an API call that this server does not take from there
    werkzeug's HTTPException            its own: CSRF 400, unknown host 400, 404, 405, too large 413 …
    any other                           500, logged, its text kept back
"""

from __future__ import annotations

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from glossary.errors import BadRequest, CannotUndo, Conflict, LibraryBusy, Merged, NotFound, StorageError, YikuError
from tmx.errors import ExchangeError


class Forbidden(YikuError):
    """An API call that changes something and comes from where that is not allowed."""


# The first class that fits counts, so the narrower ones stand first.
STATUS: tuple[tuple[type[Exception], int], ...] = (
    (Forbidden, 403),
    (NotFound, 404),
    (BadRequest, 400),
    (CannotUndo, 409),
    (Conflict, 409),
    (LibraryBusy, 503),
    (StorageError, 500),
    (YikuError, 400),
    (ExchangeError, 400),
)

WORDS = {
    404: "There is nothing at this address; search for what you are looking for.",
    405: "This address does not take that kind of request.",
    500: "Something went wrong in Yiku itself. Nothing was changed; the server's log says more.",
}

TITLES = {
    400: "That did not work",
    403: "Not allowed from here",
    404: "Not found",
    405: "Not that way",
    409: "Not as things stand",
    413: "Too large",
    500: "Something broke",
    503: "The library is busy",
}


def register(app: Flask) -> None:
    """Show every error of the app by the table."""
    for kind in (YikuError, ExchangeError, HTTPException):
        app.register_error_handler(kind, show)


def status_of(error: Exception) -> int:
    """The HTTP status of an error."""
    if isinstance(error, HTTPException):
        return error.code or 500
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def words_of(error: Exception) -> str:
    """What to say about an error, in one line."""
    if not isinstance(error, HTTPException):
        return str(error)
    if isinstance(error, CSRFError):
        return "The form is older than this server's run, so it was not carried out; load the page again and repeat it."
    if isinstance(error, SecurityError):
        return "Yiku answers only to the addresses of this machine, such as 127.0.0.1."
    if error.code == 413:
        return f"The upload is larger than this server takes ({_limit()}); split the file and import the parts."
    return WORDS.get(error.code or 500) or error.description or error.name


def show(error: Exception) -> Response:
    """The answer to a request that failed."""
    status, words = status_of(error), words_of(error)
    if request.path.startswith("/api/"):
        where = {"into": error.into} if isinstance(error, Merged) else {}
        response = jsonify(error=words, **where)
    elif isinstance(error, SecurityError):  # no address can be built for an unknown host, so no page either
        response = Response(words + "\n", mimetype="text/plain")
    else:
        told = {"status": status, "title": TITLES.get(status, "Error"), "words": words}
        response = make_response(render_template("pages/error.html", failed=True, **told))
    response.status_code = status
    if status == 503:
        response.headers["Retry-After"] = "2"
    return response


def _limit() -> str:
    size = request.max_content_length or current_app.config["MAX_CONTENT_LENGTH"]
    return f"{size / 1024 / 1024:,.0f} MiB" if size >= 1024 * 1024 else f"{size:,} bytes"
