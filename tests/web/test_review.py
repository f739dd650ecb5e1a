"""The review queue in the browser: proposed, approved, mended, rejected, withdrawn; merged and split."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from lxml import html

from glossary.library import Library
from tests.web.conftest import token
from tests.web.sample import HOSTILE
from tests.web.test_concept_editor import as_sent
from tests.web.test_concept_writing import TERMBASE, form
from tmx.model import Concept, Definition, Term, TermStatus
from web.people import COOKIE

QUAY = Concept((Term("en", "quay", TermStatus.PREFERRED), Term("zh-CN", "码头")), definitions=(Definition(HOSTILE),))


@pytest.fixture
def ada(client: FlaskClient) -> FlaskClient:
    client.set_cookie(COOKIE, "Ada")
    return client


@pytest.fixture
def number(library: Library) -> int:
    return library.add_concept(TERMBASE, QUAY, who="Bo").concept


@pytest.fixture
def proposal(library: Library, number: int) -> int:
    """A change to the concept that Cy proposes."""
    changed = replace(library.concept(number).concept, domains=("ports",))
    return library.propose_change(number, changed, who="Cy", comment="<i>why</i>").number


def send(client: FlaskClient, path: str, **fields: object) -> str:
    """Posts a form and follows to where it leads."""
    answer = client.post(path, data={"csrf_token": token(client), **fields}, follow_redirects=True)
    assert answer.status_code == 200, answer.text
    return answer.text


def statuses(library: Library, number: int) -> list[str]:
    return [term.status.value for term in library.concept(number).concept.terms]


def test_the_navigation_counts_what_waits(client: FlaskClient, proposal: int) -> None:
    assert ">Review (1)</a>" in client.get("/").text
    send(client, f"/review/{proposal}", do="approve")
    assert ">Review</a>" in client.get("/").text


def test_a_new_concept_is_proposed_in_the_form_and_approved_in_the_queue(ada: FlaskClient, library: Library) -> None:
    typed = form(ada, f"/concepts/new?termbase={TERMBASE}") | {"terms.0.text": "pier", "terms.0.status": "preferred"}
    page = ada.post("/concepts/new", data=typed | {"do": "propose", "comment": "new"}, follow_redirects=True).text
    assert "new concept" in page
    (proposed,) = library.proposals()
    assert (proposed.who, proposed.comment, statuses(library, proposed.concept)) == ("Ada", "new", ["proposed"])
    assert "pier (preferred)" in ada.get("/review").text
    assert "Nothing waits" in send(ada, f"/review/{proposed.number}", do="approve")
    assert statuses(library, proposed.concept) == ["preferred"]


def test_a_change_is_proposed_and_changes_nothing_yet(ada: FlaskClient, library: Library, number: int) -> None:
    typed = form(ada, f"/concepts/{number}/edit") | {"terms.0.text": "jetty", "do": "propose", "comment": "better"}
    page = ada.post(f"/concepts/{number}/edit", data=typed, follow_redirects=True).text
    assert library.concept(number).concept.terms[0].text == "quay"
    assert [each.who for each in library.proposals()] == ["Ada"]
    for shown in (page, ada.get("/review").text):
        assert "better" in shown
        assert "jetty" in shown
    assert "says so already" in ada.post(f"/concepts/{number}/edit", data=typed | {"terms.0.text": "quay"}).text


def test_a_proposal_shows_what_differs_who_when_and_why(client: FlaskClient, proposal: int) -> None:
    page = client.get(f"/review?termbase={TERMBASE}").text
    assert "&lt;i&gt;why&lt;/i&gt;" in page
    assert "<bdi>Cy</bdi>" in page
    assert "<ins>ports</ins>" in page
    assert "<ins>ports</ins>" not in client.get("/review?termbase=main").text
    assert client.get("/review?termbase=nowhere").status_code == 404


def test_one_click_approves(ada: FlaskClient, library: Library, number: int, proposal: int) -> None:
    send(ada, f"/review/{proposal}", do="approve", back="concept")
    assert library.concept(number).concept.domains == ("ports",)
    assert library.proposal(proposal).decided_by == "Ada"


def test_a_rejection_needs_a_reason(ada: FlaskClient, library: Library, number: int, proposal: int) -> None:
    bare = ada.post(f"/review/{proposal}", data={"csrf_token": token(ada), "do": "reject"})
    assert (bare.status_code, "say why it is rejected" in bare.text) == (400, True)
    send(ada, f"/review/{proposal}", do="reject", reason="no")
    decided = library.proposal(proposal)
    assert (decided.state, decided.reason, decided.decided_by) == ("rejected", "no", "Ada")
    again = ada.post(f"/review/{proposal}", data={"csrf_token": token(ada), "do": "approve"})
    assert (again.status_code, "was rejected by Ada already" in again.text) == (409, True)


def test_only_ones_own_proposal_has_a_button_to_withdraw_it(
    client: FlaskClient, library: Library, proposal: int
) -> None:
    assert "Withdraw" not in client.get("/review").text
    client.set_cookie(COOKIE, "Cy")
    assert "Withdraw" in client.get("/review").text
    send(client, f"/review/{proposal}", do="withdraw")
    assert (library.proposal(proposal).state, library.proposal(proposal).decided_by) == ("withdrawn", "Cy")


def test_a_proposal_is_mended_and_approved(ada: FlaskClient, library: Library, number: int, proposal: int) -> None:
    path = f"/review/{proposal}/edit"
    typed = form(ada, path)
    assert typed["domains.0.value"] == "ports"
    ada.post(path, data=typed | {"domains.0.value": "harbours", "do": "approve", "comment": "plural"})
    assert library.concept(number).concept.domains == ("harbours",)
    decided = library.proposal(proposal)
    assert (decided.state, decided.decided_by, decided.reason) == ("approved", "Ada", "plural")
    assert library.concept(number).concept.definitions == QUAY.definitions


def test_what_changed_since_a_proposal_is_in_the_form(
    ada: FlaskClient, library: Library, number: int, proposal: int
) -> None:
    changed = replace(library.concept(number).concept, definitions=(Definition("other"),))
    library.change_concept(number, changed, who="Bo")
    page = ada.get(f"/review/{proposal}/edit").text
    assert "has changed since" in page
    typed = as_sent(html.document_fromstring(page))
    assert (typed["domains.0.value"], typed["definitions.0.text"]) == ("ports", "other")
    library.change_concept(number, replace(changed, customers=("Harbour",)), who="Bo")
    late = ada.post(f"/review/{proposal}/edit", data=typed | {"do": "approve"})
    assert (late.status_code, "someone was quicker" in late.text) == (409, True)
    typed = as_sent(html.document_fromstring(late.text))
    ada.post(f"/review/{proposal}/edit", data=typed | {"do": "approve"})
    latest = library.concept(number).concept
    assert (latest.domains, latest.definitions[0].text, latest.customers) == (("ports",), "other", ("Harbour",))


def test_rows_of_the_concept_that_came_meanwhile_keep_what_is_not_shown(
    ada: FlaskClient, library: Library, number: int
) -> None:
    typed = form(ada, f"/concepts/{number}/edit") | {"terms.0.text": "mine", "do": "save"}
    theirs = replace(library.concept(number).concept, terms=(Term("en", "first", id="t0"), *QUAY.terms))
    library.change_concept(number, theirs, who="Bo")
    late = ada.post(f"/concepts/{number}/edit", data=typed)
    assert late.status_code == 409
    ada.post(f"/concepts/{number}/edit", data=as_sent(html.document_fromstring(late.text)) | {"do": "save"})
    found = {term.text: term.id for term in library.concept(number).concept.terms}
    assert found == {"first": "t0", "mine": "", "码头": ""}


def test_terms_that_no_proposal_brought_are_approved_or_rejected(ada: FlaskClient, library: Library) -> None:
    terms = (Term("en", "pier", TermStatus.PROPOSED), Term("zh-CN", "突堤", TermStatus.PROPOSED))
    number = library.add_concept("new", Concept(terms)).concept
    page = ada.get("/review").text
    assert f'action="/concepts/{number}/terms"' in page
    seen = library.concept_history(number)[0].step
    send(ada, f"/concepts/{number}/terms", term="0", status="preferred", do="approve", seen=seen)
    assert statuses(library, number) == ["preferred", "proposed"]
    stale = ada.post(
        f"/concepts/{number}/terms",
        data={"csrf_token": token(ada), "term": "1", "do": "reject", "reason": "no", "seen": seen},
    )
    assert (stale.status_code, "changed meanwhile" in stale.text) == (409, True)
    seen = library.concept_history(number)[0].step
    send(ada, f"/concepts/{number}/terms", term="1", do="reject", reason="no", seen=seen)
    assert [term.text for term in library.concept(number).concept.terms] == ["pier"]
    assert [each.who for each in library.concept_history(number)][:2] == ["Ada", "Ada"]


def test_two_concepts_are_merged_and_the_old_address_leads_on(ada: FlaskClient, library: Library, number: int) -> None:
    other = library.add_concept(TERMBASE, Concept((Term("en", "wharf"), Term("de", "Kai")))).concept
    assert f"other={other}" in ada.get(f"/concepts/{number}/merge?q=wharf").text
    assert f"other={other}" in ada.get(f"/concepts/{number}/merge?q={other}").text
    assert "Merge these two?" in ada.get(f"/concepts/{number}/merge?other={other}").text
    page = send(ada, f"/concepts/{number}/merge", other=other, comment="one thing")
    assert "wharf" in page
    assert library.concept_history(number)[0].who == "Ada"
    led = ada.get(f"/concepts/{other}")
    assert (led.status_code, led.headers["Location"]) == (302, f"/concepts/{number}?merged={other}")
    assert f"Concept {other} was merged into this one" in ada.get(led.headers["Location"]).text
    assert ada.get(f"/concepts/{other}/edit").headers["Location"].startswith(f"/concepts/{number}/edit")
    batch = library.concept_history(number)[0].batch
    assert f'href="/library/batches/{batch}/undo"' in page
    assert "Undo this change?" in ada.get(f"/library/batches/{batch}/undo").text
    late = ada.post(f"/concepts/{other}/delete", data={"csrf_token": token(ada)})
    assert (late.status_code, f"merged into concept {number}" in late.text) == (404, True)
    assert "Change undone" in send(ada, f"/library/batches/{batch}/undo")
    assert library.concept(other).concept.terms[0].text == "wharf"


def test_a_proposal_for_a_concept_that_was_merged_is_no_way_to_another(
    client: FlaskClient, library: Library, number: int, proposal: int
) -> None:
    other = library.add_concept(TERMBASE, Concept((Term("en", "wharf"),))).concept
    library.merge_concepts(other, [number])
    lapsed = client.get(f"/review/{proposal}/edit")
    assert (lapsed.status_code, f"merged into concept {other}" in lapsed.text) == (404, True)
    third = library.add_concept(TERMBASE, Concept((Term("en", "pier"),))).concept
    assert f"Goes into it: concept {other}" in client.get(f"/concepts/{third}/merge?other={number}").text


def test_numbers_of_any_size_are_not_found(client: FlaskClient) -> None:
    sign = {"csrf_token": token(client)}
    for size in ("0", "9" * 19, "9" * 40):
        for path in ("", "/edit", "/merge", "/split", "/delete"):
            assert client.get(f"/concepts/{size}{path}").status_code == 404
        assert client.get(f"/review/{size}/edit").status_code == 404
        assert client.get(f"/concepts/1/merge?other={size}").status_code == (200 if size == "0" else 404)
        for path in (f"/review/{size}", f"/concepts/{size}/terms", f"/concepts/{size}/remarks"):
            form = {"do": "approve", "text": "x", "term": "0", "status": "admitted", "seen": "0"}
            assert client.post(path, data=sign | form).status_code == 404
        assert client.get(f"/termbases/{TERMBASE}?page={size}").status_code in (200, 400)


def test_what_cannot_be_merged_is_told(client: FlaskClient, library: Library, number: int) -> None:
    far = library.add_concept("elsewhere", QUAY).concept
    for other, words in ((far, "only concepts of one termbase"), (number, "other concepts"), (0, "no concept 0")):
        answer = client.post(f"/concepts/{number}/merge", data={"csrf_token": token(client), "other": other})
        assert answer.status_code in (400, 404)
        assert words in answer.text


def test_a_concept_is_split_by_its_ticked_terms(ada: FlaskClient, library: Library, number: int) -> None:
    typed = form(ada, f"/concepts/{number}/split")
    none = ada.post(f"/concepts/{number}/split", data=typed)
    assert (none.status_code, "name some of the terms" in none.text) == (400, True)
    answer = ada.post(f"/concepts/{number}/split", data=typed | {"term": "1", "comment": "another thing"})
    new = int(answer.headers["Location"].rpartition("/")[2])
    assert [term.text for term in library.concept(new).concept.terms] == ["码头"]
    (change,) = library.concept_history(new)
    assert (change.who, change.comment) == ("Ada", "another thing")
    assert [term.text for term in library.concept(number).concept.terms] == ["quay"]
    assert f'href="/concepts/{number}"' in ada.get(f"/concepts/{new}").text
    assert ada.post(f"/concepts/{number}/split", data=typed | {"term": "0"}).status_code == 409


def test_remarks_are_kept_and_shown(ada: FlaskClient, library: Library, number: int) -> None:
    page = send(ada, f"/concepts/{number}/remarks", text=f"first\r\n{HOSTILE}")
    assert "&lt;script&gt;" in page
    (said,) = library.remarks(number)
    assert (said.who, said.text) == ("Ada", f"first\n{HOSTILE}")
    assert ada.post(f"/concepts/{number}/remarks", data={"csrf_token": token(ada), "text": " "}).status_code == 400


@pytest.mark.parametrize(
    "path", ["/review/1", "/review/1/edit", *(f"/concepts/1/{deed}" for deed in ("merge", "split"))]
)
def test_forms_need_their_token(client: FlaskClient, proposal: int, path: str) -> None:
    assert client.post(path, data={"do": "approve"}).status_code == 400
