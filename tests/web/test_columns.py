"""A table whose columns nobody knows: shown with a choice for each, kept for an hour, imported as it was said."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.errors import NotFound
from glossary.library import Library
from tests.web.conftest import token
from web import kept_uploads as room
from web.kept_uploads import KeptUploads

TABLE = "术语,Translation,<b>Remarks</b>\n邮轮,cruise ship,<script>alert(1)</script>\n驳船,barge,\n"
KEPT = re.compile(r'name="kept" value="([^"]+)"')
ASKS = {"X-Requested-With": "yiku"}


def send(client: FlaskClient, content: str = TABLE, file: str = "new.csv", **fields: str):
    data = {"csrf_token": token(client), "file": (io.BytesIO(content.encode()), file), **fields}
    return client.post("/library/import", data=data)


def go_on(client: FlaskClient, page: str, **fields: str):
    kept = KEPT.search(page)
    assert kept
    data = {"csrf_token": token(client), "kept": kept[1], "do": "import", **fields}
    return client.post(
        "/library/import/columns",
        data={key.replace("_", "-", 1) if key[:7] == "column_" else key: value for key, value in data.items()},
    )


def test_unknown_columns_are_shown_escaped_with_a_choice_for_each(client: FlaskClient) -> None:
    answer = send(client)
    assert answer.status_code == 200
    page = answer.text
    assert "What are the columns of new.csv?" in page
    assert "does not name the columns" in page
    assert page.count('<select name="column-') == 3
    assert "邮轮" in page
    assert "<script>alert" not in page
    assert "<b>Remarks" not in page
    assert " style=" not in page
    assert '<option value="zh-CN"' in page


def test_the_kept_file_is_imported_with_the_columns_as_they_were_said(client: FlaskClient, library: Library) -> None:
    page = send(client, kind="termbase", name="ships").text
    answer = go_on(client, page, column_1="zh-CN", column_2="en", column_3="note", kind="termbase", name="ships")
    assert answer.status_code == 200
    assert "Imported: new.csv" in answer.text
    [hit] = library.search("邮轮").terms
    assert hit.concept.termbase == "ships"
    assert [term.text for term in hit.concept.concept.terms] == ["邮轮", "cruise ship"]
    assert hit.concept.concept.notes[0].text == "<script>alert(1)</script>"
    again = go_on(client, page, column_1="zh-CN", column_2="en")
    assert again.status_code == 404
    assert "no longer kept here" in again.text


def test_a_choice_that_cannot_be_is_said_and_the_file_stays(client: FlaskClient, library: Library) -> None:
    page = send(client).text
    answer = go_on(client, page, column_1="note", column_2="note")
    assert answer.status_code == 400
    assert "two columns “note”" in answer.text
    answer = go_on(client, answer.text, column_1="source", column_2="target", source="zh-CN", target="en")
    assert answer.status_code == 200
    assert library.search("驳船").terms


def test_the_page_is_shown_again_without_a_header_and_with_what_was_chosen(client: FlaskClient) -> None:
    answer = go_on(client, send(client).text, do="show", no_header="1", column_1="zh-CN")
    assert "<td><bdi>术语</bdi></td>" in answer.text
    assert re.search(r'name="column-1".*?<option value="zh-CN" selected>', answer.text, re.DOTALL)


def test_a_trial_keeps_the_file(client: FlaskClient, library: Library) -> None:
    page = send(client).text
    assert "Tried: new.csv" in go_on(client, page, column_1="zh-CN", column_2="en", dry_run="1").text
    assert not library.search("邮轮").terms
    assert "Imported: new.csv" in go_on(client, page, column_1="zh-CN", column_2="en").text


def test_a_table_can_be_looked_at_though_its_columns_are_known(client: FlaskClient, library: Library) -> None:
    answer = send(client, "zh-CN,en\n邮轮,cruise ship\n", look="1")
    assert re.search(r'name="column-1".*?<option value="zh-CN" selected>', answer.text, re.DOTALL)
    assert not library.search("邮轮").terms


def test_what_is_no_table_is_not_looked_at(client: FlaskClient) -> None:
    answer = send(client, "<tmx version='1.4'><header/><body/></tmx>", "a.tmx", look="1")
    assert answer.status_code == 400
    assert "Nothing was imported." in answer.text


@pytest.mark.parametrize("kept", ["", "x", "../../etc/passwd", "a" * 32, "%00", "名"])
def test_a_token_that_opens_nothing_is_not_found(client: FlaskClient, kept: str) -> None:
    data = {"csrf_token": token(client), "kept": kept, "do": "import"}
    assert client.post("/library/import/columns", data=data).status_code == 404


def test_a_form_without_its_csrf_token_is_refused(client: FlaskClient) -> None:
    assert client.post("/library/import/columns", data={"kept": "x"}).status_code == 400


def test_the_api_previews_and_imports_with_columns(client: FlaskClient, library: Library) -> None:
    columns = json.dumps({"A": "zh-CN", "Translation": "en", "3": "ignore"})
    file = {"file": (io.BytesIO(TABLE.encode()), "new.csv"), "columns": columns}
    shown = client.post("/api/v1/preview", data=file, headers=ASKS).json
    assert [column["as"] for column in shown["columns"]] == ["zh-CN", "en", "ignore"]
    assert (shown["problem"], shown["rows"][1]) == ("", ["驳船", "barge", ""])
    file = {"file": (io.BytesIO(TABLE.encode()), "new.csv"), "columns": columns, "termbase": "ships"}
    assert client.post("/api/v1/import", data=file, headers=ASKS).json["added"] == 2
    assert library.search("驳船").terms[0].concept.termbase == "ships"


def test_the_api_says_what_is_wrong_with_a_table(client: FlaskClient) -> None:
    file = {"file": (io.BytesIO(TABLE.encode()), "new.csv")}
    assert "does not name" in client.post("/api/v1/preview", data=file, headers=ASKS).json["problem"]
    for columns in ("[1]", "{", '{"A": 1}', "[" * 100_000):
        file = {"file": (io.BytesIO(TABLE.encode()), "new.csv"), "columns": columns}
        answer = client.post("/api/v1/import", data=file, headers=ASKS)
        assert answer.status_code == 400
        assert "object of texts" in answer.json["error"]


def test_the_api_previews_without_a_header(client: FlaskClient) -> None:
    file = {"file": (io.BytesIO(b"a\tb\n"), "a.txt"), "no_header": "1", "rows": "1"}
    assert client.post("/api/v1/preview", data=file, headers=ASKS).json["rows"] == [["a", "b"]]


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def uploads(tmp_path: Path, clock: Clock) -> KeptUploads:
    return KeptUploads(str(tmp_path / "kept"), clock)


def keep(uploads: KeptUploads, content: bytes = b"x", file: str = "名 <x>.csv") -> str:
    return uploads.keep(io.BytesIO(content), file)


def test_an_upload_comes_back_by_its_token_under_its_name(uploads: KeptUploads) -> None:
    kept = keep(uploads, b"content")
    with uploads.open(kept) as (stream, file):
        assert (stream.read(), file) == (b"content", "名 <x>.csv")


def test_uploads_are_forgotten_after_an_hour(uploads: KeptUploads, clock: Clock, tmp_path: Path) -> None:
    kept = keep(uploads)
    clock.now += room.LIFE - 1
    with uploads.open(kept):
        pass
    clock.now += 2
    with pytest.raises(NotFound), uploads.open(kept):
        pass
    assert list((tmp_path / "kept").iterdir()) == []


def test_the_oldest_go_where_there_are_too_many_or_too_large_ones(
    uploads: KeptUploads, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST", 3)
    monkeypatch.setattr(room, "MOST_BYTES", 250)
    tokens = []
    for size in (10, 10, 10, 10, 200, 100):
        clock.now += 1
        tokens.append(keep(uploads, b"x" * size))
    left = []
    for kept in tokens:
        try:
            with uploads.open(kept):
                left.append(kept)
        except NotFound:
            continue
    assert left == tokens[-1:]


def test_an_upload_larger_than_all_may_be_is_still_shown_once(
    uploads: KeptUploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_BYTES", 5)
    kept = keep(uploads, b"x" * 10)
    with uploads.open(kept) as (stream, _):
        assert len(stream.read()) == 10


def test_two_processes_share_a_named_folder(uploads: KeptUploads, clock: Clock, tmp_path: Path) -> None:
    kept = keep(uploads, b"shared")
    with KeptUploads(str(tmp_path / "kept"), clock).open(kept) as (stream, _):
        assert stream.read() == b"shared"


def test_a_folder_of_its_own_goes_with_the_app(app: Flask, client: FlaskClient) -> None:
    send(client)
    kept = app.extensions["yiku-uploads"]
    folder = Path(kept._folder)
    assert folder.stat().st_mode & 0o077 == 0
    assert len(list(folder.iterdir())) == 2
