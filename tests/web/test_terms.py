"""Terms in a text: the API answers what the library answers, and the match page shows what counts, escaped."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient

from glossary.library import Library

SENTENCE = "货物从境外进入综合保稅區和保税区。"


def test_terms_are_the_librarys_answer_by_get_and_post(client: FlaskClient, library: Library) -> None:
    expected = [each.as_json() for each in library.recognise(SENTENCE, "zh-CN", "en")]
    order = {"text": SENTENCE, "source": "zh-CN", "target": "en"}
    assert [each["text"] for each in expected] == ["综合保稅區", "保稅區", "保税区"]
    assert client.get("/api/v1/terms", query_string=order).json == expected
    assert client.post("/api/v1/terms", json=order).json == expected
    assert client.post("/api/v1/terms", json=order | {"termbases": ["海关术语"]}).json == expected


@pytest.mark.parametrize(
    ("order", "status"),
    [
        ({"text": "x"}, 400),
        ({"text": "x", "source": "zh", "termbases": "main"}, 400),
        ({"text": "x", "source": "zh", "termbases": ["nowhere"]}, 404),
        ({"text": 5, "source": "zh"}, 400),
        (["x"], 400),
    ],
)
def test_a_bad_order_is_refused_with_a_reason(client: FlaskClient, order: object, status: int) -> None:
    answer = client.post("/api/v1/terms", json=order)
    assert answer.status_code == status
    assert answer.json["error"]


def test_the_match_page_shows_the_terms_that_count(client: FlaskClient) -> None:
    page = client.get("/match", query_string={"text": SENTENCE, "source": "zh-CN", "target": "en"}).text
    assert page.index("Terms in the sentence") < page.index("comprehensive bonded area")
    assert "other script: " in page
    part = page[page.index('class="recognised"') :]
    assert part.count("<li data-item") == 2


def test_the_match_page_says_what_is_better_than_a_deprecated_term(client: FlaskClient, library: Library) -> None:
    table = "zh-CN,en,status\n关税,customs duty,\n关税,customs tax,deprecated\n"
    library.import_file(io.BytesIO(table.encode()), "duties.csv", termbase="duties")
    page = client.get("/match", query_string={"text": "a customs tax", "source": "en", "target": "zh-CN"}).text
    assert 'class="status deprecated"' in page
    assert 'better: <span lang="en">customs duty</span>' in page


def test_the_match_page_has_no_terms_where_there_are_none(client: FlaskClient) -> None:
    page = client.get("/match", query_string={"text": "今天", "source": "zh-CN", "target": "en"}).text
    assert "Terms in the sentence" not in page


def test_hostile_terms_are_escaped(client: FlaskClient) -> None:
    page = client.get("/match", query_string={"text": "<b>危险</b>", "source": "zh-CN", "target": "en"}).text
    assert "<b>危险" not in page
    assert "<i>hostile" not in page
    assert "&lt;i&gt;hostile" in page
