"""A report as one HTML page that needs nothing else: no script, no font, no picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree, html

from glossary.checks import CheckedPair, Reported, Side
from glossary.checks.report import CheckReport
from tmx.safexml import legal

from .marked import Marked, marked, visible
from .terminal import summary

MOST_SHOWN = 2000
"""Pairs up to which a document is shown whole; of a longer one only those with findings."""

_STYLE = Path(__file__).with_name("page.css").read_text("utf-8")


def write(report: CheckReport, stream: BinaryIO) -> None:
    page = _element("html", lang="en")
    head = _within(page, "head")
    _within(head, "meta", charset="utf-8")
    _within(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    _within(head, "title", f"{report.name}: {summary(report)}")
    _within(head, "style", _STYLE)
    body = _within(page, "body")
    _within(body, "h1", report.name or "Check")
    _within(body, "p", summary(report))
    for name, count in report.by_check():
        _within(body, "small", f"{name} {count:,} · ")
    shown = report.pairs if len(report.pairs) <= MOST_SHOWN else report.faulty
    body.extend(map(_section, shown))
    for skip in report.skipped:
        _within(body, "p", f"skipped {skip.at}: {skip.why}")
    stream.write(html.tostring(page, doctype="<!DOCTYPE html>", encoding="utf-8", pretty_print=False))


def _section(checked: CheckedPair) -> etree._Element:
    section = _element("section")
    if checked.pair.at:
        _within(section, "h2", checked.pair.at)
    for side in Side:
        text = checked.pair.side(side)
        if text is not None:
            paragraph = _within(section, "p", lang=text.language or "und", dir="auto", **{"class": "text"})
            paragraph.extend(_marks(paragraph, marked(checked, side)))
    if checked.found:
        _within(section, "ol").extend(map(_finding, checked.found))
    return section


def _marks(parent: etree._Element, pieces: tuple[Marked, ...]) -> Iterator[etree._Element]:
    """The marked pieces as elements; the plain ones are the text around them."""
    last: etree._Element | None = None
    for piece in pieces:
        if piece.severity is None:
            text, _ = legal(piece.text)
            if last is None:
                parent.text = (parent.text or "") + text
            else:
                last.tail = (last.tail or "") + text
            continue
        last = _element("mark", piece.text, **{"class": piece.severity.value})
        _within(last, "sup", ", ".join(map(str, piece.numbers)))
        yield last


def _finding(reported: Reported) -> etree._Element:
    finding = reported.finding
    item = _element("li")
    word = _within(item, "span", reported.severity.value, **{"class": f"word {reported.severity.value}"})
    word.tail = f" {legal(visible(finding.message))[0]}"
    if finding.suggestion is not None:
        word.tail += " → "
        _within(item, "ins", visible(finding.suggestion) or "(nothing)")
    _within(item, "small", f" {reported.check}")
    return item


def _element(tag: str, text: str = "", **attributes: str) -> etree._Element:
    made = etree.Element(tag, attributes)
    made.text = legal(text)[0] or None
    return made


def _within(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    made = _element(tag, text, **attributes)
    parent.append(made)
    return made
