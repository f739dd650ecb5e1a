"""What keeps other sites and large files out, and the table of errors."""

from __future__ import annotations

import json
from unittest.mock import patch

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.errors import BadRequest, CannotUndo, LibraryBusy, NewerLibrary, NotFound, YikuError
from glossary.library import Library
from tests.web.conftest import token
from tmx.errors import BadLanguage, CannotWrite, HostileFile, UnknownFormat, UnreadableFile
from web.errors import STATUS, status_of

POSTS = ("/match", "/library/import", "/library/batches/1/undo")


@pytest.mark.parametrize("path", POSTS)
def test_form_without_its_token_is_refused(client: FlaskClient, path: str) -> None:
    answer = client.post(path, data={"text": "x", "source": "en", "target": "zh-CN"})
    assert answer.status_code == 400
    assert "load the page again" in answer.text


def test_another_sessions_token_is_refused(app: Flask, client: FlaskClient) -> None:
    stranger = app.test_client()
    stranger.get("/library")
    answer = stranger.post("/library/batches/1/undo", data={"csrf_token": token(client)})
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/", "/nowhere", "/static/theme.js", "/api/v1/stats", "/api/v1/nowhere"])
def test_every_response_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/?q=保税区", "/match", "/match/analyse", "/library", "/help", "/nowhere"])
def test_no_page_has_script_or_style_in_line(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    assert "<script>" not in page
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8080", "192.168.1.5"])
@pytest.mark.parametrize("path", ["/", "/api/v1/stats"])
def test_unknown_host_is_refused(client: FlaskClient, host: str, path: str) -> None:
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert "Yiku answers only to the addresses of this machine" in answer.text
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8080", "localhost:5000"])
def test_loopback_names_are_known(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_too_large_an_upload_is_refused(client: FlaskClient) -> None:
    body = {"file": "x" * 300_000}
    assert client.post("/library/import", data=body).status_code == 413
    answer = client.post("/api/v1/import", data=body, headers={"X-Requested-With": "yiku"})
    assert answer.status_code == 413
    assert "larger than this server takes" in answer.json["error"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BadRequest("x"), 400),
        (NotFound("x"), 404),
        (CannotUndo("x"), 409),
        (LibraryBusy("x"), 503),
        (NewerLibrary("x"), 500),
        (YikuError("x"), 400),
        (UnknownFormat("x"), 400),
        (UnreadableFile("x"), 400),
        (HostileFile("x"), 400),
        (BadLanguage("x"), 400),
        (CannotWrite("x"), 400),
        (RuntimeError("x"), 500),
    ],
)
def test_status_of_an_error(error: Exception, status: int) -> None:
    assert status_of(error) == status


def test_table_reaches_every_row() -> None:
    kinds = [kind for kind, _ in STATUS]
    for place, kind in enumerate(kinds):
        assert not any(issubclass(kind, earlier) for earlier in kinds[:place])


@pytest.mark.parametrize("number", [2**63, 10**30, 10**400])
@pytest.mark.parametrize("path", ["/units/{}", "/concepts/{}", "/api/v1/units/{}/history", "/api/v1/proposals/{}"])
def test_numbers_too_large_for_any_library_are_not_found(client: FlaskClient, path: str, number: int) -> None:
    answer = client.get(path.format(number))
    assert answer.status_code == 404
    assert len(answer.text) < 5000


def test_a_number_too_large_for_any_library_is_not_found_in_parameters(client: FlaskClient) -> None:
    assert client.get(f"/api/v1/proposals?concept={10**30}").status_code == 404
    assert client.get(f"/api/v1/batches?limit={10**30}").status_code == 400


@pytest.mark.parametrize("body", ["[" * 100_000, '{"a":' * 30_000, '{"a":', "\xff"])
def test_json_that_cannot_be_read_is_a_bad_request(client: FlaskClient, body: str) -> None:
    answer = client.post("/api/v1/concepts", data=body.encode("latin-1"), content_type="application/json")
    assert answer.status_code == 400
    assert answer.json["error"]


@pytest.mark.parametrize("path", ["terms", "drift"])
def test_a_name_that_is_no_unicode_is_a_bad_request(client: FlaskClient, path: str) -> None:
    order = {"text": "x", "source": "en", "target": "zh", "memory": "customs", "termbases": ["\ud800"]}
    answer = client.post(f"/api/v1/{path}", data=json.dumps(order), content_type="application/json")
    assert answer.status_code == 400
    assert "lone surrogates" in answer.json["error"]


def test_busy_library_asks_to_come_again(client: FlaskClient) -> None:
    with patch.object(Library, "stats", side_effect=LibraryBusy("another import is running; try again")):
        page, answer = client.get("/"), client.get("/api/v1/stats")
    assert page.status_code == answer.status_code == 503
    assert page.headers["Retry-After"]
    assert "another import is running" in page.text
    assert answer.json == {"error": "another import is running; try again"}


def test_unexpected_error_keeps_its_text_back(app: Flask) -> None:
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)
    app.logger.disabled = True
    with patch.object(Library, "stats", side_effect=RuntimeError("secret path")):
        page, answer = app.test_client().get("/"), app.test_client().get("/api/v1/stats")
    assert page.status_code == answer.status_code == 500
    assert "secret path" not in page.text + answer.text
    assert "Something went wrong" in page.text


def test_two_libraries_do_not_share_a_session_cookie(app: Flask, tmp_path) -> None:
    from web.app import create_app
    from web.service import library_of

    other = create_app({"DATABASE": str(tmp_path / "other.db")})
    library_of(other).close()
    assert other.config["SESSION_COOKIE_NAME"] != app.config["SESSION_COOKIE_NAME"]
