"""The form of a concept as a page has it: what a browser sends of it untouched is the concept, whatever it is."""

from __future__ import annotations

import re

from flask import Flask
from hypothesis import given, settings
from lxml import html

from tests.tmx import values
from tests.web.concept_form.test_concept_form import PORT, as_browsers_send
from tmx.model import Concept, Term
from web.concept_editor import Editor
from web.concept_form import Shown, concept_of, filled, pressed, sent

DEEDS = (("save", "Save"), ("propose", "Propose"))


def page(app: Flask, concept: Concept, form: Shown | None = None) -> html.HtmlElement:
    with app.test_request_context("/"):
        shown = Editor(concept, "t", "/a", "/b", DEEDS).page(form or Shown(filled(concept)))
    return html.document_fromstring(shown)


def as_sent(document: html.HtmlElement) -> dict[str, str]:
    """What a browser sends of the form: no line ends of a line, CR LF for others, none for the first of a textarea."""
    (form,) = document.forms
    found = {}
    for name, text in form.form_values():
        given = form.inputs[name]
        if given.tag == "textarea":
            found[name] = as_browsers_send(text.removeprefix("\n"))
        else:
            found[name] = as_browsers_send(text) if given.tag == "select" else re.sub(r"[\r\n]", "", text)
    return found


@settings(max_examples=25)
@given(values.concepts)
def test_an_untouched_page_is_the_concept(app: Flask, concept: Concept) -> None:
    assert concept_of(sent(as_sent(page(app, concept))), concept) == concept


def test_every_input_has_a_label_and_every_id_is_once(app: Flask) -> None:
    document = page(app, PORT)
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    labelled = set(document.xpath("//label/@for"))
    inputs = document.xpath("//form//input[@type!='hidden' or not(@type)] | //form//select | //form//textarea")
    assert inputs
    assert [each.get("name") for each in inputs if each.get("id") not in labelled] == []


def test_what_was_added_has_the_focus_and_is_not_folded_away(app: Flask) -> None:
    row, place = pressed(filled(PORT), "add:terms.1.contexts")
    (focused,) = page(app, PORT, Shown(row, focus=place)).xpath("//*[@autofocus]")
    assert focused.get("name") == "terms.1.contexts.0.text"
    assert all(each.get("open") is not None for each in focused.iterancestors("details"))
    closed = page(app, PORT).xpath("//fieldset[contains(@class, 'rows-terms')][2]//details/@open")
    assert closed == []


def test_after_a_removal_the_button_that_adds_has_the_focus(app: Flask) -> None:
    row, place = pressed(filled(PORT), "remove:domains.1")
    (focused,) = page(app, PORT, Shown(row, focus=place)).xpath("//*[@autofocus]")
    assert focused.get("value") == "add:domains"


def test_a_problem_is_told_at_its_input(app: Flask) -> None:
    document = page(app, PORT, Shown(filled(PORT), {"terms.0.gender": "no such gender"}))
    (wrong,) = document.xpath("//*[@aria-invalid='true']")
    assert wrong.get("name") == "terms.0.gender"
    assert document.get_element_by_id(wrong.get("aria-describedby")).text == "no such gender"
    assert len(wrong.xpath("ancestor::details[@open]")) == 1


def test_a_value_that_no_list_has_stays_to_be_chosen(app: Flask) -> None:
    odd = Concept((Term("en", "x", type="Full form"),))
    (choice,) = page(app, odd).xpath("//select[@name='terms.0.type']")
    assert choice.value == "Full form"
