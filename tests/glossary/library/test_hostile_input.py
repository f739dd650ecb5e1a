"""Random and mutated files: a report, or an error that names the file; never another exception, never half a file."""

from __future__ import annotations

import io
import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from glossary.answers import ImportReport
from glossary.errors import YikuError
from glossary.library import Library
from tests.glossary.library.contents import contents, file_of
from tmx import registry
from tmx.errors import ExchangeError
from tmx.model import Concept, Definition, Details, Field, Note, Prop, Segment, Term, TermStatus, Unit, UnitStatus

A_LIBRARY = 250
"""Files that one library is given before it is looked at closely and a new one taken."""

UNITS = [
    Unit((Segment("en", "Save"), Segment("zh-CN", "保存")), id="7", context="menu", status=UnitStatus.FUZZY),
    Unit((Segment("en", "Press OK", 'Press <ph x="1">&lt;b&gt;</ph>OK'), Segment("zh-CN", "按确定"))),
    Unit((Segment("en", "a\nb"), Segment("zh-CN", "“引号”,;"), Segment("de", "=1+1"))),
    Unit(
        (Segment("en", "many"), Segment("zh-CN", "许多")),
        details=Details(
            props=(Prop("x-po-plural", "1/2"), Prop("x-po-msgid", "one"), Prop("x-po-msgid-plural", "many"))
        ),
    ),
    Unit(
        (Segment("en", "bonded area", None, Details((("creationid", "amy"),))), Segment("zh-CN", "保税区")),
        details=Details((("changedate", "20220909T000000Z"),), (Prop("x-p", "v", "en"),), (Note("n", "zh-CN"),)),
    ),
]
CONCEPTS = [
    Concept(
        (
            Term("zh-CN", "保税区", TermStatus.PREFERRED),
            Term("en", "bonded area"),
            Term("en", "x", TermStatus.DEPRECATED),
        ),
        domains=("customs",),
        definitions=(Definition("d", "en", "WCO"), Definition("e")),
        notes=(Note("n"), Note("m", "en")),
        fields=(Field("client", "ACME"),),
    ),
    Concept((Term("en", "port", TermStatus.PREFERRED), Term("zh-CN", "港")), id="#7"),
]
PO = (
    'msgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n#. c\n#: a.c:1\n#, fuzzy, c-format\n#| msgid "old"\nmsgctxt "menu"\n'
    'msgid "Save %d"\nmsgstr "保存 %d"\n\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] "许多"\n\n'
    '#~ msgid "gone"\n#~ msgstr "没"\n'
)
GOOD = [
    *(("a.tmx", file_of(UNITS)), ("a.po", PO.encode()), ("a.po", file_of(UNITS, "po"))),
    *(("a.csv", file_of(UNITS, "csv")), ("a.tsv", file_of(UNITS, "tsv"))),
    *(("a.csv", file_of(CONCEPTS, "csv")), ("a.tsv", file_of(CONCEPTS, "tsv"))),
    ("a.csv", b"source,target,status,domain,extra\n\xe6\xb8\xaf,port,preferred,ships,\n\xe6\xb8\xaf,haven,,ships,\n"),
]
WORDS = [
    *(
        b"\0",
        b"\xff",
        b"\xed\xa0\x80",
        b"\xf0\x9f\x98\x80",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\r",
        b"\n\n",
        b"\t",
        b'"',
        b"'",
    ),
    *(
        b'""',
        b",",
        b";",
        b"=",
        b"&amp;",
        b"&x;",
        b"&#0;",
        b"&#xD800;",
        b"<",
        b"<!--",
        b"<![CDATA[",
        b"]]>",
        b"<seg>",
        b"</tu>",
    ),
    *(b"<!DOCTYPE tmx [<!ENTITY x 'y'>]>", b'<?xml version="1.0" encoding="utf-16"?>', b'xml:lang="x"', b"<hi>" * 40),
    *(
        b"\\",
        b"\\n",
        b"\\x41",
        b"\\777",
        b"msgid ",
        b'msgstr ""\n',
        b"msgstr[99] ",
        b"#~ ",
        b"#| ",
        b"#, ",
        b"msgctxt ",
    ),
    *(
        b"charset=unicode_escape",
        b"charset=utf-7",
        b"charset=utf-16",
        b"charset=rot13",
        b"charset=idna",
        b"charset=gb2312",
    ),
    *(
        b'{""notes"":[[""\\ud800"",""""]]}',
        b"[[[[",
        b"extra",
        b"language:",
        b"sep=;\r\n",
        b"concept",
        b"9" * 5000,
        b"e" * 5000,
    ),
    *(
        "保税区".encode("gbk"),
        "保稅區".encode("big5"),
        "зона".encode("cp1251"),
        "é".encode("latin-1"),
        "\u2028\x85".encode(),
    ),
]


