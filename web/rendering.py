"""What the templates can use: gettext's names, small formats, and JSON as people read it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from glossary.answers import Piece, Waiting
from glossary.library.concepts.happenings import title
from tmx.model import Concept, Term

from .chips import with_codes
from .service import library

_INNER_CAPITAL = re.compile(r"(?<=[a-z])[A-Z]")


def prepare(app: Flask) -> None:
    """Give the templates their filters, and gettext's ``_`` and ``{% trans %}``, which say what they are given.

    With flask-babel in place of the null translations the same templates speak Chinese.
    """
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.add_template_filter(number)
    app.add_template_filter(moment)
    app.add_template_filter(band)
    app.add_template_filter(by_language)
    app.add_template_filter(says_more)
    app.add_template_filter(is_web_address)
    app.add_template_filter(with_codes)
    app.add_template_filter(piece)
    app.add_template_filter(spaced)
    app.add_template_filter(title, "concept_title")
    app.add_template_global(waiting)
    app.json = Json(app)


class Json(DefaultJSONProvider):
    """JSON as people read it; what is nested too deep to be read is as wrong as what is no JSON."""

    ensure_ascii = False
    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        try:
            return super().loads(s, **kwargs)
        except RecursionError as error:
            raise ValueError("the JSON is nested too deep") from error


def number(value: int) -> str:
    """A count with its thousands set apart: 12,345."""
    return f"{value:,}"


def moment(value: str) -> str:
    """An ISO 8601 time in UTC as people read it: 2026-11-24 09:30 UTC. What cannot be read is left as it is."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if at.tzinfo else f"{at:%Y-%m-%d %H:%M}"


def band(score: int) -> str:
    """The colour band of a score, for the style sheet; the number itself is always shown beside it."""
    limits = ((100, "full"), (95, "high"), (85, "good"), (75, "fair"))
    return next((name for limit, name in limits if score >= limit), "low")


def by_language(terms: Iterable[Term]) -> list[tuple[str, list[Term]]]:
    """Terms by language, the languages in the order in which they first come."""
    groups: dict[str, list[Term]] = {}
    for term in terms:
        groups.setdefault(term.language, []).append(term)
    return list(groups.items())


def says_more(concept: Concept) -> bool:
    """True where a concept says more than its terms and domains."""
    without_terms = {language.language for language in concept.levels} - {term.language for term in concept.terms}
    levels = tuple(level for level in concept.levels if level.language in without_terms)
    return replace(concept, terms=(), id="", domains=(), levels=levels) != Concept(())


def piece(text: str) -> Piece:
    """A text as one piece, with nothing in it marked."""
    return Piece(text, "plain")


def spaced(name: str) -> str:
    """A category or value of TBX as people read it: full form for ``fullForm``."""
    return _INNER_CAPITAL.sub(lambda found: " " + found[0].lower(), name)


def waiting() -> str:
    """How many decisions wait, for the navigation; empty where there is none."""
    held = library().waiting()
    count = held.proposals + held.terms
    return f"{Waiting.MOST - 1}+" if count >= Waiting.MOST else str(count or "")


def is_web_address(target: str) -> bool:
    """True for what a browser may be sent to; a file can hold any scheme, also ``javascript:``."""
    return target.startswith(("https://", "http://"))
