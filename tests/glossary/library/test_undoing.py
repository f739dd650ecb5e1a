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
            undo_with_its_repetitions(library, batch)
            assert contents(library) == before


def undo_with_its_repetitions(library: Library, batch: int) -> None:
    """Also later imports that changed nothing, which are told of when what they held is to go."""
    for holding in library.undo(batch).kept_by:
        undo_with_its_repetitions(library, holding)


@settings(max_examples=25)
@given(files=imports, data=st.data())
def test_undoing_in_any_order_is_right_or_refused(
    files: list[tuple[str, str, bytes]], data: st.DataObject, fresh: Callable[[], Library]
) -> None:
    """Refused names what to undo first, and changes nothing; once all is undone, nothing is left."""
    with fresh() as library:
        for into, name, file in files:
            bring(library, file, FILES[into], **{into: name})
        while batches := [batch.number for batch in library.batches() if not batch.undone]:
            batch, before = data.draw(st.sampled_from(batches)), contents(library)
            try:
                library.undo(batch)
            except CannotUndo as refused:
                named = [int(number) for number in str(refused).partition("first: ")[2].split(",")]
                assert all(number > batch and number in batches for number in named)
                assert contents(library) == before
        assert contents(library) == {}


plain_units = st.builds(
    lambda english, context: Unit((Segment("en", english), Segment("zh-CN", "保存")), context=context),
    st.sampled_from(["Save", "Open", "Close the file", "Close"]),
    st.sampled_from(["", "menu"]),
)
plain_concepts = st.builds(
    lambda text: Concept((Term("en", text), Term("zh-CN", "港"))), st.sampled_from(["port", "harbour", "haven", "bay"])
)
plain_files = st.one_of(
    st.tuples(st.just("memory"), st.builds(file_of, st.lists(plain_units, min_size=1, max_size=6))),
    st.tuples(st.just("termbase"), st.builds(file_of, st.lists(plain_concepts, min_size=1), format=st.just("csv"))),
)


@settings(max_examples=40)
@given(files=st.lists(plain_files, min_size=2, max_size=6), data=st.data())
def test_what_is_left_after_undoing_some_imports_is_what_the_others_bring(
    files: list[tuple[str, bytes]], data: st.DataObject, fresh: Callable[[], Library]
) -> None:
    """Of files that say the same of the same entries; they are numbered by batch, also those that changed nothing."""
    with fresh() as library, fresh() as other:
        for into, file in files:
            bring(library, file, FILES[into], **{into: "it"})
        undone = data.draw(st.lists(st.integers(1, len(files)), unique=True))
        for batch in undone:
            library.undo(batch)
        for number, (into, file) in enumerate(files, 1):
            if number not in undone:
                bring(other, file, FILES[into], **{into: "it"})
        assert said(library) == said(other)
        assert library.examine() == ()


def said(library: Library) -> list[list[str]]:
    """Every text of every entry, in no order."""
    units = [each for row in library.store.memory_rows() for each in library.store.units_of(row)]
    concepts = [
        each
        for shelf in library.termbases()
        for each in library.store.concepts_of(library.store.termbase(shelf.name) or 0)
    ]
    return sorted(
        [
            *([each.unit.context, *(side.text for side in each.unit.segments)] for each in units),
            *([term.text for term in each.concept.terms] for each in concepts),
        ]
    )


def test_what_a_later_import_held_too_stays_as_its_own(library: Library) -> None:
    first = bring(library, file_of([SAVE, OPEN])).batch or 0
    again = bring(library, file_of([SAVE]))
    assert (again.batch, again.unchanged, len(library.batches())) == (None, 1, 1)
    report = library.undo(first)
    assert (report.removed, report.kept, report.kept_by) == (1, 1, (first + 1,))
    assert [match.source for match in library.match("Save", source="en", target="zh").matches] == ["Save"]
    listed = library.batches()
    assert [(batch.number, batch.added, batch.undone) for batch in listed] == [(first + 1, 1, False), (first, 2, True)]
    assert library.undo(first + 1).removed == 1
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
