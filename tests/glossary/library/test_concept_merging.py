from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.errors import BadRequest, Conflict, Merged, NotFound
from glossary.library import Library
from tests.glossary.library.contents import contents
from tests.glossary.library.test_concept_writing import HARBOUR, PORT, actions, found, said
from tmx.model import Concept, Definition, Field, LanguageLevel, Link, Note, Term, TermStatus

DOCK = Concept(
    (
        Term("en", "dock", id="dock-en"),
        Term("en", "port", TermStatus.DEPRECATED, part_of_speech="noun", notes=(Note("n"),), id="port-en"),
    ),
    id="dock",
    definitions=(Definition("Where ships lie."),),
    levels=(LanguageLevel("en", (Note("english"),)),),
)


def test_a_merged_concept_says_all_that_both_said(library: Library) -> None:
    into, other = library.add_concept("t", HARBOUR).concept, library.add_concept("t", DOCK, who="Ada").concept
    written = library.merge_concepts(into, [other], who="Bo", comment="the same")
    concept = library.concept(into).concept
    assert (written.done, written.concept) == ("merged", into)
    assert [term.text for term in concept.terms] == ["港", "port", "harbour", "dock"]
    port = concept.terms[1]
    assert (port.status, port.part_of_speech, port.id) == (TermStatus.PREFERRED, "noun", "port-en")
    assert port.notes == (Note("n"), Note("status: deprecated"))
    assert (concept.id, concept.domains) == ("dock", ("ships",))
    assert (concept.definitions, concept.levels) == (DOCK.definitions, DOCK.levels)
    assert found(library, "dock") == [into]
    latest = library.concept_history(into)[0]
    assert (latest.action, latest.who, latest.comment) == ("merged", "Bo", "the same")


def test_a_merged_concept_says_where_it_went(library: Library) -> None:
    one, two, three = (library.add_concept("t", each).concept for each in (PORT, HARBOUR, DOCK))
    library.merge_concepts(two, [one])
    merged = library.merge_concepts(three, [two])
    for number in (one, two):
        with pytest.raises(Merged, match=f"concept {number} was merged into concept {three}") as raised:
            library.concept(number)
        assert raised.value.into == three
    step = library.concept_history(one)[0]
    assert (step.action, step.other, step.after) == ("merged", two, None)
    deleted = library.delete_concept(three)
    with pytest.raises(NotFound, match=f"concept {one} was merged into concept {three}, which was deleted") as gone:
        library.concept(one)
    assert not isinstance(gone.value, Merged)
    for written in (deleted, merged):
        library.undo(written.batch or 0)
    with pytest.raises(Merged, match=f"into concept {two}$"):
        library.concept(one)
    library.revert_concept(one, step.step)
    assert actions(library, one) == ["restored", "merged", "added"]


def test_what_pointed_to_a_merged_concept_points_to_the_one_that_stays(library: Library) -> None:
    into = library.add_concept("t", replace(PORT, id="port")).concept
    other = library.add_concept("t", replace(DOCK, references=(Link("port"),))).concept
    field = Field("see", target="dock", fields=(Field("also", target="dock-en"),))
    term = Term("en", "ship", references=(Link("port-en"), Link("elsewhere")))
    ship = library.add_concept("t", Concept((term,), references=(Link("dock"),), fields=(field,))).concept
    kept = library.add_concept("u", Concept((Term("en", "boat"),), references=(Link("dock"),))).concept
    before = contents(library)
    written = library.merge_concepts(into, [other], who="Bo")
    pointing = library.concept(ship).concept
    assert pointing.references == (Link("port"),)
    assert pointing.fields[0] == replace(field, target="port")
    assert pointing.terms[0].references == (Link("port-en"), Link("elsewhere"))
    assert library.concept(into).concept.references == ()
    assert library.concept(kept).concept.references == (Link("dock"),)
    assert library.concept_history(ship)[0].batch == written.batch
    library.undo(written.batch or 0)
    assert contents(library) == before
    assert library.concept(ship).concept.references == (Link("dock"),)


def test_concepts_are_merged_within_a_termbase_and_not_into_themselves(library: Library) -> None:
    one, two = library.add_concept("t", PORT).concept, library.add_concept("u", PORT).concept
    with pytest.raises(BadRequest, match="only concepts of one termbase"):
        library.merge_concepts(one, [two])
    for others in ([], [one], [one, two]):
        with pytest.raises(BadRequest):
            library.merge_concepts(one, others)
    with pytest.raises(NotFound):
        library.merge_concepts(one, [99])


def test_terms_that_are_split_off_are_a_concept_of_their_own(library: Library) -> None:
    levels = (LanguageLevel("en", (Note("e"),)), LanguageLevel("zh-CN", (Note("z"),)))
    number = library.add_concept("t", replace(HARBOUR, levels=levels, id="h")).concept
    before = contents(library)
    written = library.split_concept(number, [0], who="Ada", comment="two things")
    old, new = library.concept(number).concept, library.concept(written.concept).concept
    assert ([term.text for term in old.terms], [term.text for term in new.terms]) == (["port", "harbour"], ["港"])
    assert said(new) == Concept((PORT.terms[0],), domains=("ships",), levels=levels[1:])
    assert (old.id, old.levels) == ("h", levels[:1])
    first, second = library.concept_history(number)[0], library.concept_history(written.concept)[0]
    assert [(each.action, each.who, each.comment) for each in (first, second)] == [("split", "Ada", "two things")] * 2
    assert (first.other, second.other) == (written.concept, number)
    library.undo(written.batch or 0)
    assert contents(library) == before


@pytest.mark.parametrize(("terms", "says"), [([], "some of"), ([0, 1, 2], "not all"), ([3], "no term 3"), ([-1], "no")])
def test_a_split_leaves_a_concept_on_either_side(library: Library, terms: list[int], says: str) -> None:
    number = library.add_concept("t", HARBOUR).concept
    with pytest.raises(BadRequest, match=says):
        library.split_concept(number, terms)


def test_what_is_split_off_must_not_be_there_already(library: Library) -> None:
    number = library.add_concept("t", HARBOUR).concept
    library.add_concept("t", replace(PORT, domains=("ships",), terms=PORT.terms[:1]))
    with pytest.raises(Conflict, match="has the same terms"):
        library.split_concept(number, [0])
    assert len(library.concept(number).concept.terms) == 3


def test_concepts_of_thousands_of_terms_are_merged(library: Library) -> None:
    texts = [f"term {number}" for number in range(4000)]
    into = library.add_concept("t", Concept(tuple(Term("en", text) for text in texts))).concept
    other = Concept(tuple(Term("en", text, id=f"t{text[5:]}") for text in reversed([*texts, "another"])), id="c")
    library.merge_concepts(into, [library.add_concept("t", other).concept])
    merged = library.concept(into).concept
    assert [term.text for term in merged.terms] == [*texts, "another"]
    assert [term.id for term in merged.terms] == [f"t{term.text[5:]}" for term in merged.terms]
