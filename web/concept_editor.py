"""The editor of a concept: one form for a new concept, a change, and a proposal that is mended before its approval."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from glossary.errors import BadRequest, YikuError
from tmx.errors import ExchangeError
from tmx.model import Concept
from tmx.plain import plain, value
from web.concept_form import CONCEPT, BadForm, Shown, concept_of, filled, pressed, sent
from web.errors import status_of
from web.parameters import text, word
from web.service import library

Answer = str | Response | tuple[str, int]
ROWS = ("add:", "remove:")
"""How the buttons begin that change the form and nothing else."""


@dataclass(frozen=True, slots=True)
class Editor:
    """What is edited: `base` is what the form was filled from, `deeds` are its buttons, the usual one first.

    The base goes along with the form, so that what this does not show is there when it comes back; so do the `hidden`
    fields. `more` is for the template.
    """

    base: Concept
    title: str
    action: str
    back: str
    deeds: tuple[tuple[str, str], ...]
    hidden: Mapping[str, str | int] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)

    def page(self, form: Shown, problem: str = "", **more: Any) -> str:
        """The form, with what keeps it from being carried out."""
        values = {
            "base": json.dumps(plain(self.base), ensure_ascii=False),
            "comment": word(request.form, "comment"),
        }
        return render_template(
            "pages/concept_edit.html",
            editor=self,
            plan=CONCEPT,
            form=form,
            problem=problem,
            languages=library().languages(),
            **{**values, **self.more, **more},
        )

    def take(self, carry_out: Callable[[str, Concept], Answer]) -> Answer:
        """Carries out what the button of a sent form says, or gives the form back as it was typed."""
        row, deed = sent(request.form), word(request.form, "do")
        if deed.startswith(ROWS):
            new, place = pressed(row, deed)
            return self.page(Shown(new, focus=place))
        try:
            return carry_out(deed, concept_of(row, self.base))
        except BadForm as error:
            return self.page(Shown(row, error.problems), "Nothing was saved yet:"), 400
        except (YikuError, ExchangeError) as error:
            return self.page(Shown(row), str(error)), status_of(error)


def sent_base() -> Concept:
    """What a sent form was filled from. Raises `BadRequest`."""
    try:
        return value(Concept, json.loads(text(request.form, "base")))
    except (ValueError, RecursionError):
        raise BadRequest("the form does not say what it was filled from; load the page again") from None


def overtaken(number: int, concept: Concept, seen: int, editor_of: Callable[[Concept, int], Editor]) -> Answer:
    """The form again for someone who was overtaken, with what others changed since the step `seen` put into it.

    `editor_of` makes the editor of a state and its step. Raises again where that was not the matter.
    """
    newer = [each for each in library().concept_history(number) if each.step > seen]
    if not newer:
        raise
    rebased = library().rebased_concept(number, concept, seen=seen)
    form = Shown(filled(rebased.concept))
    return editor_of(rebased.concept, rebased.step).page(form, newer=newer, clashes=rebased.clashes, late=True), 409
