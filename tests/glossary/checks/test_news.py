"""The story that this project starts from: every planted fault is found, and nothing else."""

from __future__ import annotations

import io

from glossary.checks import CheckedPair, Reported
from glossary.checks.report import CheckReport
from glossary.library import Library
from tests.glossary.checks import news
from tests.glossary.checks.news import Planted


def found(report: CheckReport) -> list[Planted]:
    return [
        Planted(each.check, checked.pair.number + 1, marked(checked, each), each.finding.suggestion)
        for checked in report.pairs
        for each in checked.found
    ]


def marked(checked: CheckedPair, each: Reported) -> str:
    text = checked.pair.side(each.finding.side)
    return text.text[each.finding.start : each.finding.end] if text and each.finding.start is not None else ""


def test_every_planted_fault_is_found_and_nothing_else(sample: Library) -> None:
    report = sample.check_file(io.BytesIO(news.as_table()), "news.tsv", source="zh-CN", target="en")
    assert found(report) == list(news.PLANTED)
    assert not report.skipped


def test_the_story_has_bonded_area_seven_times_and_bonded_zone_once() -> None:
    text = news.as_text().decode()
    assert (text.count("bonded area"), text.count("bonded zone")) == (7, 1)


def test_the_translation_alone_shows_all_that_needs_no_source(sample: Library) -> None:
    report = sample.check_file(io.BytesIO(news.as_text()), "news.txt", target="en")
    by_source = {"numbers", "urls", "empty", "untranslated"}
    expected = [(each.check, each.marked) for each in news.PLANTED if each.check not in by_source]
    assert [(each.check, each.marked) for each in found(report)] == [
        each for each in expected if each != ("terms", "负面清单")
    ]


def test_the_mended_story_has_no_finding(sample: Library) -> None:
    report = sample.check_file(io.BytesIO(news.mended()), "news.tsv", source="zh-CN", target="en")
    assert found(report) == []
