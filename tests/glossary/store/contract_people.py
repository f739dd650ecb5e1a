"""The part of the contract that is about what people do to concepts: history, proposals, remarks."""

from __future__ import annotations

from dataclasses import replace

from glossary.library.entries import new_concept
from glossary.store import Store
from glossary.store.values import BatchRow, Deed, NewProposal, PastConcept, StoredProposal
from tmx.model import Concept, Field, Link, Term, TermStatus

from .rows import AWKWARD, WHOLE_CONCEPT, concept, kept

LONG_AGO = "2000-01-01T00:00:00+00:00"
NEVER = "2999-01-01T00:00:00+00:00"


def single(store: Store, termbase: int, who: str = "Ada", comment: str = "") -> int:
    row = BatchRow("2026-01-01T00:00:00+00:00", who, "", "edit", None, termbase, single=True, comment=comment)
    return store.open_batch(row)


def added(store: Store, new: Concept, termbase: str = "t", who: str = "Ada", comment: str = "") -> tuple[int, int]:
    """A concept written by hand: its number and its batch."""
    base = store.termbase(termbase) or store.add_termbase(termbase)
    batch = single(store, base, who, comment)
    return store.add_concept(base, new_concept(new), Deed("added", batch, who)), batch


def told(steps: tuple[PastConcept, ...]) -> list[tuple[str, str, Concept | None]]:
    return [(step.action, step.who, step.before) for step in steps]


