from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from glossary.answers import ConceptChange
from glossary.errors import BadRequest, CannotUndo, Conflict, NotFound
from glossary.library import Library
from tests.glossary.library.contents import bring, contents, file_of
from tests.glossary.store.rows import WHOLE_CONCEPT
from tmx.errors import ExchangeError
from tmx.model import Concept, Definition, LanguageLevel, Note, Term, TermStatus, Transaction

PORT = Concept((Term("zh-CN", "港", TermStatus.PREFERRED), Term("en", "port", TermStatus.PREFERRED)))
HARBOUR = Concept((*PORT.terms, Term("en", "harbour", TermStatus.DEPRECATED)), domains=("ships",))


def found(library: Library, text: str) -> list[int]:
    return [hit.concept.number for hit in library.search(text).terms]


def recognised(library: Library, text: str) -> list[str]:
    return [hit.term.text for hit in library.recognise(text, "en")]


def said(concept: Concept) -> Concept:
    """A concept without the signatures of those who wrote it."""
    return replace(concept, transactions=())


def actions(library: Library, number: int) -> list[str]:
    return [step.action for step in library.concept_history(number)]


def test_what_is_added_is_found_and_recognised_at_once(library: Library) -> None:
    written = library.add_concept("t", HARBOUR, who="Ada", comment="for the ports")
    assert (written.done, found(library, "harbour")) == ("added", [written.concept])
    assert recognised(library, "the port") == ["port"]
    answer = library.concept(written.concept)
    assert (answer.termbase, said(answer.concept)) == ("t", HARBOUR)
    ((type, date, who),) = [(each.type, each.date, each.who) for each in answer.concept.transactions]
    assert (type, len(date), who) == ("origination", 20, "Ada")
    (step,) = library.concept_history(written.concept)
    assert (step.who, step.action, step.comment, step.batch) == ("Ada", "added", "for the ports", written.batch)
    assert (step.before, step.after) == (None, answer.concept)
    assert [each.what for each in step.differences][:1] == ["zh-CN: term"]


def test_a_termbase_holds_a_concept_once(library: Library) -> None:
    library.add_concept("t", PORT)
    with pytest.raises(Conflict, match="concept 1 of t has the same terms in the same subject field"):
        library.add_concept("t", PORT)
    library.add_concept("u", PORT)
    library.add_concept("t", HARBOUR)
    library.add_concept("t", replace(PORT, id="p"))
    with pytest.raises(Conflict, match="concept 4 of t has the id p"):
        library.change_concept(3, replace(HARBOUR, id="p"))
    assert len(library.concept_history(3)) == 1


def test_a_change_is_found_at_once_and_its_history_says_what_differs(library: Library) -> None:
    number = library.add_concept("t", PORT, who="Ada").concept
    stored = library.concept(number).concept
    new = replace(stored, terms=(stored.terms[0], replace(stored.terms[1], status=TermStatus.DEPRECATED)))
    new = replace(new, definitions=(Definition("Where ships lie.", "en"),))
    changed = library.change_concept(number, new, seen=library.concept_history(number)[0].step, who="Bo")
    assert changed.done == "changed"
    latest, first = library.concept_history(number)
    assert [(each.what, each.before, each.after) for each in latest.differences] == [
        ("en: port, status", "preferred", "deprecated"),
        ("definitions", "", "en: Where ships lie."),
    ]
    assert (latest.who, latest.before, latest.after) == ("Bo", stored, library.concept(number).concept)
    assert (first.after, first.step < latest.step) == (stored, True)
    assert library.change_concept(number, library.concept(number).concept).done == "unchanged"
    library.change_concept(number, HARBOUR)
    assert (recognised(library, "a harbour"), found(library, "harbour")) == (["harbour"], [number])


def test_a_change_made_without_having_seen_the_last_is_refused(library: Library) -> None:
    number = library.add_concept("t", PORT).concept
    seen = library.concept_history(number)[0].step
    library.change_concept(number, HARBOUR, seen=seen, who="Ada")
    with pytest.raises(Conflict, match=f"concept {number} was changed meanwhile by Ada"):
        library.change_concept(number, PORT, seen=seen)


