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


def test_a_regular_expression_replaces_with_its_groups(client: FlaskClient, library: Library, copied: int) -> None:
    order = {"old": "<(C)opied>", "new": r"\1", "language": "en", "memory": "", "regex": "1"}
    assert "<ins>C</ins>" in client.get("/library/replace", query_string=order).text
    client.post("/library/replace", data={"csrf_token": token(client), **order})
    assert library.unit(copied).unit.segments[0].text == "C"


def test_a_bad_expression_leaves_the_form_filled(client: FlaskClient, library: Library) -> None:
    before = contents(library)
    order = {"old": "(", "new": "kept", "regex": "1"}
    for answer in (
        client.get("/library/replace", query_string=order),
        client.post("/library/replace", data={"csrf_token": token(client), **order}),
    ):
        assert answer.status_code == 400
        assert "is no regular expression" in answer.text
        assert 'value="kept"' in answer.text
    assert contents(library) == before


def test_the_api_answers_as_the_library(client: FlaskClient, library: Library, copied: int) -> None:
    found = [each.as_json() for each in library.clean("customs", ["untranslated", "wrong-language"])]
    order = {"report": ["untranslated", "wrong-language"], "memory": "customs"}
    assert client.get("/api/v1/clean", query_string=order).json == {"findings": found, "more": False}
    assert client.get("/api/v1/clean", query_string={**order, "limit": 1}).json == {"findings": found[:1], "more": True}
    assert len(client.get("/api/v1/clean").json["findings"]) == len(list(library.clean()))


def test_the_api_takes_a_remedy_that_is_undone(client: FlaskClient, library: Library, copied: int) -> None:
    before = contents(library)
    order = {"remedy": "delete", "reports": ["untranslated"], "memory": "customs", "units": [copied], "who": "Ada"}
    done = client.post("/api/v1/clean", json=order).json
    assert (done["deleted"], library.history(copied)[0].who) == (1, "Ada")
    client.post(f"/api/v1/batches/{done['batch']}/undo", json={})
    assert contents(library) == before


def test_the_api_replaces_after_a_preview(client: FlaskClient, library: Library, copied: int) -> None:
    before = contents(library)
    order = {"old": "<(.)opied>", "new": r"\1", "language": "en", "regex": True, "memory": "customs"}
    preview = client.post("/api/v1/replace", json={**order, "dry_run": True}).json
    told = {"unit": copied, "memory": "customs", "language": "en", "before": "<Copied>", "after": "C"}
    assert preview == {"replacements": [told], "more": False}
    assert contents(library) == before
    assert client.post("/api/v1/replace", json=order).json["changed"] == 1
    assert library.unit(copied).unit.segments[0].text == "C"


@pytest.mark.parametrize(
    ("path", "order"),
    [
        ("clean", []),
        ("clean", {}),
        ("clean", {"remedy": "delete", "reports": "untranslated"}),
        ("clean", {"remedy": "delete", "reports": ["untranslated"], "units": []}),
        ("clean", {"remedy": "delete", "reports": ["untranslated"], "units": ["1"]}),
        ("clean", {"remedy": "delete", "reports": ["same-source"]}),
        ("replace", {"old": "", "new": "x"}),
        ("replace", {"old": "(", "new": "x", "regex": True}),
        ("replace", {"old": "a", "new": "x", "dry_run": True, "limit": 0}),
    ],
)
def test_the_api_refuses_what_is_no_order(client: FlaskClient, library: Library, path: str, order: object) -> None:
    before = contents(library)
    assert client.post(f"/api/v1/{path}", json=order).status_code == 400
    assert contents(library) == before


def test_bad_orders_and_forms_without_their_token_are_refused(client: FlaskClient) -> None:
    for path in ("/library/clean", "/library/replace"):
        assert client.get(path).status_code == 200
        assert client.post(path, data={"old": "a", "report": "untranslated", "remedy": "delete"}).status_code == 400
    assert client.get("/library/clean?report=no").status_code == 400
    assert client.get("/library/clean?report=untranslated&memory=no").status_code == 404
