from __future__ import annotations

import io
import tracemalloc
from itertools import chain

import pytest

from tests.tmx.streams import Made
from tmx import safexml
from tmx.codec import Reading, Wanted
from tmx.errors import HostileFile, UnreadableFile
from tmx.formats import tmx14
from tmx.model import NOTHING, Details, Note, Prop, Segment, Skipped, Unit, UnitStatus

HEADER = (
    '<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en-US"/>'
)
PAIR = '<tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="zh-CN"><seg>{}</seg></tuv>'


def opened(content: str | bytes, file: str = "a.tmx") -> Reading:
    data = content.encode() if isinstance(content, str) else content
    return tmx14.read(io.BytesIO(data), Wanted(file))


def document(body: str, *, prolog: str = "", header: str = HEADER) -> str:
    return f'{prolog}<tmx version="1.4">{header}<body>{body}</body></tmx>'


def units(content: str | bytes) -> list[object]:
    return list(opened(content).entries)


def plain(english: str, chinese: str) -> Unit:
    return Unit((Segment("en", english), Segment("zh-CN", chinese)))


SAVE = document(f"<tu>{PAIR.format('Save', '保存')}</tu>")


def test_a_plain_unit_is_read() -> None:
    assert units(SAVE) == [plain("Save", "保存")]


def test_the_header_is_known_before_the_first_unit() -> None:
    header = '<header srclang="EN"><note xml:lang="en">Hi</note><prop type="x-p">v</prop></header>'
    assert opened(document("", header=header)).header == Details(
        (("srclang", "EN"),), (Prop("x-p", "v"),), (Note("Hi", "en"),)
    )


def test_a_file_without_header_is_read() -> None:
    reading = opened(document(f"<tu>{PAIR.format('a', '甲')}</tu>", header=""))
    assert reading.header == NOTHING
    assert list(reading.entries) == [plain("a", "甲")]


def test_attributes_properties_and_notes_of_unit_and_segment_are_kept() -> None:
    body = (
        '<tu tuid="7" changeid="amy"><note>n</note><prop type="x-context">menu</prop>'
        '<prop type="x-yiku-status">fuzzy</prop>'
        '<prop type="client" xml:lang="en-us">ACME</prop>'
        '<tuv xml:lang="EN_us" creationid="bob"><prop type="q">1</prop><note>s</note><seg>Save</seg></tuv>'
        '<tuv lang="zh_cn"><seg>保存</seg></tuv></tu>'
    )
    assert units(document(body)) == [
        Unit(
            (
                Segment("en-US", "Save", None, Details((("creationid", "bob"),), (Prop("q", "1"),), (Note("s"),))),
                Segment("zh-CN", "保存"),
            ),
            id="7",
            context="menu",
            status=UnitStatus.FUZZY,
            details=Details((("changeid", "amy"),), (Prop("client", "ACME", "en-US"),), (Note("n"),)),
        )
    ]


def test_inline_codes_are_kept_beside_the_plain_text() -> None:
    coded = PAIR.format('Press <ph x="1">&lt;b/></ph>OK', '按<ph x="1"/>确定')
    (unit,) = units(document(f"<tu>{coded}</tu>"))
    assert isinstance(unit, Unit)
    assert unit.segments[0] == Segment("en", "Press OK", 'Press <ph x="1">&lt;b/&gt;</ph>OK')
    assert unit.segments[1].markup == '按<ph x="1"></ph>确定'


def test_three_languages_and_one_language_twice_stay_what_they_are() -> None:
    body = "".join(f'<tuv xml:lang="{tag}"><seg>{tag}</seg></tuv>' for tag in ("en", "de", "de"))
    (unit,) = units(document(f"<tu>{body}</tu>"))
    assert isinstance(unit, Unit)
    assert unit.languages == ("en", "de", "de")


