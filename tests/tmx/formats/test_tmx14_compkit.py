"""The TMX compliance kit's import files, read as its documents say, file by file.

The kit (LISA OSCAR, "TMX Compliance") names what each file checks: level 1 structure, white space, XML syntax and
encodings; level 2 content markup. The expected translations are what its documents show after translation.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pytest

from tmx import inline, registry
from tmx.codec import Reading
from tmx.model import Details, Note, Prop, Unit

KIT = "tmx/mihnita+okapi/okapi/filters/tmx/src/test/resources"
HERE = f"{KIT}/compkit"
CHARACTERS = ("à=agrave, é=eacute, æ=aelig", "ÿ=U+00FF, ™=U+2122, ’=U+2019", "“=U+201C, –=U+2013, ¤=U+00A4")


@dataclass(frozen=True)
class Case:
    """One file: what the kit checks with it, and the texts of two of its languages."""

    file: str
    checks: str
    languages: tuple[str, str]
    texts: tuple[tuple[str, str], ...]


def same(texts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((text, text) for text in texts)


FORMATTED = (
    ("The big black cat sleeps.", "Le gros chat noir dors."),
    (
        'Test for special characters = <=lt, >=gt, &=amp, "=quot.',
        'Test pour caractères spéciaux = <=lt, >=gt, &=amp, "=quot.',
    ),
    (
        "Nested formatting = Bold+Italic+Underlined, Bold+Italic, Bold.",
        "Format en gigogne = gras+italique+souligné, gras+italique, gras.",
    ),
    ("First sentence.", "Première phrase."),
    ("Second sentence.", "Seconde phrase."),
    ("Picture: ", "Image: "),
)
ORDINALS = ("First", "Second", "Third")
CASES = (
    Case(
        f"{HERE}/ImportTest1A.tmx",
        "white space inside a segment, by character and by reference; UTF-16",
        ("en-US", "fr-CA"),
        (
            ("First segment with [\t\t   ]", "Premier segment avec [\t\t   ]"),
            ("Second segment with [  \t\t]", "Second segment avec [  \t\t]"),
        ),
    ),
    Case(
        f"{HERE}/ImportTest1B.tmx",
        "XML written oddly: quotes, line breaks in tags, language tags in any case",
        ("en-US", "fr-CA"),
        (("Text of the segment", "Texte du segment"),),
    ),
    Case(
        f"{HERE}/ImportTest1C.tmx",
        "several languages in any order",
        ("en-US", "fr-CA"),
        tuple((f"{which} entry in US English", f"{which} entry in French Canadian") for which in ORDINALS),
    ),
    Case(f"{HERE}/ImportTest1D.tmx", "UTF-8 with a mark", ("en-US", "en-GB"), same(CHARACTERS)),
    Case(f"{HERE}/ImportTest1H.tmx", "ASCII with references", ("en-US", "en-GB"), same(CHARACTERS)),
    Case(
        f"{HERE}/ImportTest1I.tmx",
        "ideographic spaces",
        ("en-US", "ja-JP"),
        (("English segment with [    ]", "Japanese segment with [\u3000\u3000]"),),
    ),
    Case(
        f"{HERE}/ImportTest1L.tmx",
        "every element and attribute of level 1, comments anywhere",
        ("en-US", "fr"),
        (("Text of the segment.", "Texte du segment."),),
    ),
    Case(
        f"{HERE}/ImportTest2A.tmx",
        "content markup of HTML",
        ("en-US", "fr-CA"),
        (*FORMATTED, ("Some text with a part highlighted.", "Du texte avec une portion délimitée.")),
    ),
    Case(
        f"{HERE}/ImportTest2B.tmx",
        "content markup of RTF",
        ("en-US", "fr-CA"),
        (*FORMATTED, ("Some text with a part highlighted.", "Du text avec une portion délimitée.")),
    ),
    Case(
        f"{KIT}/ImportTest2C.tmx",
        "every element and attribute of level 2",
        ("en-US", "fr"),
        (("Click  to start.", "Cliquez  pour commencer."),),
    ),
)


def opened(corpus: Path, file: str) -> Reading:
    return registry.read(io.BytesIO((corpus / file).read_bytes()), file)


def units(corpus: Path, file: str) -> list[Unit]:
    reading = opened(corpus, file)
    found = list(reading.entries)
    assert reading.lost.lines() == ()
    assert all(isinstance(unit, Unit) for unit in found)
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{Path(case.file).stem}: {case.checks}")
def test_an_import_file_reads_as_the_kit_says(case: Case, corpus: Path) -> None:
    texts = [{segment.language: segment.text for segment in unit.segments} for unit in units(corpus, case.file)]
    assert tuple((text[case.languages[0]], text[case.languages[1]]) for text in texts) == case.texts


def test_every_import_file_of_the_kit_is_in_the_table(corpus: Path) -> None:
    there = {path.name for path in (corpus / HERE).glob("ImportTest*.tmx")} | {"ImportTest2C.tmx"}
    assert {Path(case.file).name for case in CASES} == there


def test_every_code_has_its_partner_in_the_other_language(corpus: Path) -> None:
    """Level 2: a translation has the codes of its source, in its own order."""
    for file in (f"{HERE}/ImportTest2A.tmx", f"{HERE}/ImportTest2B.tmx"):
        for unit in units(corpus, file):
            source, target = (inline.codes(segment.markup or "") for segment in unit.segments)
            assert source == target
            assert source


CHANGES = (
    ("lastusagedate", "20020523T091200Z"),
    *(("creationtool", "myTool"), ("creationtoolversion", "v10"), ("creationdate", "20020523T091200Z")),
    *(("creationid", "ys"), ("changedate", "20020523T091200Z")),
)
USED = (("o-encoding", "iso-8859-1"), ("datatype", "plaintext"), ("usagecount", "100"), *CHANGES)


def note(text: str) -> Note:
    return Note(text, "en-US", "iso-8859-1")


@pytest.mark.parametrize("file", [f"{HERE}/ImportTest1L.tmx", f"{KIT}/ImportTest2C.tmx"])
def test_every_attribute_note_and_property_is_kept(file: str, corpus: Path) -> None:
    data = Prop("myPropeType", "Data", "en-US", "iso-8859-1")
    (unit,) = units(corpus, file)
    assert unit.id == "tu001"
    assert set(unit.details.attributes) == {
        *USED,
        ("segtype", "block"),
        ("changeid", "ys"),
        ("o-tmf", "myTM"),
        ("srclang", "en-us"),
    }
    assert unit.details.props == (data,)
    assert unit.details.notes == (note("Text of tu note 1"), note("Text of tu note 2"))
    assert unit.languages == ("en-US", "fr", "en-GB")
    english, french, _ = (segment.details for segment in unit.segments)
    assert set(english.attributes) == {*USED, ("changeid", "ys"), ("o-tmf", "myTM")}
    assert (english.props, english.notes) == ((data,), (note("Text of tuv en note 1"),) * 2)
    assert (french.props, french.notes) == ((data, data), (note("Text of tuv fr note 1"),) * 2)


@pytest.mark.parametrize("file", [f"{HERE}/ImportTest1L.tmx", f"{KIT}/ImportTest2C.tmx"])
def test_every_part_of_the_header_is_kept(file: str, corpus: Path) -> None:
    header: Details = opened(corpus, file).header
    assert dict(header.attributes)["o-encoding"] == "iso-8859-1"
    assert len(header.attributes) == 12
    assert header.notes == (note("Text of header note 1"), note("Text of header note 2"))
    assert header.props == (
        Prop(
            "x-yiku-ude",
            '<ude name="MacRoman" base="Macintosh">'
            '<map unicode="#xF8FF" code="#xF0" ent="AppleLogo" subst="[Apple]"/></ude>',
        ),
        Prop("myPropeType", "Data", "en-US", "iso-8859-1"),
    )


def test_the_text_of_a_sub_is_part_of_its_code(corpus: Path) -> None:
    (unit,) = units(corpus, f"{KIT}/ImportTest2C.tmx")
    assert '<ph assoc="b" type="image" x="3">&lt;IMG SRC="here.png" ALT="<sub>Start Here!</sub>"&gt;</ph>' in (
        unit.segments[0].markup or ""
    )
    assert [part.name for part in inline.parts(unit.segments[0].markup or "") if isinstance(part, inline.Code)] == [
        *("it", "bpt", "ph", "hi", "hi", "ept"),
    ]
