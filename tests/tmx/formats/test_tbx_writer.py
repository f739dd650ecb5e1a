from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.tmx.formats.tbx_rules import BASIC_MODULE, CORE, RULES, jing, module_faults, schematron
from tests.tmx.values import concepts
from tmx import registry
from tmx.formats.tbx.categories import CATEGORIES, CONCEPT, LANGUAGE, MODULES, TERM
from tmx.model import (
    NOTHING,
    Concept,
    Context,
    Definition,
    Details,
    Field,
    LanguageLevel,
    Link,
    Note,
    Prop,
    Segment,
    Term,
    TermStatus,
    Transaction,
    Unit,
)
from tmx.registry import Written

FILES = Path(__file__).parent / "files"
FORMATS = ("tbx", "tbx-dct", "tbx2")
PREFERRED = TermStatus.PREFERRED


def written(values: list[Concept], format: str, header: Details = NOTHING) -> tuple[bytes, Written]:
    stream = io.BytesIO()
    report = registry.write(stream, values, format=format, header=header)
    return stream.getvalue(), report


def read(data: bytes) -> list[object]:
    return list(registry.read(io.BytesIO(data), "a.tbx").entries)


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=60)
@given(values=st.lists(concepts, max_size=3))
def test_any_concepts_read_back_as_they_were(format: str, values: list[Concept]) -> None:
    data, report = written(values, format)
    assert report == Written(len(values), ())
    assert read(data) == values


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=20)
@given(values=st.lists(concepts, max_size=2))
def test_the_same_concepts_give_the_same_bytes(format: str, values: list[Concept]) -> None:
    assert written(values, format) == written(values, format)


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_is_known_again_by_its_content(format: str) -> None:
    data, _ = written([Concept((Term("en", "a"),))], format)
    assert registry.read(io.BytesIO(data), "renamed.bin").format == format


def test_the_extension_asks_for_version_3_in_dca_style() -> None:
    assert registry.for_export("terms.TBX").name == "tbx"


