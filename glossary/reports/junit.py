"""A report as JUnit's XML, which every CI shows: a test a check, and one for each of its findings."""

from __future__ import annotations

from typing import BinaryIO

from lxml import etree

from glossary.checks import CheckedPair, Reported
from glossary.checks.report import CheckReport
from tmx.safexml import legal

from .marked import visible


def write(report: CheckReport, stream: BinaryIO) -> None:
    clean = [name for name in report.checks if name not in dict(report.by_check())]
    counts = {"tests": str(report.count + len(clean)), "failures": str(report.count), "errors": "0"}
    root = etree.Element("testsuites", {"name": "Yiku", **counts})
    suite = etree.SubElement(
        root, "testsuite", {"name": _clean(report.name or "text"), **counts, "skipped": "0", "time": "0"}
    )
    for name in clean:
        etree.SubElement(suite, "testcase", {"classname": _clean(report.name or "text"), "name": name, "time": "0"})
    for checked in report.faulty:
        for each in checked.found:
            suite.append(_case(report, checked, each))
    stream.write(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _case(report: CheckReport, checked: CheckedPair, each: Reported) -> etree._Element:
    place = f"{each.check}, {checked.pair.at}" if checked.pair.at else each.check
    names = {"classname": _clean(report.name or "text"), "name": _clean(place), "time": "0"}
    case = etree.Element("testcase", names)
    failure = etree.SubElement(case, "failure", {"message": _clean(each.finding.message), "type": each.severity.value})
    texts = [side.text for side in (checked.pair.source, checked.pair.target) if side is not None]
    better = [f"write: {each.finding.suggestion}"] if each.finding.suggestion else []
    failure.text = _clean("\n".join((*texts, *better)))
    return case


def _clean(text: str) -> str:
    return legal("\n".join(map(visible, text.split("\n"))))[0]