@pytest.mark.parametrize("root", ['<tmx xmlns="http://www.lisa.org/tmx14" version="1.4">', '<tmx version="1.1">'])
def test_namespaces_and_old_versions_are_read(root: str) -> None:
    text = SAVE.replace('<tmx version="1.4">', root).replace(">Save", '>S<ph x="1"/>ave').replace("xml:lang", "lang")
    (unit,) = units(text)
    assert isinstance(unit, Unit)
    assert unit.segments == (Segment("en", "Save", 'S<ph x="1"></ph>ave'), Segment("zh-CN", "保存"))


def test_a_prefixed_namespace_is_read() -> None:
    text = (
        '<t:tmx xmlns:t="urn:t"><t:body><t:tu><t:tuv xml:lang="en"><t:seg>a<t:ph/>b</t:seg></t:tuv>'
        '<t:tuv xml:lang="de"><t:seg>c</t:seg></t:tuv></t:tu></t:body></t:tmx>'
    )
    assert units(text) == [Unit((Segment("en", "ab", "a<ph></ph>b"), Segment("de", "c")))]


def test_the_usual_doctype_is_read_without_fetching() -> None:
    assert units('<!DOCTYPE tmx SYSTEM "tmx14.dtd">' + SAVE) == [plain("Save", "保存")]
    assert units('<!DOCTYPE tmx PUBLIC "-//LISA" "http://127.0.0.1:9/tmx14.dtd">' + SAVE) == [plain("Save", "保存")]


def test_comments_cdata_and_instructions_leave_the_text_whole() -> None:
    body = f"<!-- x --><tu><!-- y -->{PAIR.format('a<!-- z -->b<?pi?>c<![CDATA[<d>]]>', '甲')}</tu>"
    assert units(document(body)) == [plain("abc<d>", "甲")]


def test_stray_text_in_odd_places_does_no_harm() -> None:
    assert units(document(f"odd <tu>odd {PAIR.format('a', '甲')} odd</tu> odd")) == [plain("a", "甲")]


@pytest.mark.parametrize(
    ("tu", "why"),
    [
        ("", "it has no text in any language"),
        ('<tuv xml:lang="en"><seg>a</seg></tuv>', "it has text in one language only"),
        (PAIR.format("a", "  "), "it has text in one language only"),
        (PAIR.format("a", "<!-- -->"), "it has text in one language only"),
        ('<tuv><seg>a</seg></tuv><tuv xml:lang="de"><seg>b</seg></tuv>', "a segment without a language"),
        (PAIR.format("a", "b").replace("zh-CN", "1!"), "“1!” is not a language tag"),
        (PAIR.format('<x:g xmlns:x="relative">a</x:g>', "b"), "namespace is not a full URI"),
    ],
)
def test_an_unusable_unit_is_skipped_with_its_line_and_a_reason(tu: str, why: str) -> None:
    found = units(document(f"\n<tu>{PAIR.format('x', 'y')}</tu>\n<tu>{tu}</tu>"))
    assert isinstance(found[1], Skipped)
    assert found[1].at == "line 3"
    assert why in found[1].why


def test_lines_are_counted_past_65535() -> None:
    (skipped,) = units(document("\n" * 70_000 + "<tu/>"))
    assert isinstance(skipped, Skipped)
    assert skipped.at == "line 70001"


def test_what_is_left_out_is_counted() -> None:
    body = (
        '<odd/><tu foo:a="1" xmlns:foo="urn:f"><foo:b/>'
        + PAIR.format("a", "b").replace("<seg>a", '<seg xml:space="preserve">a').replace("</tuv>", "<foo:c/></tuv>", 1)
        + '<tuv xml:lang="de"><seg/></tuv><tuv xml:lang="fr"/></tu>'
    )
    reading = opened(document(body, header="<header><odd/><note>a<b>c</b></note></header><odd/>"))
    assert reading.header.notes == (Note("ac"),)
    assert len(list(reading.entries)) == 1
    assert set(reading.lost.counts) == {
        "<odd> in the header",
        "elements in notes and properties, whose text is kept",
        "<odd> beside the body",
        "<odd> among the units",
        "<{urn:f}b> in a unit",
        "<{urn:f}c> in a segment's <tuv>",
        "attributes that are not TMX's",
        "attributes of <seg>, which has none in TMX",
        "empty segments",
        "languages without a segment",
    }