class PeopleContract:
    """Concepts written by hand."""

    def test_every_step_of_a_concept_is_told_with_what_was_before(self, store: Store) -> None:
        first, second = concept("first"), replace(WHOLE_CONCEPT, id="")
        with store.writing():
            number, origin = added(store, first, comment=AWKWARD[0])
            base = store.termbase("t") or 0
            changing, removing, restoring = (single(store, base, "Bo") for _ in range(3))
            store.replace_concept(number, new_concept(second), Deed("changed", changing, "Bo"))
            store.remove_concept(number, Deed("merged", removing, "Cy", other=77))
            assert store.concepts([number]) == {}
            store.put_back_concept(number, base, origin, new_concept(first), Deed("restored", restoring))
            store.replace_concept(number, new_concept(second), Deed("changed", None, "Dee", undid=changing))
        steps = store.history_of_concept(number)
        assert told(steps) == [
            ("changed", "Dee", first),
            ("restored", "Bo", None),
            ("merged", "Cy", second),
            ("changed", "Bo", first),
            ("added", "Ada", None),
        ]
        assert [(step.other, step.undid) for step in steps[:3]] == [(None, changing), (None, None), (77, None)]
        assert {(step.termbase, step.origin, step.number) for step in steps} == {("t", origin, number)}
        assert steps[-1].comment == AWKWARD[0]
        assert [step.step for step in steps] == sorted((step.step for step in steps), reverse=True)
        assert store.concepts([number])[number].concept == second
        assert [each.key for each in store.terms_by_form(0, "first", 9)] == []
        assert store.history_of_concept(999) == ()

    def test_the_coming_of_an_imported_concept_is_told_from_its_batch(self, store: Store) -> None:
        with store.writing():
            batch, (number,) = kept(store, concept("x"))
        (step,) = store.history_of_concept(number)
        assert (step.step, step.action, step.batch, step.termbase, step.before) == (0, "added", batch, "t", None)
        with store.writing():
            store.remove_concept(number, Deed("deleted", single(store, store.termbase("t") or 0)))
        assert [step.action for step in store.history_of_concept(number)] == ["deleted", "added"]

    def test_a_concept_with_a_history_keeps_it_when_its_import_is_taken_back(self, store: Store) -> None:
        with store.writing():
            batch, (one, two, three) = kept(store, *(concept(text, id=text) for text in ("one", "two", "three")))
            store.add_remark(three, LONG_AGO, "Ada", "hm")
            store.replace_concept(one, new_concept(concept("uno", id="one")), Deed("changed", None, "Bo", undid=batch))
            assert store.remove_added(batch, "Cy")[0] == 3
        latest = store.history_of_concept(one)[0]
        assert (latest.action, latest.who, latest.before, latest.undid) == (
            "deleted",
            "Cy",
            concept("uno", id="one"),
            batch,
        )
        assert store.history_of_concept(two) == ()
        assert [step.action for step in store.history_of_concept(three)] == ["deleted", "added"]

    def test_what_a_batch_did_to_concepts_can_be_taken_back(self, store: Store) -> None:
        with store.writing():
            number, batch = added(store, concept("x"))
            store.replace_concept(number, new_concept(concept("y")), Deed("changed", batch))
        assert [(each.before != "", each.action, each.termbase, each.origin) for each in store.changed_by(batch)] == [
            (True, "changed", "t", batch),
            (False, "added", "t", batch),
        ]

    def test_concepts_that_were_merged_lead_to_the_one_that_stays(self, store: Store) -> None:
        with store.writing():
            (one, _), (two, _), (three, _), (four, batch) = (added(store, concept(text)) for text in "abcd")
            store.remove_concept(one, Deed("merged", batch, other=two))
            store.remove_concept(two, Deed("merged", batch, other=three))
            store.remove_concept(four, Deed("split", batch, other=three))
        assert (store.merged_into(three), store.merged_into(two), store.merged_into(one)) == ((one, two), (one,), ())
        with store.writing():
            base = store.termbase("t") or 0
            store.put_back_concept(two, base, batch, new_concept(concept("b")), Deed("restored", batch))
        assert (store.merged_into(three), store.merged_into(two)) == ((), (one,))

    def test_concepts_that_point_to_an_id_are_found(self, store: Store) -> None:
        pointing = [Concept((Term("en", f"t{at}"),), references=(Link(id),)) for at, id in enumerate(AWKWARD)]
        field = Concept((Term("en", "f", fields=(Field("see", target=AWKWARD[0]),)),))
        with store.writing():
            _, numbers = kept(store, *pointing, field)
            kept(store, pointing[0], termbase="other")
        base = store.termbase("t") or 0
        for id, number in zip(AWKWARD[1:], numbers[1:], strict=False):
            assert store.concepts_pointing_to(base, [id]) == [number]
        assert store.concepts_pointing_to(base, AWKWARD[:2]) == [numbers[0], numbers[1], numbers[-1]]
        assert store.concepts_pointing_to(base, ["nothing"]) == []

    def test_the_latest_steps_are_those_made_by_hand(self, store: Store) -> None:
        with store.writing():
            imported, (number,) = kept(store, concept("x", id="1"))
            store.replace_concept(number, new_concept(concept("y", id="1")), Deed("changed", imported))
            store.replace_concept(number, new_concept(concept("z", id="1")), Deed("changed", None, undid=imported))
            other, batch = added(store, concept("w"), termbase="u")
            store.replace_concept(other, new_concept(concept("v")), Deed("changed", None, "Bo", undid=batch))
        assert [(step.number, step.action) for step in store.concept_steps_since(LONG_AGO, None, 9)] == [
            (other, "changed"),
            (other, "added"),
        ]
        assert len(store.concept_steps_since(LONG_AGO, "u", 1)) == 1
        assert store.concept_steps_since(LONG_AGO, "t", 9) == store.concept_steps_since(NEVER, None, 9) == ()

    def test_imports_into_termbases_are_told_when_they_came_and_went(self, store: Store) -> None:
        with store.writing():
            first, _ = kept(store, concept("x"))
            second, _ = kept(store, concept("y"), termbase="u")
            single(store, store.termbase("t") or 0)
            store.open_batch(BatchRow(LONG_AGO, "", "a.tmx", "tmx", store.add_memory("m").number, None))
            store.mark_undone(first, "Cy")
        found = store.imports_since("2025-01-01T00:00:00+00:00", None, 9)
        assert [(each.batch.number, each.undone_by, bool(each.undone_at)) for each in found] == [
            (first, "Cy", True),
            (second, "", False),
        ]
        assert [each.batch.number for each in store.imports_since(LONG_AGO, "u", 9)] == [second]
        assert store.imports_since(NEVER, None, 9) == ()

    def test_a_proposal_is_open_until_a_batch_that_stands_decides_it(self, store: Store) -> None:
        with store.writing():
            number, _ = added(store, WHOLE_CONCEPT)
            said = NewProposal(LONG_AGO, "Ada", AWKWARD[1], "change", number, "t", 1, WHOLE_CONCEPT, concept("x"))
            first = store.add_proposal(said)
            second = store.add_proposal(replace(said, kind="new", termbase="u", concept=99))
            batch = single(store, store.termbase("t") or 0, "Bo", "fine")
        assert [(each.number, each.state, each.said) for each in proposals(store)] == [
            (second, "lapsed", replace(said, kind="new", termbase="u", concept=99)),
            (first, "open", said),
        ]
        with store.writing():
            store.decide_proposal(first, "approved", batch)
        (decided,) = proposals(store, state="approved")
        assert (decided.decided_by, decided.reason, decided.decided_in) == ("Bo", "fine", batch)
        with store.writing():
            store.mark_undone(batch)
        assert [each.number for each in proposals(store, state="open", termbase="t", concept=number)] == [first]
        with store.writing():
            store.remove_concept(number, Deed("deleted", batch))
        assert [each.number for each in proposals(store, state="lapsed", limit=1)] == [second]
        assert proposals(store, numbers=[10**30, -1]) == ()

    def test_the_latest_proposals_are_those_made_or_decided(self, store: Store) -> None:
        with store.writing():
            number, batch = added(store, concept("x"))
            said = NewProposal(LONG_AGO, "Ada", "", "change", number, "t", 1, concept("x"), concept("y"))
            old, new = store.add_proposal(said), store.add_proposal(replace(said, at=NEVER))
        assert [each.number for each in store.proposals_since("2001", None, 9)] == [new]
        with store.writing():
            store.decide_proposal(old, "rejected", batch)
        assert [each.number for each in store.proposals_since("2001", "t", 9)] == [new, old]
        assert store.proposals_since("2001", "u", 9) == ()

    def test_terms_that_wait_are_told_but_for_those_of_an_open_proposal(self, store: Store) -> None:
        statuses = (TermStatus.PROPOSED, TermStatus.ADMITTED, TermStatus.PROPOSED)
        waiting = Concept(tuple(Term("en", text, status) for text, status in zip("abc", statuses, strict=True)))
        with store.writing():
            _, (number,) = kept(store, waiting)
            other, batch = added(store, waiting, termbase="u")
            made = store.add_proposal(NewProposal(LONG_AGO, "", "", "new", other, "u", 1, waiting, waiting))
        assert [(each.concept, each.position) for each in store.proposed_terms(None, 9)] == [(number, 0), (number, 2)]
        with store.writing():
            store.decide_proposal(made, "approved", batch)
        assert [(each.concept, each.position) for each in store.proposed_terms(store.termbase("u"), 1)] == [(other, 0)]

    def test_remarks_stay_and_are_told_in_their_order(self, store: Store) -> None:
        with store.writing():
            number, batch = added(store, concept("x"))
            texts = {store.add_remark(number, LONG_AGO, "Ada", text): text for text in AWKWARD}
            last = store.add_remark(99, NEVER, "Bo", "elsewhere")
            store.remove_concept(number, Deed("deleted", batch))
        assert {each.number: each.text for each in store.remarks([number])} == texts
        assert [each.number for each in store.remarks([number, 99])] == [*texts, last]
        assert [each.number for each in store.remarks_since("2001", None, 9)] == [last]
        assert [each.number for each in store.remarks_since(LONG_AGO, "t", 2)] == sorted(texts, reverse=True)[:2]


def proposals(store: Store, **wanted: object) -> tuple[StoredProposal, ...]:
    every = {"numbers": None, "state": None, "termbase": None, "concept": None, "limit": 9}
    return store.proposals(**{**every, **wanted})  # type: ignore[arg-type]
