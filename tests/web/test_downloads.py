"""Downloads: whole files under names that say what is in them, in any script."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.web.sample import NEW_MEMORY
from web.downloads import file_name


@pytest.mark.parametrize(
    ("extension", "mimetype"),
    [
        ("tmx", "application/x-tmx+xml"),
        ("po", "text/x-gettext-translation"),
        ("csv", "text/csv"),
        ("tsv", "text/tab-separated-values"),
    ],
)
def test_memory_comes_in_every_format(client: FlaskClient, extension: str, mimetype: str) -> None:
    order = {"memory": "customs", "format": extension, "source": "zh-CN", "target": "en"}
    answer = client.get("/library/export", query_string=order)
    assert answer.status_code == 200
    assert answer.mimetype == mimetype
    assert "bonded area" in answer.text
    assert answer.content_length == len(answer.data)
    assert f"customs.zh-CN.en.{extension}" in answer.headers["Content-Disposition"]


def test_chinese_name_is_sent_as_rfc_5987_says(client: FlaskClient) -> None:
    order = {"termbase": "海关术语", "format": "csv", "source": "zh-CN", "target": "en"}
    answer = client.get("/library/export", query_string=order)
    assert answer.status_code == 200
    assert f"filename*=UTF-8''{quote('海关术语.zh-CN.en.csv')}" in answer.headers["Content-Disposition"]


def test_what_was_uploaded_comes_down_again(client: FlaskClient) -> None:
    order = {"memory": "customs", "format": "tmx"}
    text = client.get("/library/export", query_string=order).text
    assert "货物从境外进入保税区" in text
    assert "&lt;script&gt;" in text
    assert NEW_MEMORY[:5] == text[:5]


def test_unknown_format_and_memory_are_answers_and_not_files(client: FlaskClient) -> None:
    assert client.get("/library/export?memory=customs&format=exe").status_code == 400
    assert client.get("/library/export?memory=nothing&format=tmx").status_code == 404


def test_file_name_leaves_out_what_no_file_system_takes() -> None:
    assert file_name("a/b:c\n", "en", "", ".tmx") == "a-b-c-.en.tmx"
    assert file_name("..", "", "", ".po") == "yiku.po"
