from __future__ import annotations

import json

import pytest
from hypothesis import given

from tests.tmx.values import concepts, units
from tmx.model import Concept, Definition, Field, Note, Segment, Term, TermStatus, Unit
from tmx.plain import BadValue, plain, value


@given(concepts)
def test_a_concept_comes_back_whole_through_json(concept: Concept) -> None:
    assert value(Concept, json.loads(json.dumps(plain(concept)))) == concept


@given(units())
def test_a_unit_comes_back_whole_through_json(unit: Unit) -> None:
    assert value(Unit, json.loads(json.dumps(plain(unit)))) == unit


def test_what_is_empty_is_left_out_and_the_order_is_the_models() -> None:
    concept = Concept((Term("en", "bonded area", TermStatus.PREFERRED),), notes=(Note("n"),), domains=("trade",))
    assert list(plain(concept).items()) == [
        ("terms", [{"language": "en", "text": "bonded area", "status": "preferred"}]),
        ("domains", ["trade"]),
        ("notes", [{"text": "n"}]),
    ]
    assert plain(Segment("en", "a")) == {"language": "en", "text": "a"}


@pytest.mark.parametrize(
    ("held", "says"),
    [
        ([], "an object is wanted, this is a list"),
        ({}, "“terms” is missing"),
        ({"terms": {}}, "terms: a list is wanted, this is an object"),
        ({"terms": [{"language": "en"}]}, "terms[0]: “text” is missing"),
        ({"terms": [], "id": 7}, "id: a text is wanted, this is a number"),
        ({"terms": [], "id": None}, "id: a text is wanted, this is null"),
        (
            {"terms": [{"language": "en", "text": "a", "status": "good"}]},
            "terms[0].status: “good” is none of preferred",
        ),
        ({"terms": [], "colour": "red"}, "nothing here is called “colour”; there is terms, id, domains"),
    ],
)
def test_what_is_no_concept_says_where_it_goes_wrong(held: object, says: str) -> None:
    with pytest.raises(BadValue) as caught:
        value(Concept, held)
    assert str(caught.value).startswith(says)


def test_fields_nested_without_end_are_refused() -> None:
    deep: dict[str, object] = {"type": "a"}
    for _ in range(5000):
        deep = {"type": "a", "fields": [deep]}
    with pytest.raises(BadValue, match="nested too deep"):
        value(Field, deep)


def test_a_pair_of_attributes_is_a_name_and_a_value() -> None:
    held = {"segments": [], "details": {"attributes": [["changeid", "amy"], ["odd"]]}}
    with pytest.raises(BadValue, match=r"details\.attributes\[1\]: a name and a value are wanted, this is a list"):
        value(Unit, held)
    assert plain(Definition("x")) == {"text": "x"}
