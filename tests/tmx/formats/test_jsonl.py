from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tmx.values import concepts, details, units
from tmx import registry
from tmx.codec import Kind, Reading
from tmx.errors import HostileFile, UnreadableFile
from tmx.formats.jsonl.reader import MAX_LINE
from tmx.model import (
    NOTHING,
    Concept,
    Definition,
    Details,
    Field,
    LanguageLevel,
    Note,
    Prop,
    Segment,
    Skipped,
    Term,
    TermStatus,
    Transaction,
    Unit,
    UnitStatus,
)
from tmx.registry import Written

PREFERRED = TermStatus.PREFERRED
UNIT = Unit((Segment("en", "Save"), Segment("zh-CN", "保存")), id="7")
CONCEPT = Concept((Term("en", "port", PREFERRED), Term("zh-CN", "港", PREFERRED)), domains=("trade",))


def written(entries: list[Unit | Concept], header: Details = NOTHING) -> tuple[bytes, Written]:
    stream = io.BytesIO()
    report = registry.write(stream, entries, format="jsonl", header=header)
    return stream.getvalue(), report


def opened(content: str | bytes, kind: Kind | None = None) -> Reading:
    data = content.encode() if isinstance(content, str) else content
    return registry.read(io.BytesIO(data), "a.jsonl", kind=kind)


def lines(*held: object, first: object = {"yiku": 1}) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in (first, *held))


@settings(max_examples=50)
@given(values=st.lists(units(), max_size=3), header=details())
def test_units_and_the_header_read_back_as_they_were(values: list[Unit], header: Details) -> None:
    data, report = written([*values], header)
    assert report == Written(len(values), ())
    reading = opened(data)
    assert (reading.format, reading.kind, reading.header) == ("jsonl", "units", header)
    assert list(reading.entries) == values


@settings(max_examples=50)
@given(st.lists(concepts, min_size=1, max_size=3))
def test_concepts_read_back_as_they_were(values: list[Concept]) -> None:
    data, report = written([*values])
    assert report == Written(len(values), ())
    reading = opened(data)
    assert reading.kind == "concepts"
    assert list(reading.entries) == values


@settings(max_examples=30)
@given(st.lists(st.one_of(units(), concepts), max_size=3))
def test_every_line_is_one_object_in_plain_json(values: list[Unit | Concept]) -> None:
    data, _ = written(values)
    assert data == written(values)[0]
    held = [json.loads(line) for line in data.decode().split("\n")[:-1]]
    assert [list(one) for one in held[1:]] == [["unit" if isinstance(one, Unit) else "concept"] for one in values]


GOLDEN = """\
{"yiku":1,"kind":"units","header":{"attributes":[["srclang","en"]]}}
{"unit":{"segments":[{"language":"en","text":"Save ","markup":"Save <ph x=\\"1\\"></ph>","details":{"notes":[{"text":\
"n"}]}},{"language":"zh-CN","text":"保存"}],"id":"7","context":"menu","status":"fuzzy","details":{"props":[{"type":\
"client","value":"ACME"}]}}}
{"concept":{"terms":[{"language":"en","text":"port","status":"preferred"},{"language":"zh-CN","text":"港","status":\
"preferred"}],"domains":["trade"]}}
"""


def test_a_file_looks_like_this() -> None:
    unit = Unit(
        (
            Segment("en", "Save ", 'Save <ph x="1"></ph>', Details(notes=(Note("n"),))),
            Segment("zh-CN", "保存"),
        ),
        "7",
        "menu",
        UnitStatus.FUZZY,
        Details(props=(Prop("client", "ACME"),)),
    )
    assert written([unit, CONCEPT], Details((("srclang", "en"),)))[0].decode() == GOLDEN


@pytest.mark.parametrize("kind", ["units", "concepts"])
def test_a_mixed_file_gives_the_kind_that_is_wanted_and_counts_what_was_taken_as_it(kind: Kind) -> None:
    data, _ = written([UNIT, CONCEPT])
    reading = opened(data, kind)
    found = list(reading.entries)
    assert [isinstance(one, Unit) for one in found] == [kind == "units"] * 2
    other = "concepts taken as units (1)" if kind == "units" else "units taken as concepts (1)"
    assert reading.lost.lines() == (other,)


def test_tags_and_markup_are_read_as_the_program_spells_them() -> None:
    unit = {"segments": [{"language": "EN", "text": "a", "markup": "a<ph/>"}, {"language": "zh_cn", "text": "甲"}]}
    (found,) = opened(lines({"unit": unit})).entries
    assert found == Unit((Segment("en", "a", "a<ph></ph>"), Segment("zh-CN", "甲")))


