"""One term of a concept is made the right one, in one step; the others step back, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import BadRequest, Conflict, NotFound
from glossary.library import Library
from glossary.library.settling import Order, settled
from tests.glossary.library.contents import bring
from tmx.model import Concept, Definition, Term, TermStatus

TERMS = (
    "concept,language,term,status\n1,zh-CN,保税区,preferred\n1,en,bonded area,preferred\n1,en,bonded zone,admitted\n"
)
STATUSES = st.sampled_from(TermStatus)
LANGUAGES = st.sampled_from(["en", "en-GB", "zh-CN"])
TYPES = st.sampled_from(["", "fullForm", "acronym", "short form"])
DRAWN = st.lists(st.tuples(LANGUAGES, st.sampled_from("abcde"), STATUSES, TYPES), min_size=1, max_size=7)
CONCEPTS = DRAWN.map(
    lambda drawn: Concept(
        tuple(Term(*each) for each in {(one[0], one[1]): one for one in drawn}.values()),
        id="c",
        definitions=(Definition("what it is"),),
    )
)


@given(CONCEPTS, st.sampled_from("abcdef"), LANGUAGES, st.booleans())
def test_one_term_is_preferred_and_the_others_step_back(
    concept: Concept, text: str, language: str, deprecate: bool
) -> None:
    order = Order(text, language=language, deprecate_others=deprecate)
    after = settled(concept, order)
    family = [term for term in after.terms if term.text == text and term.language[:2] == language[:2]]
    chosen = max(family, key=lambda term: term.language == language)
    assert chosen.status is TermStatus.PREFERRED
    before = {(term.language, term.text): term for term in concept.terms}
    short = chosen.type in ("acronym", "short form")
    for term in after.terms:
        was = before.get((term.language, term.text))
        rival = term.language == chosen.language and (term.type in ("acronym", "short form")) is short
        if term is chosen or was is None:
            continue
        if not rival or was.status is TermStatus.FORBIDDEN:
            assert term == was
        elif deprecate:
            assert term == replace(was, status=TermStatus.DEPRECATED)
        else:
            assert term.status is not TermStatus.PREFERRED
    assert replace(after, terms=()) == replace(concept, terms=())
    kept = [term.text for term in after.terms if (term.language, term.text) in before]
    assert kept == [term.text for term in concept.terms]
    assert settled(after, order) == after


@given(CONCEPTS, st.sampled_from("abcdef"), STATUSES.filter(lambda status: status is not TermStatus.PREFERRED))
def test_another_status_touches_no_other_term(concept: Concept, text: str, status: TermStatus) -> None:
    after = settled(concept, Order(text, status, "zh-CN"))
    changed = [term for term in after.terms if term not in concept.terms]
    assert len(changed) <= 1
    assert [term.status for term in after.terms if (term.language, term.text) == ("zh-CN", text)] == [status]


def test_a_new_term_takes_the_concepts_own_tag_behind_its_language() -> None:
    concept = Concept((Term("en", "a"), Term("zh-CN", "甲")))
    assert settled(concept, Order(" b ", language="en-US")).terms[1] == Term("en", "b", TermStatus.PREFERRED)
    assert settled(concept, Order("c", language="de")).terms[2] == Term("de", "c", TermStatus.PREFERRED)


def test_what_is_not_clear_is_asked_for() -> None:
    concept = Concept((Term("en-GB", "a"), Term("en-US", "a")))
    with pytest.raises(BadRequest, match="name the language"):
        settled(concept, Order("a", language="en"))
    with pytest.raises(BadRequest, match="it is added"):
        settled(concept, Order("b"))
    assert settled(concept, Order("a", language="en-US")).terms[1].status is TermStatus.PREFERRED


def test_the_step_is_in_the_history_and_can_be_taken_back(library: Library) -> None:
    bring(library, TERMS.encode(), "a.csv", termbase="t")
    written = library.prefer(1, "bonded zone", deprecate_others=True, who="Lin", comment="house style")
    statuses = {term.text: term.status for term in library.concept(1).concept.terms}
    assert statuses == {"保税区": "preferred", "bonded area": "deprecated", "bonded zone": "preferred"}
    step = library.concept_history(1)[0]
    assert (step.who, step.comment) == ("Lin", "house style")
    assert library.prefer(1, "bonded zone", deprecate_others=True).done == "unchanged"
    assert written.batch
    library.undo(written.batch)
    assert library.concept(1).concept.terms[1].status is TermStatus.PREFERRED


def test_what_was_found_is_added_with_a_status(library: Library) -> None:
    bring(library, TERMS.encode(), "a.csv", termbase="t")
    library.settle_term(1, "tax-free district", TermStatus.DEPRECATED, language="en")
    (found,) = [hit for hit in library.recognise("a tax-free district", "en") if hit.enforced]
    assert found.term.status is TermStatus.DEPRECATED


def test_someone_elses_change_is_not_overwritten_unseen(library: Library) -> None:
    bring(library, TERMS.encode(), "a.csv", termbase="t")
    seen = library.concept_history(1)[0].step
    library.prefer(1, "bonded zone")
    with pytest.raises(Conflict):
        library.prefer(1, "bonded area", seen=seen)
    with pytest.raises(NotFound):
        library.prefer(99, "bonded area")
