from __future__ import annotations

import io
from typing import BinaryIO, cast

import pytest

from tmx import registry
from tmx.codec import Reading
from tmx.errors import UnknownFormat, UnreadableFile
from tmx.model import (
    Concept,
    Context,
    Definition,
    Details,
    Field,
    LanguageLevel,
    Link,
    Note,
    Prop,
    Skipped,
    Term,
    TermStatus,
    Transaction,
)

ADMITTED, DEPRECATED, PREFERRED = TermStatus.ADMITTED, TermStatus.DEPRECATED, TermStatus.PREFERRED


def opened(content: str | bytes, file: str = "a.tbx") -> Reading:
    return registry.read(io.BytesIO(content.encode() if isinstance(content, str) else content), file)


def martif(entries: str, back: str = "", header: str = "") -> str:
    return f'<martif type="TBX" xml:lang="en">{header}<text><body>{entries}</body>{back}</text></martif>'


def version_3(entries: str, style: str = "dca", more: str = "", dialect: str = "TBX-Basic") -> str:
    return (
        f'<tbx xmlns="urn:iso:std:iso:30042:ed-2" {more} type="{dialect}" style="{style}" xml:lang="en"><tbxHeader>'
        f"<fileDesc><sourceDesc><p>s</p></sourceDesc></fileDesc></tbxHeader><text><body>{entries}</body></text></tbx>"
    )


def one(content: str | bytes) -> Concept:
    (found,) = opened(content).entries
    assert isinstance(found, Concept), found
    return found


def in_term(inner: str) -> Term:
    section = f'<langSet xml:lang="en"><tig><term>a</term>{inner}</tig></langSet>'
    (term,) = one(martif(f"<termEntry>{section}</termEntry>")).terms
    return term


DCA_ENTRY = """
<conceptEntry id="c1">
  <descrip type="subjectField">trade</descrip><descrip type="subjectField">law</descrip>
  <xref type="xGraphic" target="https://example.org/a.png">picture</xref>
  <ref type="crossReference" target="c2">other</ref>
  <admin type="projectSubset">P</admin>
  <transacGrp><transac type="transactionType">origination</transac>
    <transacNote type="responsibility">amy</transacNote><date>2026-11-24</date></transacGrp>
  <langSec xml:lang="en">
    <descripGrp><descrip type="definition">d</descrip><admin type="source">s</admin></descripGrp>
    <note>about English</note>
    <termSec id="t1">
      <term>bonded area</term>
      <termNote type="partOfSpeech">noun</termNote>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
      <termNote type="termType">fullForm</termNote>
      <termNote type="grammaticalGender">neuter</termNote>
      <termNote type="geographicalUsage">UK</termNote>
      <termNote type="termLocation">menuItem</termNote>
      <descripGrp><descrip type="context">A bonded area.</descrip><admin type="source">t</admin></descripGrp>
      <admin type="customerSubset">C</admin><admin type="source">book</admin>
      <xref type="externalCrossReference" target="https://example.org">see</xref>
      <note xml:lang="de">n</note>
    </termSec>
  </langSec>
</conceptEntry>
"""

WHOLE = Concept(
    (
        Term(
            *("en", "bonded area", PREFERRED, "fullForm", "noun", "neuter", "t1", "UK", "menuItem"),
            contexts=(Context("A bonded area.", "t"),),
            notes=(Note("n", "de"),),
            sources=("book",),
            links=(Link("https://example.org", "see"),),
            customers=("C",),
        ),
    ),
    id="c1",
    domains=("trade", "law"),
    definitions=(Definition("d", "en", "s"),),
    references=(Link("c2", "other"),),
    images=(Link("https://example.org/a.png", "picture"),),
    projects=("P",),
    transactions=(Transaction("origination", "2026-11-24", "amy"),),
    levels=(LanguageLevel("en", notes=(Note("about English"),)),),
)


def test_every_category_of_tbx_basic_has_its_place() -> None:
    assert one(version_3(DCA_ENTRY)) == WHOLE


