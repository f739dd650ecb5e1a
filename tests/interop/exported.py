"""What the tests of this folder export: the sample's memory and termbase, and units that are hard on readers."""

from __future__ import annotations

import io

from glossary.library import Library
from tmx import registry
from tmx.model import Details, Languages, Note, Prop, Segment, Unit, UnitStatus

PAIR = Languages("en", "zh-CN")
HARD = (
    Unit((Segment("en", "A & B <b> \"C\" 'D' ]]>"), Segment("zh-CN", "甲 & 乙 <b>“丙”"))),
    Unit((Segment("en", "two  spaces\tand a tab"), Segment("zh-CN", "全角　空格"))),
    Unit((Segment("en", "beyond the BMP 😀𠮷"), Segment("zh-CN", "𠮷野家😀"))),
    Unit((Segment("en", "e\u0301 combining, \u200bzero width"), Segment("zh-CN", "零宽\u200b"))),
    Unit(
        (
            Segment("en", "everything beside the text"),
            Segment("zh-CN", "文字以外的一切", None, Details((("creationid", "amy"),))),
        ),
        id="7",
        context="menu",
        status=UnitStatus.FUZZY,
        details=Details((("changedate", "20261124T093000Z"),), (Prop("x-client", "ACME", "en"),), (Note("n"),)),
    ),
)
"""Plain units; programs differ over line breaks, and over white space at the ends."""
CODED = Unit(
    (
        Segment("en", "Press OK now", 'Press <bpt i="1" x="1">&lt;b&gt;</bpt>OK<ept i="1">&lt;/b&gt;</ept> now'),
        Segment("zh-CN", "现在按确定", '现在按<bpt i="1" x="1">&lt;b&gt;</bpt>确定<ept i="1">&lt;/b&gt;</ept>'),
    )
)


def memory_of(sample: Library) -> list[Unit]:
    """The plain units of the sample's memory and the hard ones, no source text twice."""
    stream = io.BytesIO()
    sample.export_file(stream, "sample.tmx", source="en", target="zh-CN", memory=sample.memories()[0].name)
    stream.seek(0)
    found = [entry for entry in registry.read(stream, "sample.tmx").entries if isinstance(entry, Unit)]
    return [*{unit.segments[0].text: unit for unit in (*found, *HARD)}.values()]


def as_tmx(units: list[Unit]) -> bytes:
    stream = io.BytesIO()
    registry.write(stream, units, format="tmx", languages=PAIR)
    return stream.getvalue()


def glossary(sample: Library, format: str) -> bytes:
    """The sample's termbase."""
    stream = io.BytesIO()
    name = sample.termbases()[0].name
    sample.export_file(stream, "-", source="en", target="zh-CN", termbase=name, format=format)
    return stream.getvalue()


def texts(units: list[Unit]) -> list[tuple[str, str]]:
    return [(unit.segments[0].text, unit.segments[1].text) for unit in units]