GERMAN = {"language": "de", "text": "b"}
PAIR = {"segments": [{"language": "en", "text": "a"}, GERMAN]}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "it is not JSON: "),
        ("[]", 'it is neither {"unit":…} nor {"concept":…}'),
        ('{"source":"a","target":"b"}', 'it is neither {"unit":…} nor {"concept":…}'),
        ('{"unit":{"segments":[]}}', "it has fewer than two segments"),
        ('{"unit":{"segments":[{"language":"en"}]}}', "segments[0]: “text” is missing"),
        ('{"concept":{"terms":[]}}', "it has no term"),
        ('{"concept":{"terms":[{"language":"en","text":" "}]}}', "one of its terms has no text"),
        ('{"concept":{"terms":[{"language":"!","text":"a"}]}}', "“!” is not a language tag"),
        ('{"concept":{"terms":[{"language":"en","text":"a"}],"colour":"red"}}', "nothing here is called “colour”"),
        ('{"concept":{"terms":[{"language":"en","text":"\\ud800"}]}}', "terms[0].text: it holds half a character"),
        (json.dumps({"unit": {**PAIR, "status": "good"}}), "status: “good” is none of translated, fuzzy"),
        (
            json.dumps({"unit": {"segments": [{"language": "en", "text": "a", "markup": "<ph>"}, GERMAN]}}),
            "not well-formed XML",
        ),
        (
            json.dumps({"unit": {"segments": [{"language": "en", "text": "x", "markup": "a<ph/>"}, GERMAN]}}),
            "the text of its en segment is not that of its markup",
        ),
        ('{"concept":{"terms":' + "[" * 100_000, "it is n"),
        (b'{"unit":"\xff"}', "it is not UTF-8 text"),
        (b'{"unit":"\0"}', "it is not JSON: "),
    ],
)
def test_a_bad_line_is_skipped_with_its_number_and_those_around_it_are_kept(line: str | bytes, why: str) -> None:
    bad = line if isinstance(line, bytes) else line.encode()
    good = lines({"concept": {"terms": [{"language": "en", "text": "a"}]}}, first={"yiku": 1, "kind": "concepts"})
    before, skipped, after = opened(good.encode() + b"\n" + bad + b"\n" + good.encode().split(b"\n")[1]).entries
    assert before == after == Concept((Term("en", "a"),))
    assert isinstance(skipped, Skipped)
    assert skipped.at == "line 4"
    assert skipped.why.startswith(why)


@pytest.mark.parametrize(
    ("first", "says"),
    [
        ("", 'its first line does not name the form; begin it with {"yiku":1}'),
        ('{"unit":{}}', 'its first line does not name the form; begin it with {"yiku":1}'),
        ('{"yiku":2}', "it is of version 2, and 1 is what is read here"),
        ('{"yiku":1,"colour":"red"}', "nothing of its first line is called “colour”"),
        ('{"yiku":1,"kind":"words"}', "its kind is neither units nor concepts"),
        ('{"yiku":1,"header":[]}', "header: an object is wanted, this is a list"),
    ],
)
def test_a_file_that_does_not_begin_rightly_is_refused(first: str, says: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        registry.read(io.BytesIO(first.encode()), "a.jsonl")
    assert str(caught.value) == f"a.jsonl, line 1: {says}"


@pytest.mark.parametrize("first", ['{"yiku":1}', '\ufeff{"yiku":1}', '{ "yiku": 1}'])
def test_it_is_known_by_its_first_line_whatever_its_name(first: str) -> None:
    assert registry.detect(io.BytesIO(first.encode()), "a.txt").name == "jsonl"


class Long(io.RawIOBase):
    """A first line, a good one, and then a line that goes on and on."""

    def __init__(self, size: int) -> None:
        self._begin, self._left = io.BytesIO(lines({"unit": PAIR}).encode() + b'{"unit":"'), size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        taken = self._begin.readinto(buffer)
        if taken or not self._left:
            return taken
        taken = min(len(buffer), self._left)
        buffer[:taken] = b"x" * taken
        self._left -= taken
        return taken


def test_a_line_of_a_hundred_megabytes_is_refused_with_its_place_before_it_is_in_memory() -> None:
    entries = registry.read(io.BufferedReader(Long(100_000_000)), "a.jsonl").entries  # type: ignore[arg-type]
    assert isinstance(next(entries), Unit)
    tracemalloc.start()
    try:
        with pytest.raises(HostileFile, match=r"^a\.jsonl, line 3: a line of more than 16 MiB$"):
            next(entries)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 3 * MAX_LINE


def test_half_characters_are_left_out_and_counted() -> None:
    data, report = written([Concept((Term("en", "a\ud800b"),))])
    assert list(opened(data).entries) == [Concept((Term("en", "ab"),))]
    assert report.lost == ("characters that are not Unicode text (1)",)


@pytest.mark.parametrize("kind", [Unit, Segment, Details, Concept, Term, LanguageLevel, Definition, Transaction, Field])
def test_the_documentation_names_every_key(kind: type) -> None:
    page = (Path(__file__).parents[3] / "docs" / "jsonl.md").read_text("utf-8")
    assert [name for name in kind.__dataclass_fields__ if f"`{name}`" not in page] == []
