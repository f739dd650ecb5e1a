"""The drift page: terms that a memory or an uploaded file renders in several ways, counted, each with its places."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from flask import render_template, request

from glossary.answers import ConceptDrift, DriftReport, Piece, Rendering, RenderingKind
from glossary.answers.drift import ILL_ADVISED, Span, is_short
from glossary.errors import BadRequest, YikuError
from tmx import registry
from tmx.errors import ExchangeError
from tmx.model import TermStatus
from web.errors import status_of
from web.kept_uploads import kept_uploads
from web.parameters import word, yes
from web.people import who
from web.service import library
from web.uploads import name_of, stream_of

MOST_SHOWN, MOST_PLACES = 100, 20
"""Concepts, and places of a rendering, that the page shows."""
_SAID = ("text", "language", "status")


def drift_show() -> str | tuple[str, int]:
    """The form and, once there is something to look at, what was found."""
    fields = {name: word(request.values, name) for name in ("source", "target", "memory", "termbase")}
    fields["kept"] = word(request.form, "kept")
    steady = yes(request.values, "all")
    if request.method == "GET" and not fields["memory"]:
        return _page(fields, steady)
    try:
        done = _settle()
        return _page(fields, steady, _report(fields), done=done)
    except (YikuError, ExchangeError) as error:
        return _page(fields, steady, problem=str(error)), status_of(error)


def _page(
    fields: dict[str, str],
    steady: bool,
    report: DriftReport | None = None,
    problem: str = "",
    done: dict[str, Any] | None = None,
) -> str:
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
        offers=_offers,
        order=_order,
        done=done,
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


def _offers(concept: ConceptDrift) -> list[Rendering]:
    """The renderings that can be preferred over others, where that would change something."""
    said = [one for one in concept.renderings if one.text and not is_short(one.type)]
    steps_back = [one for one in said if one.status not in ILL_ADVISED]
    is_settled = [one.status for one in steps_back] == [TermStatus.PREFERRED]
    return [] if is_settled and len(said) == 1 else [one for one in said if not (is_settled and one in steps_back)]


def _order(concept: ConceptDrift, one: Rendering, status: str = "") -> str:
    """The value of a button that prefers a rendering and deprecates the others, or gives it a status."""
    said = {"concept": concept.concept.number, "text": one.text, "language": one.language, "status": status}
    return json.dumps(said, ensure_ascii=False)


def _settle() -> dict[str, Any] | None:
    """Does what the button that was pressed says, and gives it back. Raises what the library does."""
    pressed = word(request.form, "settle")
    if not pressed:
        return None
    try:
        order = json.loads(pressed)
        number, text, tag, status = int(order["concept"]), *(str(order[name]) for name in _SAID)
        given = TermStatus(status) if status else TermStatus.PREFERRED
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadRequest("that is no choice of this page; count again") from error
    if status:
        library().settle_term(number, text, given, language=tag, who=who())
    else:
        library().prefer(number, text, language=tag, deprecate_others=True, who=who())
    return {"concept": number, "text": text, "status": given}


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
