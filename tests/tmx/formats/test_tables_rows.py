from __future__ import annotations

import codecs
import io
from functools import partial

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.tmx.values import text
from tmx import encodings
from tmx.errors import HostileFile, UnreadableFile
from tmx.formats.tables import rows
from tmx.formats.tables.columns import choose_delimiter
from tmx.formats.tables.rows import RowWriter, guard, read_rows, unguard
from tmx.model import Losses

cells = st.one_of(text, st.sampled_from(["'=1+1", "''", "'", "=cmd|' /C calc'!A0", "-5 %", "\t=x", "＠here", '"', ""]))
written_rows = st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=4)


def read(data: bytes, delimiter: str = "", *, seekable: bool = True) -> list[tuple[int, list[str]]]:
    stream = io.BytesIO(data) if seekable else Pipe(data)
    return list(read_rows(stream, "a.csv", partial(choose_delimiter, wanted=delimiter)))


class Pipe(io.BytesIO):
    """Bytes that cannot be sought in, as from standard input."""

    def seekable(self) -> bool:
        return False


def written(lines: list[list[str]], delimiter: str, losses: Losses | None = None) -> bytes:
    stream = io.BytesIO()
    out = RowWriter(stream, delimiter, losses or Losses())
    out.begin()
    for line in lines:
        out.write(line)
    return stream.getvalue()


@given(cells)
def test_the_formula_guard_inverts_exactly(cell: str) -> None:
    assert unguard(guard(cell)) == cell


@given(st.text("'=+-@\t\r\n＝＋－＠a", max_size=6))
def test_no_guarded_cell_begins_as_a_formula_does(cell: str) -> None:
    assert guard(cell)[:1] not in tuple("=+-@\t\r\n＝＋－＠")
    assert unguard(guard(cell)) == cell


@given(written_rows)
@example([["", ""], ["a", '"'], ['x"\n"y', "\r"]])
def test_csv_rows_read_back_as_they_were(lines: list[list[str]]) -> None:
    expected = [(number, line if any(line) else []) for number, line in enumerate(lines, 1)]
    assert read(written(lines, ","), ",") == expected


@given(written_rows)
@example([["a", "b"], ['"Hello," he said.', '""'], ["line\nbreak", '"'], ["", "x"]])
def test_tsv_rows_read_back_as_they_were_but_for_tabs(lines: list[list[str]]) -> None:
    losses = Losses()
    lines = [["first", "line"], *lines]  # one that begins with a quote would say that all cells are quoted
    data = written(lines, "\t", losses)
    spaced = [[cell.replace("\t", " ") for cell in line] for line in lines]
    assert read(data, "\t") == [(number, line if any(line) else []) for number, line in enumerate(spaced, 1)]
    assert losses.counts.get("tabs, which became spaces", 0) == sum(cell.count("\t") for line in lines for cell in line)


def test_csv_begins_with_the_mark_by_which_excel_knows_utf8() -> None:
    assert written([["a", "b"]], ",") == codecs.BOM_UTF8 + b"a,b\r\n"
    assert written([["a", "b"]], "\t") == b"a\tb\n"


@pytest.mark.parametrize("seekable", [True, False])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk", "big5", "shift_jis", "euc-kr", "cp1251"]
)
def test_encodings_are_told_apart(encoding: str, seekable: bool) -> None:
    words = {
        "big5": "保稅區是海關實施特殊監管的區域，企業可以在區內開展國際貿易、保稅倉儲和出口加工業務。",
        "shift_jis": "保税地域とは、外国貨物を関税を留保したまま置くことができる場所のことをいいます。",
        "cp1251": "Свободная таможенная зона — это территория без таможенных пошлин и налогов.",
        "euc-kr": "보세구역은 외국 물품을 관세를 유보한 상태로 둘 수 있는 장소이다.",
    }.get(encoding, "保税区是海关实施特殊监管的区域，企业可以在区内开展国际贸易、保税仓储和出口加工业务。")
    data = f"zh,en\n{words},bonded area\n".encode(encoding)
    assert read(data, ",", seekable=seekable) == [(1, ["zh", "en"]), (2, [words, "bonded area"])]


