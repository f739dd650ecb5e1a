"""The API answers what the library answers, and lets nobody else's form change it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from glossary.library import Library
from tests.web.sample import NEW_MEMORY

OURS = {"X-Requested-With": "yiku"}
SENTENCE = "货物从境外进入综合保税区，免征关税。"
PAIR: dict[str, Any] = {"source": "zh-CN", "target": "en"}


def send(client: FlaskClient, headers: dict[str, str], **fields: str):
    data = {"file": (io.BytesIO(NEW_MEMORY.encode()), "new.tmx"), "memory": "contracts", **fields}
    return client.post("/api/v1/import", data=data, headers=headers)


@pytest.mark.parametrize("query", ["保税区", "bonded", "baoshuiqu", "zzzz"])
def test_search_is_the_librarys_answer(client: FlaskClient, library: Library, query: str) -> None:
    answer = client.get("/api/v1/search", query_string={"q": query, "limit": 3})
    assert answer.json == library.search(query, limit=3).as_json()


@pytest.mark.parametrize("mode", ["all", "fuzzy", "wildcard"])
def test_search_in_a_mode_is_the_librarys_answer(client: FlaskClient, library: Library, mode: str) -> None:
    answer = client.get("/api/v1/search", query_string={"q": "关税*", "mode": mode})
    assert answer.json == library.search("关税*", mode=mode).as_json()
    assert client.get("/api/v1/search?q=x&mode=no").status_code == 400


def test_search_is_narrowed_as_the_library_narrows_it(client: FlaskClient, library: Library) -> None:
    order = {"q": "bonded", "status": ["preferred", "admitted"], "termbase": "海关术语", "domain": "", "language": "en"}
    answer = client.get("/api/v1/search", query_string=order)
    expected = library.search("bonded", statuses=["preferred", "admitted"], termbases=["海关术语"], language="en")
    assert answer.json == expected.as_json()
    assert answer.json["terms"]
    for wrong, code in (({"status": "bad"}, 400), ({"termbase": "no"}, 404), ({"q": "/(/"}, 400)):
        assert client.get("/api/v1/search", query_string={"q": "x", **wrong}).status_code == code


def test_match_is_the_librarys_answer_by_get_and_post(client: FlaskClient, library: Library) -> None:
    expected = library.match(SENTENCE, **PAIR, threshold=50, limit=2).as_json()
    order = {"text": SENTENCE, **PAIR, "threshold": 50, "limit": 2}
    assert expected["matches"]
    assert client.get("/api/v1/match", query_string=order).json == expected
    assert client.post("/api/v1/match", json=order).json == expected


def test_fragments_are_the_librarys_answer(client: FlaskClient, library: Library) -> None:
    text = "企业从境外进入保税区"
    expected = library.fragments(text, "zh-CN", "en", 3).as_json()
    assert [each["text"] for each in expected["fragments"]] == ["从境外进入保税区"]
    assert client.get("/api/v1/fragments", query_string={"text": text, **PAIR, "limit": 3}).json == expected
    assert client.get("/api/v1/fragments", query_string={"text": text, "source": "zh"}).status_code == 400


def test_match_takes_many_texts_in_order(client: FlaskClient, library: Library) -> None:
    texts = [SENTENCE, "保税区", SENTENCE[:10]]
    answer = client.post("/api/v1/match", json={"texts": texts, **PAIR, "memories": ["customs"]})
    assert answer.json == [each.as_json() for each in library.match_all(texts, **PAIR, memories=["customs"])]
    assert [each["query"] for each in answer.json] == texts


def test_many_texts_are_each_others_context(client: FlaskClient, library: Library) -> None:
    asked = {"texts": [SENTENCE, "保税区"], "before": "第一", "after": "第二", **PAIR}
    expected = library.match_all(asked["texts"], before="第一", after="第二", **PAIR)
    assert client.post("/api/v1/match", json=asked).json == [each.as_json() for each in expected]


def test_listings_are_the_librarys_answers(client: FlaskClient, library: Library) -> None:
    assert client.get("/api/v1/memories").json == [each.as_json() for each in library.memories()]
    assert client.get("/api/v1/termbases").json == [each.as_json() for each in library.termbases()]
    assert client.get("/api/v1/batches").json == [each.as_json() for each in library.batches()]
    assert client.get("/api/v1/languages").json == list(library.languages())
    assert client.get("/api/v1/stats").json == library.stats().as_json()


def test_records_are_the_librarys_answers(client: FlaskClient, library: Library) -> None:
    found = library.search("保税区")
    concept, unit = found.terms[0].concept.number, found.segments[0].unit
    assert client.get(f"/api/v1/concepts/{concept}").json == library.concept(concept).as_json()
    assert client.get(f"/api/v1/units/{unit}").json == library.unit(unit).as_json()


def test_chinese_is_sent_as_it_is(client: FlaskClient) -> None:
    assert "海关术语" in client.get("/api/v1/termbases").text


def test_import_export_and_undo(client: FlaskClient, library: Library) -> None:
    report = send(client, OURS)
    assert report.status_code == 200
    assert report.json["added"] == 1
    down = client.get("/api/v1/export?memory=contracts&format=tmx")
    assert "一式两份" in down.text
    undone = client.post(f"/api/v1/batches/{report.json['batch']}/undo", headers=OURS)
    assert undone.json == {"batch": report.json["batch"], "removed": 1, "restored": 0, "kept": 0, "kept_by": []}
    assert not library.search("一式两份").segments


def test_dry_run_changes_nothing(client: FlaskClient, library: Library) -> None:
    assert send(client, OURS, dry_run="true").json["batch"] is None
    assert not library.search("一式两份").segments


def test_another_sites_form_cannot_change_anything(client: FlaskClient, library: Library) -> None:
    number = library.batches()[0].number
    assert send(client, {}).status_code == 403
    assert client.post(f"/api/v1/batches/{number}/undo").status_code == 403
    assert client.post(f"/api/v1/batches/{number}/undo", data="{}", content_type="text/plain").status_code == 403
    assert not library.search("一式两份").segments
    assert not library.batches()[0].undone


def test_changes_come_from_this_machine_alone(client: FlaskClient, library: Library) -> None:
    number = library.batches()[0].number
    far = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.post(f"/api/v1/batches/{number}/undo", json={}, environ_base=far).status_code == 403
    assert client.get("/api/v1/stats", environ_base=far).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/nowhere", 404),
        ("/api/v1/units/999999", 404),
        ("/api/v1/concepts/999999", 404),
        ("/api/v1/import", 405),
        ("/api/v1/search?q=x&limit=many", 400),
        ("/api/v1/export?memory=nothing&format=tmx", 404),
    ],
)
def test_errors_are_json_with_one_line(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert list(answer.json) == ["error"]
    assert answer.json["error"]
    assert "\n" not in answer.json["error"]


@pytest.mark.parametrize("body", [[], {"texts": "one"}, {"texts": [1]}, {"text": 5}, {"text": "x", "memories": "m"}])
def test_match_refuses_what_is_no_order(client: FlaskClient, body: Any) -> None:
    answer = client.post("/api/v1/match", json=body if isinstance(body, list) else body | PAIR)
    assert answer.status_code == 400
    assert answer.json["error"]


def test_broken_json_is_refused(client: FlaskClient) -> None:
    answer = client.post("/api/v1/match", data="{", content_type="application/json")
    assert answer.status_code == 400
    assert answer.json["error"]


def test_undoing_twice_is_an_error(client: FlaskClient) -> None:
    batch = send(client, OURS).json["batch"]
    assert client.post(f"/api/v1/batches/{batch}/undo", headers=OURS).status_code == 200
    assert client.post(f"/api/v1/batches/{batch}/undo", headers=OURS).status_code in (400, 404, 409)


def test_pretranslate_gives_the_filled_file_and_its_report(client: FlaskClient, library: Library) -> None:
    catalogue = (
        'msgid ""\nmsgstr ""\n"Language: en\\n"\n"X-Source-Language: zh_CN\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "货物从境外进入保税区，免征关税。"\nmsgstr ""\n'
    )
    data = {"file": (io.BytesIO(catalogue.encode()), "a.po"), "memories": "customs"}
    answer = client.post("/api/v1/pretranslate", data=data, headers=OURS)
    out = io.BytesIO()
    report = library.pretranslate(io.BytesIO(catalogue.encode()), out, "a.po", memories=["customs"])
    assert report.exact == 1
    assert answer.data == out.getvalue()
    assert json.loads(answer.headers["X-Yiku-Report"]) == report.as_json()
    assert "a.po" in answer.headers["Content-Disposition"]


def test_pretranslate_refuses_what_has_no_targets(client: FlaskClient) -> None:
    answer = client.post("/api/v1/pretranslate", data={"file": (io.BytesIO(b"\0"), "a.bin")}, headers=OURS)
    assert answer.status_code == 400
    assert answer.json["error"]
    assert client.post("/api/v1/pretranslate", data={}, headers=OURS).status_code == 400
    assert client.post("/api/v1/pretranslate", data={"file": (io.BytesIO(b""), "a.po")}).status_code == 403
