from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.errors import CannotUndo, NotFound
from glossary.library import Library
from tests.glossary.library.contents import Contents, bring, contents, exported, file_of
from tmx.model import Concept, Details, Note, Prop, Segment, Term, TermStatus, Unit, UnitStatus

SAVE = Unit((Segment("en", "Save"), Segment("zh-CN", "保存")))
OPEN = Unit((Segment("en", "Open"), Segment("zh-CN", "打开")))
PORT = Concept((Term("zh-CN", "港", TermStatus.PREFERRED), Term("en", "port", TermStatus.PREFERRED)))

# Few texts, so that imports meet each other's entries again and again.
pool_units = st.builds(
    Unit,
    segments=st.builds(
        lambda english, chinese: (Segment("en", english), Segment("zh-CN", chinese)),
        st.sampled_from(["Save", "Open", "Close the file"]),
        st.sampled_from(["保存", "打开"]),
    ),
    context=st.sampled_from(["", "menu"]),
    status=st.sampled_from(UnitStatus),
    details=st.sampled_from([Details(), Details(notes=(Note("n"),))]),
)
pool_concepts = st.builds(
    lambda key, text, status, domain: Concept((Term("en", text, status), Term("zh-CN", "港")), id=key, domains=domain),
    st.sampled_from(["", "1", "2"]),
    st.sampled_from(["port", "harbour", "haven"]),
    st.sampled_from(TermStatus),
    st.sampled_from([(), ("ships",)]),
)
headers = st.sampled_from([Details(), Details(props=(Prop("x-client", "ACME"),)), Details(notes=(Note("h"),))])
unit_files = st.tuples(
    st.just("memory"), st.sampled_from(["m", "n"]), st.builds(file_of, st.lists(pool_units, max_size=5), header=headers)
)
concept_files = st.tuples(
    st.just("termbase"),
    st.sampled_from(["t"]),
    st.builds(file_of, st.lists(pool_concepts, max_size=4), format=st.just("csv")),
)
FILES = {"memory": "a.tmx", "termbase": "a.csv"}
imports = st.lists(st.one_of(unit_files, concept_files), min_size=1, max_size=6)


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[], Library]:
    """Opens another empty library for each example."""
    numbers = count()
    return lambda: Library.open(tmp_path / f"{next(numbers)}.db")


@settings(max_examples=25)
@given(files=imports)
def test_undoing_from_the_last_on_gives_back_every_state_there_was(
    files: list[tuple[str, str, bytes]], fresh: Callable[[], Library]
) -> None:
    with fresh() as library:
        states: list[tuple[int, Contents]] = []
        for into, name, data in files:
            before = contents(library)
            report = bring(library, data, FILES[into], **{into: name})
            if report.batch is None:
                assert contents(library) == before
            else:
                states.append((report.batch, before))
        for batch, before in reversed(states):
            library.undo(batch)
            assert contents(library) == before


@settings(max_examples=25)
@given(files=imports, data=st.data())
def test_undoing_in_any_order_is_right_or_refused(
    files: list[tuple[str, str, bytes]], data: st.DataObject, fresh: Callable[[], Library]
) -> None:
    """Refused names what to undo first, and changes nothing; once all is undone, nothing is left."""
    with fresh() as library:
        reports = [bring(library, file, FILES[into], **{into: name}) for into, name, file in files]
        batches = [report.batch for report in reports if report.batch is not None]
        while batches:
            batch, before = data.draw(st.sampled_from(batches)), contents(library)
            try:
                library.undo(batch)
            except CannotUndo as refused:
                named = [int(number) for number in str(refused).partition("first: ")[2].split(",")]
                assert all(number > batch and number in batches for number in named)
                assert contents(library) == before
            else:
                batches.remove(batch)
        assert contents(library) == {}


