from __future__ import annotations

import pytest

from tmx.formats.tables import concept_rows
from tmx.formats.tables.columns import columns
from tmx.formats.tables.concept_rows import ConceptRows, RowError
from tmx.formats.tables.reader import _with_languages as with_languages
from tmx.model import Concept, Definition, Field, Languages, Note, Term, TermStatus

PREFERRED, ADMITTED, DEPRECATED = TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.DEPRECATED


def concepts(header: str, *lines: str) -> list[Concept]:
    """The concepts of comma-separated rows; an empty line ends a concept."""
    found = columns(header.split(","))
    if found.layout == "pairs":
        found = with_languages(found, Languages("zh", "en"), "a.csv")
    rows = ConceptRows(found)
    given = [rows.add(line.split(",")) if line else rows.finish() for line in lines]
    return [concept for concept in (*given, rows.finish()) if concept]


def term(language: str, text: str, status: TermStatus = PREFERRED) -> Term:
    return Term(language, text, status)


def test_rows_of_the_same_first_term_are_one_concept() -> None:
    found = concepts(
        "source,target,status", "保税区,bonded area,preferred", "保税区,bonded zone,deprecated", "港,port,"
    )
    assert found == [
        Concept((term("zh", "保税区"), term("en", "bonded area"), term("en", "bonded zone", DEPRECATED))),
        Concept((term("zh", "港"), term("en", "port"))),
    ]


def test_the_first_term_of_a_language_is_preferred_and_those_after_it_admitted() -> None:
    (found,) = concepts("source,target", "港,port", "港,harbour")
    assert [each.status for each in found.terms] == [PREFERRED, PREFERRED, ADMITTED]


@pytest.mark.parametrize("between", ["", "另,other"])
def test_the_same_term_after_an_empty_or_other_row_begins_a_concept_of_its_own(between: str) -> None:
    found = concepts("source,target", "港,port", between, "港,Hong Kong")
    assert [concept.terms[-1].text for concept in found if concept.terms[0].text == "港"] == ["port", "Hong Kong"]


def test_one_term_in_two_domains_is_two_concepts() -> None:
    found = concepts("source,target,domain", "港,port,shipping", "港,Hong Kong,places")
    assert [(concept.domain, len(concept.terms)) for concept in found] == [("shipping", 2), ("places", 2)]


def test_a_column_a_language_gives_a_term_each_and_empty_cells_none() -> None:
    (found,) = concepts("zh-CN,en,de", "港,port,")
    assert found == Concept((term("zh-CN", "港"), term("en", "port")))


def test_rows_of_one_term_are_held_together_by_their_concept() -> None:
    found = concepts(
        "concept,language,term,note,concept_note",
        "7,zh,港,n1,c1",
        "7,en,port,,c2",
        "#1,zh,区,,",
        "#1,en,zone,,",
        "##1,en,area,,",
        ",en,alone,,",
        ",en,also alone,,",
    )
    assert found[0] == Concept(
        (Term("zh", "港", PREFERRED, notes=(Note("n1"),)), term("en", "port")), id="7", notes=(Note("c1"), Note("c2"))
    )
    assert [(concept.id, len(concept.terms)) for concept in found[1:]] == [("", 2), ("#1", 1), ("", 1), ("", 1)]


def test_what_a_row_says_beside_its_terms_is_kept() -> None:
    (found,) = concepts(
        "source,target,domain,definition,definition_source,note,context,client,pos",
        "港,port,ships,where ships lie,ISO 1,n,menu,ACME,noun",
        "港,harbour,ships,where ships lie,ISO 1,n,menu,ACME,noun",
    )
    assert found.domain == "ships"
    assert found.definitions == (Definition("where ships lie", "", "ISO 1"),)
    assert found.notes == (Note("n"),)
    assert found.fields == (Field("context", "menu"), Field("client", "ACME"))
    assert [each.part_of_speech for each in found.terms] == ["", "noun", "noun"]


@pytest.mark.parametrize(
    ("header", "lines", "why"),
    [
        ("source,target", ["港,"], "its target is empty"),
        ("source,target", [" ,port"], "its source is empty"),
        ("zh,en,domain", [",,ships"], "it has no term"),
        ("language,term", ["en,"], "its term is empty"),
        ("language,term", ["e!,port"], "“e!” is not a language tag"),
        ("source,target,status", ["港,port,nice"], "“nice” is not a status; write one of preferred, admitted"),
        ("source,target", ["港,port", "港,port"], "a row above has the same terms"),
        ("source,target,definition_source", ["港,port,ISO"], "it has a definition_source and no definition"),
        ("id,language,term,domain", ["1,zh,港,ships", "1,en,port,food"], "its domain “food” is not its concept's"),
        ("source,target,extra", ["港,port,[1]"], "its column extra does not hold what an export writes there"),
        ("source,target,extra", ['港,port,{"notes":[["\\ud800"]]}'], "its column extra does not hold"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(header: str, lines: list[str], why: str) -> None:
    with pytest.raises(RowError, match=why):
        concepts(header, *lines)


def test_a_row_that_cannot_be_taken_counts_as_not_there() -> None:
    rows = ConceptRows(columns(["zh", "en", "status"]))
    rows.add(["港", "port", ""])
    with pytest.raises(RowError):
        rows.add(["港", "harbour", "odd"])
    rows.add(["港", "haven", ""])
    found = rows.finish()
    assert found is not None
    assert [each.text for each in found.terms] == ["港", "port", "haven"]


def test_a_concept_without_end_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concept_rows, "MOST_TERMS", 3)
    rows = ConceptRows(columns(["zh", "en"]))
    rows.add(["港", "port"])
    rows.add(["港", "harbour"])
    with pytest.raises(RowError, match="its concept has 3 terms already"):
        rows.add(["港", "haven"])
