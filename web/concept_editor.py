"""The editor of a concept: one form for a new concept, a change, and a proposal that is mended before its approval."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from glossary.errors import YikuError
from tmx.errors import ExchangeError
from tmx.model import Concept
from web.concept_form import CONCEPT, BadForm, Shown, concept_of, pressed, sent
from web.errors import status_of
from web.parameters import word
from web.service import library

Answer = str | Response | tuple[str, int]
ROWS = ("add:", "remove:")
"""How the buttons begin that change the form and nothing else."""


@dataclass(frozen=True, slots=True)
class Editor:
    """What is edited: `base` is what the form was filled from, `deeds` are its buttons, the usual one first.

    `hidden` are fields that go along, `more` is for the template.
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
        values = {"comment": word(request.form, "comment"), "termbase": word(request.values, "termbase")}
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
            return self.page(Shown(row, error.problems), "nothing was saved; see the marked places"), 400
        except (YikuError, ExchangeError) as error:
            return self.page(Shown(row), str(error)), status_of(error)
