"""Maintenance: the first findings of a report, with remedies; and search-and-replace with a preview."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from itertools import islice
from typing import TypeVar

from flask import render_template, request

from glossary.answers import Finding, Replacement
from glossary.library.cleaning.run import REPORTS
from web.parameters import text, whole_number, word
from web.people import who
from web.service import library

MOST_SHOWN = 50
Shown = TypeVar("Shown", Finding, Replacement)


def clean_show() -> str:
    """The reports and, once one is chosen, its first findings."""
    report, memory = word(request.args, "report"), word(request.args, "memory")
    findings, more = _first(library().clean(memory or None, [report])) if report else ([], False)
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


def replace_show() -> str:
    """The form and, once something is to be replaced, what would change."""
    old, new, language, memory = _order(request.args)
    previews, more = _first(_preview(old, new, language, memory)) if old else ([], False)
    return render_template(
        "pages/replace.html",
        old=old,
        new=new,
        language=language,
        memory=memory,
        memories=library().memories(),
        languages=library().languages(),
        previews=previews,
        more=more,
    )


def replace_do() -> str:
    """Replaces all that the preview showed the beginning of."""
    old, new, language, memory = _order(request.form)
    report = library().replace(old, new, language=language, memory=memory or None, who=who())
    return render_template("pages/cleaned.html", report=report)


def _preview(old: str, new: str, language: str, memory: str) -> Generator[Replacement, None, None]:
    return library().preview_replacement(old, new, language=language, memory=memory or None)


def _order(values: dict[str, str]) -> tuple[str, str, str, str]:
    return text(values, "old"), text(values, "new"), word(values, "language"), word(values, "memory")


def _first(found: Generator[Shown, None, None]) -> tuple[list[Shown], bool]:
    """The first of them, and whether there are more; a reading that is left early must not outlive the request."""
    with closing(found):
        shown = list(islice(found, MOST_SHOWN + 1))
    return shown[:MOST_SHOWN], len(shown) > MOST_SHOWN