@pytest.mark.parametrize(
    ("word", "encoding"),
    [
        ("保税区", "gbk"),
        ("中", "gbk"),
        ("重组病毒载体", "gbk"),
        ("医疗器械，备案", "gb18030"),
        ("保稅區", "big5"),
        ("軟體", "big5"),
        ("醫療器材註冊人制度", "cp950"),
    ],
)
def test_a_short_chinese_table_from_excel_is_read_right(word: str, encoding: str) -> None:
    assert read(f"zh,en\r\n{word},x\r\n".encode(encoding))[1] == (2, [word, "x"])


def test_bytes_past_the_first_part_decide_the_encoding_too() -> None:
    data = b"en,zh\n" + b"plain,plain\n" * 20_000 + "保税区,海关监管区域\n".encode("gbk")
    assert read(data)[-1] == (20_002, ["保税区", "海关监管区域"])


@pytest.mark.parametrize("delimiter", [";", "|", "\t", ","])
def test_excels_own_first_line_names_the_delimiter_and_is_no_row(delimiter: str) -> None:
    data = f"sep={delimiter}\r\nsource{delimiter}target\r\na{delimiter}b\r\n".encode("utf-8-sig")
    assert read(data) == [(1, ["source", "target"]), (2, ["a", "b"])]


def test_quotes_and_line_breaks_in_cells() -> None:
    assert read(b'a,b\r\n"x ""y"" z","1\r\n2"\r\n') == [(1, ["a", "b"]), (2, ['x "y" z', "1\r\n2"])]
    assert read(b'a\tb\n"1\n2"\tsaid "no"\n', "\t") == [(1, ["a", "b"]), (2, ["1\n2", 'said "no"'])]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (b'"Hello," he said.\tb\n', ['"Hello," he said.', "b"]),
        (b'"Hello."\tb\n', ['"Hello."', "b"]),
        (b'"a ""b"""\tc\n', ['a "b"', "c"]),
        (b'"a\tb\n', ['"a', "b"]),
        (b'5" disk\t"\n', ['5" disk', '"']),
    ],
)
def test_a_quote_in_tsv_is_text_unless_the_cell_shows_otherwise(line: bytes, found: list[str]) -> None:
    assert read(b"a\tb\n" + line, "\t")[1] == (2, found)


def test_a_tsv_whose_first_line_is_quoted_is_quoted_throughout() -> None:
    assert read(b'"a"\t"b"\n"Hello."\t"x"\n', "\t") == [(1, ["a", "b"]), (2, ["Hello.", "x"])]


def test_rows_without_text_are_empty_and_counted() -> None:
    assert read(b"a,b\n\n,\nc,d\n") == [(1, ["a", "b"]), (2, []), (3, []), (4, ["c", "d"])]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'a,b\n"x,y\n', r"a\.csv, row 2: not a table: unexpected end of data; look for a quote that is not closed"),
        (b'a,b\n"x"y,z\n', r"a\.csv, row 2: not a table: .*; look for a quote that is not closed"),
        (codecs.BOM_UTF8 + b"a,b\n\xff,y\n", r"a\.csv, after row \d: not utf-8-sig text; save it as UTF-8"),
        (codecs.BOM_UTF16_LE + b"a\0,\0b\0\n", r"a\.csv, after row \d: not utf-16 text; save it as UTF-8"),
        (bytes(range(128, 256)) * 3, r"a\.csv, byte 1: its encoding is not UTF-8 and cannot be told; save it as UTF-8"),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=f"^{message}$"):
        read(data)


def test_a_line_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MAX_LINE", 1000)
    with pytest.raises(HostileFile, match=r"a\.csv, line 2: a line of more than 1,000 characters"):
        read(b"a,b\n" + b"x" * 2000)


def test_a_cell_of_more_than_the_csv_module_takes_is_refused_with_its_row() -> None:
    with pytest.raises(UnreadableFile, match=r"a\.csv, row 2: not a table: field larger than field limit"):
        read(b"a,b\n" + b"x" * 140_000 + b",y\n")


def test_what_is_not_unicode_text_is_left_out_and_counted() -> None:
    losses = Losses()
    assert read(written([["a\ud800b", "c"]], ",", losses))[0] == (1, ["ab", "c"])
    assert losses.lines() == ("characters that are not Unicode text (1)",)


def test_an_encoding_that_python_does_not_know_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings.chardet, "detect", lambda sample: {"encoding": "EUC-TW", "confidence": 1.0})
    with pytest.raises(UnreadableFile, match="its encoding is not UTF-8 and cannot be told"):
        read(b"a,b\n\xa4\xa4,x\n")