def test_a_deleted_concept_is_not_found_and_comes_back_by_its_history(library: Library) -> None:
    number = library.add_concept("t", PORT).concept
    before = contents(library)
    library.delete_concept(number, who="Bo", comment="twice")
    assert (found(library, "port"), recognised(library, "port")) == ([], [])
    with pytest.raises(NotFound, match=f"concept {number} was deleted"):
        library.concept(number)
    latest = library.concept_history(number)[0]
    assert (latest.action, latest.who, latest.comment, latest.after) == ("deleted", "Bo", "twice", None)
    assert library.revert_concept(number, latest.step, who="Cy").done == "restored"
    assert (contents(library), recognised(library, "port")) == (before, ["port"])
    assert actions(library, number) == ["restored", "deleted", "added"]


def test_every_write_is_undone_by_its_batch(library: Library) -> None:
    added = library.add_concept("t", PORT)
    number = added.concept
    states = [({}, added)]
    for write in (
        lambda: library.change_concept(number, HARBOUR),
        lambda: library.delete_concept(number),
        lambda: library.revert_concept(number, library.concept_history(number)[0].step),
        lambda: library.revert_concept(number, library.concept_history(number)[-2].step),
    ):
        before = contents(library)
        states.append((before, write()))
    for before, written in reversed(states):
        library.undo(written.batch or 0, "Cy")
        assert contents(library) == before
    assert library.batches() == ()
    latest = library.concept_history(number)[0]
    assert (latest.action, latest.undid, latest.who) == ("deleted", added.batch, "Cy")


def test_a_concept_comes_back_into_a_termbase_that_was_gone(library: Library) -> None:
    added = library.add_concept("t", PORT)
    library.undo(added.batch or 0)
    library.add_concept("another", HARBOUR)
    assert [each.name for each in library.termbases()] == ["another"]
    restored = library.revert_concept(added.concept, library.concept_history(added.concept)[0].step)
    assert library.concept(restored.concept).termbase == "t"
    library.undo(restored.batch or 0)
    assert [each.name for each in library.termbases()] == ["another"]


def test_imports_stand_in_the_history_and_under_what_is_done_by_hand(library: Library) -> None:
    first = bring(library, file_of([replace(PORT, id="1")], "csv"), "a.csv", termbase="t", who="Ada")
    second = bring(library, file_of([replace(HARBOUR, id="1")], "csv"), "b.csv", termbase="t", who="Bo")
    (number,) = found(library, "harbour")
    assert [(step.action, step.who, step.step > 0) for step in library.concept_history(number)] == [
        ("changed", "Bo", True),
        ("added", "Ada", False),
    ]
    deleted = library.delete_concept(number)
    with pytest.raises(CannotUndo, match=f"undo these first: {deleted.batch}, {second.batch}$"):
        library.undo(first.batch or 0)
    again = library.add_concept("t", replace(PORT, id="1"))
    with pytest.raises(CannotUndo, match=f"concept {again.concept} says now what concept {number} would say again"):
        library.undo(deleted.batch or 0)
    with pytest.raises(Conflict):
        library.revert_concept(number, library.concept_history(number)[0].step)
    for batch in (again.batch, deleted.batch, second.batch, first.batch):
        library.undo(batch or 0)
    assert contents(library) == {}
    steps = library.concept_history(number)
    assert [step.action for step in steps] == ["deleted", "changed", "restored", "deleted", "changed", "added"]
    assert consistent(steps)


def consistent(steps: tuple[ConceptChange, ...]) -> bool:
    """True where each state is the one that the step before led to."""
    return all(later.before == earlier.after for later, earlier in pairwise(steps))


def test_all_that_a_concept_can_say_is_kept(library: Library) -> None:
    number = library.add_concept("t", WHOLE_CONCEPT).concept
    assert said(library.concept(number).concept) == WHOLE_CONCEPT