def test_original_encodings_of_notes_and_properties_are_kept() -> None:
    inner = '<note o-encoding="gb2312">n</note><prop type="p" o-encoding="big5" lang="en">v</prop>'
    note, prop = Note("n", "", "gb2312"), Prop("p", "v", "en", "big5")
    reading = opened(document(f"<tu>{inner}{PAIR.format('a', 'b')}</tu>", header=f"<header>{inner}</header>"))
    (unit,) = reading.entries
    assert isinstance(unit, Unit)
    assert unit.details == reading.header == Details((), (prop,), (note,))


def test_user_defined_encodings_are_a_property_of_the_file() -> None:
    ude = '<ude name="MacRoman" base="Macintosh">\n <map unicode="#xF8FF" code="#xF0"/>\n</ude>'
    reading = opened(document("", header=f"<header>{ude}</header>"))
    assert reading.header.prop("x-yiku-ude") == (
        '<ude name="MacRoman" base="Macintosh"><map unicode="#xF8FF" code="#xF0"/></ude>'
    )
    assert reading.lost.counts == {}


def test_an_attribute_that_is_no_language_is_never_taken_for_one() -> None:
    body = f"<tu>{PAIR.format('a', 'b')}</tu><tu>{PAIR.format('a', 'b').replace('xml:lang', 'creationid')}</tu>"
    assert units(document(body))[1] == Skipped("line 1", "a segment without a language")


def test_xml_lang_goes_before_the_old_lang() -> None:
    body = '<tu><tuv lang="fr" xml:lang="en"><seg>a</seg></tuv><tuv lang="de" xml:lang=""><seg>b</seg></tuv></tu>'
    assert units(document(body)) == [Unit((Segment("en", "a"), Segment("de", "b")))]


@pytest.mark.parametrize("where", ["a&foo;b", '<ph x="1">&foo;</ph>b', "&foo;"])
def test_an_entity_in_a_segment_skips_its_unit_and_never_cuts_its_text(where: str) -> None:
    body = f"<tu>{PAIR.format(where, 'b')}</tu><tu>{PAIR.format('next', '下')}</tu>"
    for doctype in ('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', '<!DOCTYPE tmx [<!ENTITY foo "FOO">]>'):
        skipped, after = units(document(body, prolog=doctype))
        assert isinstance(skipped, Skipped)
        assert "&foo;" in skipped.why
        assert after == plain("next", "下")


def test_an_entity_in_a_property_skips_its_unit_too() -> None:
    body = f'<tu><prop type="x">a&foo;b</prop>{PAIR.format("a", "b")}</tu>'
    (skipped,) = units(document(body, prolog='<!DOCTYPE tmx SYSTEM "tmx14.dtd">'))
    assert isinstance(skipped, Skipped)


def test_an_entity_that_nothing_declares_is_counted_where_it_stands_in_an_attribute() -> None:
    body = f'<tu tuid="a&foo;b">{PAIR.format("a", "b")}</tu>'
    reading = opened(document(body, prolog='<!DOCTYPE tmx SYSTEM "tmx14.dtd">'))
    assert len(list(reading.entries)) == 1
    assert reading.lost.counts == {"entities that the file does not declare": 1}


