"""Maintenance: the first findings of a report, with remedies; and search-and-replace with a preview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template, request

from glossary.errors import BadRequest
from glossary.library.cleaning.run import REPORTS
from web.firsts import first
from web.parameters import text, whole_number, word, yes
from web.people import who
from web.service import library

MOST_SHOWN = 50


def clean_show() -> str:
    """The reports and, once one is chosen, its first findings."""
    report, memory = word(request.args, "report"), word(request.args, "memory")
    findings, more = first(library().clean(memory or None, [report]), MOST_SHOWN) if report else ([], False)
    return render_template(
        "pages/clean.html",
        reports=REPORTS,
        report=next((one for one in REPORTS if one.name == report), None),
        memory=memory,
        memories=library().memories(),
        findings=findings,
        more=more,
    )


def clean_fix() -> str:
    """Takes a remedy to all findings of a report, or to the one that was chosen."""
    form = request.form
    unit = whole_number(form, "unit", 0)
    report = library().fix(
        word(form, "remedy"),
        word(form, "memory") or None,
        [word(form, "report")],
        [unit] if unit else [],
        who(),
    )
    return render_template("pages/cleaned.html", report=report)


def replace_show() -> str | tuple[str, int]:
    """The form and, once something is to be replaced, what would change or why it cannot."""
    order = _order(request.args)
    if not order["old"]:
        return _replace_page(order)
    try:
        previews, more = first(library().preview_replacement(**order), MOST_SHOWN)
    except BadRequest as error:
        return _replace_page(order, problem=str(error)), 400
    return _replace_page(order, previews=previews, more=more)


def replace_do() -> str | tuple[str, int]:
    """Replaces all that the preview showed the beginning of."""
    order = _order(request.form)
    try:
        report = library().replace(**order, who=who())
    except BadRequest as error:
        return _replace_page(order, problem=str(error)), 400
    return render_template("pages/cleaned.html", report=report)


def _order(values: Mapping[str, str]) -> dict[str, Any]:
    """The arguments of `Library.replace`."""
    return {
        "old": text(values, "old"),
        "new": text(values, "new"),
        "language": word(values, "language"),
        "memory": word(values, "memory") or None,
        "regex": yes(values, "regex"),
    }


def _replace_page(order: Mapping[str, Any], **shown: object) -> str:
    memories, languages = library().memories(), library().languages()
    return render_template("pages/replace.html", order=order, memories=memories, languages=languages, **shown)
