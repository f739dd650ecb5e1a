"""Reports: each format is what its readers take, says every finding, and hands no text on as markup or command."""

from __future__ import annotations

import io
import json
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from rich.console import Console

from glossary.checks import Side
from glossary.checks.report import CheckReport
from glossary.checks.run import check_pairs
from glossary.reports import FORMATS, terminal
from glossary.reports.marked import CARET, marked, visible
from tests.glossary.checks import news
from tests.glossary.checks.checking import ALL, pairs_of
from tests.glossary.texts import anything
from tmx.model import Skipped

HOSTILE = ("<script>alert(1)</script> %s", '=HYPERLINK("x")  <img onerror=x> \x1b[31m\x00\ud800 the the，')


def report_of(*texts: tuple[str | None, str | None]) -> CheckReport:
    checked = check_pairs(iter(pairs_of(texts, "zh-CN", "en")), ALL)
    names = tuple(check.name for check, _ in ALL.active)
    return CheckReport(
        "a file.tsv", checked, names, lines=True, skipped=(Skipped("line 9", "obsolete"),), skipped_count=1
    )


def written(name: str, report: CheckReport) -> bytes:
    stream = io.BytesIO()
    FORMATS[name](report, stream)
    return stream.getvalue()


NEWS = report_of(*news.STORY)


@given(st.lists(st.tuples(anything | st.none(), anything | st.none()), max_size=3))
def test_pieces_joined_are_the_text(texts: list[tuple[str | None, str | None]]) -> None:
    for checked in report_of(*texts).pairs:
        for side in Side:
            text = checked.pair.side(side)
            pieces = marked(checked, side)
            joined = "".join(piece.text for piece in pieces if not (piece.text == CARET and piece.numbers))
            assert joined.replace(CARET, "") == (visible(text.text).replace(CARET, "") if text else "")


def test_json_has_the_published_line_of_each_finding() -> None:
    lines = [json.loads(line) for line in written("json", NEWS).splitlines()]
    assert lines == list(NEWS.lines_as_json())
    finding = {"check", "severity", "at", "source", "target", "message", "span", "suggestion"}
    assert set(lines[0]) == finding | {"id", "dismissed"}


def test_sarif_has_what_its_schema_requires() -> None:
    """SARIF 2.1.0 §3.13 (sarifLog), §3.14 (run), §3.18 (tool), §3.27 (result), §3.30 (region)."""
    log = json.loads(written("sarif", NEWS))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == NEWS.count
    for result in run["results"]:
        assert_result(result, driver["rules"])
    assert all(each["executionSuccessful"] is True for each in run["invocations"])


def assert_result(result: dict[str, Any], rules: list[dict[str, Any]]) -> None:
    assert result["message"]["text"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] in ("error", "warning", "note")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20file.tsv"
    region = place["region"]
    assert region["startLine"] >= 1
    assert 1 <= region.get("startColumn", 1) <= region.get("endColumn", 1)


def test_junit_counts_what_it_lists() -> None:
    root = etree.fromstring(written("junit", NEWS))
    suite = root.find("testsuite")
    assert suite is not None
    assert root.tag == "testsuites"
    assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
    assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure")) == NEWS.count
    assert all(case.get("name") and case.get("classname") for case in suite.findall("testcase"))


def test_html_is_one_page_without_scripts() -> None:
    page = html.document_fromstring(written("html", NEWS))
    assert not page.xpath("//script|//link|//img|//iframe|//@src|//@href|//@onclick")
    assert len(page.xpath("//li")) == NEWS.count
    assert "bonded zone" in [mark.text for mark in page.xpath("//mark")] or NEWS.count
    assert page.xpath("//p[@lang='zh-CN']")


def test_xlsx_has_a_row_a_finding() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", NEWS)))["Findings"]
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == NEWS.count + 1
    assert rows[0][:3] == ("At", "Severity", "Check")
    assert [row[2] for row in rows[1:]] == [each.check for pair in NEWS.faulty for each in pair.found]


def test_the_terminal_shows_each_finding_and_what_was_skipped() -> None:
    text = shown(NEWS)
    assert text.count("[numbers]") == 3
    assert "→ the 1990s" in text
    assert "skipped line 9: obsolete" in text
    assert "14 lines checked: " in text


def shown(report: CheckReport) -> str:
    stream = io.StringIO()
    terminal.show(report, Console(file=stream, width=100))
    return stream.getvalue()


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_hostile_text_is_text(name: str) -> None:
    report = report_of(HOSTILE, ("", "x"), (None, "a  b"))
    assert report.count
    data = written(name, report)
    assert b"\x1b[" not in data
    assert b"<script>" not in data or name in ("json", "sarif")
    if name == "xlsx":
        cells = [cell for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_hostile_text_does_not_reach_the_terminal() -> None:
    assert "\x1b" not in shown(report_of(HOSTILE))
