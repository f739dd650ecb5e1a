"""Drift: what a text says in several ways is counted exactly, and what no termbase has is found where it stands."""

from __future__ import annotations

import io
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.answers import ConceptDrift, DriftReport
from glossary.errors import BadRequest, NotFound
from glossary.library import Library
from tests.glossary.checks import news
from tests.glossary.library.contents import bring

TERMS = """concept,language,term,status,type
1,zh-CN,保税区,preferred,
1,en,bonded area,preferred,
1,en,bonded zone,deprecated,
1,en,in-bond area,proposed,
2,zh-CN,综合保税区,preferred,
2,en,comprehensive bonded zone,preferred,fullForm
2,en,CBZ,admitted,acronym
3,zh-CN,口岸,preferred,
"""
ENGLISH = {
    1: ("bonded area", "bonded zone", "in-bond area"),
    2: ("comprehensive bonded zone", "CBZ"),
}
CHINESE = {1: "保税区", 2: "综合保税区"}


@pytest.fixture
def customs(library: Library) -> Library:
    bring(library, TERMS.encode(), "terms.csv", termbase="customs")
    return library


def drift(library: Library, *rows: tuple[str, str]) -> DriftReport:
    data = "\n".join("\t".join(row) for row in (("zh-CN", "en"), *rows)).encode()
    return library.drift_of_file(io.BytesIO(data), "a.tsv", source="zh-CN", target="en")


def counted(report: DriftReport) -> dict[str, list[tuple[str, int]]]:
    """What stands for each concept, by the first term that the concept has."""
    return {
        each.concept.concept.terms[0].text: [(one.text, one.count) for one in each.renderings]
        for each in report.concepts
    }


def concept(report: DriftReport, term: str) -> ConceptDrift:
    return next(each for each in report.concepts if each.concept.concept.terms[0].text == term)


def test_the_story_says_bonded_area_seven_times_and_bonded_zone_once(sample: Library) -> None:
    report = sample.drift_of_file(io.BytesIO(news.as_table()), "news.tsv", source="zh-CN", target="en")
    (found,) = report.drifting
    area, zone = found.renderings
    assert [(area.text, area.count), (zone.text, zone.count)] == [("bonded area", 7), ("bonded zone", 1)]
    assert (area.status, zone.status) == ("preferred", "deprecated")
    assert [place.at for place in area.places] == [f"unit {number}" for number in (2, 3, 5, 6, 7, 10, 12)]
    (place,) = zone.places
    assert [place.target[start:end] for start, end in place.target_spans] == ["bonded zone"]
    assert [place.source[start:end] for start, end in place.source_spans] == ["保税区"]
    assert found.sources == (("保税区", 8),)


def test_the_translation_alone_has_the_same_counts(sample: Library) -> None:
    (found,) = sample.drift_of_file(io.BytesIO(news.as_text()), "news.txt", target="en").drifting
    assert [(one.text, one.count) for one in found.renderings] == [("bonded area", 7), ("bonded zone", 1)]
    assert found.sources == ()
    assert found.renderings[1].places[0].target_spans


def test_a_memory_has_the_same_counts_as_the_file_it_came_from(sample: Library, library: Library) -> None:
    library.fill_with_sample()
    bring(library, news.as_table(), "news.tsv", memory="news")
    of_memory = library.drift_of_memory("news", source="zh-CN", target="en")
    of_file = sample.drift_of_file(io.BytesIO(news.as_table()), "news.tsv", source="zh-CN", target="en")
    assert counted(of_memory) == counted(of_file)
    unit = of_memory.drifting[0].renderings[1].places[0].unit
    assert unit
    assert "bonded zone" in library.unit(unit).unit.segments[1].text
    with pytest.raises(NotFound):
        library.drift_of_memory("nowhere")


WORDS = st.lists(st.sampled_from([*ENGLISH[1], *ENGLISH[2], "the", "and a", "zone", "bonded", "Area,"]), max_size=9)
HAN = st.lists(st.sampled_from([*CHINESE.values(), "在", "，", "区内"]), max_size=5)


