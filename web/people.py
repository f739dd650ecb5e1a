"""Who acts: a name that the browser keeps in a cookie. It is no sign-in; it stands beside what its bearer changes."""

from __future__ import annotations

import unicodedata

from flask import Blueprint, Response, g, request

COOKIE = "yiku-name"
FIELD = "who"
"""The field of any form of the pages that gives the name, for a browser that has none yet."""
LONGEST = 80
_LONGEST_PATH = 500
_YEAR = 365 * 24 * 60 * 60


def register(pages: Blueprint) -> None:
    """Let every form of these pages give a name, and every template say which there is."""
    pages.before_request(_learn)
    pages.after_request(_keep)
    pages.app_context_processor(lambda: {"name_of_caller": who(), "address_here": _here()})


def who() -> str:
    """The name of whoever sent the request, empty where none is known."""
    given = g.get("name_given")
    return cleaned(request.cookies.get(COOKIE, "")) if given is None else str(given)


def rename(name: str) -> None:
    """Take another name from now on; an empty one forgets the old."""
    g.name_given = cleaned(name)


def cleaned(name: str) -> str:
    """A name as it is shown: one line of printable characters, `LONGEST` at most."""
    kept = "".join(each if each.isprintable() else " " for each in unicodedata.normalize("NFC", name))
    return " ".join(kept.split())[:LONGEST].strip()


def _here() -> str:
    """The page that is shown, to come back to; the front page where it has no address of its own."""
    path = request.full_path.rstrip("?")
    return path if request.method == "GET" and len(path) < _LONGEST_PATH else "/"


def _learn() -> None:
    if request.method == "POST" and cleaned(request.form.get(FIELD, "")):
        rename(request.form[FIELD])


def _keep(response: Response) -> Response:
    name = g.get("name_given")
    if name:
        response.set_cookie(COOKIE, name, max_age=_YEAR, httponly=True, samesite="Lax")
    elif name is not None:
        response.delete_cookie(COOKIE, httponly=True, samesite="Lax")
    return response
