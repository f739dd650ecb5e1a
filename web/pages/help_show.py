"""What the keys do, and what Yiku is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from flask import render_template


def help_show() -> str:
    """The page of help."""
    return render_template("pages/help.html", version=_version())


def _version() -> str:
    try:
        return version("yiku")
    except PackageNotFoundError:  # run from a checkout
        return ""
