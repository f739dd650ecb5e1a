from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules
from typing import BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tmx.values import concepts, pairs
from tmx import formats, registry
from tmx.codec import Codec, Kind
from tmx.errors import CannotWrite, ExchangeError, UnknownFormat
from tmx.model import Concept, Details, Languages, Segment, Term, TermStatus, Unit

PAIR = Languages("en", "zh-CN")
SAVE = Unit((Segment("en", "Save"), Segment("zh-CN", "保存")))
PORT = Concept((Term("en", "port", TermStatus.PREFERRED), Term("zh-CN", "港", TermStatus.PREFERRED)))
WRITABLE = registry.codecs_to_write()


def written(codec: Codec, entries: list[Unit | Concept]) -> bytes:
    stream = io.BytesIO()
    registry.write(stream, entries, format=codec.name, languages=PAIR)
    return stream.getvalue()


def native(codec: Codec) -> Unit | Concept:
    return SAVE if "units" in codec.kinds else PORT


def test_every_module_of_formats_is_in_the_table() -> None:
    found = {codec.name for module in iter_modules(formats.__path__) for codec in _codecs_of(module.name)}
    assert found == {codec.name for codec in registry.CODECS}
    assert {"tmx", "po", "csv", "tsv"} <= found


def _codecs_of(module: str) -> tuple[Codec, ...]:
    return cast(tuple[Codec, ...], import_module(f"{formats.__name__}.{module}").CODECS)


def test_names_are_unique_and_in_the_order_in_which_they_are_asked() -> None:
    names = [codec.name for codec in registry.CODECS]
    assert len(set(names)) == len(names)
    assert list(registry.CODECS) == sorted(registry.CODECS, key=lambda codec: (codec.rank, codec.name))


@pytest.mark.parametrize("codec", registry.CODECS, ids=lambda codec: codec.name)
def test_every_codec_is_complete(codec: Codec) -> None:
    assert codec.name == codec.name.lower()
    assert codec.title
    assert codec.carries
    assert codec.kinds <= {"units", "concepts"} and codec.kinds  # noqa: PT018
    assert all(extension.startswith(".") and extension == extension.lower() for extension in codec.extensions)
    assert "/" in codec.mimetype
    assert isinstance(codec.loses, tuple) and all(codec.loses)  # noqa: PT018
    assert registry.by_name(codec.name.upper()) is codec


@pytest.mark.parametrize("codec", registry.CODECS, ids=lambda codec: codec.name)
@given(head=st.binary(max_size=200))
def test_detecting_never_fails_and_an_empty_file_is_none(codec: Codec, head: bytes) -> None:
    assert codec.detect(head) in (True, False)
    assert codec.detect(b"") is False


NAMELESS = {"omegat-csv", "deepl-csv", "deepl-tsv", "google-csv", "google-tsv"}
"""Files of two columns and no header, which are like any other: somebody has to say what they are."""


@pytest.mark.parametrize("codec", WRITABLE, ids=lambda codec: codec.name)
def test_what_a_codec_writes_it_knows_again_and_reads(codec: Codec) -> None:
    data = written(codec, [native(codec)])
    file = f"a{codec.extensions[0]}"
    format = codec.name if codec.name in NAMELESS else None
    assert format or registry.detect(io.BytesIO(data), file).name == codec.name.removesuffix("-1.11")
    kind: Kind = "units" if "units" in codec.kinds else "concepts"
    reading = registry.read(io.BytesIO(data), file, languages=PAIR, kind=kind, format=format)
    assert reading.kind == kind
    (entry,) = reading.entries
    assert isinstance(entry, Unit | Concept)
    texts = entry.segments if isinstance(entry, Unit) else entry.terms
    expected = native(codec)
    assert [each.text for each in texts] == [
        each.text for each in (expected.segments if isinstance(expected, Unit) else expected.terms)
    ]


@pytest.mark.parametrize("codec", WRITABLE, ids=lambda codec: codec.name)
def test_nothing_is_written_as_a_file_of_nothing(codec: Codec) -> None:
    data = written(codec, [])
    reading = registry.read(io.BytesIO(data), f"a{codec.extensions[0]}", languages=PAIR, format=codec.name)
    assert list(reading.entries) == []


@pytest.mark.parametrize("codec", WRITABLE, ids=lambda codec: codec.name)
@settings(max_examples=25)
@given(entries=st.lists(st.one_of(pairs(), concepts), max_size=2))
def test_every_codec_writes_any_value_or_says_why_not(codec: Codec, entries: list[Unit | Concept]) -> None:
    with suppress(ExchangeError):
        written(codec, entries)


TMX_HEAD = b'<?xml version="1.0"?><tmx version="1.4"><body>'
PO_HEAD = b'msgid "a"\nmsgstr "b"\n'


