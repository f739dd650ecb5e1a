from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.errors import BadRequest
from glossary.library import Library, intake, preparing, processes
from tests.glossary.library.contents import bring, contents, exported, file_of
from tests.tmx.values import concepts, units
from tmx import registry
from tmx.errors import ExchangeError, UnreadableFile
from tmx.model import (
    Concept,
    Details,
    Note,
    Prop,
    Segment,
    Skipped,
    Term,
    TermStatus,
    Unit,
    UnitStatus,
)

SAVE = Unit((Segment("en", "Save"), Segment("zh-CN", "保存")))
OPEN = Unit((Segment("en", "Open"), Segment("zh-CN", "打开")))
PORT = Concept((Term("zh-CN", "港", TermStatus.PREFERRED), Term("en", "port", TermStatus.PREFERRED)))

NUMBERS = count()


def counts(report: object) -> tuple[int, int, int, int]:
    return tuple(getattr(report, name) for name in ("read", "added", "updated", "unchanged"))  # type: ignore[return-value]


@pytest.fixture(scope="module")
def filling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library that takes one property's examples after another, each under a name of its own."""
    with Library.open(tmp_path_factory.mktemp("filling") / "library.db") as opened:
        yield opened


@pytest.fixture(params=["here", "elsewhere"])
def prepared(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to prepare a file: in this process, and in a second one as large files are."""
    if request.param == "elsewhere":
        monkeypatch.setattr(preparing, "LARGE", 1)
        monkeypatch.setattr(processes, "cores", lambda: 2)
    return str(request.param)


@settings(max_examples=30)
@given(values=st.lists(units(), max_size=5))
def test_what_comes_in_as_tmx_goes_out_as_it_was(values: list[Unit], filling: Library) -> None:
    name = f"m{next(NUMBERS)}"
    report = bring(filling, file_of(values), memory=name)
    latest = {_identity(unit): unit for unit in values}
    assert (report.read, report.added) == (len(values), len(latest))
    if values:
        back = registry.read(io.BytesIO(exported(filling, memory=name)), "out.tmx")
        assert list(back.entries) == list(latest.values())


def test_details_of_a_segment_alone_are_an_update(library: Library) -> None:
    noted = Unit((SAVE.segments[0], replace(SAVE.segments[1], details=Details(notes=(Note("n"),)))))
    bring(library, file_of([SAVE]))
    assert counts(bring(library, file_of([noted]))) == (1, 0, 1, 0)
    assert counts(bring(library, file_of([noted]))) == (1, 0, 0, 1)


def _identity(unit: Unit) -> object:
    texts = tuple((s.language, s.text if s.markup is None else s.markup, s.markup is None) for s in unit.segments)
    return (unit.context, texts)


@settings(max_examples=30)
@given(values=st.lists(concepts, min_size=1, max_size=4, unique_by=lambda concept: concept.id))
def test_what_comes_in_as_a_glossary_goes_out_as_it_was(values: list[Concept], filling: Library) -> None:
    values = list({concept.id: concept for concept in (replace(each, id=each.id or "one") for each in values)}.values())
    name = f"t{next(NUMBERS)}"
    bring(filling, file_of(values, "csv"), "a.csv", termbase=name)
    back = registry.read(io.BytesIO(exported(filling, "out.csv", termbase=name)), "out.csv", kind="concepts")
    assert list(back.entries) == values


def test_counts_say_what_is_new_what_changed_and_what_was_there(library: Library) -> None:
    assert counts(bring(library, file_of([SAVE, OPEN]))) == (2, 2, 0, 0)
    fuzzy = replace(SAVE, status=UnitStatus.FUZZY)
    other = Unit((Segment("en", "Close"), Segment("zh-CN", "关闭")))
    report = bring(library, file_of([fuzzy, OPEN, other]))
    assert counts(report) == (3, 1, 1, 1)
    assert report.batch == 2


def test_an_entry_that_stands_twice_in_a_file_is_stored_once_as_it_last_was(library: Library) -> None:
    noted = replace(SAVE, details=Details(notes=(Note("n"),)))
    assert counts(bring(library, file_of([SAVE, SAVE, noted]))) == (3, 1, 1, 1)
    assert b"<note>n</note>" in exported(library)


def test_the_same_file_again_changes_nothing_and_is_no_batch(library: Library) -> None:
    data = file_of([SAVE, OPEN])
    bring(library, data)
    before = contents(library)
    report = bring(library, data)
    assert counts(report) == (2, 0, 0, 2)
    assert report.batch is None
    assert contents(library) == before
    assert len(library.batches()) == 1


def test_same_text_in_another_context_is_another_unit(library: Library) -> None:
    report = bring(library, file_of([SAVE, replace(SAVE, context="menu"), replace(SAVE, id="other")]))
    assert (report.added, report.updated) == (2, 1)


def test_a_changed_unit_keeps_what_it_was_in_its_history(library: Library) -> None:
    bring(library, file_of([SAVE]), who="amy")
    bring(library, file_of([replace(SAVE, status=UnitStatus.FUZZY)]), who="bob")
    bring(library, file_of([replace(SAVE, details=Details(notes=(Note("n"),)))]))
    assert [(change.action, change.batch, change.before) for change in library.history(1)] == [
        ("changed", 3, replace(SAVE, status=UnitStatus.FUZZY)),
        ("changed", 2, SAVE),
        ("added", 1, None),
    ]
    assert library.history(1)[-1].who == "amy"


def test_concepts_are_told_by_id_or_by_their_terms(library: Library) -> None:
    assert counts(bring(library, file_of([PORT], "csv"), "a.csv")) == (1, 1, 0, 0)
    assert counts(bring(library, file_of([replace(PORT, notes=(Note("n"),))], "csv"), "a.csv")) == (1, 0, 1, 0)
    named = Concept((Term("en", "harbour", TermStatus.PREFERRED),), id="7")
    assert counts(bring(library, file_of([named], "csv"), "a.csv")) == (1, 1, 0, 0)
    renamed = Concept((Term("en", "haven", TermStatus.PREFERRED),), id="7")
    assert counts(bring(library, file_of([renamed], "csv"), "a.csv")) == (1, 0, 1, 0)
    assert [hit.term.text for hit in library.search("haven").terms] == ["haven"]
    assert library.search("harbour").terms == ()


def test_a_dry_run_reports_the_same_and_changes_nothing(library: Library, tmp_path: Path) -> None:
    bring(library, file_of([SAVE]))
    before, dump = contents(library), _dump(tmp_path / "library.db")
    data = file_of([replace(SAVE, status=UnitStatus.FUZZY), OPEN])
    dry = bring(library, data, memory="new", dry_run=True)
    also_dry = bring(library, data, dry_run=True)
    assert (contents(library), _dump(tmp_path / "library.db")) == (before, dump)
    assert counts(dry) == (2, 2, 0, 0)
    assert (dry.batch, also_dry.batch) == (None, None)
    assert counts(bring(library, data)) == counts(also_dry) == (2, 1, 1, 0)


def _dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


BROKEN = file_of([OPEN] * 2500).replace(b"</body>", b"<tu></body>")


def test_a_file_that_breaks_half_way_leaves_nothing_of_itself(library: Library, tmp_path: Path, prepared: str) -> None:
    bring(library, file_of([SAVE]))
    before = _dump(tmp_path / "library.db")
    with pytest.raises(UnreadableFile, match=r"^bad\.tmx, line \d+: not well-formed XML"):
        bring(library, BROKEN, "bad.tmx")
    assert _dump(tmp_path / "library.db") == before


def test_a_stream_that_fails_leaves_nothing_of_itself(library: Library, tmp_path: Path, prepared: str) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 100_000:
                raise OSError("the network is gone")
            return super().read(size)

    before = _dump(tmp_path / "library.db")
    with pytest.raises(OSError, match="the network is gone"):
        library.import_file(Failing(BROKEN), "a.tmx")
    assert _dump(tmp_path / "library.db") == before


def test_an_interruption_leaves_nothing_of_the_file(library: Library, tmp_path: Path, prepared: str) -> None:
    before = _dump(tmp_path / "library.db")

    def interrupt(done: int) -> None:
        if done >= 2000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(library, file_of([OPEN] * 2500), progress=interrupt)
    assert _dump(tmp_path / "library.db") == before
    assert bring(library, file_of([SAVE])).added == 1


def test_progress_hears_the_entries_read_so_far(library: Library, prepared: str) -> None:
    heard: list[int] = []
    bring(library, file_of([OPEN] * 2500), progress=heard.append)
    assert heard == [1000, 2000, 2500]


def test_what_is_skipped_is_listed_with_its_place_and_counted_past_the_list(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_PLACES", 2)
    rows = "".join(f"{n},\n" for n in range(5))
    report = bring(library, f"zh,en\n{rows}港,port\n".encode(), "a.csv", memory="m")
    assert report.skipped == tuple(Skipped(f"row {n}", "it has text in fewer than two languages") for n in (2, 3))
    assert (report.read, report.added, report.skipped_count) == (6, 1, 5)


def test_content_decides_between_memory_and_termbase_and_a_name_overrides_it(library: Library) -> None:
    bring(library, file_of([SAVE]))
    bring(library, file_of([PORT], "csv"), "a.csv")
    bring(library, file_of([PORT], "csv"), "a.csv", memory="from a glossary")
    bring(library, file_of([SAVE]), termbase="from a memory")
    assert [(memory.name, memory.units) for memory in library.memories()] == [("from a glossary", 1), ("main", 1)]
    assert [(base.name, base.concepts) for base in library.termbases()] == [("from a memory", 1), ("main", 1)]


def test_a_header_is_the_first_files_and_a_further_one_is_reported(library: Library) -> None:
    first, second = Details(props=(Prop("x-client", "ACME"),)), Details(props=(Prop("x-client", "Other"),))
    assert bring(library, file_of([SAVE], header=first)).lost == ()
    assert bring(library, file_of([OPEN], header=first)).lost == ()
    report = bring(library, file_of([replace(OPEN, context="c")], header=second))
    assert report.lost == ("properties of the file, as the memory keeps those of its first (1)",)
    assert b'<prop type="x-client">ACME</prop>' in exported(library)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"memory": "m", "termbase": "t"}, BadRequest),
        ({"memory": " "}, BadRequest),
        ({"memory": "\ud800"}, BadRequest),
        ({"source": "e!"}, ExchangeError),
        ({"format": "word"}, ExchangeError),
    ],
)
def test_a_bad_order_is_refused_before_anything_is_read(
    library: Library, arguments: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        bring(library, file_of([SAVE]), **arguments)
    assert contents(library) == {}


def test_a_stream_that_cannot_seek_is_imported(library: Library, prepared: str) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    report = library.import_file(Pipe(file_of([SAVE, OPEN])), "-")
    assert (report.format, report.added) == ("tmx", 2)


def test_both_ways_to_prepare_store_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_file: bytes
) -> None:
    dumps = []
    for large in (1 << 40, 1):
        monkeypatch.setattr(preparing, "LARGE", large)
        with Library.open(tmp_path / f"{large}.db") as library:
            bring(library, sample_file)
            dumps.append(contents(library))
    assert dumps[0] == dumps[1]


@pytest.fixture
def sample_file(sample: Library) -> Iterator[bytes]:
    return exported(sample)  # type: ignore[return-value]