def test_dct_style_says_the_same_with_elements() -> None:
    entry = DCA_ENTRY
    for kind in ("descrip", "admin", "termNote", "transacNote", "transac", "ref", "xref"):
        entry = entry.replace(f"</{kind}>", "</end>").replace(f"<{kind} type=", "<begin type=")
    names = "subjectField partOfSpeech administrativeStatus customerSubset externalCrossReference"
    pieces = entry.split('<begin type="')
    dct = pieces[0]
    for piece in pieces[1:]:
        name, _, rest = piece.partition('"')
        prefix = "m" if name in names.split() else "b"
        dct += f"<{prefix}:{name}" + rest.replace("</end>", f"</{prefix}:{name}>", 1)
    spaces = 'xmlns:m="http://www.tbxinfo.net/ns/min" xmlns:b="http://www.tbxinfo.net/ns/basic"'
    reading = opened(version_3(dct, "dct", spaces))
    assert reading.format == "tbx-dct"
    assert list(reading.entries) == [WHOLE]


def test_version_2_says_the_same_with_other_names() -> None:
    entry = DCA_ENTRY.replace("conceptEntry", "termEntry").replace("langSec", "langSet").replace("termSec", "tig")
    reading = opened(martif(entry))
    assert reading.format == "tbx2"
    assert list(reading.entries) == [WHOLE]


def test_a_term_group_of_version_2_holds_notes_and_components() -> None:
    found = one(
        martif(
            '<termEntry><langSet xml:lang="en"><ntig id="x"><termGrp><term>b c</term><termNoteGrp>'
            '<termNote type="partOfSpeech">noun</termNote><note>sure</note></termNoteGrp>'
            '<termCompList type="hyphenation"><termComp>b</termComp><termComp>c</termComp></termCompList></termGrp>'
            '<descrip type="context">k</descrip></ntig></langSet></termEntry>'
        )
    ).terms[0]
    assert (found.text, found.id, found.part_of_speech, found.contexts) == ("b c", "x", "noun", (Context("k"),))
    assert found.fields == (
        Field("partOfSpeech", "noun", kind="termNote", fields=(Field("", "sure", kind="note"),)),
        Field(
            "hyphenation",
            kind="termCompList",
            fields=(Field("", "b", kind="termComp"), Field("", "c", kind="termComp")),
        ),
    )


@pytest.mark.parametrize(
    ("spelling", "status", "kept"),
    [
        ("preferredTerm-admn-sts", PREFERRED, False),
        ("admittedTerm-admn-sts", ADMITTED, False),
        ("deprecatedTerm-admn-sts", DEPRECATED, False),
        ("supersededTerm-admn-sts", DEPRECATED, True),
        ("standardizedTerm-admn-sts", PREFERRED, True),
        ("legalTerm-adms", PREFERRED, True),
        ("preferred", PREFERRED, True),
        ("Forbidden", TermStatus.FORBIDDEN, True),
        ("odd", PREFERRED, True),
    ],
)
def test_a_status_is_known_in_every_spelling_and_the_spelling_is_kept(
    spelling: str, status: TermStatus, kept: bool
) -> None:
    found = in_term(f'<termNote type="administrativeStatus">{spelling}</termNote>')
    assert found.status is status
    assert found.fields == ((Field("administrativeStatus", spelling, kind="termNote"),) if kept else ())


def test_the_first_term_of_a_language_is_preferred_where_nothing_is_said() -> None:
    says = '<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>'
    other = "<tig><term>b</term>{}</tig>"
    for said, expected in (("", [PREFERRED, ADMITTED]), (says, [ADMITTED, PREFERRED])):
        entry = f'<termEntry><langSet xml:lang="en"><tig><term>a</term></tig>{other.format(said)}</langSet></termEntry>'
        assert [term.status for term in one(martif(entry)).terms] == expected


