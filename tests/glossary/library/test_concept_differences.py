from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.library.concepts.differences import differences
from glossary.library.concepts.threeway import merge
from glossary.library.concepts.uniting import pointed, targets, united
from glossary.library.concepts.wording import worded
from tests.tmx.values import concepts
from tmx.model import Concept, Definition, Field, LanguageLevel, Link, Note, Term, TermStatus

ZONE = Concept(
    (Term("zh-CN", "保税区"), Term("en", "bonded zone"), Term("en", "bonded area", TermStatus.PREFERRED)),
    definitions=(Definition("An area under customs supervision.", "en"),),
    notes=(Note("a"), Note("b")),
)
LEVELS = (LanguageLevel("en", (Note("e"),)),)
ALONE = [field.name for field in fields(Concept) if field.name not in ("terms", "levels")]
quick = settings(max_examples=40)


def with_term(concept: Concept, at: int, **values: Any) -> Concept:
    terms = list(concept.terms)
    terms[at] = replace(terms[at], **values)
    return replace(concept, terms=tuple(terms))


@quick
@given(concepts, concepts)
def test_equal_concepts_differ_in_nothing_and_others_in_something(one: Concept, other: Concept) -> None:
    assert differences(one, one) == ()
    assert bool(differences(one, other)) == (one != other)
    assert len(differences(None, one)) >= len(one.terms)


@quick
@given(concepts, concepts)
def test_differences_turned_round_are_those_of_the_way_back(one: Concept, other: Concept) -> None:
    there = sorted((each.before, each.after) for each in differences(one, other))
    back = sorted((each.after, each.before) for each in differences(other, one))
    assert len(there) == len(back)
    assert {before or after for before, after in there} == {before or after for before, after in back}


@quick
@given(concepts, concepts)
def test_pieces_joined_are_the_texts(one: Concept, other: Concept) -> None:
    for each in differences(one, other):
        for text, pieces in ((each.before, each.before_pieces), (each.after, each.after_pieces)):
            assert "".join(piece.text for piece in pieces) in ("", text)


@pytest.mark.parametrize(
    ("after", "what", "old", "new"),
    [
        (with_term(ZONE, 1, status=TermStatus.DEPRECATED), "en: bonded zone, status", "admitted", "deprecated"),
        (with_term(ZONE, 1, text="bonded zones"), "en: bonded zone, text", "bonded zone", "bonded zones"),
        (replace(ZONE, terms=ZONE.terms[:2]), "en: term", "bonded area (preferred)", ""),
        (replace(ZONE, terms=ZONE.terms[::-1]), "order of terms", "保税区, bonded zone, bonded area", None),
        (replace(ZONE, notes=(Note("b"), Note("a"))), "order of notes", None, None),
        (replace(ZONE, notes=(Note("a"), Note("c"))), "notes", "b", "c"),
        (replace(ZONE, notes=(Note("a"), Note("b", "en"))), "notes", None, '{"text": "b", "language": "en"}'),
        (replace(ZONE, domains=("trade",)), "subject field", "", "trade"),
        (replace(ZONE, levels=LEVELS), "en: all terms, notes", "", "e"),
        (with_term(ZONE, 2, references=(Link("z", "zone"),)), "en: bonded area, references", "", "zone (z)"),
    ],
)
def test_a_difference_is_told_in_words(after: Concept, what: str, old: str | None, new: str | None) -> None:
    (found,) = differences(ZONE, after)
    assert found.what == what
    assert old in (None, found.before)
    assert new in (None, found.after)


def test_a_text_that_changed_is_marked_where_it_did() -> None:
    (found,) = differences(ZONE, replace(ZONE, definitions=(Definition("An area under port supervision.", "en"),)))
    assert [piece.text for piece in found.before_pieces if piece.mark == "only"] == ["customs"]
    assert [piece.text for piece in found.after_pieces if piece.mark == "only"] == ["port"]


@quick
@given(concepts, concepts)
def test_what_one_side_alone_changed_is_taken(base: Concept, changed: Concept) -> None:
    for ours, theirs in ((base, changed), (changed, base), (changed, changed)):
        merged = merge(base, ours, theirs)
        assert (merged.concept, merged.clashes) == (changed, ())


@quick
@given(concepts, concepts, concepts, st.sets(st.sampled_from(ALONE)))
def test_edits_of_different_fields_commute(base: Concept, one: Concept, two: Concept, names: set[str]) -> None:
    base = worded(base)
    rest = set(ALONE) - names
    ours = replace(base, **{name: getattr(one, name) for name in names})
    theirs = replace(base, **{name: getattr(two, name) for name in rest})
    both = replace(ours, **{name: getattr(two, name) for name in rest})
    assert merge(base, ours, theirs) == merge(base, theirs, ours)
    assert (merge(base, ours, theirs).concept, merge(base, ours, theirs).clashes) == (both, ())


