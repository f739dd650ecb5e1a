"""The library's page: memories, termbases, imports, and the form that brings a file in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template, request

from tmx import registry
from web.service import library


def library_show() -> str:
    """The page as it is opened; ``memory`` or ``termbase`` in the address names where an import goes."""
    return render_library(request.args)


def render_library(fields: Mapping[str, Any], problem: str = "") -> str:
    """The page, with the import form filled from `fields` and a problem shown in it."""
    shelf = library()
    return render_template(
        "pages/library.html",
        stats=shelf.stats(),
        batches=shelf.batches(),
        languages=shelf.languages(),
        formats=registry.codecs_to_write(),
        extensions=registry.extensions(),
        fields=fields,
        problem=problem,
    )
