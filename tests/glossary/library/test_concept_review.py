from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from glossary.errors import BadRequest, Conflict, NotFound
from glossary.library import Library
from tests.glossary.library.contents import bring, contents, file_of
from tests.glossary.library.test_concept_writing import HARBOUR, PORT, actions, consistent, found
from tmx.model import Concept, Note, Term, TermStatus

QUAY = Concept(
    (Term("en", "quay"), Term("zh-CN", "码头", TermStatus.PREFERRED), Term("en", "wharf", TermStatus.PROPOSED))
)
STATUSES = ["admitted", "preferred", "admitted"]
PROPOSED = ["proposed"] * 3


def statuses(library: Library, number: int) -> list[str]:
    return [term.status.value for term in library.concept(number).concept.terms]


def noted(library: Library, number: int, text: str) -> Concept:
    concept = library.concept(number).concept
    return replace(concept, notes=(*concept.notes, Note(text)))


def test_a_proposed_concept_is_found_as_such_until_it_is_approved(library: Library) -> None:
    proposal = library.propose_concept("t", QUAY, who="Ada", comment="in the news")
    assert (proposal.kind, proposal.state, proposal.who, proposal.comment) == ("new", "open", "Ada", "in the news")
    assert (found(library, "quay"), statuses(library, proposal.concept)) == ([proposal.concept], PROPOSED)
    assert [hit.enforced for hit in library.recognise("a quay", "en")] == [False]
    assert [each.after for each in proposal.differences][:1] == ["quay (admitted)"]
    assert library.proposals() == (proposal,)
    assert library.proposed_terms() == ()
    approved = library.approve(proposal.number, who="Bo", comment="fine")
    assert (approved.done, statuses(library, proposal.concept)) == ("approved", STATUSES)
    assert [hit.enforced for hit in library.recognise("a quay", "en")] == [True]
    assert library.proposals() == ()
    decided = library.proposal(proposal.number)
    assert (decided.state, decided.decided_by, decided.reason) == ("approved", "Bo", "fine")
    assert actions(library, proposal.concept) == ["approved", "proposed"]
    with pytest.raises(Conflict, match=f"proposal {proposal.number} was approved by Bo already"):
        library.reject(proposal.number, "no", who="Cy")
    library.undo(approved.batch or 0)
    assert library.proposals() == (proposal,)
    assert statuses(library, proposal.concept) == PROPOSED


@pytest.mark.parametrize("decision", ["rejected", "withdrawn"])
def test_a_proposed_concept_that_is_turned_down_goes(library: Library, decision: str) -> None:
    proposal = library.propose_concept("t", QUAY, who="Ada")
    number = proposal.number
    if decision == "rejected":
        with pytest.raises(BadRequest, match="say why"):
            library.reject(number, " ", who="Bo")
        written = library.reject(number, "we say pier", who="Bo")
    else:
        written = library.withdraw(number, who="Bo", comment="we say pier")
    assert found(library, "quay") == []
    step = library.concept_history(proposal.concept)[0]
    assert (step.action, step.who, step.comment) == (decision, "Bo", "we say pier")
    assert (library.proposal(number).state, library.proposal(number).reason) == (decision, "we say pier")
    library.undo(written.batch or 0)
    assert library.proposals() == (proposal,)


def test_what_was_judged_meanwhile_stays_when_the_rest_is_rejected(library: Library) -> None:
    proposal = library.propose_concept("t", QUAY, who="Ada")
    library.decide_terms(proposal.concept, [1], TermStatus.PREFERRED, who="Bo")
    assert library.proposal(proposal.number).stale
    library.reject(proposal.number, "no", who="Bo")
    assert [term.text for term in library.concept(proposal.concept).concept.terms] == ["码头"]


def test_a_change_is_kept_beside_the_concept_and_applied_to_what_it_is_by_then(library: Library) -> None:
    number = library.add_concept("t", HARBOUR).concept
    changed = replace(library.concept(number).concept, terms=(*HARBOUR.terms, Term("en", "haven")), domains=("d",))
    proposal = library.propose_change(number, changed, who="Ada")
    assert [each.what for each in proposal.differences] == ["en: term", "subject field"]
    assert not proposal.stale
    library.change_concept(number, noted(library, number, "x"), who="Bo")
    assert library.proposal(proposal.number).stale
    written = library.approve(proposal.number, who="Cy")
    concept = library.concept(number).concept
    assert ([term.text for term in concept.terms][-1], concept.domains, concept.notes) == (
        "haven",
        ("d",),
        (Note("x"),),
    )
    assert library.concept_history(number)[0].batch == written.batch


