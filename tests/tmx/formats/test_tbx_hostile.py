"""TBX files that mean harm are refused with file and place, before they cost memory."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator

import pytest

from tmx import registry, safexml
from tmx.errors import HostileFile, UnreadableFile
from tmx.model import Concept, Skipped

BEGIN = '<martif type="TBX" xml:lang="en"><text><body>\n'
ENTRY = '<termEntry id="c{0}"><langSet xml:lang="en"><tig><term>term {0}</term></tig></langSet></termEntry>\n'
END = "</body></text></martif>"


def drawn(content: str | bytes) -> list[object]:
    data = content.encode() if isinstance(content, str) else content
    return list(registry.read(io.BytesIO(data), "a.tbx").entries)


def test_an_external_entity_is_never_opened() -> None:
    doctype = '<!DOCTYPE martif [<!ENTITY foo SYSTEM "file:///etc/hostname">]>'
    (skipped,) = drawn(f"{doctype}{BEGIN}{ENTRY.format(1).replace('term 1', '&foo;')}{END}")
    assert isinstance(skipped, Skipped)
    assert (skipped.at, skipped.why[:27]) == ("line 2", "it uses the entity &foo;, w")
    with pytest.raises(UnreadableFile, match=r"^a\.tbx, line 2: .*external entity"):
        drawn(f'{doctype}{BEGIN}<termEntry id="&foo;"/>{END}')


def test_entities_that_grow_without_end_are_refused() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    doctype = f'<!DOCTYPE martif [<!ENTITY a0 "{"ha" * 1000}">{entities}]>'
    for at in ("id", "xml:lang"):
        with pytest.raises(UnreadableFile, match=r"^a\.tbx"):
            drawn(f'{doctype}{BEGIN}<termEntry {at}="&a8;"/>{END}')


@pytest.mark.parametrize(
    "inner",
    ["<descrip>" * 300 + "</descrip>" * 300, f"<note>{'x' * 11_000_000}</note>"],
    ids=["depth", "text"],
)
def test_what_is_too_deep_or_too_long_is_refused(inner: str) -> None:
    with pytest.raises(HostileFile, match=r"^a\.tbx, line \d"):
        drawn(f"{BEGIN}<termEntry>{inner}</termEntry>{END}")


def test_a_nul_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.tbx, line 3: "):
        drawn((BEGIN + ENTRY.format(1)).encode() + b"<termEntry>\0</termEntry>" + END.encode())


def test_bytes_that_the_declared_encoding_has_not_are_refused_with_their_line() -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.tbx, line 2"):
        drawn(BEGIN.encode() + "<termEntry><note>é</note></termEntry>".encode("latin-1") + END.encode())


def test_entries_before_the_place_where_a_file_breaks_are_drawn_first() -> None:
    entries = registry.read(io.BytesIO((BEGIN + ENTRY.format(1) + "<termEntry>&lt;</body>").encode()), "a.tbx").entries
    first = next(entries)
    assert isinstance(first, Concept)
    with pytest.raises(UnreadableFile, match=r"^a\.tbx, line 3: "):
        next(entries)


def test_a_note_nested_without_end_is_a_note() -> None:
    deep = '{"type":"a","fields":[' * 3000 + "]}" * 3000
    content = BEGIN + ENTRY.format(1).replace("</tig>", f"<note>x-yiku-field {deep}</note></tig>") + END
    (found,) = drawn(content)
    assert isinstance(found, Concept)
    assert found.terms[0].notes[0].text.startswith("x-yiku-field {")


class Endless(io.RawIOBase):
    """A file that begins as TBX, and goes on with the same for as long as one likes."""

    def __init__(self, begin: str, block: str, times: int) -> None:
        self._parts = self._cut(begin, block, times)
        self._rest = b""

    @staticmethod
    def _cut(begin: str, block: str, times: int) -> Iterator[bytes]:
        yield begin.encode()
        for _ in range(times):
            yield block.encode()
        yield END.encode()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._rest = part
        piece, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def test_memory_does_not_grow_with_the_file() -> None:
    stream = io.BufferedReader(Endless(BEGIN, "".join(ENTRY.format(n) for n in range(500)), 40))
    entries = registry.read(stream, "a.tbx").entries  # type: ignore[arg-type]
    for _ in range(2_000):
        next(entries)
    tracemalloc.start()
    try:
        rest = sum(1 for _ in entries)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert rest == 18_000
    assert most < 2_000_000


def test_a_file_without_entries_does_not_go_on_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safexml, "MAX_GAP", 1_000_000)
    stream = io.BufferedReader(Endless(BEGIN, "<note>n</note>" * 10_000, 20))
    with pytest.raises(HostileFile, match=r"^a\.tbx: no entry in"):
        list(registry.read(stream, "a.tbx").entries)  # type: ignore[arg-type]
