"""What means harm, in every format there is: refused with file and place, or the one bad entry listed; never else.

Each format is given its own file of three entries (`FILES`), with something done to it.
"""

from __future__ import annotations

import io
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest

from tests.tmx.streams import Endless, outcomes
from tmx import registry
from tmx.codec import Codec, Kind
from tmx.errors import ExchangeError, HostileFile, UnreadableFile
from tmx.model import Concept, Languages, Skipped, Term, TermStatus, Unit

PAIR = Languages("en", "zh-CN")
TEXTS = (("first thing", "第一"), ("middle thing", "中间"), ("last thing", "最后"))
CONCEPTS = [
    Concept((Term("en", source, TermStatus.PREFERRED), Term("zh-CN", target, TermStatus.PREFERRED)))
    for source, target in TEXTS
]
CEDICT = (
    "第一 第一 [di4 yi1] /first thing/\n中間 中间 [zhong1 jian1] /middle thing/\n最後 最后 [zui4 hou4] /last thing/\n"
)
BINARY = frozenset({"xlsx", "mo"})
XML = frozenset({"tmx", "multiterm", "tbx", "tbx-dct", "tbx2", "xliff", "xliff12"})
PLACE = re.compile(r"(line|row|byte) [\d,]+")


def file_of(codec: Codec) -> bytes:
    if codec.write is None:
        return CEDICT.encode()
    stream = io.BytesIO()
    registry.write(stream, CONCEPTS, format=codec.name, languages=PAIR)
    return stream.getvalue()


FILES = {codec.name: file_of(codec) for codec in registry.CODECS}
every_format = pytest.mark.parametrize("format", FILES)
every_text_format = pytest.mark.parametrize("format", [name for name in FILES if name not in BINARY])
every_xml_format = pytest.mark.parametrize("format", sorted(XML))


def name_of(format: str) -> str:
    return f"a{registry.by_name(format).extensions[0]}"


def drawn(format: str, data: bytes, kind: Kind | None = None) -> list[object]:
    stream = io.BytesIO(data)
    return list(registry.read(stream, name_of(format), format=format, languages=PAIR, kind=kind).entries)


def refused(format: str, data: bytes) -> str:
    """The error of a file that is refused, which names the file and a place in it."""
    with pytest.raises(UnreadableFile) as caught:
        drawn(format, data)
    assert str(caught.value).startswith(name_of(format))
    assert PLACE.search(str(caught.value)), caught.value
    return str(caught.value)


def with_inside(format: str, what: bytes) -> bytes:
    before, after = FILES[format].split(b"middle", 1)
    return before + what + b"middle" + after


@every_format
def test_the_file_itself_is_read(format: str) -> None:
    assert len(drawn(format, FILES[format])) == 3


def test_formats_that_are_xml_are_known_here() -> None:
    assert {name for name, data in FILES.items() if data.startswith(b"<?xml")} == XML


