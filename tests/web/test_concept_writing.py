"""Concepts written in the browser: new, changed, deleted, put back; what goes wrong comes back as it was typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from lxml import html

from glossary.library import Library
from tests.web.conftest import token
from tests.web.sample import HOSTILE
from tests.web.test_concept_editor import as_sent
from tests.web.test_concept_page import WHOLE
from tmx.model import Concept, Definition, Note, Term, TermStatus
from web.people import COOKIE

TERMBASE = "海关术语"


@pytest.fixture
def number(library: Library) -> int:
    return library.add_concept(TERMBASE, WHOLE, who="Bo").concept


@pytest.fixture
def ada(client: FlaskClient) -> FlaskClient:
    client.set_cookie(COOKIE, "Ada")
    return client


def form(client: FlaskClient, path: str) -> dict[str, str]:
    """What a browser sends of a page's form that nobody touched."""
    return as_sent(html.document_fromstring(client.get(path).text))


def said(concept: Concept) -> Concept:
    """A concept without what every write signs."""
    return replace(concept, transactions=())


def test_a_concept_is_made_in_the_form(ada: FlaskClient, library: Library) -> None:
    typed = form(ada, f"/concepts/new?termbase={TERMBASE}")
    assert [typed["terms.0.language"], typed["terms.1.language"]] == ["en", "zh-CN"]
    typed |= {"terms.0.text": HOSTILE, "terms.1.text": "税", "definitions.0.text": "a\r\nb", "comment": "new law"}
    answer = ada.post("/concepts/new", data=typed | {"do": "save"}, follow_redirects=True)
    assert "&lt;script&gt;" in answer.text
    number = library.search("税").terms[0].concept.number
    assert said(library.concept(number).concept) == Concept(
        (Term("en", HOSTILE), Term("zh-CN", "税")), definitions=(Definition("a\nb"),)
    )
    (change,) = library.concept_history(number)
    assert (change.who, change.action, change.comment) == ("Ada", "added", "new law")


def test_a_form_can_begin_with_a_term(client: FlaskClient) -> None:
    typed = form(client, "/concepts/new?term=保税&language=zh-CN")
    assert (typed["terms.0.language"], typed["terms.0.text"]) == ("zh-CN", "保税")
    assert (typed["terms.1.language"], typed["terms.1.text"], typed["termbase"]) == ("en", "", TERMBASE)
    guessed = form(client, "/concepts/new?term=保税")
    assert (guessed["terms.0.language"], guessed["terms.0.text"]) == ("zh-CN", "保税")


def test_what_is_not_found_can_be_added(client: FlaskClient) -> None:
    assert 'href="/concepts/new?term=zzzz"' in client.get("/?q=zzzz").text


def test_an_untouched_form_changes_nothing(client: FlaskClient, library: Library, number: int) -> None:
    before = library.concept_history(number)
    answer = client.post(f"/concepts/{number}/edit", data=form(client, f"/concepts/{number}/edit") | {"do": "save"})
    assert answer.status_code == 303
    assert library.concept_history(number) == before


def test_a_change_keeps_what_the_form_does_not_show(ada: FlaskClient, library: Library, number: int) -> None:
    typed = form(ada, f"/concepts/{number}/edit") | {"terms.0.text": "freeport", "do": "save", "comment": "one word"}
    ada.post(f"/concepts/{number}/edit", data=typed)
    first = replace(WHOLE.terms[0], text="freeport")
    assert said(library.concept(number).concept) == replace(WHOLE, terms=(first, *WHOLE.terms[1:]))
    page = ada.get(f"/concepts/{number}").text
    assert "one word" in page
    assert "<del>" in page


def test_rows_are_added_and_removed_without_saving(client: FlaskClient, library: Library, number: int) -> None:
    path = f"/concepts/{number}/edit"
    typed = form(client, path) | {"terms.0.text": "typed"}
    more = client.post(path, data=typed | {"do": "add:terms.0.notes"})
    assert more.status_code == 200
    again = as_sent(html.document_fromstring(more.text))
    assert again["terms.0.text"] == "typed"
    assert again["terms.0.notes.1.text"] == ""
    less = client.post(path, data=again | {"do": "remove:terms.0.notes.0"})
    again = as_sent(html.document_fromstring(less.text)) | {"terms.0.notes.0.text": "other"}
    assert len(library.concept_history(number)) == 1
    client.post(path, data=again | {"do": "save"})
    assert library.concept(number).concept.terms[0].notes == (Note("other"),)


