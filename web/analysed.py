"""The analysis of the files that a request carries, for the page and the API alike."""

from __future__ import annotations

from flask import request

from glossary.answers import Analysis
from web.parameters import number_map, word
from web.service import library
from web.uploads import name_of, stream_of, uploads


def analysed() -> Analysis:
    """Of the files in ``file``, with the fields beside them. Raises `BadRequest` where there is none."""
    form = request.form
    return library().analyse_files(
        ((name_of(file), stream_of(file)) for file in uploads()),
        source=word(form, "source"),
        target=word(form, "target"),
        format=word(form, "format") or None,
        memories=[name for name in form.getlist("memories") if name],
        rates=number_map(form, "rates"),
    )
