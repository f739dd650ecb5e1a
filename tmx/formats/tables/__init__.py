"""CSV and TSV: the glossaries and sentence lists that people keep in spreadsheets."""

from __future__ import annotations

from functools import partial

from tmx.codec import Codec

from .reader import detect, preview, read
from .writer import write

_CARRIES = (
    "concepts whole: in columns what people edit, in the column extra all else that they say",
    "units in two languages, with identifier, context, status, domain, attributes, properties and notes",
)
_LOSES = ("inline codes", "details of single segments", "languages beyond two, in units", "concepts without a term")

CODECS = (
    Codec(
        name="csv",
        title="table with commas or semicolons",
        extensions=(".csv",),
        kinds=frozenset({"units", "concepts"}),
        detect=partial(detect, delimiters=",;"),
        read=partial(read, format="csv", delimiter=""),
        write=partial(write, delimiter=","),
        carries=_CARRIES,
        loses=_LOSES,
        mimetype="text/csv",
        rank=80,
        preview=partial(preview, format="csv", delimiter=""),
    ),
    Codec(
        name="tsv",
        title="table with tabs",
        extensions=(".tsv",),
        kinds=frozenset({"units", "concepts"}),
        detect=partial(detect, delimiters="\t"),
        read=partial(read, format="tsv", delimiter="\t"),
        write=partial(write, delimiter="\t"),
        carries=_CARRIES,
        loses=(*_LOSES, "tabs in a cell"),
        mimetype="text/tab-separated-values",
        rank=81,
        preview=partial(preview, format="tsv", delimiter="\t"),
    ),
)
