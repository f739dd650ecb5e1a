from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.tmx.values import concepts, units
from tmx.convert import as_concepts, as_units, concept_from_unit, unit_from_concept
from tmx.model import (
    Concept,
    Definition,
    Details,
    Field,
    Languages,
    Losses,
    Note,
    Prop,
    Segment,
    Term,
    TermStatus,
    Unit,
)

ANY = Languages()


def concept(*terms: tuple[str, str, TermStatus], **more: object) -> Concept:
    return Concept(tuple(Term(*term) for term in terms), **more)  # type: ignore[arg-type]


PREFERRED, ADMITTED, DEPRECATED = TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.DEPRECATED
FORBIDDEN, PROPOSED = TermStatus.FORBIDDEN, TermStatus.PROPOSED


def texts(found: Concept, languages: Languages = ANY) -> list[tuple[str, ...]]:
    return [tuple(segment.text for segment in unit.segments) for unit in unit_from_concept(found, languages)]


@settings(max_examples=40)
@given(units())
def test_a_unit_taken_as_a_concept_keeps_its_texts_and_languages(unit: Unit) -> None:
    found = concept_from_unit(unit)
    assert [(term.language, term.text) for term in found.terms] == [(s.language, s.text) for s in unit.segments]
    preferred = [term.language for term in found.terms if term.status is PREFERRED]
    assert sorted(preferred) == sorted(set(unit.languages))


@settings(max_examples=40)
@given(concepts)
def test_units_of_a_concept_hold_only_terms_that_may_be_written_and_each_of_them(found: Concept) -> None:
    usable = {(term.language, term.text) for term in found.terms if term.status.usable}
    given_units = list(unit_from_concept(found, ANY))
    given_terms = {(s.language, s.text) for unit in given_units for s in unit.segments}
    assert given_terms == (usable if len({language for language, _ in usable}) > 1 else set())
    assert all(len(set(unit.languages)) == len(unit.segments) > 1 for unit in given_units)


@settings(max_examples=40)
@given(concepts)
def test_details_of_a_concept_come_back_from_its_first_unit(found: Concept) -> None:
    for unit in unit_from_concept(found, ANY):
        back = concept_from_unit(unit)
        assert (back.id, back.notes) == (found.id, found.notes)
        assert back.domains == tuple(filter(None, found.domains))
        assert back.definitions == tuple(replace(one, fields=()) for one in found.definitions)
        assert back.fields == tuple(Field(one.type, one.value, one.language) for one in found.fields)
        break


@settings(max_examples=40)
@given(concepts)
def test_what_units_cannot_hold_of_a_concept_is_counted(found: Concept) -> None:
    losses = Losses()
    units = list(as_units([found], ANY, losses))
    if units:
        back = concept_from_unit(units[0])
        kept = replace(back, terms=()) == replace(found, terms=()) and all(
            term == Term(term.language, term.text, term.status) for term in found.terms
        )
        assert bool(losses.counts) is not kept


def test_preferred_terms_pair_first_then_each_admitted_one_beside_the_first_of_the_others() -> None:
    found = concept(
        ("zh", "保税区", PREFERRED),
        ("en", "FTZ", ADMITTED),
        ("en", "bonded area", PREFERRED),
        ("en", "bonded zone", DEPRECATED),
        ("en", "worst", FORBIDDEN),
        ("en", "new", PROPOSED),
        ("zh", "保税", ADMITTED),
    )
    assert texts(found) == [("保税区", "bonded area"), ("保税", "bonded area"), ("保税区", "FTZ")]


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (ANY, [("港", "port", "Hafen")]),
        (Languages("en", "zh"), [("port", "港")]),
        (Languages("de", "en-GB"), [("Hafen", "port")]),
        (Languages("en", "fr"), []),
        (Languages("en", "en"), []),
        (Languages("en"), [("港", "port", "Hafen")]),
    ],
)
def test_two_languages_ask_for_pairs_in_them(languages: Languages, expected: list[tuple[str, ...]]) -> None:
    found = concept(("zh-CN", "港", PREFERRED), ("en", "port", PREFERRED), ("de", "Hafen", PREFERRED))
    assert texts(found, languages) == expected


def test_a_definition_and_its_source_are_properties_and_come_back() -> None:
    found = concept(
        ("zh", "港", PREFERRED),
        ("en", "port", PREFERRED),
        id="7",
        domains=("ships",),
        definitions=(Definition("one", "en", "ISO"), Definition("two")),
        notes=(Note("n"),),
        fields=(Field("client", "ACME"),),
    )
    (unit,) = unit_from_concept(found, ANY)
    assert unit.details == Details(
        props=(
            Prop("x-yiku-domain", "ships"),
            Prop("x-yiku-definition", "one", "en"),
            Prop("x-yiku-definition-source", "ISO", "en"),
            Prop("x-yiku-definition", "two"),
            Prop("client", "ACME"),
        ),
        notes=(Note("n"),),
    )
    assert concept_from_unit(unit) == found


def test_a_mixed_stream_becomes_one_kind_and_what_gives_nothing_is_counted() -> None:
    unit = Unit((Segment("en", "Save"), Segment("zh", "保存")))
    alone = concept(("en", "port", PREFERRED))
    losses = Losses()
    assert list(as_units([unit, alone], ANY, losses)) == [unit]
    assert losses.lines() == ("concepts without a usable term in two languages (1)",)
    assert list(as_concepts([unit, alone])) == [concept_from_unit(unit), alone]