def test_an_entity_between_units_is_counted() -> None:
    text = document(f"&foo;<tu>{PAIR.format('a', 'b')}</tu>&foo;", prolog='<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
    reading = opened(text.replace("</body>", "</body>&foo;").replace("<header ", "&foo;<header "))
    assert list(reading.entries) == [plain("a", "b")]
    assert reading.lost.counts == {"entities among the units": 2, "entities beside the body": 2}


def test_an_entity_without_a_doctype_refuses_the_file_with_its_line() -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.tmx, line 2: not well-formed XML: Entity 'foo' not defined"):
        units(document(f"\n<tu>{PAIR.format('a&foo;b', 'b')}</tu>"))


def test_an_external_entity_is_never_opened() -> None:
    doctype = '<!DOCTYPE tmx [<!ENTITY foo SYSTEM "file:///etc/hostname">]>'
    (skipped,) = units(document(f"<tu>{PAIR.format('&foo;', 'b')}</tu>", prolog=doctype))
    assert isinstance(skipped, Skipped)
    with pytest.raises(UnreadableFile, match="external entity"):
        units(document(f'<tu tuid="&foo;">{PAIR.format("a", "b")}</tu>', prolog=doctype))


def laughs() -> str:
    laugh = "ha" * 50
    entities = "".join(f'<!ENTITY a{n} "{repeated}">' for n in range(1, 9) for repeated in [f"&a{n - 1};" * 10])
    doctype = f'<!DOCTYPE tmx [<!ENTITY a0 "{laugh}">{entities}]>'
    return document(f'<tu tuid="&a8;">{PAIR.format("a", "b")}</tu>', prolog=doctype)


@pytest.mark.parametrize(
    "content",
    [
        laughs(),
        document(f"<tu>{PAIR.format('<hi>' * 300 + '</hi>' * 300, 'b')}</tu>"),
        document(f"<tu>{PAIR.format('x' * 10_000_001, 'b')}</tu>"),
    ],
    ids=["entities", "depth", "text"],
)
def test_a_file_that_asks_too_much_is_refused(content: str) -> None:
    with pytest.raises(HostileFile, match=r"a\.tmx, line 1"):
        units(content)


def test_a_unit_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safexml, "MAX_GAP", 100_000)
    with pytest.raises(HostileFile, match="no entry in"):
        units(document(f"<tu>{PAIR.format('a', 'b') * 10_000}</tu>"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a.tmx: not a TMX file: it does not begin as XML does"),
        (b"msgid", "a.tmx: not a TMX file: it does not begin as XML does"),
        (b"<html><body/></html>", "a.tmx: not a TMX file: root is <html>"),
        (b"<tmx><header/><body><tu></body>", "a.tmx, line 1: not well-formed XML: Opening and ending tag mismatch"),
        (b"<tmx>\n\n<body>", "a.tmx, line 3: not well-formed XML: Premature end of data"),
        (
            b'<?xml version="1.0" encoding="nope"?><tmx>\xff</tmx>',
            "a.tmx: not a TMX file: it does not begin as XML does",
        ),
        (b"<tmx><body>\xff</body></tmx>", "a.tmx, line 1: not well-formed XML: Invalid bytes in character encoding"),
        (b"<tmx><body>\0</body></tmx>", "a.tmx, line 1: not well-formed XML: Invalid character"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        units(content)
    assert str(refused.value).startswith(message)


def test_detection_goes_by_the_root() -> None:
    assert tmx14.detect(SAVE.encode("utf-16")[:300])
    assert not tmx14.detect(b"<xliff/>")
    assert not tmx14.detect(b"source,target\n")


def endless(count: int) -> io.BufferedReader:
    """A TMX file of so many units, made while it is read."""
    unit = PAIR.format("English text", "中文文本")
    units = (f'<tu tuid="{n}">{unit}</tu>\n'.encode() for n in range(count))
    return io.BufferedReader(Made(chain([b"<tmx><header/><body>"], units, [b"</body></tmx>"])))


def test_memory_does_not_grow_with_the_file() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        seen = sum(1 for _ in tmx14.read(endless(count), Wanted("e.tmx")).entries)
        assert seen == count
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    few = max(peak(1_000), peak(1_000))  # what is imported on the way counts in the first
    assert peak(6_000) < few + 500_000


def test_foreign_codes_in_a_namespaced_file_keep_their_own_namespace() -> None:
    seg = 'a<ph/><x:g xmlns:x="urn:x" x:id="1"><ph/>b</x:g>'
    text = document(f"<tu>{PAIR.format(seg, '甲')}</tu>").replace("<tmx ", '<tmx xmlns="urn:tmx" ')
    (unit,) = units(text)
    assert isinstance(unit, Unit)
    assert unit.segments[0].markup == 'a<ph></ph><x:g xmlns:x="urn:x" x:id="1"><ph></ph>b</x:g>'
