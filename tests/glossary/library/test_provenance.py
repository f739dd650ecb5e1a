"""Each match says where its unit comes from: the batch and its file, who wrote it last and when, and its status."""

from __future__ import annotations

import pytest

from glossary.answers import Provenance
from glossary.library import Library
from tests.glossary.library.contents import bring, file_of
from tmx.model import Details, Segment, Unit, UnitStatus

MADE = (("creationdate", "20200102T030405Z"), ("creationid", "Li Ming"))
CHANGED = (*MADE, ("changedate", "20210203T040506Z"), ("changeid", "Wang Fang"))


def provenance(library: Library, **unit: object) -> Provenance:
    target = Segment("zh-CN", "打开", details=unit.pop("target", Details()))  # type: ignore[arg-type]
    entry = Unit((Segment("en", "Open the file"), target), **unit)  # type: ignore[arg-type]
    bring(library, file_of([entry]), "manual.tmx", memory="m", who="someone")
    return library.match("Open the file", source="en", target="zh-CN").matches[0].provenance


def test_a_unit_that_says_nothing_of_itself_has_its_batch(library: Library) -> None:
    assert provenance(library) == Provenance(1, "manual.tmx", "", "", "translated")


@pytest.mark.parametrize("place", ["details", "target"])
def test_the_latest_author_and_date_of_unit_or_target_count(library: Library, place: str) -> None:
    found = provenance(library, **{place: Details(CHANGED)})
    assert (found.author, found.date) == ("Wang Fang", "2021-02-03T04:05:06+00:00")


def test_a_unit_that_was_never_changed_has_its_maker(library: Library) -> None:
    found = provenance(library, details=Details(MADE), status=UnitStatus.FUZZY)
    assert found == Provenance(1, "manual.tmx", "Li Ming", "2020-01-02T03:04:05+00:00", "fuzzy")


def test_a_date_of_another_form_is_left_as_it_is(library: Library) -> None:
    assert provenance(library, details=Details((("creationdate", "last Tuesday"),))).date == "last Tuesday"


def test_a_unit_written_by_hand_has_its_writer_and_no_file(library: Library) -> None:
    written = library.add_unit("m", Segment("en", "Close the file"), Segment("zh-CN", "关闭"), who="Zhang Wei")
    (match,) = library.match("Close the file", source="en", target="zh-CN").matches
    found = match.provenance
    assert (found.batch, found.file, found.author) == (written.batch, "", "Zhang Wei")
    assert match.as_json().items() >= found.as_json().items()


def test_the_batch_is_the_one_that_brought_the_unit(library: Library) -> None:
    bring(library, file_of([Unit((Segment("en", "Print"), Segment("zh-CN", "打印")))]), "first.tmx", memory="m")
    assert provenance(library).batch == 2
    (match,) = library.match("Print", source="en", target="zh-CN").matches
    assert (match.provenance.batch, match.provenance.file) == (1, "first.tmx")
