"""A concept written in the editor, a new one or a change to one that is there: saved or proposed."""

from __future__ import annotations

from functools import partial

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.errors import Conflict
from tmx.model import Concept
from web.concept_editor import Answer, Editor, overtaken, sent_base
from web.concept_form import Shown, filled, fresh
from web.parameters import text, whole_number, word
from web.people import who
from web.service import library

DEEDS = (("save", "Save"), ("propose", "Propose"))
EMPTY = Concept(())


def concept_new() -> Answer:
    """The empty form; ``termbase`` in the address says where the concept goes, ``term`` and ``language`` begin it."""
    return _new().page(Shown(fresh(*_terms())))


def concept_add() -> Answer:
    """Saves a new concept, or proposes it."""
    return _new().take(_add)


def _add(deed: str, concept: Concept) -> Answer:
    termbase, comment = word(request.form, "termbase") or "main", word(request.form, "comment")
    write = library().propose_concept if deed == "propose" else library().add_concept
    return to_concept(write(termbase, concept, who=who(), comment=comment).concept)


def _new() -> Editor:
    back = url_for("pages.library_show")
    more = {"termbases": library().termbases()}
    return Editor(EMPTY, "New concept", url_for("pages.concept_add"), back, DEEDS, more=more)


def _terms() -> tuple[tuple[str, str], ...]:
    """The first terms by language: in those that the termbase has, or the library, and what the address says."""
    chosen, term = word(request.args, "termbase"), text(request.args, "term").strip()
    held = next((each.languages for each in library().termbases() if each.name == chosen), ())
    languages = (held or library().languages() or ("en", "zh-CN"))[:2]
    language = word(request.args, "language") or languages[0]
    rest = tuple((tag, "") for tag in languages if tag != language)
    return ((language, term), *rest) if term else tuple((tag, "") for tag in languages)


def concept_edit(number: int) -> Answer:
    """The form, filled from the concept as it is."""
    concept, step = library().concept(number).concept, library().concept_history(number)[0].step
    return _editor(number, concept, step).page(Shown(filled(concept)))


def concept_change(number: int) -> Answer:
    """Saves or proposes what the form holds. Where someone was quicker it comes back with their changes in it."""
    library().concept(number)  # says what became of one that is gone
    seen = whole_number(request.form, "seen", -1)
    return _editor(number, sent_base(), seen).take(lambda deed, concept: _change(number, seen, deed, concept))


def _change(number: int, seen: int, deed: str, concept: Concept) -> Answer:
    comment = word(request.form, "comment")
    write = library().propose_change if deed == "propose" else library().change_concept
    try:
        write(number, concept, seen=seen, who=who(), comment=comment)
    except Conflict:
        return overtaken(number, concept, seen, partial(_editor, number))
    return to_concept(number)


def _editor(number: int, concept: Concept, seen: int) -> Editor:
    return Editor(
        concept,
        f"Edit concept {number}",
        url_for("pages.concept_change", number=number),
        url_for("pages.concept_show", number=number),
        DEEDS,
        hidden={"seen": seen},
    )


def to_concept(number: int) -> Response:
    """To the page of a concept, after something was done to it."""
    return redirect(url_for("pages.concept_show", number=number), 303)
