"""The check page and its API: what the library finds, marked and mended without a script, and nothing run as markup."""

from __future__ import annotations

import html
import io
import re

import pytest
from flask.testing import FlaskClient

from glossary.library import Library
from tests.web.conftest import token
from tests.web.sample import HOSTILE

PAIR = {"source": "zh-CN", "target": "en"}
CHINESE, ENGLISH = "在保税区内。\n共5家。", "In the the bonded area.\nThere are 6."


def post(client: FlaskClient, **fields: object) -> str:
    form = {"csrf_token": token(client, "/check"), **PAIR, **fields}
    answer = client.post("/check", data=form, content_type="multipart/form-data")
    assert answer.status_code == (400 if 'class="problem"' in answer.text else 200)
    return answer.text


def test_a_pair_is_checked_as_the_library_does(client: FlaskClient, library: Library) -> None:
    order = {"text": CHINESE, "translation": ENGLISH, **PAIR}
    answer = client.post("/api/v1/check", json=order).json
    assert answer == library.check_pair(CHINESE, ENGLISH, **PAIR).as_json()
    assert {each["check"] for each in answer["findings"]} == {"doubled_words", "numbers"}


def test_one_text_alone_is_checked(client: FlaskClient) -> None:
    answer = client.post("/api/v1/check", json={"translation": "the the", "target": "en"}).json
    assert [each["check"] for each in answer["findings"]] == ["doubled_words"]


def test_a_file_is_checked_as_the_library_does(client: FlaskClient, library: Library) -> None:
    data = f"zh-CN,en\n{CHINESE.split()[0]},{ENGLISH.splitlines()[0]}\n".encode()
    form = {"file": (io.BytesIO(data), "a.csv"), **PAIR}
    answer = client.post("/api/v1/check", data=form, headers={"X-Requested-With": "yiku"}).json
    assert answer == library.check_file(io.BytesIO(data), "a.csv", **PAIR).as_json()
    assert answer["findings"]


def test_a_profile_comes_with_the_order(client: FlaskClient) -> None:
    order = {"text": CHINESE, "translation": ENGLISH, **PAIR, "profile": "[numbers]\non = false"}
    answer = client.post("/api/v1/check", json=order).json
    assert [each["check"] for each in answer["findings"]] == ["doubled_words"]


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (["x"], "send a JSON object"),
        ({"text": "a", "translation": "b"}, "name the languages"),
        ({"text": 5}, "text must be text"),
        ({"text": "a", "source": "en", "profile": "[nothing]"}, "there is no check “nothing”"),
    ],
)
def test_a_bad_order_is_refused_with_a_reason(client: FlaskClient, order: object, words: str) -> None:
    answer = client.post("/api/v1/check", json=order)
    assert answer.status_code == 400
    assert words in answer.json["error"]


def test_the_page_marks_findings_and_says_why(client: FlaskClient) -> None:
    page = post(client, text=CHINESE, translation=ENGLISH)
    assert "2 lines checked: 1 error, 1 warning in 2" in page
    assert '<mark class="warning">the the<sup>1</sup></mark>' in page
    assert "the source has 5" in page
    assert "line 2" in page


def test_a_button_mends_a_finding_and_the_text_is_checked_again(client: FlaskClient) -> None:
    page = post(client, text=CHINESE, translation=ENGLISH)
    fixes = [html.unescape(fix) for fix in re.findall(r'name="fix" value="([^"]+)"', page)]
    assert len(fixes) == 2
    page = post(client, text=CHINESE, translation=ENGLISH.replace("\n", "\r\n"), fix=fixes[1])
    assert "There are 5." in page
    assert "1 warning in 1" in page


def test_a_fix_for_another_text_is_refused(client: FlaskClient) -> None:
    fix = '{"field":"translation","line":0,"start":3,"was":"the the","write":"the"}'
    assert "changed since it was checked" in post(client, text=CHINESE, translation="In a zone.\nx", fix=fix)
    for broken in ("[", "5", '{"field": "csrf_token"}'):
        assert "changed since it was checked" in post(client, text=CHINESE, translation=ENGLISH, fix=broken)


def test_a_text_alone_and_a_choice_of_checks(client: FlaskClient) -> None:
    page = post(client, translation="the the (zone", check=["brackets"])
    assert "1 warning in 1" in page
    assert "is written twice" not in page


def test_a_file_is_read_with_its_findings_marked(client: FlaskClient) -> None:
    page = post(client, file=(io.BytesIO(f"zh-CN,en\n共5家。,{HOSTILE} 6\n".encode()), "a.csv"))
    assert "<script>alert" not in page
    assert '<mark class="error">6' in page
    assert 'name="fix"' not in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "there is nothing to check"),
        ({"text": "a", "translation": "b", "source": "", "target": ""}, "name the languages"),
        ({"text": "a", "translation": "b", "source": "???"}, "is not a language tag"),
        ({"file": (io.BytesIO(b"\x00\x01"), "a.bin")}, "format"),
    ],
)
def test_what_is_wrong_is_told_and_the_texts_stay(client: FlaskClient, fields: dict[str, object], words: str) -> None:
    page = post(client, **fields)
    assert 'class="problem"' in page
    assert words in page


def test_long_texts_show_the_pairs_with_findings(client: FlaskClient) -> None:
    english = "\n".join(["Good."] * 400 + ["Bad bad  end."])
    page = post(client, text="\n".join(["好。"] * 401), translation=english)
    assert page.count('class="at"') < 10
    assert "line 401" in page
