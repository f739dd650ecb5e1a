"""A concept written in the editor, a new one or a change to one that is there: saved or proposed."""

from __future__ import annotations

from functools import partial

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.answers import Termbase
from glossary.errors import Conflict
from glossary.text.chinese import has_han
from glossary.text.fold import primary
from tmx.model import Concept
from web.concept_editor import Answer, Editor, overtaken, sent_base
from web.concept_form import Shown, filled, fresh
from web.parameters import text, whole_number, word
from web.people import who
from web.service import library

DEEDS = (("save", "Save"), ("propose", "Propose"))
EMPTY = Concept(())
USUAL = ("en", "zh-CN")
"""The languages of a new concept in a termbase that has none yet."""
HAN = ("zh", "yue", "lzh", "ja")


def concept_new() -> Answer:
    """The empty form; ``termbase`` in the address says where the concept goes, ``term`` and ``language`` begin it."""
    termbases = library().termbases()
    return _new(termbases).page(Shown(fresh(*_terms(_chosen(termbases)))))


def concept_add() -> Answer:
    """Saves a new concept, or proposes it."""
    return _new(library().termbases()).take(_add)


def _add(deed: str, concept: Concept) -> Answer:
    termbase, comment = word(request.form, "termbase") or "main", word(request.form, "comment")
    write = library().propose_concept if deed == "propose" else library().add_concept
    return to_concept(write(termbase, concept, who=who(), comment=comment).concept)


def _new(termbases: tuple[Termbase, ...]) -> Editor:
    more = {"termbases": termbases, "termbase": _chosen(termbases).name}
    return Editor(EMPTY, "New concept", url_for("pages.concept_add"), url_for("pages.library_show"), DEEDS, more=more)


def _chosen(termbases: tuple[Termbase, ...]) -> Termbase:
    """The termbase that the request names, which need not be there yet; else the one with the most concepts."""
    name = word(request.values, "termbase")
    if name:
        return next((each for each in termbases if each.name == name), Termbase(name, 0, 0, ()))
    return max(termbases, key=lambda each: each.concepts, default=Termbase("main", 0, 0, ()))


def _terms(termbase: Termbase) -> tuple[tuple[str, str], ...]:
    """The first terms by language: in two that the termbase has, and what the address says."""
    term, held = text(request.args, "term").strip(), termbase.languages or USUAL
    fitting = [tag for tag in held if (primary(tag) in HAN) == has_han(term)] if term else held
    language = word(request.args, "language") or (*fitting, *held)[0]
    others = [tag for tag in (*held, *USUAL) if primary(tag) != primary(language)]
    return (language, term), *((tag, "") for tag in others[:1])


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
