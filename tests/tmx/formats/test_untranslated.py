"""What a reader skips because only its translation is missing still says what there is to translate."""

from __future__ import annotations

import io

import pytest

from tmx import registry
from tmx.model import Languages, Prop, Segment, Skipped, Unit

PAIR = Languages("en", "zh-CN")
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "menu"
msgid "Open"
msgstr ""

msgid "%d file"
msgid_plural "%d files"
msgstr[0] ""
msgstr[1] "%d 个文件"
"""
XLIFF_1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="f" source-language="en" datatype="plaintext"><body>
<trans-unit id="1" resname="menu"><source>Open</source></trans-unit>
<trans-unit id="2"><source>Press <g id="x">Start</g></source><target/></trans-unit>
<trans-unit id="3" translate="no"><source>ACME</source></trans-unit>
<trans-unit id="4"><source/></trans-unit>
</body></file></xliff>"""
XLIFF_2 = """<xliff version="2.0" srcLang="en" trgLang="zh-CN" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><unit id="1" name="menu"><segment><source>Open</source></segment><segment><source>Close</source></segment>
</unit></file></xliff>"""
TABLE = "en\tzh-CN\nOpen\t\n\t打开\n"


def untranslated(text: str, file: str, languages: Languages = PAIR) -> list[Unit]:
    entries = list(registry.read(io.BytesIO(text.encode()), file, languages=languages, kind="units").entries)
    return [unit for entry in entries if isinstance(entry, Skipped) for unit in entry.untranslated]


def texts(units: list[Unit]) -> list[tuple[str, ...]]:
    return [tuple(segment.text for segment in unit.segments) for unit in units]


def test_messages_of_a_catalogue() -> None:
    one, plural = untranslated(PO, "a.po")
    assert one == Unit((Segment("en", "Open"), Segment("zh-CN", "")), context="menu")
    assert plural.segments[0].text == "%d file"


def test_segments_of_xliff_with_what_stands_beside_them() -> None:
    first, second = untranslated(XLIFF_1, "a.xlf")
    assert (first.segments, first.context) == ((Segment("en", "Open"), Segment("zh-CN", "")), "menu")
    assert second.segments[0] == Segment("en", "Press Start", second.segments[0].markup)
    assert second.segments[0].markup is not None
    assert second.details.props == (Prop("x-context-pre", "Open"), Prop("x-context-post", "ACME"))
    assert [unit.context for unit in untranslated(XLIFF_2, "a.xlf", Languages())] == ["menu", "menu"]


def test_a_file_that_does_not_say_its_target_language_is_read_all_the_same() -> None:
    assert texts(untranslated(XLIFF_1, "a.xlf", Languages())) == [("Open",), ("Press Start",)]


@pytest.mark.parametrize("file", ["a.tsv", "a.csv"])
def test_rows_of_a_table(file: str) -> None:
    table = TABLE if file.endswith("tsv") else TABLE.replace("\t", ",")
    assert texts(untranslated(table, file)) == [("Open", ""), ("打开", "")]