def test_a_signature_of_another_program_is_kept(library: Library) -> None:
    signed = replace(PORT, transactions=(Transaction("origination", "2020-01-01", "Old"),))
    number = library.add_concept("t", signed, who="Ada").concept
    assert library.concept(number).concept == signed
    library.change_concept(number, replace(signed, domains=("ships",)), who="Bo")
    library.change_concept(number, replace(library.concept(number).concept, domains=("d",)), who="Cy")
    made, changed = library.concept(number).concept.transactions
    assert (made, changed.type, changed.who) == (signed.transactions[0], "modification", "Cy")


def test_a_concept_is_written_in_the_librarys_order(library: Library) -> None:
    concept = Concept(
        (Term("EN-us", " port "), Term("zh-cn", "港")),
        definitions=(Definition("d", "EN"),),
        levels=(
            LanguageLevel("zh-cn", (Note("b"),)),
            LanguageLevel("en-US", (Note("a"),)),
            LanguageLevel("en-us", (Note("c"),)),
            LanguageLevel("fr"),
        ),
    )
    kept = library.concept(library.add_concept("t", concept).concept).concept
    assert [(term.language, term.text) for term in kept.terms] == [("en-US", "port"), ("zh-CN", "港")]
    assert kept.definitions[0].language == "en"
    assert kept.levels == (LanguageLevel("en-US", (Note("a"), Note("c"))), LanguageLevel("zh-CN", (Note("b"),)))


@pytest.mark.parametrize(
    "concept",
    [
        Concept(()),
        Concept((Term("en", " \u3000"),)),
        Concept((Term("en", "\udc80"),)),
        Concept((Term("en", "bonded\x00area"),)),
        Concept(PORT.terms, notes=(Note("\udc80"),)),
        Concept((Term("", "x"),)),
        Concept((Term("not a tag", "x"),)),
    ],
)
def test_what_no_concept_can_be_is_refused_and_nothing_is_made(library: Library, concept: Concept) -> None:
    with pytest.raises((BadRequest, ExchangeError)):
        library.add_concept("t", concept)
    assert library.termbases() == ()


@pytest.mark.parametrize("number", [0, -1, 9, 1 << 63, 10**30])
def test_a_concept_that_never_was_is_not_found(library: Library, number: int) -> None:
    for call in (library.concept, library.concept_history, library.delete_concept):
        with pytest.raises(NotFound, match=f"there is no concept {number}"):
            call(number)
    with pytest.raises(NotFound):
        library.change_concept(number, PORT)
    with pytest.raises(NotFound):
        library.revert_concept(number, 1)


def test_there_is_no_state_before_the_coming(library: Library) -> None:
    number = library.add_concept("t", PORT).concept
    with pytest.raises(NotFound, match="has no earlier state before step"):
        library.revert_concept(number, library.concept_history(number)[0].step)


def test_what_was_written_upon_an_older_state_is_put_upon_the_latest(library: Library) -> None:
    number = library.add_concept("t", HARBOUR).concept
    (first,) = library.concept_history(number)
    library.change_concept(number, replace(HARBOUR, domains=("sea",), notes=(Note("theirs"),)))
    mine = replace(HARBOUR, domains=("law",), definitions=(Definition("mine"),))
    rebased = library.rebased_concept(number, mine, seen=first.step)
    assert (rebased.onto, rebased.step) == (library.concept(number).concept, library.concept_history(number)[0].step)
    assert (rebased.concept.definitions, rebased.concept.notes) == ((Definition("mine"),), (Note("theirs"),))
    assert library.rebased_concept(number, mine, seen=rebased.step).concept == mine
    with pytest.raises(NotFound, match="no state after step"):
        library.rebased_concept(number, mine, seen=999)


def test_a_name_as_long_as_a_text_is_refused(library: Library) -> None:
    for name in ("x" * 201, "译" * 1_000_000):
        with pytest.raises(BadRequest, match="give one of 200 at most"):
            library.add_concept(name, Concept((Term("en", "x"),)))
    library.add_concept("译" * 200, Concept((Term("en", "x"),)))
