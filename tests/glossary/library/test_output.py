from __future__ import annotations

import io
from pathlib import Path

import pytest

from glossary.errors import BadRequest, NotFound
from glossary.library import Library
from tests.glossary.library.contents import bring, exported, file_of
from tmx.errors import CannotWrite, UnknownFormat
from tmx.model import Concept, Details, Prop, Segment, Term, TermStatus, Unit

SAVE = Unit((Segment("en", "Save"), Segment("zh-CN", "保存"), Segment("de", "Sichern")), id="7")
OPEN = Unit((Segment("en", "Open"), Segment("zh-CN", "打开")))
PORT = Concept((Term("zh-CN", "港", TermStatus.PREFERRED), Term("en", "port", TermStatus.PREFERRED)))


def test_the_same_content_gives_the_same_bytes(library: Library, tmp_path: Path) -> None:
    header = Details(props=(Prop("x-client", "ACME"),))
    for data in (file_of([SAVE], header=header), file_of([OPEN])):
        bring(library, data)
    with Library.open(tmp_path / "other.db") as other:
        bring(other, file_of([SAVE, OPEN], header=header), memory="under another name")
        for file in ("out.tmx", "out.csv", "out.po"):
            arguments = {} if file == "out.tmx" else {"source": "en", "target": "zh-CN"}
            assert exported(library, file, **arguments) == exported(other, file, **arguments)
            assert exported(library, file, **arguments) == exported(library, file, **arguments)


def test_entries_come_in_the_order_they_were_added(library: Library) -> None:
    for unit in (SAVE, OPEN):
        bring(library, file_of([unit]))
    data = exported(library).decode()
    assert data.index("Save") < data.index("Open")


def test_the_report_says_what_was_written_and_what_the_format_cannot_carry(library: Library) -> None:
    bring(library, file_of([SAVE, OPEN]))
    report = library.export_file(io.BytesIO(), "out.po", source="en", target="zh")
    assert (report.file, report.format, report.written) == ("out.po", "po", 2)
    assert "further languages (1)" in report.lost
    assert "unit identifiers (1)" in report.lost


def test_the_only_memory_needs_no_name_and_a_termbase_is_next(library: Library) -> None:
    with pytest.raises(NotFound, match="there is no termbase yet; import a file first"):
        exported(library)
    bring(library, file_of([PORT], "csv"), "a.csv")
    assert "港" in exported(library, "out.csv").decode()
    bring(library, file_of([OPEN]), memory="m")
    assert "打开" in exported(library).decode()


def test_one_of_several_must_be_named(library: Library) -> None:
    for name in ("one", "two"):
        bring(library, file_of([OPEN]), memory=name)
    with pytest.raises(BadRequest, match="name the memory to export: one, two"):
        exported(library)
    with pytest.raises(NotFound, match="there is no memory 'three'; there are: one, two"):
        exported(library, memory="three")
    with pytest.raises(BadRequest, match="both named"):
        exported(library, memory="one", termbase="one")


def test_what_cannot_be_written_is_refused(library: Library) -> None:
    bring(library, file_of([OPEN]))
    with pytest.raises(UnknownFormat, match=r"out\.doc: its name does not say a format"):
        exported(library, "out.doc")
    with pytest.raises(CannotWrite, match="a table of units needs its two languages; name them with -s and -t"):
        exported(library, "out.csv")
    assert exported(library, "out.doc", format="tmx") == exported(library)


def test_a_glossary_is_exported_as_units_where_the_format_has_none_else(library: Library) -> None:
    bring(library, file_of([PORT, Concept((Term("en", "alone", TermStatus.PREFERRED),))], "csv"), "a.csv")
    report = library.export_file(io.BytesIO(), "out.tmx", termbase="main")
    assert report.written == 1
    assert report.lost == ("concepts without a usable term in two languages (1)",)