def test_categories_that_are_not_known_are_kept_at_their_level_with_all_that_goes_with_them() -> None:
    entry = (
        '<termEntry id="c1"><descripGrp id="g"><descrip type="x-risk" xml:lang="en" target="c9">high</descrip>'
        '<descripNote type="why">new</descripNote><admin type="source">board</admin><note>n</note></descripGrp>'
        '<langSet xml:lang="en"><admin type="productSubset">P</admin><descrip type="subjectField">odd place</descrip>'
        '<tig><term>a</term><termNote type="frequency">rare</termNote></tig></langSet></termEntry>'
    )
    found = one(martif(entry))
    inside = (
        Field("why", "new", kind="descripNote"),
        Field("source", "board", kind="admin"),
        Field("", "n", kind="note"),
    )
    assert found.fields == (Field("x-risk", "high", "en", "descrip", "c9", "g", inside),)
    assert found.levels[0].fields == (
        Field("productSubset", "P", kind="admin"),
        Field("subjectField", "odd place", kind="descrip"),
    )
    assert found.terms[0].fields == (Field("frequency", "rare", kind="termNote"),)
    assert found.domains == ()


def test_sections_of_one_language_are_one_and_say_each_thing_once() -> None:
    section = '<langSet xml:lang="{}"><admin type="source">s</admin><tig><term>{}</term></tig></langSet>'
    found = one(martif(f"<termEntry>{section.format('EN', 'a')}{section.format('en', 'b')}</termEntry>"))
    assert [(term.language, term.text) for term in found.terms] == [("en", "a"), ("en", "b")]
    assert found.levels == (LanguageLevel("en", sources=("s",)),)


@pytest.mark.parametrize("attribute", ['xml:lang="zh_cn"', 'lang="ZH-cn"', 'xml:lang=" zh-CN "'])
def test_languages_are_known_as_files_spell_them(attribute: str) -> None:
    found = one(martif(f"<termEntry><langSet {attribute}><tig><term>港</term></tig></langSet></termEntry>"))
    assert found.terms[0].language == "zh-CN"


def test_line_breaks_of_a_laid_out_file_are_spaces_and_none_between_han() -> None:
    assert in_term("<note>\n   one\n   two  three </note>").notes == (Note("one two  three"),)
    assert in_term("<note>保\n   税 区</note>").notes == (Note("保税 区"),)


def test_inline_markup_becomes_text_and_is_counted() -> None:
    entry = (
        '<conceptEntry id="c"><langSec xml:lang="en"><termSec><term>H<hi type="subscript">2</hi>O</term>'
        '<note>a <foreign xml:lang="fr">b</foreign><sc id="x"/>c<ec startRef="x"/> d</note>'
        "</termSec></langSec></conceptEntry>"
    )
    reading = opened(version_3(entry))
    (found,) = reading.entries
    assert isinstance(found, Concept)
    assert (found.terms[0].text, found.terms[0].notes) == ("H2O", (Note("a bc d"),))
    assert reading.lost.lines() == ("inline markup in texts (4)",)


BACK = (
    '<back><refObjectList type="respPerson"><refObject id="p1"><itemSet><itemGrp><item type="fn">Jane Roe</item>'
    '</itemGrp><item type="email">jane@example.org</item></itemSet></refObject></refObjectList>'
    '<refObjectList type="bibl"><refObject id="b1"><item type="title">The Book</item></refObject></refObjectList>'
    "</back>"
)
POINTS = (
    '<termEntry id="c1"><transacGrp><transac type="transactionType">origination</transac>'
    '<transacNote type="responsibility" target="p1"/><date>20261124T093000Z</date></transacGrp>'
    '<descripGrp><descrip type="definition">d</descrip><admin type="source" target="b1">p. 7</admin></descripGrp>'
    '<langSet xml:lang="en"><tig><term>a</term></tig></langSet></termEntry>'
)
JANE = (Field("fn", "Jane Roe", kind="item"), Field("email", "jane@example.org", kind="item"))


class Pipe(io.RawIOBase):
    """A stream that can be read once."""

    def __init__(self, data: bytes) -> None:
        self._rest = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        return self._rest.readinto(buffer)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("once", [False, True])
