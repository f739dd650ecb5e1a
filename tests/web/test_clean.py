"""The pages of maintenance."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from glossary.library import Library
from glossary.library.cleaning.run import REPORTS
from tests.glossary.library.contents import contents
from tests.web.conftest import token
from tmx.model import Segment


@pytest.fixture
def copied(library: Library) -> int:
    """A unit that was copied from its source."""
    return library.add_unit("customs", Segment("en", "<Copied>"), Segment("zh-CN", "<Copied>")).unit


@pytest.mark.parametrize("report", [one.name for one in REPORTS])
def test_every_report_has_its_page(client: FlaskClient, copied: int, report: str) -> None:
    page = client.get(f"/library/clean?report={report}")
    assert page.status_code == 200
    assert ("&lt;Copied&gt;" in page.text) == (report in ("untranslated", "wrong-language"))


def test_a_finding_is_deleted_and_brought_back(client: FlaskClient, library: Library, copied: int) -> None:
    before = contents(library)
    order = {"report": "untranslated", "memory": "customs", "remedy": "delete", "unit": copied}
    done = client.post("/library/clean", data={"csrf_token": token(client), **order})
    batch = library.batches()[0].number
    assert f"/library/batches/{batch}/undo" in done.text
    assert contents(library) != before
    asked = client.get(f"/library/batches/{batch}/undo")
    assert asked.status_code == 200
    client.post(f"/library/batches/{batch}/undo", data={"csrf_token": token(client)})
    assert contents(library) == before


def test_a_replacement_is_previewed_before_it_is_done(client: FlaskClient, library: Library, copied: int) -> None:
    before = contents(library)
    order = {"old": "<Copied>", "new": "<New>", "language": "en", "memory": ""}
    preview = client.get("/library/replace", query_string=order)
    assert "<ins>&lt;New&gt;</ins>" in preview.text
    assert contents(library) == before
    client.post("/library/replace", data={"csrf_token": token(client), **order})
    assert [each.text for each in library.unit(copied).unit.segments] == ["<New>", "<Copied>"]


def test_bad_orders_and_forms_without_their_token_are_refused(client: FlaskClient) -> None:
    for path in ("/library/clean", "/library/replace"):
        assert client.get(path).status_code == 200
        assert client.post(path, data={"old": "a", "report": "untranslated", "remedy": "delete"}).status_code == 400
    assert client.get("/library/clean?report=no").status_code == 400
    assert client.get("/library/clean?report=untranslated&memory=no").status_code == 404