def hostile_files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Names and contents: one in five are random bytes, the others good files with some faults."""
    chance = random.Random(seed)
    for _ in range(count):
        name, data = chance.choice(GOOD)
        if chance.random() < 0.2:
            data = chance.randbytes(chance.choice([0, 1, 3, 64, 3000]))
        else:
            for _ in range(chance.choice([1, 1, 2, 3, 8])):
                data = chance.choice(FAULTS)(data, chance)
        yield chance.choice([name, name, name, "-", "a.tmx", "a.po", "a.csv"]), data


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _without_a_piece(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.choice([1, 2, 10, 200]) :]


def _with_a_word(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(WORDS) + data[at:]


def _with_other_bytes(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(min(len(data), chance.choice([1, 1, 5, 50]))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _with_a_piece_twice(data: bytes, chance: random.Random) -> bytes:
    start, at = chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)
    return data[:at] + data[start : start + chance.choice([1, 20, 300])] + data[at:]


def _in_another_encoding(data: bytes, chance: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(
        chance.choice(["utf-16", "utf-16-le", "utf-32", "gb18030", "big5", "latin-1", "utf-7"]), "replace"
    )


def _with_another_charset(data: bytes, chance: random.Random) -> bytes:
    name = chance.choice(
        ["unicode_escape", "raw_unicode_escape", "utf-7", "utf_16", "hz", "cp037", "punycode", "nope", "ascii"]
    )
    return data.replace(b"UTF-8", name.encode()).replace(b"utf-8", name.encode())


FAULTS: list[Callable[[bytes, random.Random], bytes]] = [
    *(_cut, _without_a_piece, _with_a_word, _with_a_word, _with_a_word, _with_other_bytes, _with_a_piece_twice),
    *(_in_another_encoding, _with_another_charset),
]


def take(folder: Path, files: Iterator[tuple[str, bytes]], seed: int) -> Counter[str]:
    """Brings files into a new library, checks that each lands whole or not at all, and counts what became of them."""
    chance, became = random.Random(seed), Counter[str]()
    path = folder / f"{seed}.db"
    with Library.open(path) as library, closing(sqlite3.connect(path)) as witness:
        for name, data in files:
            arguments = chance.choice(
                [{}, {}, {"memory": "m"}, {"termbase": "t"}, {"format": chance.choice(["tmx", "po", "csv"])}]
            )
            before = _state(witness)
            try:
                report = library.import_file(io.BytesIO(data), name, source="en", target="zh-CN", **arguments)  # type: ignore[arg-type]
            except (YikuError, ExchangeError) as refused:
                became["refused"] += 1
                assert _state(witness) == before, data
                _check_message(refused, name, data)
            else:
                became["taken" if report.added or report.updated else "nothing in it"] += 1
                _check_counts(report, before, _state(witness))
        _export_all(library)
        while standing := [batch for batch in library.batches(A_LIBRARY) if not batch.undone]:
            library.undo(standing[0].number)  # what a later import brought too is that one's then
        assert contents(library) == {}
    return became


def _export_all(library: Library) -> None:
    """What hostile files left in the library goes out in every format, or is refused."""
    memories = [{"memory": each.name} for each in library.memories()]
    for name in (*memories, *({"termbase": each.name} for each in library.termbases())):
        for codec in registry.codecs_to_write():
            arguments = {"format": codec.name, "source": "en", "target": "zh-CN", **name}
            with suppress(ExchangeError):
                library.export_file(io.BytesIO(), "-", **arguments)  # type: ignore[arg-type]


def _state(witness: sqlite3.Connection) -> tuple[int, int]:
    """SQLite's count of commits by others, and the number of entries."""
    (version,) = witness.execute("PRAGMA data_version").fetchone()
    (entries,) = witness.execute("SELECT (SELECT count(*) FROM unit) + (SELECT count(*) FROM concept)").fetchone()
    return version, entries


def _check_message(refused: Exception, name: str, data: bytes) -> None:
    text = str(refused)
    assert text.startswith((f"{name}:", f"{name}, ")), (text, data)
    assert text.isprintable(), (text, data)
    assert len(text) < 500


def _check_counts(report: ImportReport, before: tuple[int, int], after: tuple[int, int]) -> None:
    assert after[1] - before[1] == report.added
    assert (report.batch is not None) == bool(report.added or report.updated)
    assert (after[0] != before[0]) == bool(report.added or report.updated or report.unchanged)
    assert report.added + report.updated + report.unchanged + report.skipped_count >= report.read - report.updated
    assert report.added <= report.read


def run(folder: Path, count: int) -> Counter[str]:
    became = Counter[str]()
    for seed in range(count // A_LIBRARY):
        became += take(folder, hostile_files(A_LIBRARY, seed), seed)
    return became


def test_a_thousand_hostile_files(tmp_path: Path) -> None:
    became = run(tmp_path, 1000)
    assert became.total() == 1000
    assert all(became[what] > 50 for what in ("refused", "taken", "nothing in it")), became


@pytest.mark.long
def test_ten_thousand_hostile_files(tmp_path: Path) -> None:
    assert run(tmp_path, 10_000).total() == 10_000
