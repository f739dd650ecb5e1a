"""The XLIFF readers, on files written for them: the expected units or error stand beside each."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmx import registry
from tmx.errors import ExchangeError, UnreadableFile
from tmx.filling import Blank, Proposal
from tmx.model import Languages, Segment, Skipped, Unit

FILES = Path(__file__).with_name("files") / "xliff"
VALID, INVALID = (sorted((FILES / kind).glob("*.xlf")) for kind in ("valid", "invalid"))


def name(path: Path) -> str:
    return path.stem


def read(data: bytes, file: str = "a.xlf", languages: Languages | None = None) -> list[object]:
    return list(registry.read(io.BytesIO(data), file, languages=languages or Languages()).entries)


def described(entry: object) -> str:
    """An entry in lines that a person can check."""
    if isinstance(entry, Skipped):
        return f"skipped {entry.at}: {entry.why}"
    assert isinstance(entry, Unit)
    lines = [f"unit {entry.id} [{entry.context}] {entry.status.value}"]
    for segment in entry.segments:
        lines.append(f"  {segment.language}\t{segment.text}\t{segment.markup or ''}")
        lines += [f"    {prop.type} = {prop.value}" for prop in segment.details.props]
        lines += [f"    note: {note.text}" for note in segment.details.notes]
    lines += [f"  {prop.type} = {prop.value}" for prop in entry.details.props]
    lines += [f"  note: {note.text}" for note in entry.details.notes]
    return "\n".join(lines)


@pytest.mark.parametrize("path", VALID, ids=name)
def test_a_file_reads_as_the_lines_beside_it(path: Path) -> None:
    reading = registry.read(io.BytesIO(path.read_bytes()), path.name)
    lines = [described(entry) for entry in reading.entries] + [f"lost {line}" for line in reading.lost.lines()]
    assert "\n".join(lines) + "\n" == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_a_broken_file_is_refused_in_the_line_beside_it(path: Path) -> None:
    with pytest.raises(ExchangeError) as caught:
        read(path.read_bytes(), path.name)
    assert f"{type(caught.value).__name__}: {caught.value}\n" == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "head", "format"),
    [
        ("a.sdlxliff", '<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" ', "xliff12"),
        ("a.mqxliff", '<xliff xmlns:mq="MQXliff" ', "xliff12"),
        ("a.mxliff", '<xliff xmlns:m="http://www.memsource.com/mxlf/2.0" ', "xliff12"),
        ("a.bin", "<xliff ", "xliff12"),
    ],
)
def test_what_cat_tools_made_of_1_2_is_read_by_its_base(file: str, head: str, format: str) -> None:
    data = (
        f'{head}xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'
        '<file original="f" source-language="en" target-language="zh-CN" datatype="x-doc"><body>'
        '<trans-unit id="1"><source>Save</source><target>保存</target></trans-unit></body></file></xliff>'
    )
    reading = registry.read(io.BytesIO(data.encode()), file)
    assert reading.format == format
    assert [segment.text for unit in reading.entries for segment in unit.segments] == ["Save", "保存"]  # type: ignore[union-attr]


def test_a_file_without_namespace_is_read_as_1_0() -> None:
    data = (
        b'<xliff version="1.0"><file source-language="en" target-language="de"><body>'
        b'<trans-unit id="1"><source>a</source><target>b</target></trans-unit></body></file></xliff>'
    )
    assert [entry.languages for entry in read(data) if isinstance(entry, Unit)] == [("en", "de")]


def test_languages_that_the_caller_names_go_before_the_files() -> None:
    found = read((FILES / "valid/codes20.xlf").read_bytes(), languages=Languages("en-GB", "zh-Hans"))
    assert {entry.languages for entry in found if isinstance(entry, Unit)} == {("en-GB", "zh-Hans")}


def test_a_target_of_1_2_must_have_a_language() -> None:
    data = (
        b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en"><body>'
        b'<trans-unit id="1"><source>a</source><target>b</target></trans-unit></body></file></xliff>'
    )
    with pytest.raises(UnreadableFile, match="line 1: it does not say its target language; name the target with -t"):
        read(data)
    assert len(read(data, languages=Languages(target="de"))) == 1
    assert read(data.replace(b"<target>b</target>", b"")) == [Skipped("line 1", "not translated")]


def test_a_reference_to_a_unit_that_is_not_there_is_listed_and_the_unit_kept() -> None:
    data = (
        '<xliff version="2.0" srcLang="en" trgLang="de" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">'
        '<unit id="1"><segment><source>a<ph id="p" subFlows="x"/></source><target>b<ph id="p"/></target></segment>'
        "</unit></file></xliff>"
    )
    unit, skipped = read(data.encode())
    assert isinstance(unit, Unit)
    assert skipped == Skipped("line 1", "a subFlows names the unit “x”, which is not in its file")


def test_an_entity_that_nothing_declares_costs_its_unit_alone() -> None:
    head = '<!DOCTYPE xliff SYSTEM "x.dtd"><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    units = "".join(
        f'<trans-unit id="{n}"><source>{text}</source><target>b</target></trans-unit>'
        for n, text in enumerate(["a", "&nbsp;a", "c"])
    )
    data = f'{head}<file source-language="en" target-language="de"><body>{units}</body></file></xliff>'
    found = read(data.encode())
    assert [type(entry) for entry in found] == [Unit, Skipped, Unit]


def test_many_units_are_read_in_order_with_their_neighbours() -> None:
    units = "".join(
        f'<unit id="{n}"><segment><source>s{n}</source><target>t</target></segment></unit>' for n in range(999)
    )
    data = (
        '<xliff version="2.0" srcLang="en" trgLang="de" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
        f'<file id="f"><notes><note>n</note></notes>{units}</file></xliff>'
    )
    found = [entry for entry in read(data.encode()) if isinstance(entry, Unit)]
    assert [unit.id for unit in found] == [str(n) for n in range(999)]
    assert all(unit.details.prop("x-context-pre") == f"s{n - 1}" for n, unit in enumerate(found) if n)
    assert all(unit.details.prop("x-context-post") == f"s{n + 1}" for n, unit in enumerate(found[:-1]))


PIECES = [b"<", b'"', b"&", b"\0", b"&x;", b"<g id='1'/>", b'<mrk mtype="seg" mid="a">', b"</mrk>", b"<sc id='2'/>"]
PIECES += [
    b"<target>",
    b"</target>",
    b'xml:lang="x x"',
    b'order="2"',
    b"x:",
    b"<sub>a</sub>",
    b'xmlns="urn:z"',
    b"\xff",
]


def echo(blanks: Iterable[Blank]) -> Iterator[Proposal | None]:
    for blank in blanks:
        target = Segment(blank.target_language, blank.source.text, blank.source.markup)
        yield Proposal(blank.source, target, True, 100)


@settings(max_examples=300)
@given(st.sampled_from(VALID), st.integers(0, 10_000), st.integers(0, 30), st.sampled_from([b"", *PIECES]))
def test_a_broken_file_is_an_error_that_names_it_or_reads_and_what_is_filled_reads_too(
    path: Path, at: int, cut: int, piece: bytes
) -> None:
    whole = path.read_bytes()
    at %= len(whole)
    data = whole[:at] + piece + whole[at + cut :]
    out, refused = io.BytesIO(), ""
    found: list[object] = []
    try:
        found = read(data, languages=Languages(target="de"))
        registry.fill(io.BytesIO(data), out, "a.xlf", echo, languages=Languages(target="de"))
    except ExchangeError as error:
        refused = str(error)
    assert "\n" not in refused
    assert refused or len(read(out.getvalue(), languages=Languages(target="de"))) >= len(found)


class Endless(io.RawIOBase):
    """A file of so many units, made as it is read."""

    def __init__(self, head: bytes, unit: bytes, count: int, tail: bytes) -> None:
        self._parts = iter([head, *[unit] * count, tail])
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        with suppress(StopIteration):
            while len(self._rest) < len(buffer):
                self._rest += next(self._parts)
        size = min(len(self._rest), len(buffer))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def test_memory_does_not_grow_with_the_file() -> None:
    head = (
        b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        b'<file source-language="en" target-language="de"><body>'
    )
    unit = b'<trans-unit id="1"><source>' + b"a <x id='1'/> b " * 40 + b"</source><target>c</target></trans-unit>"

    def peak(count: int) -> int:
        stream = io.BufferedReader(Endless(head, unit, count, b"</body></file></xliff>"))
        tracemalloc.start()
        seen = sum(1 for _ in registry.read(stream, "a.xlf", format="xliff12").entries)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert seen == count
        return most

    peak(100)
    few = peak(300)
    assert peak(4_000) < few + 700_000  # 2.7 MB more are read; the buffers on the way are not of one size