@every_format
def test_a_file_cut_off_anywhere_is_read_or_refused(format: str) -> None:
    data = FILES[format]
    for part in range(20):
        with suppress(ExchangeError):
            found = drawn(format, data[: len(data) * part // 20])
            assert format not in XML | BINARY
            assert sum(not isinstance(entry, Skipped) for entry in found) <= 3


@every_format
@pytest.mark.parametrize("guess", [True, False])
def test_bytes_of_any_other_format_are_read_or_refused(format: str, guess: bool) -> None:
    for other, data in FILES.items():
        with suppress(ExchangeError):
            stream = io.BytesIO(data)
            list(registry.read(stream, name_of(format), format=None if guess else format, languages=PAIR).entries)
            assert guess or (other in XML) == (format in XML) or format not in XML


@every_text_format
@pytest.mark.parametrize(
    "what", [b"\0", b"\xed\xa0\x80", b"\xff", b"caf\xe9 "], ids=["NUL", "surrogate", "FF", "Latin-1"]
)
def test_what_is_no_text_is_refused_or_its_entry_listed_with_its_place(format: str, what: bytes) -> None:
    try:
        first, middle, last = drawn(format, with_inside(format, what))
    except UnreadableFile:
        refused(format, with_inside(format, what))
    else:  # where an entry is a line, that line alone is bad
        assert isinstance(first, Unit | Concept)
        assert isinstance(last, Unit | Concept)
        assert isinstance(middle, Skipped)
        assert PLACE.search(middle.at)


@every_text_format
def test_another_encoding_than_utf8_is_read_or_refused(format: str) -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "big5", "utf-7"):
        with suppress(ExchangeError):
            drawn(format, FILES[format].decode().encode(encoding, "replace"))


def with_doctype(format: str, internal: str, external: str = "") -> bytes:
    declaration, _, rest = FILES[format].decode().partition("?>")
    root = re.search(r"<([a-z]+)", rest)
    assert root is not None
    return f"{declaration}?><!DOCTYPE {root[1]} {external}[{internal}]>{rest}".encode()


def in_text(data: bytes, entity: str) -> bytes:
    return data.replace(b"middle", f"&{entity};middle".encode(), 1)


def in_attribute(data: bytes, entity: str) -> bytes:
    """With the entity in an attribute of the first element below the root that has one."""
    begin, end = data.split(b"middle", 1)
    head, quote, tail = begin.rpartition(b'="')
    return head + quote + f"&{entity};".encode() + tail + b"middle" + end


@every_xml_format
@pytest.mark.parametrize("place", [in_text, in_attribute])
def test_entities_that_grow_without_end_cost_nothing(format: str, place: Callable[[bytes, str], bytes]) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    data = place(with_doctype(format, f'<!ENTITY a0 "{"ha" * 500}">{entities}'), "a9")
    with suppress(UnreadableFile):
        found = drawn(format, data)
        assert sum(len(repr(entry)) for entry in found) < 10_000
        assert any(isinstance(entry, Skipped) for entry in found)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A port of this machine at which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@every_xml_format
@pytest.mark.parametrize("place", [in_text, in_attribute])
def test_nothing_outside_the_file_is_ever_opened(
    format: str, place: Callable[[bytes, str], bytes], listener: socket.socket, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("do not tell")
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/x.dtd"
    for target in (secret.as_uri(), address):
        for data in (
            place(with_doctype(format, f'<!ENTITY x SYSTEM "{target}">'), "x"),
            place(with_doctype(format, f'<!ENTITY % p SYSTEM "{target}"> %p;'), "x"),
            place(with_doctype(format, "", f'SYSTEM "{target}" '), "x"),
            place(with_doctype(format, "", f'PUBLIC "-//x" "{target}" '), "x"),
        ):
            with suppress(UnreadableFile):
                assert "do not tell" not in repr(drawn(format, data))
    with pytest.raises(BlockingIOError):  # nobody has called
        listener.accept()


@every_xml_format
def test_elements_nested_without_end_are_refused(format: str) -> None:
    with pytest.raises(HostileFile, match="depth"):
        drawn(format, with_inside(format, b"<x>" * 300 + b"</x>" * 300))


def without(text: str) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(text.encode(), b"")


def without_both(data: bytes) -> bytes:
    return data.replace(b"middle thing", b"").replace("中间".encode(), b"")


def without_cell(data: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value == "中间":
                cell.value = None
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    **dict.fromkeys(("tbx", "tbx-dct", "tbx2", "memoq"), without_both),
    "cedict": without("[zhong1 jian1]"),
    "xlsx": without_cell,
}
"""How the middle entry is made one that cannot be taken; by taking its Chinese, where nothing else is said."""


@pytest.mark.parametrize("format", [name for name in FILES if name != "mo"])
def test_the_entries_around_a_bad_one_are_kept_and_the_bad_one_is_listed(format: str) -> None:
    spoil = SPOILED.get(format, without("中间"))
    kind: Kind | None = "units" if "units" in registry.by_name(format).kinds else None
    found = drawn(format, spoil(FILES[format]), kind)
    (bad,) = (entry for entry in found if isinstance(entry, Skipped))
    assert PLACE.search(bad.at)
    assert bad.why
    first, last = (entry for entry in found if not isinstance(entry, Skipped))
    for entry, text in ((first, "first thing"), (last, "last thing")):
        assert isinstance(entry, Unit | Concept)
        assert text in repr(entry)


MEGABYTE = b"x" * 1_000_000


def test_a_text_of_100_mb_is_refused_in_every_format_with_little_memory() -> None:
    """One text node, string, line or cell, made while it is read."""
    files = []
    for format, data in FILES.items():
        if format not in BINARY:
            begin, end = data.split(b"middle", 1)
            files.append(Endless(format, begin, MEGABYTE, 100, end))
    for file, found in zip(files, outcomes(files), strict=True):
        assert found.error.startswith("endless, "), (file.format, found)
        assert PLACE.search(found.error), (file.format, found)
        assert found.entries < 3, (file.format, found)
        assert found.memory < 250, (file.format, found)


TU = (
    '<tu><tuv xml:lang="en"><seg>English text of some length</seg></tuv><tuv xml:lang="zh"><seg>中文</seg></tuv></tu>\n'
)
UNITS = 1_000


def tmx_of(size: int) -> Endless:
    """A TMX file of about so many bytes."""
    filling = (TU * UNITS).encode()
    begin, end = b'<tmx version="1.4"><header srclang="en"/><body>\n', b"</body></tmx>"
    return Endless("tmx", begin, filling, size // len(filling), end)


def check_memory(size: int) -> None:
    file = tmx_of(size)
    (found,) = outcomes([file])
    assert (found.entries, found.error) == (file.times * UNITS, "")
    assert found.memory < 150, found


def test_60_mb_of_tmx_are_read_in_little_memory() -> None:
    check_memory(60_000_000)


@pytest.mark.long
def test_2_gb_of_tmx_are_read_in_the_same_memory() -> None:
    check_memory(2_000_000_000)