def test_persons_and_books_of_the_back_matter_go_to_where_they_are_named(encoding: str, once: bool) -> None:
    data = martif(POINTS, BACK).encode(encoding)
    stream = cast(BinaryIO, io.BufferedReader(Pipe(data))) if once else io.BytesIO(data)
    (found,) = registry.read(stream, "a.tbx").entries
    assert isinstance(found, Concept)
    who = Field("responsibility", "Jane Roe", kind="transacNote", target="p1", fields=JANE)
    assert found.transactions == (Transaction("origination", "2026-11-24T09:30:00Z", "Jane Roe", (who,)),)
    book = Field("source", "p. 7", kind="admin", target="b1", fields=(Field("title", "The Book", kind="item"),))
    assert found.definitions == (Definition("d", "", "p. 7", (book,)),)


def test_the_header_is_told() -> None:
    header = (
        "<martifHeader><fileDesc><titleStmt><title>T</title><note>n</note></titleStmt><publicationStmt><p>P</p>"
        "</publicationStmt><sourceDesc><p>one</p><p>two</p></sourceDesc></fileDesc><encodingDesc><p>x</p></encodingDesc>"
        "<revisionDesc><change><p>first</p></change></revisionDesc></martifHeader>"
    )
    assert opened(martif("", header=header)).header == Details(
        (("xml:lang", "en"),),
        (
            *(Prop("title", "T"), Prop("titleNote", "n"), Prop("publication", "P")),
            *(Prop("sourceDesc", "one"), Prop("sourceDesc", "two"), Prop("change", "first")),
        ),
    )


@pytest.mark.parametrize("dialect", ["TBX-Core", "TBX-Min", "TBX-Linguist", "TBX-Own"])
def test_any_dialect_is_read(dialect: str) -> None:
    entry = '<conceptEntry id="c"><langSec xml:lang="en"><termSec><term>a</term></termSec></langSec></conceptEntry>'
    assert one(version_3(entry, dialect=dialect)) == Concept((Term("en", "a", PREFERRED),), id="c")


def test_a_category_of_an_unknown_module_keeps_its_name_and_its_meta_type() -> None:
    entry = (
        '<conceptEntry id="c"><langSec xml:lang="en"><termSec><term>a</term><l:grammaticalNumber>plural'
        '</l:grammaticalNumber><l:mood metaType="admin">good</l:mood></termSec></langSec></conceptEntry>'
    )
    found = one(version_3(entry, "dct", 'xmlns:l="http://www.tbxinfo.net/ns/linguist"'))
    assert found.terms[0].fields == (
        Field("grammaticalNumber", "plural", kind="termNote"),
        Field("mood", "good", kind="admin"),
    )


GOOD = '<termEntry id="{0}"><langSet xml:lang="en"><tig><term>{0}</term></tig></langSet></termEntry>'


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("<termEntry/>", "it has no term"),
        ('<termEntry><langSet xml:lang="en"><tig><term> </term></tig></langSet></termEntry>', "it has no term"),
        ("<termEntry><langSet><tig><term>x</term></tig></langSet></termEntry>", "one of its languages is not named"),
        (
            '<termEntry><langSet xml:lang="!"><tig><term>x</term></tig></langSet></termEntry>',
            "“!” is not a language tag",
        ),
        (GOOD.format("x &e; y").replace('id="x &e; y"', ""), "it uses the entity &e;"),
    ],
)
def test_a_bad_entry_is_skipped_with_its_line_and_those_around_it_are_kept(bad: str, why: str) -> None:
    content = '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">\n' + martif(
        f"{GOOD.format('a')}\n{bad}\n{GOOD.format('b')}"
    )
    before, skipped, after = opened(content).entries
    assert isinstance(before, Concept)
    assert isinstance(after, Concept)
    assert (before.id, after.id) == ("a", "b")
    assert isinstance(skipped, Skipped)
    assert skipped.at == "line 3"
    assert skipped.why.startswith(why)


def test_a_tbx_file_that_is_no_termbase_is_refused_in_one_line() -> None:
    with pytest.raises(UnreadableFile, match=r"^box\.TBX: not a TBX file: root is <toolbox>$"):
        opened("<toolbox/>", "box.TBX")
    with pytest.raises(UnreadableFile, match=r"^box\.TBX: not a TBX file: it does not begin as XML does$"):
        opened(b"\x89PNG\r\n", "box.TBX")
    with pytest.raises(UnknownFormat):
        opened("<toolbox/>", "box.xml")
