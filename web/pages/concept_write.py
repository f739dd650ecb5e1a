"""A concept written in the editor: a new one, or a change to one that is there."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.errors import BadRequest, Conflict
from tmx.model import Concept
from web.concept_editor import Answer, Editor
from web.concept_form import Shown, filled, fresh
from web.parameters import text, whole_number, word
from web.people import who
from web.service import library

SAVE = (("save", "Save"),)
EMPTY = Concept(())


def concept_new() -> Answer:
    """The empty form; ``termbase`` in the address says where the concept goes, ``term`` and ``language`` begin it."""
    return _new().page(Shown(fresh(*_terms())))


def concept_add() -> Answer:
    """Saves a new concept."""
    return _new().take(_add)


def _add(deed: str, concept: Concept) -> Answer:
    termbase, comment = word(request.form, "termbase") or "main", word(request.form, "comment")
    return to_concept(library().add_concept(termbase, concept, who=who(), comment=comment).concept)


def _new() -> Editor:
    back = url_for("pages.library_show")
    more = {"termbases": library().termbases()}
    return Editor(EMPTY, "New concept", url_for("pages.concept_add"), back, SAVE, more=more)


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
    """Saves what the form holds. Where someone else was quicker it comes back with their changes put into it."""
    library().concept(number)  # says what became of one that is gone
    seen = whole_number(request.form, "seen", -1)
    base = next((each.after for each in library().concept_history(number) if each.step == seen), None)
    if base is None:
        raise BadRequest(f"the form was not filled from concept {number}; load the page again")
    return _editor(number, base, seen).take(lambda deed, concept: _change(number, seen, concept))


def _change(number: int, seen: int, concept: Concept) -> Answer:
    comment = word(request.form, "comment")
    try:
        library().change_concept(number, concept, seen=seen, who=who(), comment=comment)
    except Conflict:
        newer = [each for each in library().concept_history(number) if each.step > seen]
        if not newer:
            raise
        rebased = library().rebased_concept(number, concept, seen=seen)
        editor = _editor(number, rebased.onto, rebased.step)
        return editor.page(Shown(filled(rebased.concept)), newer=newer, clashes=rebased.clashes), 409
    return to_concept(number)


def _editor(number: int, concept: Concept, seen: int) -> Editor:
    return Editor(
        concept,
        f"Edit concept {number}",
        url_for("pages.concept_change", number=number),
        url_for("pages.concept_show", number=number),
        SAVE,
        hidden={"seen": seen},
    )


def to_concept(number: int) -> Response:
    """To the page of a concept, after something was done to it."""
    return redirect(url_for("pages.concept_show", number=number), 303)