@quick
@given(concepts, concepts, concepts)
def test_sides_that_clash_clash_either_way_and_no_new_term_is_lost(base: Concept, one: Concept, two: Concept) -> None:
    ours, theirs = merge(base, one, two), merge(base, two, one)
    assert bool(ours.clashes) == bool(theirs.clashes)
    said = {(term.language, term.text) for term in ours.concept.terms}
    there = {(term.language, term.text) for term in base.terms}
    for term in (*one.terms, *two.terms):
        assert (term.language, term.text) in said or (term.language, term.text) in there


def test_edits_of_two_terms_and_of_two_fields_of_one_do_not_clash() -> None:
    ours = with_term(with_term(ZONE, 1, status=TermStatus.DEPRECATED), 2, part_of_speech="noun")
    theirs = with_term(with_term(ZONE, 1, notes=(Note("old"),)), 0, status=TermStatus.PREFERRED)
    theirs = replace(theirs, terms=(*theirs.terms, Term("en", "FTZ")), notes=(*ZONE.notes, Note("c")))
    both = with_term(with_term(theirs, 1, status=TermStatus.DEPRECATED), 2, part_of_speech="noun")
    assert merge(ZONE, ours, theirs).concept == both
    assert merge(ZONE, theirs, ours).concept == both


def test_what_both_put_in_is_there_once_and_what_both_took_out_is_gone() -> None:
    ours = replace(ZONE, notes=(Note("b"), Note("c")), domains=("d", "e"))
    theirs = replace(ZONE, notes=(Note("b"), Note("c")), domains=("d",))
    assert merge(ZONE, ours, theirs).concept == replace(ours, domains=("d", "e"))
    ours, theirs = (replace(ZONE, notes=(*ZONE.notes, Note("c"), *more)) for more in ((), (Note("d"),)))
    assert merge(ZONE, ours, theirs).concept == merge(ZONE, theirs, ours).concept == theirs


@pytest.mark.parametrize(
    ("ours", "theirs", "clash"),
    [
        (
            with_term(ZONE, 1, status=TermStatus.DEPRECATED),
            with_term(ZONE, 1, status=TermStatus.FORBIDDEN),
            "en: bonded zone, status",
        ),
        (with_term(ZONE, 1, status=TermStatus.DEPRECATED), replace(ZONE, terms=ZONE.terms[:1]), "en: bonded zone"),
        (replace(ZONE, notes=(Note("a"), Note("x"))), replace(ZONE, notes=(Note("a"), Note("y"))), "notes"),
        (replace(ZONE, id="1"), replace(ZONE, id="2"), "id"),
    ],
)
def test_what_both_changed_differently_clashes(ours: Concept, theirs: Concept, clash: str) -> None:
    assert merge(ZONE, ours, theirs).clashes == (clash,)
    assert merge(ZONE, theirs, ours).clashes == (clash,)


@quick
@given(concepts, concepts)
def test_united_concepts_lose_nothing(one: Concept, other: Concept) -> None:
    both = united(one, other)
    for each in (one, other):
        for name in ALONE:
            if name != "id":
                assert set(getattr(each, name)) <= set(getattr(both, name))
        for term in each.terms:
            twin = next(t for t in both.terms if (t.language, t.text) == (term.language, term.text))
            assert set(term.notes) <= set(twin.notes)
            assert {term.gender, f"gender: {term.gender}"} & {twin.gender, *(note.text for note in twin.notes)}


def test_languages_in_another_order_are_a_difference() -> None:
    levels = (*LEVELS, LanguageLevel("zh-CN", (Note("z"),)))
    (found,) = differences(replace(ZONE, levels=levels), replace(ZONE, levels=levels[::-1]))
    assert (found.what, found.before, found.after) == ("order of languages", "en, zh-CN", "zh-CN, en")


def test_what_contradicts_becomes_a_note() -> None:
    one = Concept((Term("en", "port", part_of_speech="noun", gender="neuter"),))
    other = Concept((Term("en", "port", TermStatus.FORBIDDEN, part_of_speech="verb", type="variant"),))
    (term,) = united(one, other).terms
    assert (term.status, term.part_of_speech, term.gender, term.type) == ("admitted", "noun", "neuter", "variant")
    assert term.notes == (Note("part of speech: verb"), Note("status: forbidden"))
    (term,) = united(replace(one, terms=(replace(one.terms[0], status=TermStatus.PROPOSED),)), other).terms
    assert (term.status, term.notes) == ("forbidden", (Note("part of speech: verb"),))


def test_references_and_fields_point_where_they_are_sent() -> None:
    inner = Field("see", target="old", fields=(Field("also", target="old"), Field("x", "old")))
    concept = replace(
        with_term(ZONE, 0, references=(Link("old"), Link("kept")), links=(Link("old"),)),
        references=(Link("old", fields=(inner,)),),
    )
    moved = pointed(concept, {"old": "new"})
    assert targets(moved) == {"new", "kept"}
    assert moved.terms[0].links == (Link("old"),)
    assert pointed(moved, {"new": "old"}) == concept