@given(st.data())
@settings(max_examples=8)
def test_version_3_is_valid_by_the_published_grammars_and_rules(
    corpus: Path, require_tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    schemas, file = corpus / "tbx/schema", tmp_path_factory.mktemp("tbx") / "a.tbx"
    values = data.draw(st.lists(concepts, min_size=4, max_size=12))
    for format, rules in RULES.items():
        content, _ = written(values, format)
        file.write_bytes(content)
        assert jing(require_tool("jing"), schemas / CORE, file) == ""
        assert [fault for one in rules for fault in schematron(schemas / one, content)] == []
        assert list(module_faults(schemas / BASIC_MODULE, content, MODULES["basic"])) == []


@given(st.lists(concepts, min_size=1, max_size=6))
@settings(max_examples=30)
def test_version_2_has_the_core_structure_and_points_that_meet(values: list[Concept]) -> None:
    dtd = etree.DTD(str(FILES / "tbx2_core.dtd"))
    content, _ = written(values, "tbx2")
    assert dtd.validate(etree.fromstring(content)), dtd.error_log.last_error
    assert list(category_faults(content)) == []


def category_faults(content: bytes) -> Iterator[str]:
    """Categories of a version 2 file that TBX-Basic has not at their level, or not with their value."""
    levels = {"termEntry": CONCEPT, "langSet": LANGUAGE, "tig": TERM}
    for element in etree.fromstring(content).iterfind(".//body//*[@type]"):
        level = next(levels[name] for each in element.iterancestors() if (name := str(each.tag)) in levels)
        category = CATEGORIES.get((str(element.tag), element.get("type") or ""))
        if category is None or level not in category.levels:
            yield f"{element.tag} {element.get('type')} at {level}"
        elif category.values and element.text not in category.values:
            yield f"{category.type} is {element.text}"


def test_the_rules_do_find_faults(corpus: Path, require_tool: Callable[[str], str], tmp_path: Path) -> None:
    schemas, file = corpus / "tbx/schema", tmp_path / "a.tbx"
    content, _ = written([Concept((Term("en", "a", part_of_speech="noun"),), domains=("x",))], "tbx")
    assert list(schematron(schemas / RULES["tbx"][0], content)) == []
    for good, bad in ((b">noun<", b">Noun<"), (b"subjectField", b"topic"), (b"<descrip ", b'<descrip target="no" ')):
        assert len(list(schematron(schemas / RULES["tbx"][0], content.replace(good, bad)))) == 1
    file.write_bytes(content.replace(b"langSec", b"langSet"))
    assert "langSet" in jing(require_tool("jing"), schemas / CORE, file)
    dct, _ = written([Concept((Term("en", "a", gender="neuter"),))], "tbx-dct")
    broken = dct.replace(b"neuter", b"it")
    assert len(list(module_faults(schemas / BASIC_MODULE, broken, MODULES["basic"]))) == 1


WHOLE = Concept(
    (
        Term(
            "en",
            "free port",
            PREFERRED,
            "Full form",
            "noun",
            contexts=(Context("It is a free port.", "The guide"),),
            transactions=(Transaction("modification", "2026-11-24", "amy"),),
            references=(Link("c9", "bonded zone"),),
        ),
        Term("zh-CN", "自由港", TermStatus.FORBIDDEN, "", "名词", customers=("港务局",)),
    ),
    id="7",
    domains=("trade",),
    definitions=(Definition("a port without duties", "en", "law"),),
    images=(Link("https://example.org/port.png", "a port"), Link("file:///port.png", "here")),
    levels=(LanguageLevel("zh-CN", notes=(Note("两岸通用"),)),),
    fields=(Field("productSubset", "Harbour", kind="admin"),),
)

GOLDEN = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx xmlns="urn:iso:std:iso:30042:ed-2" xml:lang="en" type="TBX-Basic" style="dca">
<tbxHeader>
  <fileDesc>
    <titleStmt>
      <title>Harbour</title>
    </titleStmt>
    <sourceDesc>
      <p>Exported by Yiku; white space in its texts is significant.</p>
    </sourceDesc>
  </fileDesc>
</tbxHeader>
<text>
<body>
<conceptEntry id="yiku.7">
  <descrip type="subjectField">trade</descrip>
  <xref type="xGraphic" target="https://example.org/port.png">a port</xref>
  <note>x-yiku {"type":"xGraphic","value":"here","kind":"xref","target":"file:///port.png"}</note>
  <note>x-yiku-field admin/productSubset: Harbour</note>
  <langSec xml:lang="en">
    <descripGrp>
      <descrip type="definition">a port without duties</descrip>
      <admin type="source">law</admin>
    </descripGrp>
    <termSec>
      <term>free port</term>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
      <termNote type="termType">fullForm</termNote>
      <termNote type="partOfSpeech">noun</termNote>
      <note>x-yiku termNote/termType: Full form</note>
      <descripGrp>
        <descrip type="context">It is a free port.</descrip>
        <admin type="source">The guide</admin>
      </descripGrp>
      <ref type="crossReference" target="c9">bonded zone</ref>
      <transacGrp>
        <transac type="transactionType">modification</transac>
        <transacNote type="responsibility">amy</transacNote>
        <date>2026-11-24</date>
      </transacGrp>
    </termSec>
  </langSec>
  <langSec xml:lang="zh-CN">
    <note>两岸通用</note>
    <termSec>
      <term>自由港</term>
      <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
      <termNote type="partOfSpeech">noun</termNote>
      <note>x-yiku termNote/administrativeStatus: forbidden</note>
      <note>x-yiku termNote/partOfSpeech: 名词</note>
      <admin type="customerSubset">港务局</admin>
    </termSec>
  </langSec>
</conceptEntry>
</body>
<back>
  <refObjectSec type="x-yiku-elsewhere">
    <refObject id="c9">
      <item>not in this file</item>
    </refObject>
  </refObjectSec>
</back>
</text>
</tbx>
"""


def test_a_file_looks_like_this() -> None:
    data, report = written([WHOLE], "tbx", Details(props=(Prop("title", "Harbour"),)))
    assert data.decode() == GOLDEN
    assert report == Written(1, ())
    assert read(data) == [WHOLE]


def test_version_2_and_dct_style_name_the_same_things_otherwise() -> None:
    dct, martif = written([WHOLE], "tbx-dct")[0].decode(), written([WHOLE], "tbx2")[0].decode()
    assert "<min:partOfSpeech>noun</min:partOfSpeech>" in dct
    assert '<basic:crossReference target="c9">bonded zone</basic:crossReference>' in dct
    assert 'type="partOfSpeech"' not in dct
    assert '<martif xml:lang="en" type="TBX-Basic">' in martif
    assert all(name in martif for name in ("<martifHeader>", "<termEntry id=", "<langSet ", "<tig>", "<refObjectList "))


def test_identifiers_become_xml_names_and_points_aim_at_them() -> None:
    values = [
        Concept((Term("en", "a", id="1 a"),), id="12", references=(Link("保", "x"),)),
        Concept((Term("en", "b"),), id="保"),
        Concept((Term("en", "c"),), id="12"),
        Concept((Term("en", "d", id="12"),)),
    ]
    for format in FORMATS:
        data, _ = written(values, format)
        assert read(data) == values
        assert b'id="yiku.12"' in data
        assert b'target="yiku._4fdd_"' in data
        assert b"elsewhere" not in data
        assert data.count(b"x-yiku id/id: 12") == 2


def test_terms_whose_languages_alternate_keep_their_order() -> None:
    concept = Concept((Term("en", "a"), Term("zh", "甲"), Term("en", "b"), Term("zh", "乙")))
    data, _ = written([concept], "tbx")
    assert data.count(b"<langSec") == 2
    assert read(data) == [concept]


def test_what_cannot_be_written_is_counted() -> None:
    values = [
        Concept(()),
        Concept((Term("en", "a\0b"), Term("en", " "), Term("no tag", "c"))),
        Concept((Term("en", "\x01"),)),
    ]
    _, report = written(values, "tbx", Details((("o-tmf", "x"),), (Prop("client", "y"),)))
    assert report.written == 1
    assert report.lost == (
        "properties of the file that TBX has no place for (2)",
        "concepts without a term (2)",
        "terms without text (2)",
        "terms without a language tag (1)",
        "characters that XML cannot hold (1)",
    )


def test_units_are_taken_as_concepts() -> None:
    stream = io.BytesIO()
    unit = Unit((Segment("en", "port"), Segment("zh", "港")), id="u1")
    assert registry.write(stream, [unit], format="tbx") == Written(1, ())
    concept = Concept((Term("en", "port", PREFERRED), Term("zh", "港", PREFERRED)), id="u1")
    assert read(stream.getvalue()) == [concept]


def test_nothing_is_a_valid_file_too(corpus: Path, require_tool: Callable[[str], str], tmp_path: Path) -> None:
    for format in ("tbx", "tbx-dct"):
        file = tmp_path / format
        file.write_bytes(written([], format)[0])
        assert jing(require_tool("jing"), corpus / "tbx/schema" / CORE, file) == ""
