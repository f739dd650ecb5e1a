"""All that the form can say of a concept is kept by the library and comes through TBX, fields of one's own too."""

from __future__ import annotations

import io

from glossary.library import Library
from tmx.model import Concept
from web.concept_form import CONCEPT, Group, Input, Kind, Row, concept_of

LANGUAGES = ("en", "zh-CN")


def written(each: Input, way: str, number: int) -> str:
    """Something for an input, of which no other has the same."""
    if each.kind is Kind.LANGUAGE:
        return LANGUAGES[number]
    if each.kind is Kind.CHOICE:
        return each.choices[number]
    return f"https://example.org{way}/{each.name}" if each.name == "target" else f"{each.name} of {way}"


def full(plan: Group, way: str = "", number: int = 0) -> Row:
    """A form with two rows in every group, and something in every input."""
    values = {each.name: written(each, way, number) for each in plan.inputs}
    groups = {group.name: tuple(full(group, f"{way}/{group.name}{at}", at) for at in (0, 1)) for group in plan.groups}
    return Row(values, groups)


def test_all_that_can_be_typed_comes_through_tbx(library: Library) -> None:
    number = library.add_concept("ours", concept_of(full(CONCEPT), Concept(())), who="Ada").concept
    file = io.BytesIO()
    report = library.export_file(file, "ours.tbx", termbase="ours")
    assert report.lost == ()
    file.seek(0)
    library.import_file(file, "ours.tbx", termbase="theirs")
    (listed,) = library.concepts("theirs").concepts
    assert listed.concept.concept == library.concept(number).concept
