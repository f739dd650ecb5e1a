"""Where a handler gets the one library from."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app

from glossary.library import Library


def library_of(app: Flask) -> Library:
    """The library that `create_app` opened."""
    return cast(Library, app.extensions["yiku"])


def library() -> Library:
    """The library of the app that answers the current request."""
    return library_of(current_app)
