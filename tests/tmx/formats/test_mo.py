from __future__ import annotations

import io
import random
import struct
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tmx.formats.test_po_writer import messages
from tmx import registry
from tmx.codec import Wanted
from tmx.errors import ExchangeError, HostileFile, UnreadableFile
from tmx.formats import mo
from tmx.model import NOTHING, Details, Languages, Losses, Note, Prop, Segment, Skipped, Unit, UnitStatus

CHINESE = Languages("en", "zh-CN")


def written(units: list[Unit], losses: Losses | None = None, header: Details = NOTHING) -> bytes:
    stream = io.BytesIO()
    mo.write(stream, units, CHINESE, header, losses or Losses())
    return stream.getvalue()


def read(data: bytes) -> list[object]:
    return list(mo.read(io.BytesIO(data), Wanted("a.mo", CHINESE)).entries)


def pair(source: str, target: str, context: str = "") -> Unit:
    return Unit((Segment("en", source), Segment("zh-CN", target)), context=context)


plain = messages().map(lambda unit: Unit(unit.segments, context=unit.context))
distinct = st.lists(plain, max_size=5, unique_by=lambda unit: (unit.context, unit.segments[0].text))


def in_order(units: list[Unit]) -> list[Unit]:
    """As a compiled catalogue has them: by the bytes of context and source."""
    return sorted(units, key=lambda unit: "\x04".join(filter(None, (unit.context, unit.segments[0].text))).encode())


@given(distinct)
def test_what_is_written_reads_back_sorted(values: list[Unit]) -> None:
    losses = Losses()
    assert read(written(values, losses)) == in_order(values)
    assert losses.counts == {}


def test_plural_forms_and_the_header_come_back() -> None:
    plural = (Prop("x-po-plural", "0/1"), Prop("x-po-msgid", "%d file"), Prop("x-po-msgid-plural", "%d files"))
    units = [
        Unit((Segment("en", text), Segment("zh-CN", "%d 个文件")), details=Details(props=plural))
        for text in ("%d file", "%d files")
    ]
    data = written(units, header=Details(props=(Prop("Project-Id-Version", "yiku"),)))
    reading = registry.read(io.BytesIO(data), "a.bin")
    assert (reading.format, list(reading.entries)) == ("mo", units)
    assert (reading.header.prop("Language"), reading.header.prop("Project-Id-Version")) == ("zh_CN", "yiku")


def test_what_a_compiled_catalogue_does_not_have_is_counted() -> None:
    units = [
        Unit(pair("a", "甲").segments, status=UnitStatus.FUZZY),
        Unit(pair("b", "乙").segments, details=Details(props=(Prop("x-po-obsolete", "yes"),))),
        Unit(pair("c", "丙").segments, details=Details(notes=(Note("n"),))),
        Unit(pair("d", "丁").segments, details=Details(props=(Prop("x-po-flag", "c-format"),))),
    ]
    losses = Losses()
    assert read(written(units, losses, Details(notes=(Note("n"),)))) == [pair("c", "丙"), pair("d", "丁")]
    assert losses.lines() == (
        "notes of the file (1)",
        "fuzzy and obsolete messages (2)",
        "comments, flags and previous messages (2)",
    )


@given(values=distinct.filter(bool))
def test_msgunfmt_reads_the_same_messages(values: list[Unit], require_tool: Callable[[str], str]) -> None:
    command = [require_tool("msgunfmt"), "--force-po", "-"]
    found = subprocess.run(command, input=written(values), capture_output=True, check=False)
    assert found.returncode == 0, found.stderr
    back = [unit for unit in registry.read(io.BytesIO(found.stdout), "a.po").entries if isinstance(unit, Unit)]
    assert in_order(back) == in_order(values)


def test_what_msgfmt_compiles_is_what_is_compiled_here(
    corpus: Path, require_tool: Callable[[str], str], tmp_path: Path
) -> None:
    for path in sorted((corpus / "po").rglob("*.po")):
        for order in ("little", "big"):
            command = [require_tool("msgfmt"), f"--endianness={order}", "-o", str(tmp_path / "a.mo"), str(path)]
            subprocess.run(command, check=True, capture_output=True)
            theirs = registry.read(io.BytesIO((tmp_path / "a.mo").read_bytes()), "a.mo")
            catalogue = registry.read(io.BytesIO(path.read_bytes()), path.name)
            stream = io.BytesIO()
            units = [unit for unit in catalogue.entries if isinstance(unit, Unit)]
            registry.write(stream, units, format="mo", header=catalogue.header)
            ours = registry.read(io.BytesIO(stream.getvalue()), "a.mo")
            assert list(ours.entries) == list(theirs.entries), path


GOOD = written([pair("Save", "保存"), pair("Open", "打开", "menu")])


def patched(at: int, value: int) -> bytes:
    return GOOD[:at] + struct.pack("<I", value) + GOOD[at + 4 :]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not an MO file: it does not begin as one"),
        (GOOD[:20], "not an MO file: it does not begin as one"),
        (patched(4, 7 << 16), "an MO file of revision 7, which nobody knows"),
        (patched(8, 0xFFFFFFFF), "byte 28: an MO file whose table lies outside of it"),
        (patched(12, 0xFFFFFFF0), "byte 4,294,967,280: an MO file whose table lies outside of it"),
        (patched(36, 0x7FFFFFFF), "an MO file whose strings lie outside of it"),
        (patched(40, 0xFFFFFFFF), "byte 4,294,967,295: an MO file whose strings lie outside of it"),
        (GOOD.replace(b"UTF-8", b"rot13"), "not rot13 text"),
        (GOOD.replace("保存".encode(), b"\xff" * 6), "not UTF-8 text"),
    ],
)
def test_a_broken_file_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(data)
    assert str(refused.value).startswith("a.mo")
    assert message in str(refused.value)


def test_strings_that_overlap_are_refused_before_they_are_read() -> None:
    count, text = 4000, b"x" * 100_000
    strings = 28 + 16 * count
    table = struct.pack("<2I", len(text), strings) * count
    data = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0) + table * 2 + text
    with pytest.raises(UnreadableFile, match="strings lie outside of it"):
        read(data)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mo, "MAX_FILE", 100)
    with pytest.raises(HostileFile, match=r"^a\.mo: more than 0 MiB"):
        read(GOOD)


def test_no_change_of_a_few_bytes_gives_another_error() -> None:
    chance = random.Random(7)
    for _ in range(2000):
        data = bytearray(GOOD)
        for _ in range(chance.choice([1, 2, 8])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(ExchangeError):
            assert all(isinstance(entry, Unit | Skipped) for entry in read(bytes(data[: chance.randrange(len(data))])))
