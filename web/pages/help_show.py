"""What the keys and marks say, what each format keeps, and what Yiku is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from flask import render_template

from tmx import registry


def help_show() -> str:
    """The page of help."""
    return render_template("pages/help.html", version=_version(), codecs=registry.CODECS)


def _version() -> str:
    try:
        return version("yiku")
    except PackageNotFoundError:  # run from a checkout
        return ""
