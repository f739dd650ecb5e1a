"""The drift page: terms that a memory or an uploaded file renders in several ways, counted, each with its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flask import render_template, request

from glossary.answers import DriftReport, Piece, RenderingKind
from glossary.answers.drift import Span
from glossary.errors import BadRequest, YikuError
from tmx import registry
from tmx.errors import ExchangeError
from web.errors import status_of
from web.kept_uploads import kept_uploads
from web.parameters import word, yes
from web.service import library
from web.uploads import name_of, stream_of

MOST_SHOWN, MOST_PLACES = 100, 20
"""Concepts, and places of a rendering, that the page shows."""


def drift_show() -> str | tuple[str, int]:
    """The form and, once there is something to look at, what was found."""
    fields = {name: word(request.values, name) for name in ("source", "target", "memory", "termbase")}
    fields["kept"] = word(request.form, "kept")
    steady = yes(request.values, "all")
    if request.method == "GET" and not fields["memory"]:
        return _page(fields, steady)
    try:
        return _page(fields, steady, _report(fields))
    except (YikuError, ExchangeError) as error:
        return _page(fields, steady, problem=str(error)), status_of(error)


def _page(fields: dict[str, str], steady: bool, report: DriftReport | None = None, problem: str = "") -> str:
    concepts = (report.concepts if steady else report.drifting) if report else ()
    return render_template(
        "pages/drift.html",
        fields=fields,
        steady=steady,
        languages=library().languages(),
        memories=library().memories(),
        termbases=library().termbases(),
        extensions=registry.extensions(),
        report=report,
        concepts=concepts[:MOST_SHOWN],
        count=len(concepts),
        most=MOST_PLACES,
        kinds=RenderingKind,
        marked=lambda text, spans: list(marked(text, spans)),
        problem=problem,
    )


def marked(text: str, spans: Iterable[Span]) -> Iterator[Piece]:
    """A text in pieces, with those between the spans' ends marked."""
    at = 0
    for start, end in sorted(spans):
        if at < start:
            yield Piece(text[at:start], "plain")
        yield Piece(text[max(at, start) : end], "hit")
        at = max(at, end)
    if at < len(text):
        yield Piece(text[at:], "plain")


def _report(fields: dict[str, str]) -> DriftReport:
    """Of the file where one was chosen, else of the memory, else of the file that was chosen before."""
    order: dict[str, Any] = {"source": fields["source"], "target": fields["target"]}
    order["termbases"] = [fields["termbase"]] if fields["termbase"] else []
    given = request.files.get("file")
    if given is not None and given.filename:
        kept_uploads().drop(fields["kept"])
        fields |= {"kept": kept_uploads().keep(stream_of(given), name_of(given)), "memory": ""}
    if fields["memory"]:
        return library().drift_of_memory(fields["memory"], **order)
    if not fields["kept"]:
        raise BadRequest("there is nothing to look at; choose a file or a memory")
    with kept_uploads().open(fields["kept"]) as (stream, file):
        return library().drift_of_file(stream, file, **order)
