from __future__ import annotations

from hypothesis import given

from glossary.store.serial import concept_from, concept_text, unit_from, unit_text
from tests.tmx.values import concepts, units
from tmx.model import Concept, Definition, Field, Note, Term, TermStatus, Unit


@given(concepts)
def test_a_concept_comes_back_from_its_row(concept: Concept) -> None:
    assert concept_from(concept_text(concept)) == concept


@given(units())
def test_a_unit_comes_back_from_the_history(unit: Unit) -> None:
    assert unit_from(unit_text(unit)) == unit


def test_rows_of_the_first_form_are_still_read() -> None:
    row = (
        '["c1","trade",[["an area","en","law"]],[["n","en"]],[["owner","amy","de"]],'
        '[["en","bonded area","preferred","fullForm","noun","tn","ts"],["zh-CN","保税区","admitted","","","",""]]]'
    )
    assert concept_from(row) == Concept(
        (
            Term("en", "bonded area", TermStatus.PREFERRED, "fullForm", "noun", notes=(Note("tn"),), sources=("ts",)),
            Term("zh-CN", "保税区"),
        ),
        id="c1",
        domains=("trade",),
        definitions=(Definition("an area", "en", "law"),),
        notes=(Note("n", "en"),),
        fields=(Field("owner", "amy", "de"),),
    )
