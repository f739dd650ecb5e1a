"""What happened to concepts as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from typing import Any

from flask import current_app, url_for
from lxml import etree

from glossary.answers import Happening
from glossary.library.concepts.happenings import moment

ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold (§2.2 Char); texts can, from formats that escape it in ways of their own.
_PREFIXES: dict[Any, str] = {None: ATOM}  # lxml-stubs do not know the default namespace
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_of(happenings: Iterable[Happening], since: str, termbase: str) -> bytes:
    """The feed of what happened since a date in one termbase, or in all where none is named."""
    told = tuple(happenings)
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap=_PREFIXES)
    _add(feed, "title", f"Yiku: {termbase}" if termbase else "Yiku")
    _add(feed, "id", _id("feed", termbase))
    _add(feed, "updated", told[0].at if told else moment(since))
    for rel, page in (("self", "pages.changes_feed"), ("alternate", "pages.changes_show")):
        _add(feed, "link", rel=rel, href=url_for(page, termbase=termbase or None, _external=True))
    _add(feed, "generator", "Yiku")
    for one in told:
        _add_entry(feed, one)
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8")


def _add_entry(feed: etree._Element, one: Happening) -> None:
    entry = _add(feed, "entry")
    _add(entry, "title", f"{deed_of(one)}: {one.title}")
    _add(entry, "id", _id(*_identity(one)))
    _add(entry, "updated", one.at)
    _add(_add(entry, "author"), "name", one.who or "unknown")  # RFC 4287 §4.1.2: each entry must have one
    _add(entry, "category", term=one.termbase)
    _add(entry, "link", rel="alternate", href=_address(one))
    _add(entry, "summary", _summary(one))


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    child.text = _NO_XML.sub("\ufffd", text) or None
    for key, value in attributes.items():
        child.set(key, _NO_XML.sub("\ufffd", value))
    return child


def deed_of(one: Happening) -> str:
    """What was done, in a word."""
    if one.change:
        return one.change.action
    if one.kind == "decided" and one.proposal:
        return one.proposal.state
    return {"remark": "remark", "proposed": "proposed", "import": "imported", "undone": "undone"}[one.kind]


def _identity(one: Happening) -> tuple[object, ...]:
    """What tells a happening from all others of the library, now and later."""
    if one.change:
        return one.kind, one.change.concept, one.change.step
    told = one.remark or one.proposal or one.batch
    assert told is not None
    return one.kind, told.number, one.at


def _id(*parts: object) -> str:
    """The same for the same library and happening, whatever the server's address (RFC 4287 §4.2.6)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, repr((str(current_app.config["DATABASE"]), *parts))).urn


def _address(one: Happening) -> str:
    if one.concept is None:
        return url_for("pages.library_show", _external=True)
    return url_for("pages.concept_show", number=one.concept, _external=True)


def _summary(one: Happening) -> str:
    """What was said and what differs, a line each."""
    lines = []
    if one.change:
        lines = [one.change.comment, *(_line(each.what, each.before, each.after) for each in one.change.differences)]
    elif one.proposal:
        said = one.proposal.comment if one.kind == "proposed" else one.proposal.reason
        lines = [said, *(_line(each.what, each.before, each.after) for each in one.proposal.differences)]
    elif one.remark:
        lines = [one.remark.text]
    elif one.batch:
        lines = [f"{one.batch.added} added, {one.batch.updated} updated, {one.batch.removed} removed"]
    return "\n".join(filter(None, lines))


def _line(what: str, before: str, after: str) -> str:
    return f"{what}: {before} → {after}" if before and after else f"{what}: {'+ ' + after if after else '− ' + before}"
