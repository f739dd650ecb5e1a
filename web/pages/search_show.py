"""The front page: one box over terms and sentences."""

from __future__ import annotations

from flask import render_template, request

from glossary.matching.patterns import Mode
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
}
FIRST, MORE = 20, 200
HOLDINGS = 5
"""Most memories, and most termbases, that the empty page names."""


def search_show() -> str:
    """What the box found. ``part=results`` gives the results alone, for the script that searches as one types."""
    query, language = word(request.args, "q"), word(request.args, "language")
    limit, mode = whole_number(request.args, "limit", FIRST), word(request.args, "mode") or Mode.EXACT.value
    answer = library().search(query, language=language, limit=limit, mode=mode) if query else None
    part = request.args.get("part") == "results"
    return render_template(
        "parts/results.html" if part else "pages/search.html",
        answer=answer,
        query=query,
        language=language,
        mode=mode,
        modes=MODES,
        languages=() if part else library().languages(),
        stats=None if answer else library().stats(),
        examples=() if answer else _examples(),
        most=HOLDINGS,
        more=MORE if limit < MORE else 0,
    )


def _examples() -> tuple[tuple[str, str, str], ...]:
    """Those examples that lead to a term of this library."""
    return tuple(example for example in EXAMPLES if library().search(example[0], limit=1).terms)
