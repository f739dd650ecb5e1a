"""What changed since a date: a page by days, and a feed that readers of Atom take."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from lxml import etree

from glossary.library import Library
from tests.web.sample import HOSTILE
from tests.web.test_concept_writing import TERMBASE
from tmx.model import Concept, Term

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def busy(library: Library) -> Library:
    """A library in which something of every kind happened."""
    number = library.add_concept(TERMBASE, Concept((Term("en", HOSTILE),)), who="Ada", comment="a\x00b").concept
    changed = replace(library.concept(number).concept, domains=("ports",))
    for decide in (library.approve, lambda number, who: library.reject(number, "no", who=who)):
        proposal = library.propose_change(number, changed, who="Cy", comment="please")
        decide(proposal.number, who="Bo")
        changed = replace(changed, domains=("sea",))
    library.remark(number, "well\x0b", who="Bo")
    library.add_concept("other", Concept((Term("en", "elsewhere"),)))
    library.undo(library.batches()[0].number, who="Bo")
    return library


def test_the_page_tells_all_by_day_and_says_where_the_feed_is(client: FlaskClient, busy: Library) -> None:
    page = client.get("/changes").text
    for said in ("added", "proposed", "approved", "rejected", "remark", "undone", "imported", "please", "elsewhere"):
        assert said in page
    assert "&lt;script&gt;" in page
    assert 'type="application/atom+xml"' in page
    day = busy.changes("2026-01-01")[0].at[:10]
    assert page.count(f'id="day-{day}"') == 1


def test_it_is_narrowed_by_date_and_termbase(client: FlaskClient, busy: Library) -> None:
    assert "elsewhere" not in client.get(f"/changes?termbase={TERMBASE}").text
    assert "Nothing has changed" in client.get("/changes?since=2999-01-01").text
    assert client.get("/changes?since=yesterday").status_code == 400
    assert client.get("/changes.atom?termbase=nowhere").status_code == 404


def feed(client: FlaskClient, path: str = "/changes.atom") -> etree._Element:
    answer = client.get(path)
    assert answer.mimetype == "application/atom+xml"
    return etree.fromstring(answer.data)


def test_the_feed_has_what_rfc_4287_demands(client: FlaskClient, busy: Library) -> None:
    document = feed(client)
    assert document.tag == f"{ATOM}feed"
    entries = document.findall(f"{ATOM}entry")
    assert len(entries) == len(busy.changes("2026-01-01"))
    for element in (document, *entries):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text
        assert element.find(f"{ATOM}updated").text.endswith("+00:00")
    for entry in entries:
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
        assert entry.find(f"{ATOM}link[@rel='alternate']").get("href").startswith("http://localhost/")
    assert document.find(f"{ATOM}link[@rel='self']").get("href") == "http://localhost/changes.atom"


def test_ids_are_unique_and_stay(client: FlaskClient, busy: Library) -> None:
    before = [each.text for each in feed(client).iter(f"{ATOM}id")]
    assert len(set(before)) == len(before)
    assert all(each.startswith("urn:uuid:") for each in before)
    busy.add_concept(TERMBASE, Concept((Term("en", "later"),)))
    after = [each.text for each in feed(client).iter(f"{ATOM}id")]
    assert set(before) < set(after)
    assert len(after) == len(before) + 1


def test_the_feed_of_a_termbase_is_one_of_its_own(client: FlaskClient, busy: Library) -> None:
    document = feed(client, f"/changes.atom?termbase={TERMBASE}")
    assert TERMBASE in document.findtext(f"{ATOM}title")
    assert {each.get("term") for each in document.iter(f"{ATOM}category")} == {TERMBASE}
    assert document.findtext(f"{ATOM}id") != feed(client).findtext(f"{ATOM}id")


def test_an_empty_feed_is_a_feed(client: FlaskClient) -> None:
    document = feed(client, "/changes.atom?since=2999-01-01")
    assert document.findall(f"{ATOM}entry") == []
    assert document.findtext(f"{ATOM}updated") == "2999-01-01T00:00:00+00:00"
