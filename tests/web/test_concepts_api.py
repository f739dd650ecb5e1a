"""Single concepts, proposals and what changed, through the API."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from glossary.library import Library
from tests.glossary.store.rows import WHOLE_CONCEPT

QUAY = {"terms": [{"language": "en", "text": "quay"}, {"language": "zh-CN", "text": "码头", "status": "preferred"}]}


def post(client: FlaskClient, path: str, **order: object) -> Any:
    answer = client.post(f"/api/v1{path}", json=order)
    assert answer.status_code in (200, 201), answer.json
    return answer.json


def get(client: FlaskClient, path: str) -> Any:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.json
    return answer.json


def test_a_concept_is_added_changed_deleted_and_reverted(client: FlaskClient, library: Library) -> None:
    added = client.post("/api/v1/concepts", json={"concept": QUAY, "termbase": "t", "who": "Ada", "comment": "new"})
    assert added.status_code == 201
    path = f"/concepts/{added.json['concept']}"
    shown = get(client, path)
    assert (shown["termbase"], [term["status"] for term in shown["terms"]]) == ("t", ["admitted", "preferred"])
    seen = get(client, f"{path}/history")[0]["step"]
    changed = {**shown, "notes": ["n"]}
    assert client.put(f"/api/v1{path}", json={"concept": changed, "seen": seen}).json["done"] == "changed"
    assert client.put(f"/api/v1{path}", json={"concept": shown, "seen": seen}).status_code == 409
    assert client.put(f"/api/v1{path}", json={"concept": get(client, path)}).json["done"] == "unchanged"
    deleted = client.delete(f"/api/v1{path}?who=Bo&comment=old", headers={"X-Requested-With": "yiku"})
    assert deleted.json["done"] == "deleted"
    steps = get(client, f"{path}/history")
    assert [(each["action"], each["who"], each["comment"]) for each in steps] == [
        ("deleted", "Bo", "old"),
        ("changed", "", ""),
        ("added", "Ada", "new"),
    ]
    assert steps[1]["differences"] == [{"what": "notes", "before": "", "after": "n"}]
    assert post(client, f"{path}/revert", step=steps[1]["step"])["done"] == "restored"
    assert library.concept(added.json["concept"]).concept.notes == ()


def test_all_that_a_concept_says_goes_out_and_comes_back(client: FlaskClient, library: Library) -> None:
    number = library.add_concept("t", WHOLE_CONCEPT).concept
    shown = get(client, f"/concepts/{number}")
    other = post(client, "/concepts", concept=shown, termbase="u")["concept"]
    assert library.concept(other).concept == library.concept(number).concept


def test_concepts_are_merged_split_and_talked_about(client: FlaskClient, library: Library) -> None:
    first = post(client, "/concepts", concept=QUAY, termbase="t")["concept"]
    second = post(client, f"/concepts/{first}/split", terms=[1], who="Ada")["concept"]
    post(client, f"/concepts/{second}/remarks", text="Is it?", who="Ada")
    assert post(client, f"/concepts/{first}/merge", others=[second])["done"] == "merged"
    assert [each["text"] for each in get(client, f"/concepts/{first}/remarks")] == ["Is it?"]
    gone = client.get(f"/api/v1/concepts/{second}")
    assert (gone.status_code, gone.json["into"]) == (404, first)


def test_proposals_are_made_and_decided(client: FlaskClient, library: Library) -> None:
    new = post(client, "/proposals", concept=QUAY, termbase="t", who="Ada", comment="seen")
    assert (new["kind"], new["state"], new["comment"]) == ("new", "open", "seen")
    shown = get(client, f"/concepts/{new['concept']}")
    assert {term["status"] for term in shown["terms"]} == {"proposed"}
    change = post(client, "/proposals", concept={**shown, "domains": ["ships"]}, of=new["concept"], who="Bo")
    assert [each["what"] for each in change["differences"]] == ["subject field"]
    assert [each["proposal"] for each in get(client, "/proposals?termbase=t")] == [change["proposal"], new["proposal"]]
    assert post(client, f"/proposals/{new['proposal']}/approve", who="Cy")["done"] == "approved"
    assert get(client, f"/proposals/{change['proposal']}")["stale"]
    edited = {**get(client, f"/concepts/{new['concept']}"), "domains": ["harbours"]}
    post(client, f"/proposals/{change['proposal']}/approve", who="Cy", concept=edited)
    assert library.concept(new["concept"]).concept.domains == ("harbours",)
    assert client.post(f"/api/v1/proposals/{new['proposal']}/withdraw", json={"who": "Ada"}).status_code == 409
    other = post(client, "/proposals", concept={"terms": [{"language": "en", "text": "pier"}]}, who="Ada")
    assert client.post(f"/api/v1/proposals/{other['proposal']}/reject", json={"who": "Cy"}).status_code == 400
    post(client, f"/proposals/{other['proposal']}/reject", reason="no", who="Cy")
    assert get(client, "/proposals") == []
    assert len(get(client, "/proposals?state=all")) == 3
    assert get(client, f"/proposals?state=approved&concept={new['concept']}&limit=1")[0]["decided_by"] == "Cy"


def test_proposed_terms_are_judged(client: FlaskClient) -> None:
    undecided = {"terms": [{**term, "status": "proposed"} for term in QUAY["terms"]]}
    number = post(client, "/concepts", concept=undecided, termbase="t")["concept"]
    (listed,) = get(client, "/proposed-terms?termbase=t")
    assert (listed["concept"], listed["positions"]) == (number, [0, 1])
    assert post(client, f"/concepts/{number}/judge", terms=[0], status="preferred", who="Bo")["done"] == "approved"
    assert post(client, f"/concepts/{number}/judge", terms=[1], status=None, comment="no")["done"] == "rejected"
    assert client.post(f"/api/v1/concepts/{number}/judge", json={"terms": [0], "status": "good"}).status_code == 400


def test_what_changed_since_a_date(client: FlaskClient) -> None:
    number = post(client, "/concepts", concept=QUAY, termbase="t", who="Ada")["concept"]
    latest, *_ = get(client, "/changes?since=2026-01-01&termbase=t")
    assert (latest["kind"], latest["concept"], latest["title"], latest["who"]) == (
        "change",
        number,
        "quay – 码头",
        "Ada",
    )
    assert latest["told"]["action"] == "added"
    assert {each["kind"] for each in get(client, "/changes?since=2026-01-01")} == {"change", "import"}
    for since in ("", "soon"):
        assert client.get(f"/api/v1/changes?since={since}").status_code == 400
    assert client.get("/api/v1/changes?since=2026-01-01&termbase=none").status_code == 404


@pytest.mark.parametrize(
    ("path", "order"),
    [
        ("concepts", []),
        ("concepts", {}),
        ("concepts", {"concept": 7}),
        ("concepts", {"concept": {"terms": []}}),
        ("concepts", {"concept": {**QUAY, "colour": "red"}}),
        ("concepts/1/merge", {"others": "2"}),
        ("concepts/1/merge", {"others": [True]}),
        ("concepts/1/split", {}),
        ("concepts/1/remarks", {"text": " "}),
        ("proposals", {"concept": QUAY, "of": "x"}),
    ],
)
def test_orders_that_cannot_be_are_refused(client: FlaskClient, path: str, order: object) -> None:
    answer = client.post(f"/api/v1/{path}", json=order)
    assert (answer.status_code, bool(answer.json["error"])) == (400, True)
