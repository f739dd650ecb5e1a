"""Single units through the API and the pages."""

from __future__ import annotations

import io
import re

import pytest
from flask.testing import FlaskClient

from glossary.library import Library
from tests.glossary.library.contents import file_of
from tests.glossary.library.test_writing import CODED
from tests.web.conftest import token

ADD = {"segments": [{"language": "en", "text": "Close"}, {"language": "zh-CN", "text": "关闭"}], "memory": "m"}


def post(client: FlaskClient, path: str, **fields: object) -> str:
    """Sends a form, follows to the page it leads to."""
    answer = client.post(path, data={"csrf_token": token(client), **fields}, follow_redirects=True)
    return answer.text


def test_the_api_adds_changes_deletes_and_reverts(client: FlaskClient, library: Library) -> None:
    added = client.post("/api/v1/units", json={**ADD, "who": "Ada"})
    assert added.status_code == 201
    number = added.json["unit"]
    assert client.post("/api/v1/units", json=ADD).json == {"done": "unchanged", "unit": number, "batch": None}
    seen = client.get(f"/api/v1/units/{number}/history").json[0]["step"]
    new = [{"language": "en", "text": "Close"}, {"language": "zh-CN", "text": "关上"}]
    assert client.put(f"/api/v1/units/{number}", json={"segments": new, "seen": seen}).json["done"] == "changed"
    assert client.put(f"/api/v1/units/{number}", json={"status": "fuzzy", "seen": seen}).status_code == 409
    deleted = client.delete(f"/api/v1/units/{number}?who=Bo", headers={"X-Requested-With": "yiku"})
    assert deleted.json["done"] == "deleted"
    assert client.get(f"/api/v1/units/{number}").status_code == 404
    steps = client.get(f"/api/v1/units/{number}/history").json
    assert [(step["action"], step["who"]) for step in steps] == [("deleted", "Bo"), ("changed", ""), ("added", "Ada")]
    assert steps[0]["before"]["segments"] == new
    restored = client.post(f"/api/v1/units/{number}/revert", json={"step": steps[1]["step"]})
    assert (restored.json["done"], library.unit(number).unit.segments[1].text) == ("restored", "关闭")


def test_the_api_sets_a_memory(client: FlaskClient) -> None:
    answer = client.patch("/api/v1/memories/customs", json={"penalty": 4, "new_translations": "replace"})
    assert (answer.json["penalty"], answer.json["new_translations"]) == (4, "replace")
    assert client.patch("/api/v1/memories/none", json={"penalty": 4}).status_code == 404


@pytest.mark.parametrize(
    "order",
    [[], {}, {"segments": "x"}, {"segments": [{"language": "en", "text": "x"}]}, {**ADD, "status": "good"}],
)
def test_orders_that_cannot_be_are_refused(client: FlaskClient, order: object) -> None:
    assert client.post("/api/v1/units", json=order).status_code == 400
    assert client.delete("/api/v1/units/1").status_code == 403


def test_the_edit_page_changes_a_unit(client: FlaskClient, library: Library) -> None:
    number = library.search("保税区").segments[0].unit
    page = client.get(f"/units/{number}/edit").text
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen
    fields = {"text-0": "甲乙", "text-1": "one two", "context": "c", "status": "fuzzy", "seen": seen[1]}
    assert "甲乙" in post(client, f"/units/{number}/edit", **fields)
    assert library.unit(number).unit.context == "c"
    stale = client.post(f"/units/{number}/edit", data={"csrf_token": token(client), **fields, "text-0": "丙"})
    assert (stale.status_code, "changed meanwhile" in stale.text, "丙" in stale.text) == (409, True, True)


def test_the_edit_page_keeps_inline_codes(client: FlaskClient, library: Library) -> None:
    library.import_file(io.BytesIO(file_of([CODED])), "a.tmx", memory="coded")
    number = library.search("Print it now").segments[0].unit
    assert "⟦1⟧Print⟦2⟧ it now" in client.get(f"/units/{number}/edit").text
    fields = {"text-0": "⟦1⟧Print⟦2⟧ it", "text-1": "打印", "context": "", "status": "translated", "seen": "0"}
    assert "is missing; keep each code once" in post(client, f"/units/{number}/edit", **fields)
    post(client, f"/units/{number}/edit", **{**fields, "text-1": "⟦1⟧打印⟦2⟧"})
    assert library.unit(number).unit.segments[1].markup == '<hi type="b">打印</hi>'


def test_a_deletion_is_asked_for_and_its_page_brings_it_back(client: FlaskClient, library: Library) -> None:
    number = library.search("保税区").segments[0].unit
    assert "Delete this unit?" in client.get(f"/units/{number}/delete").text
    assert "was deleted" in post(client, f"/units/{number}/delete")
    step = library.history(number)[0].step
    assert "保税区" in post(client, f"/units/{number}/revert", step=step)
    assert library.unit(number).number == number


def test_the_match_page_saves_a_translation(client: FlaskClient, library: Library) -> None:
    asked = client.get("/match?text=Brand+new&source=en&target=zh-CN").text
    assert "Save a translation" in asked
    fields = {"text": "Brand new", "source": "en", "target": "zh-CN", "translation": "崭新", "memory": "customs"}
    assert "崭新" in post(client, "/units", **fields)
    assert library.match("Brand new", source="en", target="zh").matches[0].target == "崭新"


@pytest.mark.parametrize("path", ["/units", "/units/1/edit", "/units/1/delete", "/units/1/revert"])
def test_forms_need_their_token(client: FlaskClient, path: str) -> None:
    assert client.post(path, data={"text": "x"}).status_code == 400
