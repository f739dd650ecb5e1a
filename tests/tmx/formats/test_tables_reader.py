from __future__ import annotations

import io

import pytest

from tmx import registry
from tmx.codec import Kind, Reading
from tmx.convert import DEFINITION, DOMAIN
from tmx.errors import UnreadableFile
from tmx.model import (
    Concept,
    Details,
    Languages,
    Note,
    Prop,
    Segment,
    Skipped,
    Term,
    TermStatus,
    Unit,
    UnitStatus,
)

PREFERRED = TermStatus.PREFERRED
PORT = Concept((Term("zh", "港", PREFERRED), Term("en", "port", PREFERRED)))


def opened(
    content: str | bytes, file: str = "a.csv", *, kind: Kind | None = None, source: str = "zh", target: str = "en"
) -> Reading:
    data = content.encode() if isinstance(content, str) else content
    return registry.read(io.BytesIO(data), file, languages=Languages(source, target), kind=kind)


def entries(content: str | bytes, file: str = "a.csv", *, kind: Kind | None = None) -> list[object]:
    return list(opened(content, file, kind=kind).entries)


@pytest.mark.parametrize(
    ("content", "file", "format"),
    [
        (b"source,target\n\xe6\xb8\xaf,port\n", "a.csv", "csv"),
        (b"source;target\r\n\xe6\xb8\xaf;port\r\n", "a.csv", "csv"),
        (b"source\ttarget\n\xe6\xb8\xaf\tport\n", "a.tsv", "tsv"),
        ("source,target\n港,port\n".encode("utf-8-sig"), "a.csv", "csv"),
        ("source,target\n港,port\n".encode("gb18030"), "a.csv", "csv"),
        ("source\ttarget\r\n港\tport\r\n".encode("utf-16"), "a.txt", "tsv"),  # Excel's “Unicode text”
        ("sep=;\r\nsource;target\r\n港;port\r\n".encode("utf-8-sig"), "-", "csv"),
        ("sep=|\nsource|target\n港|port\n".encode(), "a.csv", "csv"),
        ("\r\n\r\nsource,target\r\n港,port\r\n".encode(), "a.csv", "csv"),
        ('"source","target"\n"港","port"\n'.encode(), "a.csv", "csv"),
        ('"source"\t"target"\n"港"\t"port"\n'.encode(), "a.tsv", "tsv"),
        ("source,target\r港,port\r".encode(), "a.csv", "csv"),  # Excel for the Mac, of old
    ],
)
def test_tables_as_spreadsheets_write_them(content: bytes, file: str, format: str) -> None:
    reading = opened(content, file)
    assert (reading.format, list(reading.entries)) == (format, [PORT])


def test_a_unit_is_a_row_and_keeps_what_its_columns_say() -> None:
    content = "zh,en,de,id,context,status,domain,definition,note,client\n港,port,,7,menu,Fuzzy,ships,d,n,ACME\n"
    assert entries(content, kind="units") == [
        Unit(
            (Segment("zh", "港"), Segment("en", "port")),
            id="7",
            context="menu",
            status=UnitStatus.FUZZY,
            details=Details(
                props=(Prop(DOMAIN, "ships"), Prop(DEFINITION, "d"), Prop("client", "ACME")), notes=(Note("n"),)
            ),
        )
    ]


def test_text_of_units_is_kept_as_it_is_and_that_of_terms_is_trimmed() -> None:
    content = "zh,en\n 港 ,'=port\n"
    assert entries(content, kind="units") == [Unit((Segment("zh", " 港 "), Segment("en", "=port")))]
    assert entries(content, kind="concepts") == [Concept((Term("zh", "港", PREFERRED), Term("en", "=port", PREFERRED)))]


def test_a_glossary_asked_for_as_units_gives_the_pairs_it_holds() -> None:
    content = "concept,language,term,status\n1,zh,港,\n1,en,port,\n1,en,haven,forbidden\n"
    assert entries(content, kind="units") == [Unit((Segment("zh", "港"), Segment("en", "port")), id="1")]


@pytest.mark.parametrize(
    ("kind", "rows", "skipped"),
    [
        ("units", "港,,\n", Skipped("row 2", "it has text in fewer than two languages")),
        ("units", "港,port,odd\n", Skipped("row 2", "“odd” is not a status; write translated or fuzzy")),
        ("units", "港\n", Skipped("row 2", "it has 1 cells, the header has 3")),
        ("units", "港,port,,x\n", Skipped("row 2", "it has 4 cells, the header has 3")),
        ("concepts", ",,preferred\n", Skipped("row 2", "it has no term")),
        ("concepts", '\n"\n",,\n', Skipped("row 3", "it has no term")),
    ],
)
def test_a_row_that_cannot_be_taken_is_reported_and_those_after_it_are_read(
    kind: Kind, rows: str, skipped: Skipped
) -> None:
    found = entries(f"zh,en,status\n{rows}港,port,\n", kind=kind)
    assert found[0] == skipped
    assert len(found) == 2
    assert not isinstance(found[1], Skipped)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a.csv: it is empty; a table begins with a row that names its columns"),
        (b"\n\n,\n", "a.csv: it is empty; a table begins with a row that names its columns"),
        (b"hello\n", "a.csv, row 1: its first row does not name the columns"),
        (b"en,zh,note,note\n", "a.csv, row 1: it has two columns “note”"),
        (b'zh,en\n"x,y\n', "a.csv, row 2: not a table"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        entries(content)
    assert str(refused.value).startswith(message)


def test_source_and_target_need_their_languages_said() -> None:
    with pytest.raises(UnreadableFile, match="columns source and target do not say their languages; name them with -s"):
        opened("source,target\n港,port\n", source="", target="")


def test_the_same_language_on_both_sides_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="source and target are both zh"):
        opened("source,target\n港,port\n", source="zh", target="ZH")
