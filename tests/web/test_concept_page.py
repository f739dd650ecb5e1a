"""A concept's page and JSON show all that TBX-Basic can say of it, and only what is there."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient

from glossary.library import Library
from tmx import registry
from tmx.model import (
    Concept,
    Context,
    Definition,
    Field,
    LanguageLevel,
    Languages,
    Link,
    Losses,
    Note,
    Term,
    TermStatus,
    Transaction,
)

WHOLE = Concept(
    (
        Term(
            "en",
            "free port",
            TermStatus.PREFERRED,
            "fullForm",
            "noun",
            "neuter",
            geographical_usage="Hong Kong, eBay",
            location="menuItem",
            contexts=(Context("It is a free port.", "The guide"),),
            notes=(Note("never hyphenated"),),
            sources=("customs law",),
            references=(Link("c9", "bonded zone"),),
            customers=("Harbour Ltd",),
            transactions=(Transaction("origination", "2026-11-24", "amy"),),
            fields=(Field("usageRegister", "formal", kind="termNote", fields=(Field("", "since 1990", kind="note"),)),),
        ),
        Term("zh-CN", "自由港", TermStatus.PREFERRED),
    ),
    id="c7",
    domains=("trade", "customs"),
    definitions=(Definition("a port without duties", "en", "glossary"),),
    links=(Link("https://example.org/port", "more"), Link("javascript:alert(1)", "odd")),
    images=(Link("https://example.org/port.png", "a picture"),),
    projects=("Harbour",),
    levels=(LanguageLevel("zh-CN", notes=(Note("两岸通用"),)), LanguageLevel("fr", notes=(Note("à traduire"),))),
)


@pytest.fixture
def number(library: Library) -> int:
    stream = io.BytesIO()
    written = registry.by_name("csv").write
    assert written is not None
    written(stream, [WHOLE], Languages(), registry.NOTHING, Losses())
    stream.seek(0)
    library.import_file(stream, "whole.csv")
    return library.search("free port").terms[0].concept.number


def test_everything_a_concept_says_is_on_its_page(client: FlaskClient, number: int) -> None:
    page = client.get(f"/concepts/{number}").text
    said = ("neuter", "Hong Kong, eBay", "menu item", "full form", "It is a free port.", "The guide")
    said += (
        "never hyphenated",
        "customs law",
    )
    said += ("bonded zone", "Harbour Ltd", "amy", "usageRegister", "since 1990", "customs", "a port without duties")
    said += ("a picture", "Harbour", "两岸通用", "à traduire")
    assert [text for text in said if text not in page] == []
    assert 'href="https://example.org/port"' in page


def test_only_web_addresses_are_links(client: FlaskClient, number: int) -> None:
    page = client.get(f"/concepts/{number}").text
    assert "odd" in page
    assert '"javascript:' not in page


def test_the_api_gives_the_same_and_leaves_out_what_is_empty(client: FlaskClient, number: int) -> None:
    held = client.get(f"/api/v1/concepts/{number}").json
    assert held["domains"] == ["trade", "customs"]
    assert held["terms"][0]["contexts"] == [{"text": "It is a free port.", "source": "The guide"}]
    assert held["terms"][0]["notes"] == ["never hyphenated"]
    assert held["levels"][0] == {"language": "zh-CN", "notes": [{"text": "两岸通用"}]}
    assert set(held["terms"][1]) == {"language", "text", "status", "type", "part_of_speech", "notes", "sources"}


def test_what_it_refers_to_by_id_is_a_link(client: FlaskClient, library: Library, number: int) -> None:
    termbase = library.concept(number).termbase
    there = library.add_concept(termbase, Concept((Term("en", "bonded zone"),), id="c9")).concept
    page = client.get(f"/concepts/{number}").text
    assert f'<a href="/concepts/{there}">bonded zone</a>' in page
    assert list(library.pointed_to(termbase, ["c9", "", "no such"])) == ["c9"]