def test_what_is_wrong_comes_back_as_it_was_typed(client: FlaskClient, library: Library, number: int) -> None:
    path = f"/concepts/{number}/edit"
    typed = form(client, path) | {"terms.0.text": "typed", "terms.1.language": "中文", "do": "save", "comment": "why"}
    answer = client.post(path, data=typed)
    assert answer.status_code == 400
    document = html.document_fromstring(answer.text)
    again = as_sent(document)
    assert (again["terms.0.text"], again["terms.1.language"], again["comment"]) == ("typed", "中文", "why")
    (wrong,) = document.xpath("//*[@aria-invalid]")
    assert wrong.get("name") == "terms.1.language"
    assert document.get_element_by_id("terms.1.text").get("lang") is None
    assert document.xpath("//*[@role='alert']//a/@href") == ["#terms.1.language"]
    assert len(library.concept_history(number)) == 1


def test_who_was_quicker_is_shown_and_kept(ada: FlaskClient, library: Library, number: int) -> None:
    path = f"/concepts/{number}/edit"
    typed = form(ada, path) | {"terms.0.text": "freeport", "definitions.0.text": "mine", "do": "save"}
    theirs = replace(WHOLE, definitions=(Definition("theirs", "en", "glossary"),), domains=("sea",))
    library.change_concept(number, theirs, who="Bo", comment="quick")
    answer = ada.post(path, data=typed)
    assert answer.status_code == 409
    assert "someone was quicker" in answer.text
    again = as_sent(html.document_fromstring(answer.text))
    assert (again["terms.0.text"], again["domains.0.value"]) == ("freeport", "sea")
    assert "mine" in (again["definitions.0.text"], again.get("definitions.1.text"))
    assert ada.post(path, data=again | {"do": "save"}).status_code == 303
    latest = library.concept(number).concept
    assert (latest.terms[0].text, latest.domains) == ("freeport", ("sea",))


def test_a_concept_that_is_there_already_is_told(client: FlaskClient, number: int) -> None:
    typed = form(client, f"/concepts/new?termbase={TERMBASE}")
    typed |= {"terms.0.text": "bonded area", "terms.1.text": "保税区", "do": "save"}
    answer = client.post("/concepts/new", data=typed)
    assert (answer.status_code, "the same terms" in answer.text) == (409, True)
    assert as_sent(html.document_fromstring(answer.text))["terms.1.text"] == "保税区"


def test_a_deletion_is_asked_for_and_taken_back(ada: FlaskClient, library: Library, number: int) -> None:
    asked = ada.get(f"/concepts/{number}/delete")
    assert "Delete this concept?" in asked.text
    gone = ada.post(
        f"/concepts/{number}/delete", data={"csrf_token": token(ada), "comment": "old"}, follow_redirects=True
    )
    assert gone.status_code == 404
    assert "was deleted" in gone.text
    step = library.concept_history(number)[0].step
    ada.post(f"/concepts/{number}/revert", data={"csrf_token": token(ada), "step": step})
    assert said(library.concept(number).concept) == WHOLE
    assert [each.who for each in library.concept_history(number)] == ["Ada", "Ada", "Bo"]


def test_a_step_is_taken_back_from_the_history(client: FlaskClient, library: Library, number: int) -> None:
    status = replace(WHOLE, terms=(replace(WHOLE.terms[0], status=TermStatus.FORBIDDEN), *WHOLE.terms[1:]))
    library.change_concept(number, status)
    step = library.concept_history(number)[0].step
    assert f'name="step" value="{step}"' in client.get(f"/concepts/{number}").text
    client.post(f"/concepts/{number}/revert", data={"csrf_token": token(client), "step": step})
    assert said(library.concept(number).concept) == WHOLE


@pytest.mark.parametrize("path", ["new", "1/edit", "1/delete", "1/revert"])
def test_forms_need_their_token(client: FlaskClient, path: str) -> None:
    assert client.post(f"/concepts/{path}", data={"do": "save"}).status_code == 400


@pytest.mark.parametrize("seen", ["", "99999", "x"])
def test_a_form_of_no_known_state_is_refused(client: FlaskClient, number: int, seen: str) -> None:
    data = {"csrf_token": token(client), "do": "save", "seen": seen, "terms.0.text": "x"}
    assert client.post(f"/concepts/{number}/edit", data=data).status_code == 400