def test_changes_of_the_same_thing_are_a_conflict_that_an_edited_version_solves(library: Library) -> None:
    number = library.add_concept("t", HARBOUR).concept
    one = library.propose_change(number, replace(library.concept(number).concept, domains=("a",)), who="Ada").number
    library.change_concept(number, replace(library.concept(number).concept, domains=("b",)))
    before = contents(library)
    with pytest.raises(Conflict, match=f"where proposal {one} changes it too: subject field; approve an edited"):
        library.approve(one, who="Bo")
    assert contents(library) == before
    edited = replace(library.concept(number).concept, domains=("a", "b"))
    with pytest.raises(Conflict, match="changed meanwhile"):
        library.approve(one, who="Bo", concept=edited, seen=0)
    library.approve(one, who="Bo", concept=edited, seen=library.concept_history(number)[0].step)
    assert library.concept(number).concept.domains == ("a", "b")


def test_what_changes_nothing_or_is_there_is_no_proposal(library: Library) -> None:
    number = library.add_concept("t", PORT).concept
    with pytest.raises(BadRequest, match="says so already"):
        library.propose_change(number, library.concept(number).concept, who="Ada")
    with pytest.raises(Conflict, match="has the same terms"):
        library.propose_concept("t", PORT, who="Ada")
    with pytest.raises(NotFound, match="there is no proposal 9"):
        library.approve(9, who="Ada")
    with pytest.raises(BadRequest, match="there is no state"):
        library.proposals(state="shut")
    assert library.proposals(state=None) == ()


def test_a_proposal_lapses_while_its_concept_is_gone(library: Library) -> None:
    number = library.add_concept("t", PORT).concept
    proposal = library.propose_change(number, noted(library, number, "x"), who="Ada")
    library.delete_concept(number)
    assert (library.proposals(), library.proposal(proposal.number).state) == ((), "lapsed")
    for call in (library.approve, library.withdraw):
        with pytest.raises(Conflict, match="which is gone"):
            call(proposal.number, who="Bo")
    library.revert_concept(number, library.concept_history(number)[0].step)
    assert library.proposals(concept=number, termbase="t") == (proposal,)


def test_terms_that_an_import_left_proposed_are_listed_and_decided(library: Library) -> None:
    undecided = replace(QUAY, id="q", terms=tuple(replace(term, status=TermStatus.PROPOSED) for term in QUAY.terms))
    bring(library, file_of([undecided], "csv"), "a.csv", termbase="t")
    (listed,) = library.proposed_terms("t")
    number = listed.concept.number
    assert [term.text for term in listed.terms] == [term.text for term in library.concept(number).concept.terms]
    library.decide_terms(number, listed.positions[:1], TermStatus.PREFERRED, who="Bo")
    assert library.proposed_terms()[0].positions == listed.positions[1:]
    with pytest.raises(Conflict, match="term 0 of concept 1 is preferred already"):
        library.decide_terms(number, [0], TermStatus.FORBIDDEN, who="Bo")
    with pytest.raises(BadRequest, match="say why"):
        library.decide_terms(number, [1], None, who="Bo")
    library.decide_terms(number, [1, 2], None, who="Bo", comment="no such word")
    assert (len(library.concept(number).concept.terms), library.proposed_terms()) == (1, ())
    for wrong in ([], [9]):
        with pytest.raises(BadRequest):
            library.decide_terms(number, wrong, TermStatus.PREFERRED, who="Bo")


@pytest.mark.parametrize("status", [TermStatus.ADMITTED, None])
def test_deciding_all_terms_of_a_proposed_concept_decides_the_proposal(
    library: Library, status: TermStatus | None
) -> None:
    proposal = library.propose_concept("t", QUAY, who="Ada")
    written = library.decide_terms(proposal.concept, [0, 1, 2], status, who="Bo", comment="so")
    assert library.proposal(proposal.number).state == ("approved" if status else "rejected")
    library.undo(written.batch or 0)
    assert library.proposals() == (proposal,)


def test_remarks_stay_with_a_concept_that_is_gone_and_follow_it_into_another(library: Library) -> None:
    one, two = library.add_concept("t", PORT).concept, library.add_concept("t", HARBOUR).concept
    library.remark(one, " Is this right? ", who="Ada")
    library.remark(two, "Yes.", who="Bo")
    merged = library.merge_concepts(two, [one])
    assert [(each.text, each.who, each.concept) for each in library.remarks(two)] == [
        ("Is this right?", "Ada", one),
        ("Yes.", "Bo", two),
    ]
    assert [each.text for each in library.remarks(one)] == ["Is this right?"]
    library.undo(merged.batch or 0)
    assert [each.text for each in library.remarks(two)] == ["Yes."]
    library.delete_concept(one)
    assert [each.text for each in library.remarks(one)] == ["Is this right?"]
    for text in (" ", "x" * 10_001):
        with pytest.raises(BadRequest):
            library.remark(two, text, who="Ada")
    for number in (one, 99):
        with pytest.raises(NotFound):
            library.remark(number, "x", who="Ada")
    with pytest.raises(NotFound):
        library.remarks(99)


