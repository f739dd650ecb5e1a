"""A concept as a form and back: what nobody touched stays, what is typed is read, what is wrong is named."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.errors import BadRequest
from tests.tmx import values
from tmx.model import Concept, Context, Definition, Field, LanguageLevel, Link, Note, Term, TermStatus, Transaction
from web.concept_form import BadForm, concept_of, filled, fresh, named, pressed, sent

NOTHING = Concept(())
PORT = Concept(
    (
        Term("en", "port", TermStatus.PREFERRED, "fullForm", "noun", id="t1", notes=(Note("a", "en"), Note("b"))),
        Term("zh-CN", "港口", transactions=(Transaction("origination", "2026-11-24", "amy"),)),
    ),
    id="c1",
    domains=("sea", "trade"),
    definitions=(Definition("where ships lie", "en", "dictionary", (Field("x", "y"),)),),
    fields=(Field("productSubset", "p", kind="admin", fields=(Field("", "n", kind="note"),)),),
    levels=(LanguageLevel("zh-CN", sources=("s",)),),
)


def as_browsers_send(text: str) -> str:
    """HTML, form submission: every line end goes out as CR LF."""
    return re.sub(r"\r\n?|\n", "\r\n", text)


def form_of(concept: Concept, **typed: str) -> dict[str, str]:
    """The form of a concept with what is typed over it; ``__`` stands for the dot in a name."""
    form = {name: as_browsers_send(text) for name, text in named(filled(concept))}
    return form | {name.replace("__", "."): text for name, text in typed.items()}


@given(values.concepts)
def test_an_untouched_form_is_the_concept(concept: Concept) -> None:
    assert concept_of(sent(form_of(concept)), concept) == concept


@settings(max_examples=40)
@given(values.concepts, values.filled_stripped)
def test_one_text_typed_over_changes_nothing_else(concept: Concept, text: str) -> None:
    text = " ".join(text.split()) or "x"
    changed = concept_of(sent(form_of(concept, terms__0__text=text)), concept)
    first = replace(concept.terms[0], text=text)
    assert changed == replace(concept, terms=(first, *concept.terms[1:]))


@settings(max_examples=40)
@given(values.concepts)
def test_a_term_taken_out_takes_nothing_with_it(concept: Concept) -> None:
    more = {"terms__9__text": "last", "terms__9__language": "en", "terms__9__status": "admitted"}
    row, _ = pressed(sent(form_of(concept, **more)), "remove:terms.0")
    left = concept_of(row, concept)
    assert left.terms[:-1] == concept.terms[1:]
    assert replace(left, terms=(), levels=()) == replace(concept, terms=(), levels=())
    assert sorted(left.levels, key=str) == sorted(concept.levels, key=str)


@given(st.dictionaries(st.text("terms.0123.notexwa", max_size=20), st.text(max_size=5), max_size=20))
def test_whatever_is_sent_is_a_form(form: dict[str, str]) -> None:
    row = sent(form)
    assert sent(dict(named(row))) == row


def test_all_of_a_new_concept_can_be_typed() -> None:
    row = fresh(("en", ""), ("zh-CN", ""))
    for button in ("terms.0.contexts", "terms.0.notes", "terms.1.customers", "images", "levels", "levels.0.notes"):
        row, _ = pressed(row, f"add:{button}")
    form = dict(named(row)) | {
        "terms.0.text": " free port ",
        "terms.0.status": "preferred",
        "terms.0.type": "fullForm",
        "terms.0.contexts.0.text": "A free\r\nport.",
        "terms.0.contexts.0.source": "guide",
        "terms.1.text": "自由港",
        "terms.1.language": "zh_cn",
        "terms.1.customers.0.value": "Harbour",
        "images.0.target": "https://example.org/a.png",
        "levels.0.language": "en",
        "levels.0.notes.0.text": "n",
    }
    assert concept_of(sent(form), NOTHING) == Concept(
        (
            Term("en", "free port", TermStatus.PREFERRED, "fullForm", contexts=(Context("A free\nport.", "guide"),)),
            Term("zh-CN", "自由港", customers=("Harbour",)),
        ),
        images=(Link("https://example.org/a.png"),),
        levels=(LanguageLevel("en", notes=(Note("n"),)),),
    )


def test_what_the_form_does_not_show_stays_beside_what_is_changed() -> None:
    typed = {"terms__1__text": "港", "definitions__0__text": "new", "fields__0__value": "q"}
    changed = concept_of(sent(form_of(PORT, **typed)), PORT)
    assert changed.id == "c1"
    assert changed.terms[0] is PORT.terms[0]
    assert changed.terms[1].transactions == PORT.terms[1].transactions
    assert changed.definitions == (Definition("new", "en", "dictionary", (Field("x", "y"),)),)
    assert changed.fields == (replace(PORT.fields[0], value="q"),)


@pytest.mark.parametrize(
    ("button", "part", "left"),
    [
        ("remove:terms.0.notes.0", lambda concept: concept.terms[0].notes, (Note("b"),)),
        ("remove:domains.0", lambda concept: concept.domains, ("trade",)),
        ("remove:levels.0", lambda concept: concept.levels, ()),
        ("add:domains", lambda concept: concept.domains, ("sea", "trade")),
        ("add:terms.1.contexts", lambda concept: concept.terms[1].contexts, ()),
    ],
)
def test_rows_come_and_go(button: str, part, left: tuple) -> None:  # type: ignore[no-untyped-def, type-arg]
    row, _ = pressed(filled(PORT), button)
    assert part(concept_of(sent(dict(named(row))), PORT)) == left


def test_a_new_row_is_where_one_goes_on() -> None:
    assert pressed(filled(PORT), "add:terms.0.notes")[1] == "terms.0.notes.2"
    row, place = pressed(filled(PORT), "add:terms")
    assert (place, row.groups["terms"][2].values["language"]) == ("terms.2", "zh-CN")


def test_what_is_cleared_is_gone() -> None:
    assert concept_of(sent(form_of(PORT, domains__0__value=" ")), PORT).domains == ("trade",)
    assert concept_of(sent(form_of(PORT, terms__1__text="")), PORT).terms == PORT.terms[:1]


@pytest.mark.parametrize(
    ("typed", "name", "says"),
    [
        ({"terms__0__text": ""}, "terms.0.text", "term 1: the term is missing"),
        ({"terms__1__language": ""}, "terms.1.language", "term 2: the language is missing"),
        ({"terms__1__language": "中文"}, "terms.1.language", "is not a language tag"),
        ({"terms__0__type": "whole"}, "terms.0.type", "is none of"),
        ({"terms__0__status": "good"}, "terms.0.status", "is none of"),
        ({"definitions__0__text": ""}, "definitions.0.text", "definition 1: the definition is missing"),
        ({"levels__1__language": "zh-CN", "levels__1__notes__0__text": "n"}, "levels.1.language", "twice"),
    ],
)
def test_what_is_wrong_is_named_where_it_stands(typed: dict[str, str], name: str, says: str) -> None:
    with pytest.raises(BadForm) as caught:
        concept_of(sent(form_of(PORT, **typed)), PORT)
    assert list(caught.value.problems) == [name]
    assert says in caught.value.problems[name]


def test_a_concept_needs_a_term() -> None:
    with pytest.raises(BadForm, match="a concept needs a term"):
        concept_of(fresh(("en", ""), ("zh-CN", "")), NOTHING)


@pytest.mark.parametrize(
    "button", ["add:", "add:terms.5.notes", "remove:terms", "remove:terms.x", "add:no", "remove:terms.0.no.1"]
)
def test_buttons_that_no_form_has_are_refused(button: str) -> None:
    with pytest.raises(BadRequest, match="no such part"):
        pressed(filled(PORT), button)