@pytest.mark.parametrize(
    ("head", "file", "name"),
    [
        (TMX_HEAD, "a.csv", "tmx"),
        (PO_HEAD, "a.tmx", "po"),
        (b"source,target\n", "a.po", "csv"),
        (b"source\ttarget\n", "a.csv", "tsv"),
        (b"", "a.PO", "po"),
        (b"", "dir.tmx/a.tmx", "tmx"),
        (b"anything,else\n", "a.csv", "csv"),
    ],
)
def test_content_says_the_format_and_where_it_does_not_the_name(head: bytes, file: str, name: str) -> None:
    stream = io.BytesIO(head)
    assert registry.detect(stream, file).name == name
    assert stream.read() == head


def test_a_stream_that_cannot_seek_is_recognised_and_read_whole() -> None:
    data = written(registry.by_name("tmx"), [SAVE] * 2000)
    reading = registry.read(_Pipe(data), "-")
    assert reading.format == "tmx"
    assert list(reading.entries) == [SAVE] * 2000


class _Pipe(io.BytesIO):
    def seekable(self) -> bool:
        return False

    def seek(self, *arguments: int) -> int:
        raise OSError("a pipe")

    tell = seek


@pytest.mark.parametrize(("content", "file"), [(b"", "-"), (b"what?", "a.doc"), (b"\xff\xfe\x00", "tmx")])
def test_an_unknown_file_is_refused_with_the_formats_there_are(content: bytes, file: str) -> None:
    with pytest.raises(UnknownFormat, match=rf"^{file}: its format is none that is known here; name one of .*tmx"):
        registry.read(io.BytesIO(content), file)
    with pytest.raises(UnknownFormat):
        registry.detect(io.BytesIO(content), file)


def test_a_named_format_goes_before_content_and_name() -> None:
    with pytest.raises(ExchangeError, match="not a TMX file"):
        registry.read(io.BytesIO(PO_HEAD), "a.po", format="TMX")
    with pytest.raises(UnknownFormat, match=r"there is no format “word”; choose one of .*csv"):
        registry.read(io.BytesIO(PO_HEAD), "a.po", format="word")


def test_a_files_name_says_what_to_write() -> None:
    assert registry.for_export("out/A.TMX").name == "tmx"
    with pytest.raises(UnknownFormat, match=r"^a\.doc: its name does not say a format; end it with one of .*\.tmx"):
        registry.for_export("a.doc")


def test_every_extension_is_listed_once() -> None:
    listed = registry.extensions()
    assert len(set(listed)) == len(listed)
    assert {".tmx", ".po", ".csv", ".tsv"} <= set(listed)


def test_a_format_without_a_writer_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    tmx = registry.by_name("tmx")
    only_read = Codec(**{name: getattr(tmx, name) for name in Codec.__slots__} | {"name": "old", "write": None})
    monkeypatch.setattr(registry, "CODECS", (only_read, *registry.CODECS))
    with pytest.raises(CannotWrite, match="“old” is only read here; choose one of"):
        registry.write(io.BytesIO(), [], format="old")


def test_units_asked_for_as_concepts_and_back() -> None:
    data = written(registry.by_name("tmx"), [SAVE])
    (concept,) = registry.read(io.BytesIO(data), "a.tmx", kind="concepts").entries
    assert isinstance(concept, Concept)
    assert [term.text for term in concept.terms] == ["Save", "保存"]
    table = written(registry.by_name("csv"), [concept])
    assert list(registry.read(io.BytesIO(table), "a.csv", kind="units").entries) == [SAVE]


def test_a_concept_that_gives_no_unit_is_counted() -> None:
    reading = registry.read(io.BytesIO(b"zh,en\n\xe6\xb8\xaf,\n"), "a.csv", kind="units", format="csv")
    assert [type(entry).__name__ for entry in reading.entries] == ["Skipped"]
    rows = b"language,term\nen,port\n"
    reading = registry.read(io.BytesIO(rows), "a.csv", kind="units")
    assert list(reading.entries) == []
    assert reading.lost.lines() == ("concepts without a usable term in two languages (1)",)


def test_a_writer_is_given_entries_one_at_a_time() -> None:
    """What holds for memory: no writer draws the entries into a list first."""
    drawn = 0

    def endless() -> Iterator[Unit]:
        nonlocal drawn
        while True:
            drawn += 1
            yield Unit((Segment("en", f"Save {drawn}"), Segment("zh-CN", f"保存 {drawn}")))

    class Full(io.RawIOBase):
        size = 0

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.size += len(cast(bytes, data))
            if self.size > 200_000:
                raise OSError("no space left")
            return len(cast(bytes, data))

    for codec in (registry.by_name(name) for name in ("tmx", "po", "csv", "tsv")):
        drawn = 0
        with pytest.raises(OSError, match="no space left"):
            registry.write(cast(BinaryIO, Full()), endless(), format=codec.name, languages=PAIR, header=Details())
        assert 0 < drawn < 20_000
