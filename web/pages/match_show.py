"""The sentence box: what the memories hold that is like a sentence, and the terms that stand in it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template, request

from glossary.answers import Fragment, Matches, TermInText
from web.parameters import text, whole_number, word
from web.service import library

THRESHOLD, LIMIT, MOST_TERMS, MOST_FRAGMENTS = 70, 10, 60, 6


def match_show() -> str:
    """The box and, once a sentence is in it, its matches. A text too long for an address comes by POST."""
    languages = library().languages()
    values = request.values
    query = text(values, "text").strip()
    source, target = _pair(word(values, "source"), word(values, "target"), languages)
    threshold = whole_number(values, "threshold", THRESHOLD)
    return render_template(
        "pages/match.html",
        text=query,
        source=source,
        target=target,
        threshold=threshold,
        languages=languages,
        memories=library().memories(),
        answer=_answer(query, source, target, threshold),
        fragments=_fragments(query, source, target),
        terms=_terms(query, source, target)[:MOST_TERMS],
    )


def _answer(query: str, source: str, target: str, threshold: int) -> Matches | None:
    if not query:
        return None
    return library().match(query, source=source, target=target, threshold=threshold, limit=LIMIT)


def _fragments(query: str, source: str, target: str) -> tuple[Fragment, ...]:
    """The stretches that stand in the memories; none where the whole sentence does."""
    if not query:
        return ()
    found = library().fragments(query, source, target, MOST_FRAGMENTS).fragments
    return tuple(each for each in found if each.text != query)


def _terms(query: str, source: str, target: str) -> tuple[TermInText, ...]:
    """The terms that count in the sentence, each once."""
    if not query:
        return ()
    found = library().recognise(query, source, target)
    once = {(each.concept.number, each.term.text): each for each in reversed(found) if each.enforced}
    return tuple(reversed(once.values()))


def _pair(source: str, target: str, languages: Sequence[str]) -> tuple[str, str]:
    """What was asked for, or the first two languages that the library holds."""
    source = source or next((tag for tag in languages if tag != target), "")
    return source, target or next((tag for tag in languages if tag != source), "")