def test_what_happened_is_told_once_each_and_imports_in_one_line(library: Library) -> None:
    many = [Concept((Term("en", f"term {number}"), Term("zh-CN", "词")), id=str(number)) for number in range(50)]
    imported = bring(library, file_of(many, "csv"), "a.csv", termbase="t", who="Ada")
    again = [replace(each, domains=("d",)) for each in many]
    updated = bring(library, file_of(again, "csv"), "b.csv", termbase="t", who="Bo")
    library.undo(updated.batch or 0, "Cy")
    told = library.changes("2026-01-01")
    assert sorted((each.kind, each.title, each.who) for each in told) == [
        ("import", "a.csv", "Ada"),
        ("import", "b.csv", "Bo"),
        ("undone", "b.csv", "Cy"),
    ]
    number = library.add_concept("u", PORT, who="Ada").concept
    proposal = library.propose_concept("u", QUAY, who="Ada")
    library.approve(proposal.number, who="Bo")
    change = library.propose_change(number, noted(library, number, "x"), who="Cy")
    library.reject(change.number, "no", who="Bo")
    library.remark(number, "hm", who="Dee")
    deleted = library.delete_concept(number, who="Eve")
    library.undo(deleted.batch or 0, "Fay")
    told = library.changes("2026-01-01T00:00+08:00", termbase="u")
    assert sorted((each.kind, each.concept, each.who) for each in told) == [
        ("change", number, "Ada"),
        ("change", number, "Eve"),
        ("change", number, "Fay"),
        ("decided", number, "Bo"),
        ("decided", proposal.concept, "Bo"),
        ("proposed", number, "Cy"),
        ("proposed", proposal.concept, "Ada"),
        ("remark", number, "Dee"),
    ]
    assert [each.change.action for each in told if each.change] == ["restored", "deleted", "added"]
    assert {each.title for each in told} == {"港 – port", "quay – 码头"}
    assert imported.batch in {each.batch.number for each in library.changes("2026-01-01") if each.batch}
    assert (len(library.changes("2026-01-01", limit=2)), library.changes("2100-01-01")) == (2, ())
    for each in told:
        assert each.as_json()["told"]


@pytest.mark.parametrize("since", ["", "yesterday", "2026-13-01", "24.11.2026", "0001-01-01T00:00+14:00"])
def test_what_is_no_date_is_refused(library: Library, since: str) -> None:
    with pytest.raises(BadRequest, match="is no date; give one such as 2026-11-24"):
        library.changes(since)


def test_what_waits_is_counted(library: Library) -> None:
    assert (library.waiting().proposals, library.waiting().terms) == (0, 0)
    number = library.add_concept("t", Concept((Term("en", "pier", TermStatus.PROPOSED), Term("de", "Pier")))).concept
    new = library.propose_concept("t", QUAY, who="Ada")
    change = library.propose_change(number, noted(library, number, "x"), who="Ada")
    assert (library.waiting().proposals, library.waiting().terms) == (2, 1)
    library.reject(change.number, "no", who="Bo")
    library.decide_terms(number, [0], TermStatus.ADMITTED, who="Bo")
    assert (library.waiting().proposals, library.waiting().terms) == (1, 0)
    library.withdraw(new.number, who="Ada")
    assert (library.waiting().proposals, library.waiting().terms) == (0, 0)


def test_two_who_propose_decide_merge_and_revert_at_the_same_time_leave_one_history(tmp_path: Path) -> None:
    """Only conflicts are refused, and each state in the history is the one that the step before led to."""
    failed: list[Exception] = []

    def work(name: str) -> None:
        try:
            with Library.open(tmp_path / "library.db") as library:
                for turn in range(15):
                    own = library.propose_concept("t", Concept((Term("en", f"{name} {turn}"),)), who=name)
                    for deed in (
                        lambda own=own: library.approve(own.number, who=name),
                        lambda turn=turn: library.propose_change(1, noted(library, 1, f"{name} {turn}"), who=name),
                        lambda: library.approve(library.proposals(concept=1)[0].number, who=name),
                        lambda own=own: library.merge_concepts(1, [own.concept], who=name),
                        lambda: library.revert_concept(1, library.concept_history(1)[0].step, who=name),
                    ):
                        with suppress(Conflict, NotFound, IndexError):
                            deed()
        except Exception as error:
            failed.append(error)

    with Library.open(tmp_path / "library.db") as library:
        library.add_concept("t", PORT)
    people = [threading.Thread(target=work, args=(name,)) for name in ("Ada", "Bo")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert failed == []
    with Library.open(tmp_path / "library.db") as library:
        for number in range(1, 32):
            steps = library.concept_history(number)
            assert consistent(steps)
            assert (steps[0].after is None) == (steps[0].action == "merged")
        assert {step.who for step in library.concept_history(1)} == {"", "Ada", "Bo"}
