"""A termbase's page and API: its concepts listed and narrowed, its shadow lists read and written."""

from __future__ import annotations

import io
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from glossary.library import Library
from tests.web.conftest import token

NAME = "海关术语"


def test_the_library_page_leads_to_it(client: FlaskClient) -> None:
    for path in ("/", "/library"):
        assert f'href="/termbases/{quote(NAME)}"' in client.get(path).text


def test_concepts_are_listed_and_narrowed(client: FlaskClient) -> None:
    page = client.get(f"/termbases/{NAME}").text
    assert "3 concepts" in page
    assert page.index("保税区</a>") < page.index("综合保税区</a>")
    assert "&lt;i&gt;hostile" in page
    listed = client.get(f"/termbases/{NAME}?language=en").text
    assert listed.index("bonded area</a>") < listed.index("comprehensive bonded area</a>")
    assert "0 concepts" in client.get(f"/termbases/{NAME}?status=forbidden").text


def test_a_long_list_is_turned_over(client: FlaskClient, library: Library) -> None:
    rows = "".join(f"{at:03},词{at}\n" for at in range(120))
    library.import_file(io.BytesIO(f"en,zh-CN\n{rows}".encode()), "long.csv", termbase="long")
    first, last = client.get("/termbases/long?language=en").text, client.get("/termbases/long?language=en&page=3").text
    assert ("page 1 of 3" in first, ">049</a>" in first, ">050</a>" in first) == (True, True, False)
    assert 'rel="next" href="/termbases/long?language=en&amp;page=2"' in first
    assert ("page 3 of 3" in last, ">119</a>" in last, 'rel="next"' in last) == (True, True, False)


@pytest.mark.parametrize("name", ["a/b", "/a", "a\nb", "a?b#c", "<b>", "a//b", "a/shadows/en"])
def test_any_name_has_its_page(client: FlaskClient, library: Library, name: str) -> None:
    library.import_file(io.BytesIO(b"en,zh-CN\none,\xe4\xb8\x80\n"), "t.csv", termbase=name)
    assert client.get(f"/termbases/{quote(name, safe='')}").status_code == 200
    assert client.get(f"/api/v1/termbases/{quote(name, safe='')}/shadows/en").json == []


def test_what_is_not_there_is_said(client: FlaskClient) -> None:
    assert client.get("/termbases/nowhere").status_code == 404
    assert client.get(f"/termbases/{NAME}?status=good").status_code == 400
    assert client.get("/api/v1/termbases/nowhere/concepts").status_code == 404


def test_a_shadow_list_is_saved_a_word_a_line(client: FlaskClient, library: Library) -> None:
    form = {"csrf_token": token(client), "language": "zh-CN", "words": " 副总裁\r\n\r\n总裁班\r\n<b>"}
    saved = client.post(f"/termbases/{NAME}", data=form)
    assert saved.status_code == 303
    assert library.shadows(NAME, "zh-CN") == ("<b>", "副总裁", "总裁班")
    assert "&lt;b&gt;\n副总裁\n总裁班</textarea>" in client.get(f"/termbases/{NAME}").text
    assert client.post(f"/termbases/{NAME}", data={"language": "en", "words": "x"}).status_code == 400


def test_the_api_reads_and_writes_shadow_lists(client: FlaskClient) -> None:
    path = f"/api/v1/termbases/{NAME}/shadows/zh-CN"
    assert client.get(path).json == []
    assert client.put(path, json=["总裁班", "副总裁"]).json == ["副总裁", "总裁班"]
    assert client.get(path).json == ["副总裁", "总裁班"]
    assert client.put(path, json={"words": []}).status_code == 400
    assert client.put(path, json=[1]).status_code == 400
    assert client.put(path, data="[]").status_code == 403
    assert client.put("/api/v1/termbases/nowhere/shadows/en", json=[]).status_code == 404


def test_the_api_lists_concepts(client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/termbases/{NAME}/concepts?language=en&limit=1&skip=1").json
    assert answer["total"] == 3
    assert [each["term"] for each in answer["concepts"]] == ["bonded area"]
    assert answer["concepts"][0]["terms"][0]["text"] == "保税区"
