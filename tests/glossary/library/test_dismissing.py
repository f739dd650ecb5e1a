"""Findings marked as no errors stay quiet in their texts, wherever these come again, and speak when a text changes."""

from __future__ import annotations

import io

import pytest

from glossary.answers import ShownFinding
from glossary.checks.report import CheckReport, shown
from glossary.errors import BadRequest, NotFound
from glossary.library import Library

ROWS = ("在区内\tin the the zone", "他们\tthey", "共5家\tthere are 6 (really")


def check(library: Library, *rows: str) -> CheckReport:
    data = "\n".join(("zh-CN\ten", *rows)).encode()
    return library.check_file(io.BytesIO(data), "a.tsv", source="zh-CN", target="en")


def findings(report: CheckReport) -> list[ShownFinding]:
    return [shown(pair, each) for pair in report.pairs for each in pair.found]


def names(report: CheckReport) -> list[str]:
    return [each.check for each in findings(report)]


def test_a_marked_finding_stays_quiet_when_its_lines_move(library: Library) -> None:
    report = check(library, *ROWS)
    assert names(report) == ["doubled_words", "numbers", "brackets"]
    library.dismiss(findings(report)[0], findings(report)[2], who="Lin", note="a quotation")
    later = check(library, ROWS[2], "新的\tnew", ROWS[1], ROWS[0])
    assert names(later) == ["numbers"]
    assert (later.count, later.dismissed) == (1, 2)
    assert [(each.who, each.note, each.finding.check) for each in library.dismissed()] == [
        ("Lin", "a quotation", "brackets"),
        ("Lin", "a quotation", "doubled_words"),
    ]


@pytest.mark.parametrize("changed", ["在区内\tin the the new zone", "在区内了\tin the the zone"])
def test_it_speaks_again_when_either_text_changes(library: Library, changed: str) -> None:
    library.dismiss(findings(check(library, ROWS[0]))[0])
    assert names(check(library, ROWS[0])) == []
    assert names(check(library, changed)) == ["doubled_words"]


def test_a_mark_holds_in_a_pair_a_file_and_a_memory_alike(library: Library) -> None:
    library.dismiss(findings(check(library, ROWS[0]))[0])
    source, target = ROWS[0].split("\t")
    pair = library.check_pair(source, target, source="zh-CN", target="en")
    library.import_file(io.BytesIO(f"zh-CN\ten\n{ROWS[0]}\n".encode()), "a.tsv", memory="m")
    memory = library.check_memory("m")
    assert [(each.count, each.dismissed) for each in (pair, memory)] == [(0, 1), (0, 1)]


def test_everywhere_silences_the_check_in_these_words(library: Library) -> None:
    finding = findings(check(library, ROWS[0]))[0]
    library.dismiss(finding, everywhere=True)
    other = check(library, "另一个\tand then the the end", "又\tand and so", "共1家\t2 of the the zone")
    assert names(other) == ["doubled_words", "numbers"]
    assert other.dismissed == 2


def test_what_marks_no_word_cannot_be_silenced_everywhere(library: Library) -> None:
    bracket = findings(check(library, ROWS[2]))[1]
    with pytest.raises(BadRequest, match="marks no word"):
        library.dismiss(bracket, everywhere=True)
    assert library.dismissed() == ()


def test_a_mark_is_taken_back(library: Library) -> None:
    (mark,) = library.dismiss(findings(check(library, ROWS[0]))[0])
    assert library.dismiss(mark.finding)[0].number == mark.number
    library.show_again(mark.number)
    assert names(check(library, ROWS[0])) == ["doubled_words"]
    with pytest.raises(NotFound, match="yiku dismissed"):
        library.show_again(mark.number)


def test_marks_of_the_document_do_not_depend_on_other_lines(library: Library) -> None:
    rows = ("前湾\tQianwan is nice", "前湾\tin Qianwan now", "前湾好\tQian Wan it is")
    spelling = next(each for each in findings(check(library, *rows)) if each.check == "spelling_variants")
    library.dismiss(spelling)
    more = (*rows, "还是前湾\tQianwan again", "去前湾\tto Qianwan")
    assert "spelling_variants" not in names(check(library, *more))
    twice = check(library, "好的\tgood", "好的\tgood", "好的\tfine")
    consistency = next(each for each in findings(twice) if each.check == "consistency")
    library.dismiss(consistency)
    assert names(check(library, "新\tnew", "好的\tgood", "好的\tgood", "好的\tfine")) == []


def test_the_published_line_is_enough_to_mark_a_finding(library: Library) -> None:
    report = check(library, *ROWS)
    lines = list(report.lines_as_json())
    assert [ShownFinding.from_json(line) for line in lines] == findings(report)
    assert [ShownFinding.from_json(each.as_json()) for each in findings(report)] == findings(report)
    for broken in ({}, {**lines[0], "id": ""}, {**lines[0], "source": 5}, {**lines[0], "span": 3}):
        with pytest.raises(BadRequest, match="no finding as a check gives it"):
            ShownFinding.from_json(broken)


def test_findings_are_remembered_by_their_ids(library: Library) -> None:
    report = check(library, *ROWS)
    library.remember(report)
    first = findings(report)[0]
    assert library.remembered(first.id, first.id[:8].upper()) == [first, first]
    with pytest.raises(NotFound, match="shown lately"):
        library.remembered("0123456789abcdef")
    with pytest.raises(BadRequest, match="no id of a finding"):
        library.remembered("%%%%")
