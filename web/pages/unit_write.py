"""Adding, editing, deleting and reverting a unit: forms, a question before a deletion, and back to the unit's page."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from glossary.errors import BadRequest, Conflict
from tmx import placeables
from tmx.errors import ExchangeError
from tmx.model import Segment, UnitStatus
from web.parameters import text, whole_number, word
from web.people import who
from web.service import library


def unit_add() -> Response:
    """Saves a sentence and its translation, from the match page."""
    form = request.form
    written = library().add_unit(
        word(form, "memory") or "main",
        Segment(word(form, "source"), text(form, "text")),
        Segment(word(form, "target"), text(form, "translation")),
        who=who(),
    )
    return _to_unit(written.unit)


def unit_edit(number: int) -> str:
    """The form. Inline codes stand in the texts as marks; without marks to be told apart, the markup is edited."""
    segments = library().unit(number).unit.segments
    return _form(number, [_shown(each) for each in segments], library().history(number)[0].step)


def unit_change(number: int) -> Response | tuple[str, int]:
    """Saves what the form holds, or gives it back with what is wrong."""
    form, segments = request.form, library().unit(number).unit.segments
    texts = [text(form, f"text-{at}").replace("\r\n", "\n") for at in range(len(segments))]
    seen = whole_number(form, "seen", -1)
    try:
        library().change_unit(
            number,
            *(_given(old, new) for old, new in zip(segments, texts, strict=True)),
            context=text(form, "context"),
            status=UnitStatus(word(form, "status")),
            seen=seen,
            who=who(),
        )
    except (BadRequest, Conflict, ExchangeError, ValueError) as error:
        return _form(number, texts, seen, str(error)), 409 if isinstance(error, Conflict) else 400
    return _to_unit(number)


def unit_confirm(number: int) -> str:
    """The question before a deletion."""
    return render_template("pages/unit_delete.html", answer=library().unit(number))


def unit_delete(number: int) -> Response:
    """The deed; the page it leads to can take it back."""
    library().delete_unit(number, who())
    return _to_unit(number)


def unit_revert(number: int) -> Response:
    """Makes the unit what it was before a step of its history."""
    library().revert_unit(number, whole_number(request.form, "step", 0), who())
    return _to_unit(number)


def _form(number: int, texts: list[str], seen: int, problem: str = "") -> str:
    answer = library().unit(number)
    coded = [each.markup is not None for each in answer.unit.segments]
    return render_template(
        "pages/unit_edit.html",
        answer=answer,
        fields=list(zip(answer.unit.segments, texts, coded, strict=True)),
        statuses=list(UnitStatus),
        seen=seen,
        problem=problem,
    )


def _shown(segment: Segment) -> str:
    if segment.markup is None:
        return segment.text
    return placeables.shown(segment.markup) or segment.markup


def _given(old: Segment, new: str) -> Segment:
    """A field as a segment; where the text's own brackets forbid marks, what was edited is the markup."""
    if old.markup is not None and placeables.shown(old.markup) is None:
        return Segment(old.language, "", new)
    return Segment(old.language, new)


def _to_unit(number: int) -> Response:
    return redirect(url_for("pages.unit_show", number=number), 303)
