"""Findings marked as no errors on the check page and by the API, and a memory checked and mended there."""

from __future__ import annotations

import html
import io
import json
import re

import pytest
from flask.testing import FlaskClient

from glossary.library import Library
from tests.web.conftest import token
from tests.web.sample import HOSTILE, tmx
from tests.web.test_check import CHINESE, ENGLISH, PAIR, post


def buttons(page: str, name: str) -> list[str]:
    return [html.unescape(value) for value in re.findall(rf'name="{name}" value="([^"]+)"', page)]


def test_a_button_marks_a_finding_and_another_shows_it_again(client: FlaskClient, library: Library) -> None:
    texts = {"text": CHINESE, "translation": ENGLISH}
    first, _ = buttons(post(client, **texts), "dismiss")
    page = post(client, **texts, dismiss=first)
    assert "1 error in 1 (1 not shown: marked as no error)" in page
    assert "Marked as no error: 1" in page
    assert "the the bonded area" in page
    (again,) = buttons(page, "again")
    (mark,) = library.dismissed()
    assert (str(mark.number), mark.everywhere) == (again, False)
    page = post(client, **texts, again=again)
    assert "1 error, 1 warning in 2" in page
    assert library.dismissed() == ()


def test_a_marked_word_can_be_silenced_everywhere(client: FlaskClient, library: Library) -> None:
    texts = {"text": CHINESE, "translation": ENGLISH}
    first = buttons(post(client, **texts), "dismiss")[0]
    (everywhere,) = buttons(post(client, **texts, dismiss=first), "everywhere")
    page = post(client, text="又", translation="the the other", everywhere=everywhere)
    assert "nothing found (1 not shown: marked as no error)" in page
    assert "wherever it marks “the the”" in html.unescape(page)
    assert [mark.everywhere for mark in library.dismissed()] == [True, False]


def test_an_uploaded_file_is_checked_again_after_a_mark(client: FlaskClient) -> None:
    data = f"zh-CN,en\n共5家。,{HOSTILE} 6\n".encode()
    page = post(client, file=(io.BytesIO(data), "a.csv"))
    kept, first = buttons(page, "kept"), buttons(page, "dismiss")[0]
    page = post(client, kept=kept[0], dismiss=first)
    assert "a.csv" in page
    assert "1 not shown" in page
    assert "<script>alert" not in page
    answer = client.post("/check", data={"csrf_token": token(client, "/check"), "kept": "x" * 32, **PAIR})
    assert (answer.status_code, "no longer kept" in answer.text) == (404, True)


def test_a_memory_is_checked_and_mended_in_its_units(client: FlaskClient, library: Library) -> None:
    library.import_file(io.BytesIO(tmx(("在区内", "in the the zone")).encode()), "a.tmx", memory="m")
    page = post(client, memory="m")
    (fix,) = buttons(page, "fix")
    page = post(client, memory="m", fix=fix)
    assert "1 pair checked, nothing found" in page
    unit = json.loads(fix)["unit"]
    assert library.unit(unit).unit.segments[1].text == "in the zone"
    assert library.history(unit)[0].action == "changed"
    answer = client.post("/check", data={"csrf_token": token(client, "/check"), "memory": "m", "fix": fix})
    assert answer.status_code == 409
    assert "has changed since it was checked" in answer.text
    assert client.post("/check", data={"csrf_token": token(client), "memory": "no"}).status_code == 404


def test_the_list_of_marks_shows_them_again(client: FlaskClient, library: Library) -> None:
    assert "Nothing yet" in client.get("/check/dismissed").text
    report = client.post("/api/v1/check", json={"text": CHINESE, "translation": f"{HOSTILE} the the", **PAIR}).json
    client.post("/api/v1/dismissed", json={"findings": report["findings"], "note": HOSTILE, "who": "Lin"})
    page = client.get("/check/dismissed").text
    assert "<script>alert" not in page
    assert "Lin" in page
    (number, *_) = [mark.number for mark in library.dismissed()]
    answer = client.post(f"/check/dismissed/{number}", data={"csrf_token": token(client, "/check/dismissed")})
    assert answer.location == "/check/dismissed"
    assert number not in [mark.number for mark in library.dismissed()]


def test_the_api_marks_findings_as_it_gave_them(client: FlaskClient, library: Library) -> None:
    order = {"text": CHINESE, "translation": ENGLISH, **PAIR}
    findings = client.post("/api/v1/check", json=order).json["findings"]
    answer = client.post("/api/v1/dismissed", json={"findings": findings[:1], "note": "a quotation", "who": "Lin"})
    assert answer.status_code == 201
    assert answer.json == [mark.as_json() for mark in library.dismissed()] == client.get("/api/v1/dismissed").json
    report = client.post("/api/v1/check", json=order).json
    assert (report["dismissed"], [each["id"] for each in report["findings"]]) == (1, [findings[1]["id"]])
    report = client.post("/api/v1/check", json={**order, "show_dismissed": True}).json
    assert {each["id"]: each["dismissed"] for each in report["findings"]} == {
        findings[0]["id"]: True,
        findings[1]["id"]: False,
    }
    number = answer.json[0]["number"]
    assert client.delete(f"/api/v1/dismissed/{number}", headers={"X-Requested-With": "yiku"}).status_code == 204
    assert client.delete(f"/api/v1/dismissed/{number}", headers={"X-Requested-With": "yiku"}).status_code == 404


def test_the_api_checks_a_memory(client: FlaskClient, library: Library) -> None:
    assert client.post("/api/v1/check", json={"memory": "customs"}).json == library.check_memory("customs").as_json()


@pytest.mark.parametrize("order", [{}, {"findings": []}, {"findings": [{}]}, {"findings": [5]}, []])
def test_what_is_no_finding_is_refused(client: FlaskClient, order: object) -> None:
    assert client.post("/api/v1/dismissed", json=order).status_code == 400
    for broken in ("[", "{}", '{"id": 5}', "5"):
        assert "finding" in post(client, text=CHINESE, translation=ENGLISH, dismiss=broken)
