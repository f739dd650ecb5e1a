"""Files that ask for too much, or are no text, are refused with file and place, in bounded memory."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator

import pytest

from tmx import registry
from tmx.codec import Table
from tmx.errors import HostileFile, UnreadableFile
from tmx.model import Concept, Languages, Skipped

BOTH = Languages("zh-CN", "en")
MEBIBYTE = 1024 * 1024
TEXT = ["csv", "tsv", "omegat", "omegat-csv", "deepl-csv", "google-tsv", "google-terms", "weblate", "memoq", "utx"]
HEADERS = {
    "csv": b"zh-CN,en\n",
    "tsv": b"zh-CN\ten\n",
    "google-terms": b"zh-CN,en,description\n",
    "weblate": b"source,target,fuzzy\n",
    "memoq": b"Entry_ID,Chinese,English\n",
    "utx": b"#UTX 1.11; zh-CN/en\n#src\ttgt\n",
}


class Made(io.RawIOBase):
    """A stream of pieces that are made as they are read, so that nothing large is ever held."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        if not self._left:
            self._left = next(self._pieces, b"")
        taken = self._left[: len(buffer)]
        self._left = self._left[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)


def endless(format: str, what: bytes, megabytes: int = 100) -> io.BufferedReader:
    def pieces() -> Iterator[bytes]:
        yield HEADERS.get(format, b"")
        for _ in range(megabytes * 16):
            yield what * (65_536 // len(what))

    return io.BufferedReader(Made(pieces()))


@pytest.mark.parametrize("format", TEXT)
def test_a_line_of_a_hundred_megabytes_is_refused_in_bounded_memory(format: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(HostileFile, match=r"a\.txt, line \d: a line of more than 4,194,304 characters"):
            list(registry.read(endless(format, b"x"), "a.txt", format=format, languages=BOTH).entries)
        assert tracemalloc.get_traced_memory()[1] < 48 * MEBIBYTE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("format", TEXT)
def test_a_nul_is_refused_with_its_line(format: str) -> None:
    data = HEADERS.get(format, b"") + "关税,\0tariff\n".encode()
    line = HEADERS.get(format, b"").count(b"\n") + 1
    with pytest.raises(HostileFile, match=rf"a\.txt, line {line}: a NUL character"):
        list(registry.read(io.BytesIO(data), "a.txt", format=format, languages=BOTH).entries)


@pytest.mark.parametrize("format", TEXT)
def test_half_of_a_surrogate_pair_is_refused_with_its_byte(format: str) -> None:
    data = HEADERS.get(format, b"") + b"a,b\xed\xb2\x80\n"
    at = data.index(b"\xed") + 1
    with pytest.raises(UnreadableFile, match=rf"a\.txt, byte {at}: half of a surrogate pair"):
        list(registry.read(io.BytesIO(data), "a.txt", format=format, languages=BOTH).entries)


def test_latin_text_that_has_the_bytes_of_a_surrogate_is_not_called_one() -> None:
    data = "es,en\nallí\xa0»,there\ncamión,lorry\n".encode("cp1252")
    with pytest.raises(UnreadableFile, match="its encoding is not UTF-8 and cannot be told"):
        list(registry.read(io.BytesIO(data), "a.csv").entries)


def test_a_cell_that_is_never_closed_is_refused_with_its_row() -> None:
    data = b'zh-CN,en\na,"b\n' + b"x\n" * 200_000
    with pytest.raises(UnreadableFile, match=r"a\.csv, row 2: not a table"):
        list(registry.read(io.BytesIO(data), "a.csv").entries)


def test_a_text_of_eleven_megabytes_in_multiterm_is_refused() -> None:
    data = b"<mtf><conceptGrp><concept>" + b"1" * 11_000_000 + b"</concept></conceptGrp></mtf>"
    with pytest.raises(UnreadableFile, match=r"a\.xml"):
        list(registry.read(io.BytesIO(data), "a.xml").entries)


def multiterm(entities: str, term: str) -> bytes:
    group = f"<languageGrp><language lang='EN'/><termGrp><term>{term}</term></termGrp></languageGrp>"
    return f"<!DOCTYPE mtf [{entities}]><mtf><conceptGrp>{group}</conceptGrp></mtf>".encode()


def test_entities_in_multiterm_are_not_expanded() -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(HostileFile, match=r"a\.xml, line 1: .*amplification"):
        list(registry.read(io.BytesIO(multiterm(f'<!ENTITY a0 "ha">{bomb}', "&a11;")), "a.xml").entries)
    [entry] = registry.read(io.BytesIO(multiterm('<!ENTITY a "ha">', "&a;")), "a.xml").entries
    assert isinstance(entry, Skipped)


@pytest.mark.parametrize("format", TEXT)
def test_bad_rows_among_good_ones_are_listed_and_the_good_ones_kept(format: str) -> None:
    tab = "\t" if format in ("tsv", "omegat", "google-tsv", "utx") else ","
    row = {"google-terms": "{},{},\n", "weblate": "{},{},\n", "memoq": "1,{},{}\n"}.get(format, "{}" + tab + "{}\n")
    good = [row.format(f"词{at}", f"word {at}") for at in range(4)]
    bad = row.format("", "")
    begin = HEADERS.get(format, b"").decode()
    entries = list(
        registry.read(
            io.BytesIO(
                (
                    begin + good[0] + "only one cell\n" + good[1] + bad.replace(tab, tab + " ", 1) + "".join(good[2:])
                ).encode()
            ),
            "a.txt",
            format=format,
            languages=BOTH,
        ).entries
    )
    skipped = [entry for entry in entries if isinstance(entry, Skipped)]
    assert len(entries) - len(skipped) == 4
    assert skipped
    assert f" {begin.count(chr(10)) + 2}" in skipped[0].at


def test_more_columns_than_any_table_has_are_refused() -> None:
    for format, header in (("csv", "c"), ("memoq", "English"), ("utx", "src")):
        delimiter = "\t" if format == "utx" else ","
        begin = "#UTX 1.11; en/zh\n#" if format == "utx" else ""
        data = (begin + delimiter.join([header] * 5000) + "\n" + delimiter.join("x" * 5000) + "\n").encode()
        with pytest.raises(HostileFile, match=r"a\.txt, (row|line) \d: more than \d,000 columns"):
            registry.read(io.BytesIO(data), "a.txt", format=format)


def test_a_wide_table_is_read_and_previewed() -> None:
    data = (",".join(f"c{at}" for at in range(1000)) + "\n" + ",".join("x" * 1000) + "\n").encode()
    table = Table((("c1", "zh-CN"), ("c999", "en")))
    [concept] = registry.read(io.BytesIO(data), "a.csv", table=table).entries
    assert isinstance(concept, Concept)
    assert len(registry.preview(io.BytesIO(data), "a.csv", table=table).columns) == 1000
