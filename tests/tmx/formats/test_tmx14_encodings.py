"""TMX in every encoding that tools write it in, whatever its declaration says."""

from __future__ import annotations

import io

import pytest

from tmx import registry
from tmx.codec import Reading
from tmx.errors import UnreadableFile
from tmx.model import Unit

ZH = "请在保税区内填写医疗器械注册申请表，并提交给监管部门审核。"
TW = "請在保稅區內填寫醫療器械註冊申請表，並提交給監管部門審核。"
FR = "“où” été à l’été"


def opened(text: str, encoding: str, declared: str | None) -> Reading:
    prolog = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    body = f'<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="zh"><seg>{text}</seg></tuv></tu>'
    data = f'{prolog}<tmx version="1.4"><header srclang="en"/><body>{body}</body></tmx>'.encode(encoding)
    return registry.read(io.BytesIO(data), "a.tmx")


def read(text: str, encoding: str, declared: str | None) -> tuple[str, tuple[str, ...]]:
    reading = opened(text, encoding, declared)
    (unit,) = reading.entries
    assert isinstance(unit, Unit)
    return unit.segments[1].text, reading.lost.lines()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
@pytest.mark.parametrize("declared", [None, "utf-8", "UTF-16", "utf-32", "gb2312", "big5", "iso-8859-1", "us-ascii"])
def test_unicode_is_told_by_its_bytes_whatever_is_declared(encoding: str, declared: str | None) -> None:
    assert read(ZH, encoding, declared) == (ZH, ())


@pytest.mark.parametrize(
    ("encoding", "declared", "text"),
    [
        ("gb18030", "gb18030", ZH),
        ("gb18030", "GB2312", "镕㐀" + ZH),
        ("gbk", "x-gbk", "镕" + ZH),
        ("big5", "Big5", TW),
        ("cp950", "big5", "碁銹" + TW),
        ("iso-8859-1", "ISO-8859-1", "été"),
        ("cp1252", "iso-8859-1", FR),
        ("cp1252", "windows-1252", FR),
        ("shift_jis", "Shift_JIS", "保存"),
        ("cp949", "euc-kr", "저장 똠방"),
        ("koi8-r", "koi8-r", "Сохранить"),
        ("iso-8859-2", "iso-8859-2", "Uložit"),
    ],
)
def test_declared_encodings_are_read_as_tools_mean_them(encoding: str, declared: str, text: str) -> None:
    assert read(text, encoding, declared) == (text, ())


@pytest.mark.parametrize("declared", [None, "utf-8"])
@pytest.mark.parametrize(
    ("encoding", "text"), [("gb18030", ZH), ("cp950", TW), ("cp932", "保存してください。ファイルを開く")]
)
def test_legacy_text_declared_utf8_is_guessed_and_the_report_says_so(
    encoding: str, text: str, declared: str | None
) -> None:
    found, lost = read(text, encoding, declared)
    assert found == text
    assert lost == (f"the encoding it declares, utf-8, which it is not in; it was read as {encoding} (1)",)


def test_what_cannot_be_guessed_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.tmx, line 1: not well-formed XML: Invalid bytes"):
        list(opened("caf\xe9", "latin-1", "utf-8").entries)
