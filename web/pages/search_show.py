"""The front page: one box over terms and sentences."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template, request

from glossary.answers import SearchAnswer
from glossary.errors import BadRequest
from glossary.matching.patterns import Mode
from tmx.model import TermStatus
from web.parameters import whole_number, word
from web.service import library

EXAMPLES = (
    ("保税区", "zh-CN", "Chinese"),
    ("bonded", "en", "English"),
    ("baoshuiqu", "zh-Latn-pinyin", "pinyin"),
    ("bsq", "zh-Latn-pinyin", "initials"),
)
MODES = {
    Mode.EXACT.value: "As typed",
    Mode.ALL.value: "All words",
    Mode.FUZZY.value: "With an error",
    Mode.WILDCARD.value: "* and ?",
    Mode.REGEX.value: "Regular expression",
}
FIRST, MORE = 20, 200
MOST_CHOICES = 200
HOLDINGS = 5
"""Most memories, and most termbases, that the empty page names."""


def search_show() -> tuple[str, int]:
    """What the box found. ``part=results`` gives the results alone, for the script that searches as one types.

    To the script a question that cannot be answered is no error: someone is in the middle of typing it.
    """
    limit = whole_number(request.args, "limit", FIRST)
    asked = {name: word(request.args, name) for name in ("q", "language", "mode", "status", "domain", "termbase")}
    answer, problem = _answer(asked, limit)
    part = request.args.get("part") == "results"
    nothing = answer is None and not problem
    page = render_template(
        "parts/results.html" if part else "pages/search.html",
        answer=answer,
        problem=problem,
        asked=asked,
        modes=MODES,
        filters={} if part else _filters(asked),
        languages=() if part else library().languages(),
        stats=library().stats() if nothing else None,
        examples=_examples() if nothing else (),
        most=HOLDINGS,
        more=MORE if limit < MORE else 0,
    )
    return page, 400 if problem and not part else 200


def _answer(asked: Mapping[str, str], limit: int) -> tuple[SearchAnswer | None, str]:
    """The answer, or what cannot be answered about the question; neither where nothing is asked."""
    if not any(asked[name] for name in ("q", "status", "domain", "termbase")):
        return None, ""
    try:
        answer = library().search(
            asked["q"],
            language=asked["language"],
            limit=limit,
            mode=asked["mode"] or Mode.EXACT.value,
            statuses=tuple(filter(None, [asked["status"]])),
            domain=asked["domain"],
            termbases=tuple(filter(None, [asked["termbase"]])),
        )
    except BadRequest as error:
        return None, str(error)
    return answer, ""


def _filters(asked: Mapping[str, str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """By parameter what narrows terms: what stands for all, and what to choose; what leaves no choice is out."""
    termbases = tuple(termbase.name for termbase in library().termbases())
    choices = {
        "status": ("Any status", tuple(TermStatus) if termbases else ()),
        "domain": ("Any domain", library().domains()[:MOST_CHOICES]),
        "termbase": ("Any termbase", termbases if len(termbases) > 1 else ()),
    }
    return {name: choice for name, choice in choices.items() if choice[1] or asked[name]}


def _examples() -> tuple[tuple[str, str, str], ...]:
    """Those examples that lead to a term of this library."""
    return tuple(example for example in EXAMPLES if library().search(example[0], limit=1).terms)
