"""The analysis page: files in, how much of them the memories know out, as a table and as a workbook."""

from __future__ import annotations

import io

from flask import Response, render_template, request

from glossary.answers import Analysis
from glossary.errors import YikuError
from glossary.reports import analysis as report
from tmx import registry
from tmx.errors import ExchangeError
from web.analysed import analysed
from web.downloads import attachment
from web.errors import status_of
from web.kept_uploads import kept_uploads
from web.service import library

_WORKBOOK = "analysis.xlsx"


def analysis_show() -> str | tuple[str, int]:
    """The form and, once files are in it, their analysis, whose workbook waits an hour to be fetched."""
    if request.method == "GET":
        return _page()
    try:
        found = analysed()
    except (YikuError, ExchangeError) as error:
        return _page(problem=str(error)), status_of(error)
    return _page(found, token=_kept(found))


def analysis_download(token: str) -> Response:
    """The workbook of an analysis."""
    book = io.BytesIO()
    with kept_uploads().open(token) as (kept, file):
        book.write(kept.read())
    return attachment(book, file, registry.by_name("xlsx").mimetype)


def _kept(found: Analysis) -> str:
    book = io.BytesIO()
    report.write(found, book)
    book.seek(0)
    return kept_uploads().keep(book, _WORKBOOK)


def _page(found: Analysis | None = None, *, token: str = "", problem: str = "") -> str:
    return render_template(
        "pages/analysis.html",
        fields=request.form,
        chosen=request.form.getlist("memories"),
        languages=library().languages(),
        memories=library().memories(),
        extensions=registry.extensions(),
        tallies=found.tallies() if found else (),
        name_of=report.name_of,
        token=token,
        problem=problem,
    )
