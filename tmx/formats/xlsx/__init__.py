"""XLSX workbooks (ECMA-376), in the layouts of `tmx.formats.tables`: what a spreadsheet program saves."""

from __future__ import annotations

from tmx.codec import Codec

from .reader import detect, preview, read
from .writer import write

CODECS = (
    Codec(
        name="xlsx",
        title="Excel workbook",
        extensions=(".xlsx",),
        kinds=frozenset({"units", "concepts"}),
        detect=detect,
        read=read,
        write=write,
        carries=(
            "concepts whole: terms with status, type, part of speech, note and source; definitions, domain, notes, "
            "properties",
            "units in two languages, with identifier, context, status, domain, attributes, properties and notes",
            "cells as text: leading zeros, long numbers, and what would else be run as a formula",
        ),
        loses=(
            "inline codes",
            "details of single segments",
            "languages beyond two, in units",
            "concepts without a term",
            "texts of more than 32,767 characters, and rows after the 1,048,576th",
        ),
        mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        rank=20,
        preview=preview,
    ),
)
