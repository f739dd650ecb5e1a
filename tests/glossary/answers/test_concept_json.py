from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from glossary.answers import ConceptAnswer, concept_from_json
from glossary.errors import BadRequest
from tests.tmx.values import concepts
from tmx.model import Concept, Note, Term
from tmx.plain import plain

PORT = Concept((Term("en", "port"),))


@settings(max_examples=60)
@given(concepts)
def test_a_concept_comes_back_whole_from_what_is_printed(concept: Concept) -> None:
    printed = json.dumps(ConceptAnswer(7, "t", concept).as_json())
    assert concept_from_json(json.loads(printed)) == concept
    assert concept_from_json(plain(concept)) == concept


def test_notes_that_are_edited_keep_what_the_others_say() -> None:
    notes = (Note("a", "en"), Note("a"), Note("b"))
    printed = ConceptAnswer(7, "t", Concept(PORT.terms, notes=notes)).as_json()
    assert printed["notes"] == ["a", "a", "b"]
    assert concept_from_json({**printed, "notes": ["c", "a"]}).notes == (Note("c"), Note("a", "en"))


def test_a_first_subject_field_is_enough() -> None:
    assert concept_from_json({**plain(PORT), "domain": "ships"}).domains == ("ships",)


@pytest.mark.parametrize(
    ("held", "says"),
    [
        ([], "an object is wanted"),
        ({}, "“terms” is missing"),
        ({"terms": [{"language": "en"}]}, r"terms\[0\]: “text” is missing"),
        ({"terms": [7]}, r"terms\[0\]: an object is wanted"),
        ({**plain(PORT), "colour": "red"}, "nothing here is called “colour”"),
        ({**plain(PORT), "notes": "x"}, "notes: a list is wanted"),
        ({**plain(PORT), "domain": 7}, "domains"),
    ],
)
def test_what_is_no_concept_says_where_it_goes_wrong(held: object, says: str) -> None:
    with pytest.raises(BadRequest, match=f"this is no concept: .*{says}"):
        concept_from_json(held)
