"""The check page: a pair, a text alone or a file, read with its findings marked, each with its reason and its fix."""

from __future__ import annotations

import json
from typing import Any

from flask import render_template, request

from glossary.checks import CHECKS, CheckedPair, Profile, Reported, Side
from glossary.checks.report import CheckReport
from glossary.errors import BadRequest, YikuError
from glossary.reports.marked import marked
from glossary.reports.terminal import summary
from tmx import registry
from tmx.errors import ExchangeError
from web.errors import status_of
from web.parameters import text, word
from web.service import library
from web.uploads import name_of, stream_of, upload

MOST_SHOWN = 300
"""Pairs of a report that the page shows; of a longer one those with findings, and no more than this."""
_LINE = "line "


def check_show() -> str | tuple[str, int]:
    """The form and, once something is in it, what was found."""
    languages = library().languages()
    fields = {
        "text": _lines(text(request.form, "text")),
        "translation": _lines(text(request.form, "translation")),
        "source": word(request.form, "source"),
        "target": word(request.form, "target"),
    }
    chosen = tuple(request.form.getlist("check")) or tuple(check.name for check in CHECKS if check.on)
    if request.method == "GET":
        return _page(fields, languages, chosen)
    try:
        _mend(fields)
        return _page(fields, languages, chosen, _report(fields, chosen))
    except (YikuError, ExchangeError) as error:
        return _page(fields, languages, chosen, problem=str(error)), status_of(error)


def _page(
    fields: dict[str, str],
    languages: tuple[str, ...],
    chosen: tuple[str, ...],
    report: CheckReport | None = None,
    problem: str = "",
) -> str:
    return render_template(
        "pages/check.html",
        fields=fields,
        languages=languages,
        checks=CHECKS,
        chosen=chosen,
        extensions=registry.extensions(),
        report=report,
        summary=summary(report) if report else "",
        shown=_shown(report) if report else (),
        marked=marked,
        sides=tuple(Side),
        fix=_fix,
        problem=problem,
    )


def _report(fields: dict[str, str], chosen: tuple[str, ...]) -> CheckReport:
    """Of the file where one was chosen, else of the texts."""
    order: dict[str, Any] = {"profile": Profile.default().only(*chosen)}
    order |= {"source": fields["source"], "target": fields["target"]}
    given = request.files.get("file")
    if given is not None and given.filename:
        return library().check_file(stream_of(upload()), name_of(given), **order)
    if not fields["text"].strip() and not fields["translation"].strip():
        raise BadRequest("there is nothing to check; paste a text or choose a file")
    for side, language in (("text", "source"), ("translation", "target")):
        if not fields[side].strip() and fields["text" if side == "translation" else "translation"].strip():
            order[language] = ""  # one text alone
    return library().check_pair(fields["text"], fields["translation"], by_line=True, **order)


def _shown(report: CheckReport) -> tuple[CheckedPair, ...]:
    return report.pairs if len(report.pairs) <= MOST_SHOWN else report.faulty[:MOST_SHOWN]


def _fix(checked: CheckedPair, each: Reported) -> str | None:
    """What a button sends to have its finding mended; None where nothing safe is known."""
    finding, side = each.finding, checked.pair.side(each.finding.side)
    if finding.suggestion is None or finding.start is None or side is None:
        return None
    at = checked.pair.at
    return json.dumps(
        {
            "field": "text" if finding.side is Side.SOURCE else "translation",
            "line": int(at.removeprefix(_LINE)) - 1 if at.startswith(_LINE) else None,
            "start": finding.start,
            "was": side.text[finding.start : finding.end],
            "write": finding.suggestion,
        }
    )


def _mend(fields: dict[str, str]) -> None:
    """Puts into a text what the button that was pressed says. Raises `BadRequest` where the text is no longer so."""
    order = word(request.form, "fix")
    if not order:
        return
    try:
        fix = json.loads(order)
        before, after = _around(fields[fix["field"]], fix["line"], fix["start"], fix["was"])
        fields[fix["field"]] = before + str(fix["write"]) + after
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadRequest("the text has changed since it was checked; check it again") from error


def _around(whole: str, line: int | None, start: int, was: str) -> tuple[str, str]:
    """What stands before and behind a stretch of a text's line. Raises `ValueError` where the stretch is another."""
    lines = whole.split("\n")
    at = start if line is None else sum(len(each) + 1 for each in lines[:line]) + start
    if whole[at : at + len(was)] != was:
        raise ValueError(f"{was!r} is not there")
    return whole[:at], whole[at + len(was) :]


def _lines(value: str) -> str:
    """A field's text; HTML sends every line end as CR LF."""
    return value.replace("\r\n", "\n")
