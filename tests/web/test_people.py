"""The name that a browser keeps: given on a page of its own or in any form, and beside every write of the pages."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from glossary.library import Library
from tests.web.conftest import token
from tests.web.sample import NEW_MEMORY
from web.people import COOKIE, LONGEST, cleaned

NAME = "Ada 王"


@pytest.fixture
def ada(client: FlaskClient) -> FlaskClient:
    """A client that has given its name."""
    client.post("/name", data={"csrf_token": token(client), "name": NAME})
    return client


def batches_by(library: Library) -> list[str]:
    rows = library.store.connections.execute("SELECT who FROM batch ORDER BY id DESC")
    return [row[0] for row in rows]


@given(st.text())
def test_a_name_is_one_short_line_however_it_came(name: str) -> None:
    once = cleaned(name)
    assert cleaned(once) == once
    assert len(once) <= LONGEST
    assert once.isprintable() or not once
    assert once == once.strip()


def test_a_name_is_kept_shown_and_forgotten(ada: FlaskClient) -> None:
    assert f">{NAME}</a>" in ada.get("/library").text
    assert f'value="{NAME}"' in ada.get("/name").text
    ada.post("/name", data={"csrf_token": token(ada), "name": NAME, "do": "forget"})
    assert NAME not in ada.get("/library").text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: FlaskClient) -> None:
    answer = client.post("/name", data={"csrf_token": token(client), "name": NAME})
    (cookie,) = [each for each in answer.headers.getlist("Set-Cookie") if each.startswith(COOKIE)]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_hostile_cookie_is_only_a_name(client: FlaskClient) -> None:
    client.set_cookie(COOKIE, "<script>alert(1)</script>" + "x" * 500)
    page = client.get("/library").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "x" * LONGEST not in page


@pytest.mark.parametrize(
    ("back", "to"),
    [("/library?x=1", "/library?x=1"), ("", "/"), ("//evil.example", "/"), ("/\\evil.example", "/"), ("http://e", "/")],
)
def test_it_leads_back_to_pages_of_this_server_alone(client: FlaskClient, back: str, to: str) -> None:
    answer = client.post("/name", data={"csrf_token": token(client), "name": NAME, "back": back})
    assert (answer.status_code, answer.headers["Location"]) == (303, to)


def test_every_page_leads_to_it_and_back(client: FlaskClient) -> None:
    assert 'href="/name?back=/library"' in client.get("/library").text.replace("%2F", "/")
    assert 'href="/name?back=/?q%3Dbonded"' in client.get("/?q=bonded").text.replace("%2F", "/").replace("%3F", "?")


def test_all_writes_of_units_are_signed(ada: FlaskClient, library: Library) -> None:
    sign = {"csrf_token": token(ada)}
    fields = {"text": "Brand new", "source": "en", "target": "zh-CN", "translation": "崭新", "memory": "customs"}
    ada.post("/units", data=sign | fields)
    number = library.search("Brand new").segments[0].unit
    ada.post(f"/units/{number}/edit", data=sign | {"text-0": "New", "text-1": "新", "status": "fuzzy", "seen": "0"})
    ada.post(f"/units/{number}/revert", data=sign | {"step": library.history(number)[0].step})
    ada.post(f"/units/{number}/delete", data=sign)
    steps = library.history(number)
    assert [step.who for step in steps] == [NAME] * 4
    assert [step.action for step in steps] == ["deleted", "changed", "changed", "added"]


def test_imports_clean_ups_and_what_is_undone_are_signed(ada: FlaskClient, library: Library) -> None:
    sign = {"csrf_token": token(ada)}
    file = (io.BytesIO(NEW_MEMORY.encode()), "new.tmx")
    ada.post("/library/import", data=sign | {"file": file, "name": "new", "kind": "memory"})
    ada.post("/library/replace", data=sign | {"old": "本合同", "new": "合同", "language": "", "memory": ""})
    assert batches_by(library)[:2] == [NAME, NAME]
    changed = library.search("合同").segments[0].unit
    ada.post(f"/library/batches/{library.batches()[0].number}/undo", data=sign)
    assert library.history(changed)[0].who == NAME


def test_a_table_with_chosen_columns_is_signed(ada: FlaskClient, library: Library) -> None:
    file = (io.BytesIO("甲,one\n".encode()), "t.csv")
    page = ada.post("/library/import", data={"csrf_token": token(ada), "file": file, "look": "1"}).text
    kept = page.split('name="kept" value="')[1].split('"')[0]
    order = {"kept": kept, "column-1": "zh-CN", "column-2": "en", "no_header": "1", "kind": "memory", "name": "t"}
    ada.post("/library/import/columns", data={"csrf_token": token(ada), **order})
    assert batches_by(library)[0] == NAME


def test_any_form_can_bring_the_name(client: FlaskClient, library: Library) -> None:
    number = library.search("保税区").segments[0].unit
    client.post(f"/units/{number}/delete", data={"csrf_token": token(client), "who": " Bo\n"})
    assert library.history(number)[0].who == "Bo"
    assert ">Bo</a>" in client.get("/library").text


def test_nobody_is_nobody(app: Flask, library: Library) -> None:
    client = app.test_client()
    number = library.search("保税区").segments[0].unit
    client.post(f"/units/{number}/delete", data={"csrf_token": token(client)})
    assert library.history(number)[0].who == ""
