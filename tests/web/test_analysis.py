"""The analysis of uploads: a page with a table and a workbook, and the API."""

from __future__ import annotations

import io
import json
import re

from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from glossary.library import Library
from tests.web.conftest import token

TEXTS = (("a.txt", "货物从境外进入综合保税区，免征关税。\n保税区\n"), ("=<b>.txt", "保税区\n"))
HEADERS = {"X-Requested-With": "yiku"}
PAIR = {"source": "zh-CN", "target": "en"}


def uploads() -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(text.encode()), name) for name, text in TEXTS]


def test_the_page_shows_the_table_and_its_workbook_can_be_fetched(client: FlaskClient) -> None:
    data = {"csrf_token": token(client), "file": uploads(), **PAIR}
    page = client.post("/match/analyse", data=data, content_type="multipart/form-data")
    assert page.status_code == 200
    assert page.text.count("<table") == 3
    assert "=&lt;b&gt;.txt" in page.text
    link = re.search(r'href="(/match/analyses/[^"]+)"', page.text)
    assert link is not None
    book = client.get(link[1])
    assert book.headers["Content-Disposition"] == "attachment; filename=analysis.xlsx"
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.data)).get_sheet_by_index(0).to_python()
    assert rows[-1][:3] == ["all files", "total", 3.0]
    assert {row[0] for row in rows[1:]} == {"a.txt", "=<b>.txt", "all files"}
    assert client.get("/match/analyses/none").status_code == 404


def test_a_wrong_upload_shows_the_form_again(client: FlaskClient) -> None:
    csrf = token(client)
    none = client.post("/match/analyse", data={"csrf_token": csrf, **PAIR})
    assert (none.status_code, "no file was chosen" in none.text) == (400, True)
    broken = {"csrf_token": csrf, "file": (io.BytesIO(b"<xliff"), "a.xlf"), **PAIR}
    answer = client.post("/match/analyse", data=broken, content_type="multipart/form-data")
    assert (answer.status_code, "a.xlf" in answer.text) == (400, True)


def test_the_api_answers_as_the_library(client: FlaskClient, library: Library) -> None:
    expected = library.analyse_files(((name, stream) for stream, name in uploads()), rates={"new": 90}, **PAIR)
    data = {"file": uploads(), "rates": json.dumps({"new": 90}), **PAIR}
    answer = client.post("/api/v1/analyse", data=data, headers=HEADERS)
    assert answer.json == json.loads(json.dumps(expected.as_json()))
    assert expected.total.total.segments == 3
    for rates in ("[]", "{", '{"new": "x"}', '{"new": 1.5}', '{"newest": 1}'):
        data = {"file": uploads(), "rates": rates, **PAIR}
        refused = client.post("/api/v1/analyse", data=data, headers=HEADERS)
        assert refused.status_code == 400, rates
