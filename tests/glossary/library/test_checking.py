"""Checking through the library: files of several formats, a memory, a pair, a text alone; with terms and memories."""

from __future__ import annotations

import io

import pytest

from glossary.checks import Profile
from glossary.checks.report import CheckReport
from glossary.errors import BadRequest, NotFound
from glossary.library import Library
from tests.glossary.library.contents import bring, file_of
from tmx.model import Segment, Unit

TERMS = (
    "concept,language,term,status\n1,zh-CN,保税区,preferred\n1,en,bonded area,preferred\n1,en,bonded zone,deprecated\n"
)
TERMS += "2,zh-CN,综合保税区,preferred\n2,en,comprehensive bonded zone,preferred\n"
TERMS += "3,zh-CN,黑名单,preferred\n3,en,blacklist,preferred\n"
TERMS += "4,zh-CN,负面清单,preferred\n4,en,negative list,preferred\n4,en,blacklist,deprecated\n"


@pytest.fixture
def customs(library: Library) -> Library:
    bring(library, TERMS.encode(), "terms.csv", termbase="customs")
    return library


def found(report: CheckReport) -> list[tuple[str, str, str]]:
    return [(pair.pair.at, each.check, each.finding.message) for pair in report.pairs for each in pair.found]


def terms(library: Library, source: str, target: str, profile: str = "") -> list[tuple[str, str | None]]:
    chosen = Profile.from_toml(profile).only("terms")
    report = library.check_pair(source, target, source="zh-CN", target="en", profile=chosen)
    return [(each.finding.message, each.finding.suggestion) for pair in report.pairs for each in pair.found]


def test_a_deprecated_term_is_found_with_the_one_to_write(customs: Library) -> None:
    assert terms(customs, "在保税区", "In Bonded Zones") == [
        ("“Bonded Zones” is deprecated; write “bonded area”", "Bonded Areas")
    ]
    assert terms(customs, "在保税区", "in the bonded area") == []


def test_longer_terms_shadow_shorter_ones(customs: Library) -> None:
    assert terms(customs, "在综合保税区", "in the comprehensive bonded zone") == []
    assert terms(customs, "在保税区", "in the comprehensive bonded zone") == [
        ("“保税区” is not translated as “bonded area”", None)
    ]


def test_a_word_that_is_good_for_another_concept_passes(customs: Library) -> None:
    assert terms(customs, "列入黑名单", "put on the blacklist") == []
    assert terms(customs, "列入负面清单", "put on the blacklist") == [
        ("“blacklist” is deprecated; write “negative list”", "negative list")
    ]


def test_counts_are_compared_where_asked_for(customs: Library) -> None:
    texts = ("保税区和保税区", "the bonded area and the other")
    assert terms(customs, *texts) == []
    message = "“保税区” stands 2 times in the source, its translation 1 times"
    assert terms(customs, *texts, "[terms]\ncounts = true") == [(message, None)]


def test_a_text_alone_is_checked_on_the_side_of_its_language(customs: Library) -> None:
    data = "\ufeffThe bonded zone.\r\n\r\nThe the end.".encode()
    for order, side in (({"target": "en"}, "target"), ({"source": "en"}, "source")):
        report = customs.check_file(io.BytesIO(data), "a.txt", **order)
        assert [(at, check) for at, check, _ in found(report)] == [("line 1", "terms"), ("line 3", "doubled_words")]
        assert {each.finding.side for pair in report.pairs for each in pair.found} == {side}
        assert report.lines


@pytest.mark.parametrize("format", ["tmx", "po", "xliff", "tsv", "xlsx"])
def test_every_bilingual_format_is_checked(customs: Library, format: str) -> None:
    data = file_of([Unit((Segment("zh-CN", "在保税区"), Segment("en", "in the bonded zone")))], format)
    report = customs.check_file(io.BytesIO(data), f"a.{format}", source="en", target="zh-CN")
    assert [check for _, check, _ in found(report)] == ["terms"]


def test_an_entry_without_translation_is_a_finding_and_what_cannot_be_read_is_listed(library: Library) -> None:
    po = (
        'msgid ""\nmsgstr "Language: zh_CN\\nContent-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Save"\nmsgstr ""\n\n'
    )
    po += '#~ msgid "Open"\n#~ msgstr "打开"\n'
    report = library.check_file(io.BytesIO(po.encode()), "a.po", source="en")
    assert found(report) == [("line 4", "empty", "there is no translation: not translated")]
    assert [skip.why for skip in report.skipped] == ["obsolete"]


def test_a_memory_is_checked(customs: Library) -> None:
    bring(customs, file_of([Unit((Segment("zh-CN", "在保税区"), Segment("en", "in the bonded zone")))]), memory="m")
    assert [at for at, _, _ in found(customs.check_memory("m"))] == ["unit 1"]
    assert found(customs.check_memory("m", source="en", target="zh")) == [
        ("unit 1", "terms", "“bonded zone” is deprecated; write “bonded area”")
    ]
    with pytest.raises(NotFound, match="no memory 'n'"):
        customs.check_memory("n")


def test_a_memory_says_how_a_source_is_translated(library: Library) -> None:
    bring(library, file_of([Unit((Segment("en", "Save"), Segment("zh-CN", "保存")))]), memory="m")
    order = {"source": "en", "target": "zh-CN", "memories": ["m"]}
    report = library.check_pair("Save", "存储", **order)
    assert found(report) == [("", "consistency", "the memory translates this as “保存”")]
    assert found(library.check_pair("Save", "保存", **order)) == []


def test_a_pair_is_checked_line_by_line_where_asked_for(library: Library) -> None:
    report = library.check_pair("One 1\nTwo 2", "一 1\n二 3", source="en", target="zh", by_line=True)
    assert [at for at, _, _ in found(report)] == ["line 2"]
    report = library.check_pair("One 1\nTwo 2", "一 1 二 3", source="en", target="zh", by_line=True)
    assert [at for at, _, _ in found(report)] == [""]


@pytest.mark.parametrize(
    ("order", "words"),
    [({}, "name the languages"), ({"source": "en"}, "name the language of the target")],
)
def test_missing_languages_are_asked_for(library: Library, order: dict[str, str], words: str) -> None:
    with pytest.raises(BadRequest, match=words):
        library.check_pair("a", "b", **order)


def test_an_unknown_termbase_is_told(library: Library) -> None:
    bring(library, TERMS.encode(), "terms.csv", termbase="customs")
    with pytest.raises(NotFound, match="nowhere"):
        library.check_pair("a", "b", source="en", target="zh", termbases=["nowhere"])