def naive(texts: list[tuple[str, str]]) -> dict[str, Counter[str]]:
    """The counts by regular expression: the longest term first, in the texts whose source has the concept."""
    english = {term.lower(): (number, term) for number, terms in ENGLISH.items() for term in terms}
    either = "|".join(sorted(english, key=len, reverse=True))
    found: dict[str, Counter[str]] = {}
    for source, target in texts:
        here = {
            number for number, term in CHINESE.items() if term in re.findall("|".join(("综合保税区", "保税区")), source)
        }
        for match in re.findall(rf"\b(?:{either})\b", target, re.IGNORECASE):
            number, term = english[match.lower()]
            if number in here:
                found.setdefault(CHINESE[number], Counter())[term] += 1
    return found


@given(st.lists(st.tuples(HAN, WORDS), min_size=1, max_size=8))
@settings(max_examples=60)
def test_counts_equal_a_naive_count(drifting: Library, rows: list[tuple[list[str], list[str]]]) -> None:
    texts = [("甲" + "".join(source), "x " + " ".join(target)) for source, target in rows]
    found = {
        name: Counter({text: count for text, count in renderings if text in (*ENGLISH[1], *ENGLISH[2])})
        for name, renderings in counted(drift(drifting, *texts)).items()
    }
    assert {name: counts for name, counts in found.items() if counts} == naive(texts)


@pytest.fixture(scope="module")
def drifting(tmp_path_factory: pytest.TempPathFactory) -> Library:
    opened = Library.open(tmp_path_factory.mktemp("drift") / "library.db")
    bring(opened, TERMS.encode(), "terms.csv", termbase="customs")
    return opened


def test_what_no_termbase_has_is_found_where_it_stands(customs: Library) -> None:
    rows = [
        ("保税区今年很忙", "The bonded area is busy this year"),
        ("他去了保税区", "He went to the tax-free district yesterday"),
        ("保税区的企业", "Companies of the tax-free district"),
        ("在保税区外面", "Outside the tax-free district there is a road"),
        ("我们喜欢下雨", "We like the rain"),
        ("保税区来了", "Here it comes"),
        *[(f"第{number}句", f"Sentence number {number} of the text") for number in range(20)],
    ]
    found = concept(drift(customs, *rows), "保税区")
    assert [(one.kind, one.text, one.count) for one in found.renderings] == [
        ("probable", "tax-free district", 3),
        ("term", "bonded area", 1),
        ("nothing", "", 1),
    ]
    place = found.renderings[0].places[1]
    assert [place.target[start:end] for start, end in place.target_spans] == ["tax-free district"]
    assert found.renderings[2].places[0].target == "Here it comes"
    assert found.drifts


def test_short_forms_and_longer_terms_are_no_drift(customs: Library) -> None:
    report = drift(customs, ("综合保税区", "the comprehensive bonded zone (CBZ)"), ("综合保税区", "the CBZ"))
    assert counted(report) == {"综合保税区": [("CBZ", 2), ("comprehensive bonded zone", 1)]}
    assert report.drifting == ()


def test_a_concept_without_a_translation_shows_what_stands_there(customs: Library) -> None:
    rows = [
        ("口岸开了", "The port of entry is open"),
        ("这个口岸", "This port of entry"),
        *[("好的", "All right")] * 20,
    ]
    (found,) = drift(customs, *rows).drifting
    assert [(one.kind, one.text, one.count) for one in found.renderings] == [("probable", "port of entry", 2)]


def test_a_text_that_is_left_as_it_is_misses_nothing(customs: Library) -> None:
    assert drift(customs, ("口岸", "口岸 (a port)")).concepts == ()


def test_the_languages_must_fit(customs: Library) -> None:
    with pytest.raises(BadRequest):
        customs.drift_of_file(io.BytesIO(b"x"), "a.txt", format="text")
    with pytest.raises(NotFound, match="no termbase"):
        customs.drift_of_file(io.BytesIO(b"the zone"), "a.txt", target="en", termbases=["nowhere"])