def test_what_an_import_added_goes_and_what_it_changed_is_as_it_was(library: Library) -> None:
    bring(library, file_of([SAVE]))
    before = contents(library)
    report = bring(library, file_of([replace(SAVE, status=UnitStatus.FUZZY), OPEN]))
    undone = library.undo(report.batch or 0)
    assert (undone.removed, undone.restored) == (1, 1)
    assert contents(library) == before
    assert [match.source for match in library.match("Open", source="en", target="zh").matches] == []
    assert [match.score for match in library.match("Save", source="en", target="zh").matches] == [100]


def test_terms_that_were_undone_are_found_as_they_were_before(library: Library) -> None:
    bring(library, file_of([replace(PORT, id="1")], "csv"), "a.csv")
    changed = Concept((Term("zh-CN", "港口", TermStatus.PREFERRED),), id="1")
    library.undo(bring(library, file_of([changed], "csv"), "a.csv").batch or 0)
    assert [hit.term.text for hit in library.search("port").terms] == ["port"]
    assert library.search("港口").terms == ()


def test_undoing_is_in_the_units_history(library: Library) -> None:
    bring(library, file_of([SAVE]))
    fuzzy = replace(SAVE, status=UnitStatus.FUZZY)
    library.undo(bring(library, file_of([fuzzy])).batch or 0)
    assert [(change.action, change.before) for change in library.history(1)] == [
        ("changed", fuzzy),
        ("changed", SAVE),
        ("added", None),
    ]


def test_a_memory_that_only_undone_imports_filled_goes_with_them(library: Library) -> None:
    bring(library, file_of([SAVE]), memory="kept")
    first = bring(library, file_of([SAVE]), memory="mistyped").batch or 0
    second = bring(library, file_of([OPEN]), memory="mistyped").batch or 0
    library.undo(first)
    assert [memory.name for memory in library.memories()] == ["kept", "mistyped"]
    library.undo(second)
    assert [memory.name for memory in library.memories()] == ["kept"]
    assert [batch.into for batch in library.batches()] == ["mistyped", "mistyped", "kept"]


def test_an_import_that_a_later_one_changed_is_not_undone_before_it(library: Library) -> None:
    first = bring(library, file_of([SAVE, OPEN])).batch or 0
    second = bring(library, file_of([replace(SAVE, status=UnitStatus.FUZZY)])).batch or 0
    third = bring(library, file_of([replace(SAVE, details=Details(notes=(Note("n"),)))])).batch or 0
    before = contents(library)
    with pytest.raises(CannotUndo, match=f"undo these first: {third}, {second}$"):
        library.undo(first)
    with pytest.raises(CannotUndo, match=f"undo these first: {third}$"):
        library.undo(second)
    assert contents(library) == before
    for batch in (third, second, first):
        library.undo(batch)
    assert contents(library) == {}


def test_an_import_is_undone_once(library: Library) -> None:
    batch = bring(library, file_of([SAVE])).batch or 0
    library.undo(batch)
    with pytest.raises(CannotUndo, match=f"batch {batch} is undone already"):
        library.undo(batch)
    assert library.batches()[0].undone


@pytest.mark.parametrize("batch", [0, -1, 7, 1 << 63, 10**30])
def test_a_batch_that_is_not_there_is_not_found(library: Library, batch: int) -> None:
    with pytest.raises(NotFound, match=f"there is no batch {batch}; `yiku stats` lists them"):
        library.undo(batch)


def test_undone_and_imported_again_is_as_it_was(library: Library) -> None:
    data = file_of([SAVE, OPEN], header=Details(props=(Prop("x-client", "ACME"),)))
    batch = bring(library, data).batch or 0
    before = exported(library)
    library.undo(batch)
    assert bring(library, data).added == 2
    assert exported(library) == before


def test_undo_works_on_a_library_opened_anew(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        batch = bring(library, file_of([SAVE])).batch or 0
    with Library.open(tmp_path / "library.db") as library:
        assert library.undo(batch).removed == 1
        assert contents(library) == {}
