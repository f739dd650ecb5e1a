"""The check page: a pair, a text alone, a file or a memory, read with its findings marked, each with what to do."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from glossary.checks import CHECKS, CheckedPair, Profile, Side
from glossary.checks.report import CheckReport
from glossary.errors import BadRequest, YikuError
from glossary.reports.marked import marked
from glossary.reports.terminal import summary
from tmx import registry
from tmx.errors import ExchangeError
from web.errors import status_of
from web.kept_uploads import kept_uploads
from web.pages.check_acts import act, fix, mark, marks
from web.parameters import text, word
from web.service import library
from web.uploads import name_of, stream_of

MOST_SHOWN = 300
"""Pairs of a report that the page shows; of a longer one those with findings, and no more than this."""


def check_show() -> str | tuple[str, int]:
    """The form and, once something is in it, what was found."""
    fields = {
        "text": _lines(text(request.values, "text")),
        "translation": _lines(text(request.values, "translation")),
        "source": word(request.values, "source"),
        "target": word(request.values, "target"),
        "memory": word(request.values, "memory"),
        "kept": word(request.form, "kept"),
    }
    chosen = tuple(request.form.getlist("check")) or tuple(check.name for check in CHECKS if check.on)
    if request.method == "GET":
        return _page(fields, chosen)
    try:
        acted = act(request.form, fields)
        return _page(fields, chosen, _report(fields, chosen), acted=acted)
    except (YikuError, ExchangeError) as error:
        return _page(fields, chosen, problem=str(error)), status_of(error)


def _page(
    fields: dict[str, str],
    chosen: tuple[str, ...],
    report: CheckReport | None = None,
    problem: str = "",
    acted: bool = False,
) -> str:
    return render_template(
        "pages/check.html",
        fields=fields,
        languages=library().languages(),
        memories=library().memories(),
        checks=CHECKS,
        chosen=chosen,
        extensions=registry.extensions(),
        report=report,
        summary=summary(report) if report else "",
        shown=_shown(report) if report else (),
        marks=list(marks(report))[:MOST_SHOWN] if report else (),
        marked=marked,
        sides=tuple(Side),
        fix=fix,
        mark=mark,
        acted=acted,
        problem=problem,
    )


def _report(fields: dict[str, str], chosen: tuple[str, ...]) -> CheckReport:
    """Of the file where one was chosen, else of the memory, of the texts, of the file that was chosen before."""
    order: dict[str, Any] = {"profile": Profile.default().only(*chosen)}
    order |= {"source": fields["source"], "target": fields["target"]}
    given = request.files.get("file")
    if given is not None and given.filename:
        kept_uploads().drop(fields["kept"])
        fields |= {"kept": kept_uploads().keep(stream_of(given), name_of(given)), "memory": ""}
        return _kept(fields["kept"], order)
    if fields["memory"]:
        return library().check_memory(fields["memory"], **order)
    if fields["text"].strip() or fields["translation"].strip():
        return _texts(fields, order)
    if fields["kept"]:
        return _kept(fields["kept"], order)
    raise BadRequest("there is nothing to check; paste a text, or choose a file or a memory")


def _kept(token: str, order: dict[str, Any]) -> CheckReport:
    with kept_uploads().open(token) as (stream, file):
        return library().check_file(stream, file, **order)


def _texts(fields: dict[str, str], order: dict[str, Any]) -> CheckReport:
    for side, language in (("text", "source"), ("translation", "target")):
        if not fields[side].strip():
            order[language] = ""  # one text alone
    return library().check_pair(fields["text"], fields["translation"], by_line=True, **order)


def _shown(report: CheckReport) -> tuple[CheckedPair, ...]:
    return report.pairs if len(report.pairs) <= MOST_SHOWN else report.faulty[:MOST_SHOWN]


def _lines(value: str) -> str:
    """A field's text; HTML sends every line end as CR LF."""
    return value.replace("\r\n", "\n")
