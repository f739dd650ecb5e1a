"""The drift page and its API: the library's counts, their places marked, and nothing run as markup."""

from __future__ import annotations

import html
import io
import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from glossary.answers import Piece
from glossary.library import Library
from tests.web.conftest import token
from tests.web.sample import HOSTILE
from web.pages.drift_show import marked

TERMS = "concept,language,term,status\n1,zh-CN,口岸,preferred\n1,en,port,preferred\n1,en,gate,deprecated\n"
ROWS = f"zh-CN,en\n这个口岸,this port\n那个口岸,that gate {HOSTILE.replace(chr(34), '')}\n"
PAIR = {"source": "zh-CN", "target": "en"}


@pytest.fixture(autouse=True)
def ports(library: Library) -> None:
    library.import_file(io.BytesIO(TERMS.encode()), "ports.csv", termbase="ports")


def post(client: FlaskClient, **fields: object) -> TestResponse:
    form = {"csrf_token": token(client, "/check/drift"), **PAIR, **fields}
    return client.post("/check/drift", data=form, content_type="multipart/form-data")


def test_a_file_is_counted_with_its_places_marked(client: FlaskClient) -> None:
    page = post(client, file=(io.BytesIO(ROWS.encode()), "a.csv")).text
    assert "2 pairs, 1 concept in them, 1 said in several ways" in page
    assert '<span class="status deprecated">deprecated</span>' in page
    assert "that <mark>gate</mark>" in page
    assert "那个<mark>口岸</mark>" in page
    assert "<script>alert" not in page


def test_a_memory_is_counted_also_by_its_address(client: FlaskClient) -> None:
    page = client.get("/check/drift?memory=customs&source=zh-CN&target=en&all=1").text
    assert "bonded area" in page
    assert "No term drifts" not in page
    assert "No term drifts" in client.get("/check/drift?memory=customs&source=zh-CN&target=en").text


def test_the_api_answers_as_the_library_does(client: FlaskClient, library: Library) -> None:
    answer = client.post("/api/v1/drift", json={"memory": "customs", "all": True, **PAIR}).json
    assert answer == library.drift_of_memory("customs", **PAIR).as_json(steady=True)
    assert answer["concepts"]
    form = {"file": (io.BytesIO(ROWS.encode()), "a.csv"), **PAIR}
    answer = client.post("/api/v1/drift", data=form, headers={"X-Requested-With": "yiku"}).json
    assert answer == library.drift_of_file(io.BytesIO(ROWS.encode()), "a.csv", **PAIR).as_json()
    assert [each["text"] for each in answer["concepts"][0]["renderings"]] == ["port", "gate"]
    assert client.post("/api/v1/drift", json={}).status_code == 400


def test_what_is_wrong_is_told(client: FlaskClient) -> None:
    for fields, status in (({}, 400), ({"memory": "no"}, 404), ({"kept": "x" * 32}, 404)):
        answer = post(client, **fields)
        assert answer.status_code == status
        assert 'class="problem"' in answer.text


def test_spans_become_marks() -> None:
    assert list(marked("abcde", ((3, 4), (0, 2)))) == [
        Piece("ab", "hit"),
        Piece("c", "plain"),
        Piece("d", "hit"),
        Piece("e", "plain"),
    ]


def buttons(page: str) -> list[str]:
    return [html.unescape(value) for value in re.findall(r'name="settle" value="([^"]+)"', page)]


def test_one_button_prefers_a_term_and_deprecates_the_others(client: FlaskClient, library: Library) -> None:
    page = post(client, file=(io.BytesIO(ROWS.encode()), "a.csv")).text
    (kept,) = re.findall(r'name="kept" value="([^"]+)"', page)
    (gate,) = buttons(page)
    client.set_cookie("yiku-name", "Lin")
    page = post(client, kept=kept, settle=gate).text
    assert "“gate” is preferred now." in page
    number = library.search("gate").terms[0].concept.number
    assert [(term.text, term.status) for term in library.concept(number).concept.terms][1:] == [
        ("port", "deprecated"),
        ("gate", "preferred"),
    ]
    assert library.concept_history(number)[0].who == "Lin"


def test_what_was_found_is_added_with_a_button(client: FlaskClient, library: Library) -> None:
    rows = ["zh-CN,en", "这个口岸,this harbour town", "去口岸,to the harbour town", *["好的,all right"] * 30]
    page = post(client, file=(io.BytesIO("\n".join(rows).encode()), "a.csv")).text
    assert "in no termbase" in page
    deprecated = next(each for each in buttons(page) if '"deprecated"' in each)
    kept = re.findall(r'name="kept" value="([^"]+)"', page)[0]
    page = post(client, kept=kept, settle=deprecated).text
    assert "“harbour town” is deprecated now." in page
    assert library.search("harbour town").terms[0].term.status == "deprecated"


def test_a_choice_that_is_none_is_refused(client: FlaskClient) -> None:
    for broken in ("[", "5", "{}", '{"concept": 1, "text": "x", "language": "en", "status": "good"}'):
        assert post(client, memory="customs", settle=broken).status_code == 400


def test_the_api_settles_a_concept(client: FlaskClient, library: Library) -> None:
    number = library.search("gate").terms[0].concept.number
    address = f"/api/v1/concepts/{number}/settle"
    answer = client.post(address, json={"term": "gate", "deprecate_others": True, "who": "Lin", "comment": "so"})
    assert answer.json["done"] == "changed"
    client.post(address, json={"term": "door", "language": "en", "status": "forbidden"})
    statuses = {term.text: term.status for term in library.concept(number).concept.terms}
    assert statuses == {"口岸": "preferred", "port": "deprecated", "gate": "preferred", "door": "forbidden"}
    assert client.post(address, json={"term": "gate", "status": "good"}).status_code == 400
    assert client.post(address, json={"term": "port", "seen": 0}).status_code == 409
    assert client.post("/api/v1/concepts/999/settle", json={"term": "gate"}).status_code == 404
