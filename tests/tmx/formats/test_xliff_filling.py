"""A filled XLIFF file is the same file with targets in it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.tmx.formats.test_xliff_suite import every_file
from tests.tmx.schemas import xliff12_schemas, xliff20_schema
from tests.tmx.values import filled as filled_text
from tmx import registry
from tmx.errors import ExchangeError, HostileFile, UnknownFormat, UnreadableFile
from tmx.filling import Blank, Filled, Proposal, Propose
from tmx.inline import plain_text
from tmx.model import Languages, Segment

TARGET = re.compile(rb"\s*<(\w+:)?target\b[^>]*?(?:/>|>.*?</(\w+:)?target>)", re.DOTALL)
STATE = re.compile(rb' (?:state|subState|state-qualifier|trgLang|target-language)="[^"]*"')


def segment(language: str, markup: str) -> Segment:
    return Segment(language, plain_text(markup), markup if "<" in markup else None)


def proposing(source: str, target: str, exact: bool = True) -> Propose:
    """The same proposal, in TMX markup, for every blank."""

    def propose(blanks: Iterable[Blank]) -> Iterator[Proposal | None]:
        for blank in blanks:
            found = segment(blank.target_language, target)
            yield Proposal(segment(blank.source.language, source), found, exact, 100 if exact else 80)

    return propose


def echo(blanks: Iterable[Blank]) -> Iterator[Proposal | None]:
    """Every second segment translated by itself, its codes in place."""
    for number, blank in enumerate(blanks):
        target = Segment(blank.target_language, blank.source.text, blank.source.markup)
        yield Proposal(blank.source, target, True, 100) if number % 2 == 0 else None


def nothing(blanks: Iterable[Blank]) -> Iterator[Proposal | None]:
    for _ in blanks:
        yield None


def fill(data: bytes, propose: Propose, languages: Languages | None = None) -> tuple[bytes, Filled]:
    out = io.BytesIO()
    _, report = registry.fill(io.BytesIO(data), out, "a.xlf", propose, languages=languages or Languages())
    return out.getvalue(), report


def one(body: str, version: str = "1.2", around: str = "") -> bytes:
    """A file with one unit."""
    if version == "1.2":
        return (
            '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
            '<file original="f" source-language="en" target-language="zh-CN" datatype="plaintext"><body>'
            f'<trans-unit id="1"{around}>{body}</trans-unit></body></file></xliff>'
        ).encode()
    return (
        '<xliff version="2.0" srcLang="en" trgLang="zh-CN" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
        f'<file id="f"><unit id="1">{body}</unit></file></xliff>'
    ).encode()


def taken_out(data: bytes) -> bytes:
    return STATE.sub(b"", TARGET.sub(b"", data))


def test_without_proposals_every_file_stays_as_it_is(corpus: Path) -> None:
    for path in every_file(corpus):
        data = path.read_bytes()
        try:
            out, report = fill(data, nothing, Languages("", "de"))
        except ExchangeError:
            continue
        assert out == data, path
        assert report.untouched == report.units


def test_with_its_targets_taken_out_a_filled_file_is_the_one_it_was(corpus: Path) -> None:
    exact = 0
    for path in every_file(corpus):
        data = path.read_bytes()
        try:
            out, report = fill(data, echo, Languages("", "de"))
        except ExchangeError:
            continue
        exact += report.exact
        assert taken_out(out) == taken_out(data), path
    assert exact > 200


def test_filled_files_stay_valid_by_the_schemas(corpus: Path) -> None:
    checked = 0
    for path in every_file(corpus):
        data = path.read_bytes()
        try:
            before = etree.fromstring(data)
            out, report = fill(data, echo, Languages("", "de"))
        except (ExchangeError, etree.XMLSyntaxError):
            continue
        namespace = etree.QName(before).namespace or ""
        if namespace.endswith(":1.2"):
            schema = xliff12_schemas(corpus)[1]
        else:
            schema = xliff20_schema(corpus, namespace.rpartition(":")[2])
        if report.exact and schema.validate(before):
            schema.assertValid(etree.fromstring(out))
            checked += 1
    assert checked > 20


def test_an_exact_match_is_translated_and_a_fuzzy_one_wants_review_in_1_2() -> None:
    data = one("<source>Save</source>")
    out, report = fill(data, proposing("Save", "保存"))
    assert report == Filled(1, 1, 0)
    assert '<target state="translated" state-qualifier="exact-match">保存</target>' in out.decode()
    out, report = fill(data, proposing("Sav", "保存", exact=False))
    assert report == Filled(1, 0, 1)
    assert '<target state="needs-review-translation" state-qualifier="fuzzy-match">保存</target>' in out.decode()


def test_an_exact_match_is_translated_and_a_fuzzy_one_is_marked_in_2_x() -> None:
    data = one('<segment subState="my:old" state="initial"><source>Save</source></segment>', "2.0")
    out, _ = fill(data, proposing("Save", "保存"))
    assert '<segment state="translated"><source>Save</source><target>保存</target></segment>' in out.decode()
    out, _ = fill(data, proposing("Sav", "保存", exact=False))
    assert '<segment subState="yiku:fuzzy" state="initial"><source>Save</source><target>保存</target>' in out.decode()


def test_what_has_a_target_is_left_alone() -> None:
    data = one("<source>Save</source><target>存</target>")
    assert fill(data, proposing("Save", "保存")) == (data, Filled(1, 0, 0))


@pytest.mark.parametrize("state", ["new", "needs-translation"])
def test_a_copy_of_the_source_in_its_first_state_is_replaced(state: str) -> None:
    out, report = fill(one(f'<source>Save</source><target state="{state}">Save</target>'), proposing("Save", "保存"))
    assert report.exact == 1
    assert '<target state="translated" state-qualifier="exact-match">保存</target>' in out.decode()


def test_what_is_not_to_be_translated_is_left_alone() -> None:
    data = one("<source>Save</source>", around=' translate="no"')
    assert fill(data, proposing("Save", "保存")) == (data, Filled(1, 0, 0))


def test_an_empty_target_keeps_its_attributes_and_quotes() -> None:
    out, _ = fill(one("<source>Save</source>\r\n  <target v:x='1'\n xmlns:v='urn:v' />"), proposing("Save", "保存"))
    expected = (
        "\r\n  <target v:x='1'\n xmlns:v='urn:v' state=\"translated\" state-qualifier=\"exact-match\">保存</target>"
    )
    assert expected in out.decode()


def test_the_codes_of_the_file_stand_where_the_memory_has_its_own() -> None:
    data = one('<source>A <g id="9" v:a="1" xmlns:v="urn:v">bold</g> word<x id="b"/></source>')
    memory = 'A <bpt i="1" x="1"></bpt>bold<ept i="1"></ept> word<ph x="2"></ph>'
    target = '<ph x="2"></ph><bpt i="1" x="1"></bpt>粗<ept i="1"></ept>字'
    out, report = fill(data, proposing(memory, target))
    assert report.exact == 1
    assert '><x id="b"/><g id="9" v:a="1" xmlns:v="urn:v">粗</g>字</target>' in out.decode()


def test_native_codes_and_their_data_stay_those_of_the_file() -> None:
    body = (
        '<originalData><data id="d1">&lt;b></data><data id="d2">&lt;/b></data></originalData>'
        '<segment><source><pc id="p" dataRefStart="d1" dataRefEnd="d2" canCopy="no">bold</pc></source></segment>'
    )
    out, report = fill(one(body, "2.0"), proposing("bold", "粗"))
    assert report.exact == 1
    assert '<target><pc id="p" dataRefStart="d1" dataRefEnd="d2" canCopy="no">粗</pc></target>' in out.decode()


def test_where_codes_do_not_fit_the_target_has_none_and_wants_review() -> None:
    out, report = fill(one('<source>A <x id="1"/> b</source>'), proposing("A b", "甲乙"))
    assert report == Filled(1, 0, 1)
    assert '<target state="needs-review-translation" state-qualifier="fuzzy-match">甲乙</target>' in out.decode()


SEGMENTED = (
    "<source>One. Two.</source><seg-source>"
    '<g id="1"><mrk mtype="seg" mid="0">One.</mrk> <mrk mtype="seg" mid="1">Two.</mrk></g></seg-source>'
)


def only(text: str, target: str) -> Propose:
    def propose(blanks: Iterable[Blank]) -> Iterator[Proposal | None]:
        for blank in blanks:
            found = Proposal(blank.source, Segment(blank.target_language, target), True, 100)
            yield found if blank.source.text == text else None

    return propose


def test_a_segmented_unit_gets_the_segments_of_its_seg_source() -> None:
    out, report = fill(one(SEGMENTED), proposing("x", "句"))
    assert report == Filled(2, 2, 0)
    assert (
        '<target state="translated" state-qualifier="exact-match"><g id="1"><mrk mtype="seg" mid="0">句</mrk> '
        '<mrk mtype="seg" mid="1">句</mrk></g></target>'
    ) in out.decode()


def test_a_unit_with_a_segment_left_still_needs_translation() -> None:
    out, report = fill(one(SEGMENTED), only("Two.", "二。"))
    assert report == Filled(2, 1, 0)
    target = '<target state="needs-translation"><g id="1"><mrk mtype="seg" mid="0"></mrk> <mrk mtype="seg" mid="1">二。'
    assert target in out.decode()


def test_segments_that_wait_in_the_target_are_filled_one_by_one() -> None:
    waiting = '<target><g id="1"><mrk mtype="seg" mid="0">一。</mrk> <mrk mid="1" mtype="seg"/></g></target>'
    out, report = fill(one(SEGMENTED + waiting), only("Two.", "二。"))
    assert report == Filled(2, 1, 0)
    assert '<mrk mtype="seg" mid="0">一。</mrk> <mrk mid="1" mtype="seg">二。</mrk></g></target>' in out.decode()


def test_each_segment_hears_its_neighbours_and_its_context() -> None:
    heard: list[Blank] = []

    def propose(blanks: Iterable[Blank]) -> Iterator[Proposal | None]:
        for blank in blanks:
            heard.append(blank)
            yield None

    fill(one(SEGMENTED, around=' resname="menu"'), propose)
    assert [(blank.before, blank.after, blank.context) for blank in heard] == [
        ("", "Two.", "menu"),
        ("One.", "", "menu"),
    ]


def test_a_target_language_that_the_file_lacks_is_said() -> None:
    data = one("<segment><source>Save</source></segment>", "2.0").replace(b' trgLang="zh-CN"', b"")
    with pytest.raises(UnreadableFile, match="does not say its target language; name the target with -t"):
        fill(data, proposing("Save", "保存"))
    out, _ = fill(data, proposing("Save", "保存"), Languages("", "zh-CN"))
    assert b'<xliff version="2.0" srcLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0" trgLang="zh-CN">' in out


@given(text=filled_text, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030", "iso-8859-1"]))
def test_every_encoding_comes_back_and_takes_any_target(text: str, encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    head = f'<?xml version="1.0" encoding="{name}"?>\r\n<!DOCTYPE xliff>\r\n<!-- é < & -->\r\n<?pi x?>'
    data = (head + one("<source>Save</source>").decode()).encode(encoding)
    out, report = fill(data, only("Save", text.replace("\r", "")))
    assert report.exact == 1
    decoded = out.decode(encoding)
    assert decoded.startswith(head)
    target = next(etree.fromstring(out).iter("{*}target"))
    assert (target.text or "").strip() == "".join(text.replace("\r", "")).strip()
    assert taken_out(decoded.encode()) == taken_out(data.decode(encoding).encode())


def test_a_prefix_of_the_files_own_is_used() -> None:
    data = (
        one("<source>Save</source>").decode().replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    )
    out, _ = fill(data.encode(), proposing("Save", "保存"))
    assert '<x:target state="translated" state-qualifier="exact-match">保存</x:target>' in out.decode()


def test_a_broken_unit_is_left_alone_and_the_others_are_filled() -> None:
    units = '<unit id="a"><segment/></unit><unit id="b"><segment><source>Save</source></segment></unit>'
    data = one("", "2.0").replace(b'<unit id="1"></unit>', units.encode())
    out, report = fill(data, proposing("Save", "保存"))
    assert report.exact == 1
    assert b'<unit id="a"><segment/></unit>' in out


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<xliff version="1.2"><file source-language="en"><body/></file></xliff>'
)


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (BOMB, HostileFile, "declares the entity"),
        (
            b'<xliff version="1.2">' + b"<group>" * 300 + b"</group>" * 300 + b"</xliff>",
            HostileFile,
            "within one another",
        ),
        (b'<xliff version="1.2"><file>', UnreadableFile, "not well-formed"),
        (b'<xliff version="1.2"><file>\0</file></xliff>', UnreadableFile, "not well-formed"),
        (b'<xliff version="3.0" xmlns="urn:x"/>', UnreadableFile, "version “3.0”"),
        (b'<?xml version="1.0" encoding="utf-8"?><xliff version="1.2">\xff</xliff>', UnreadableFile, "not utf-8"),
        (b'<tmx version="1.4"><header/><body/></tmx>', UnknownFormat, "no targets to fill in"),
    ],
)
def test_what_cannot_be_filled_is_refused_in_one_line(data: bytes, kind: type[ExchangeError], words: str) -> None:
    with pytest.raises(kind, match=words) as caught:
        fill(data, nothing)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("a.xlf")
