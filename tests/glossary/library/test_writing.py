from __future__ import annotations

import threading
from pathlib import Path

import pytest

from glossary.answers import Match
from glossary.errors import BadRequest, CannotUndo, Conflict, NotFound, YikuError
from glossary.library import Library
from tests.glossary.library.contents import bring, contents, exported, file_of
from tmx.errors import CannotWrite, UnreadableFile
from tmx.model import Segment, Unit, UnitStatus

SAVE, SAVED, KEEP = Segment("en", "Save"), Segment("zh-CN", "保存"), Segment("zh-CN", "存")
CODED = Unit(
    (
        Segment("en", "Print it now", '<bpt i="1">&lt;b></bpt>Print<ept i="1">&lt;/b></ept> it now'),
        Segment("zh-CN", "立即打印", '立即<hi type="b">打印</hi>'),
    )
)


def ask(library: Library, text: str = "Save", target: str = "zh") -> list[Match]:
    return list(library.match(text, source="en", target=target).matches)


def test_what_is_added_is_found_at_once_in_both_directions(library: Library) -> None:
    written = library.add_unit("m", SAVE, SAVED, Segment("de", "Sichern"), context="menu", who="Ada")
    assert (written.done, [match.unit for match in ask(library)]) == ("added", [written.unit])
    assert [match.target for match in ask(library, target="de")] == ["Sichern"]
    assert library.match("保存", source="zh", target="en").matches[0].target == "Save"
    (step,) = library.history(written.unit)
    assert (step.who, step.action, step.before) == ("Ada", "added", None)
    details = library.unit(written.unit).unit.details
    assert (details.attribute("creationid"), len(details.attribute("creationdate"))) == ("Ada", 16)


def test_the_same_texts_are_held_once(library: Library) -> None:
    written = library.add_unit("m", SAVE, SAVED, Segment("de", "Sichern"))
    for segments in ((SAVE, SAVED), (SAVED, SAVE), (Segment("de", "Sichern"), SAVE)):
        again = library.add_unit("m", *segments)
        assert (again.done, again.unit, again.batch) == ("unchanged", written.unit, None)
    assert library.add_unit("m", SAVE, SAVED, context="menu").done == "added"
    assert library.add_unit("n", SAVE, SAVED).done == "added"
    assert library.add_unit("m", SAVE, SAVED, status=UnitStatus.FUZZY).done == "changed"
    assert ask(library)[-1].penalties == {"status": 5}


def test_a_new_translation_is_kept_beside_the_old_or_replaces_the_latest(library: Library) -> None:
    old = library.add_unit("m", SAVE, SAVED)
    beside = library.add_unit("m", SAVE, KEEP)
    assert (beside.done, len(ask(library))) == ("added", 2)
    library.set_memory("m", new_translations="replace")
    newest = library.add_unit("m", SAVE, Segment("zh-CN", "储存"), who="Ada")
    assert (newest.done, newest.unit) == ("replaced", beside.unit)
    assert sorted(match.target for match in ask(library)) == ["保存", "储存"]
    assert library.add_unit("m", SAVE, SAVED).unit == old.unit
    assert library.add_unit("m", SAVE, Segment("de", "Sichern")).done == "added"
    before = library.history(beside.unit)[0].before
    assert isinstance(before, Unit)
    assert before.segments == (SAVE, KEEP)


def test_a_penalty_is_taken_off_every_match(library: Library) -> None:
    library.add_unit("m", SAVE, SAVED)
    assert library.set_memory("m", penalty=7).penalty == 7
    assert [match.score for match in ask(library)] == [93]
    assert library.set_memory("m", new_translations="replace").penalty == 7
    for wrong in ({"penalty": -1}, {"penalty": 101}, {"new_translations": "drop"}):
        with pytest.raises(BadRequest):
            library.set_memory("m", **wrong)
    with pytest.raises(NotFound):
        library.set_memory("other")


def test_a_change_is_found_at_once_and_the_old_text_is_not(library: Library) -> None:
    number = library.add_unit("m", SAVE, SAVED).unit
    changed = library.change_unit(number, Segment("en", "Close"), KEEP, context="menu", who="Bo")
    assert (changed.done, ask(library, "Save"), ask(library, "Close")[0].target) == ("changed", [], "存")
    latest, first = library.history(number)
    assert (latest.who, latest.action, latest.before and latest.before.segments) == ("Bo", "changed", (SAVE, SAVED))
    assert first.action == "added"
    assert library.change_unit(number, Segment("en", "Close"), KEEP).done == "unchanged"
    assert library.change_texts(number, SAVE, who="Bo").done == "changed"
    assert library.unit(number).unit.segments == (SAVE, KEEP)
    assert library.unit(number).unit.details.attribute("changeid") == "Bo"


def test_a_unit_cannot_become_another(library: Library) -> None:
    library.add_unit("m", SAVE, SAVED)
    other = library.add_unit("m", SAVE, KEEP).unit
    before = contents(library)
    for segments in ((SAVE, SAVED), (SAVED, SAVE)):
        with pytest.raises(Conflict, match="unit 1 of m says the same"):
            library.change_unit(other, *segments)
    assert contents(library) == before


def test_a_change_made_without_having_seen_the_last_is_refused(library: Library) -> None:
    number = library.add_unit("m", SAVE, SAVED).unit
    seen = library.history(number)[0].step
    library.change_unit(number, SAVE, KEEP, seen=seen, who="Ada")
    with pytest.raises(Conflict, match="changed meanwhile by Ada"):
        library.change_unit(number, SAVE, Segment("zh-CN", "储"), seen=seen)


def test_a_deleted_unit_is_not_found_and_comes_back_by_its_history(library: Library) -> None:
    number = library.add_unit("m", SAVE, SAVED, who="Ada").unit
    before = contents(library)
    deleted = library.delete_unit(number, "Bo")
    assert (deleted.done, ask(library)) == ("deleted", [])
    with pytest.raises(NotFound, match=f"unit {number} was deleted"):
        library.unit(number)
    latest = library.history(number)[0]
    assert (latest.action, latest.who) == ("deleted", "Bo")
    assert library.revert_unit(number, latest.step, "Cy").done == "restored"
    assert (contents(library), len(ask(library))) == (before, 1)
    assert [step.action for step in library.history(number)] == ["restored", "deleted", "added"]


def test_every_write_is_undone_by_its_batch(library: Library) -> None:
    added = library.add_unit("m", SAVE, SAVED)
    states = [({}, added)]
    for write in (
        lambda: library.change_unit(added.unit, SAVE, KEEP),
        lambda: library.delete_unit(added.unit),
        lambda: library.revert_unit(added.unit, library.history(added.unit)[0].step),
        lambda: library.revert_unit(added.unit, library.history(added.unit)[-2].step),
    ):
        before = contents(library)
        states.append((before, write()))
    for before, written in reversed(states):
        library.undo(written.batch or 0)
        assert contents(library) == before
    assert library.examine() == ()
    assert library.batches() == ()


def test_a_unit_does_not_come_back_into_a_memory_that_is_gone(library: Library) -> None:
    added = library.add_unit("m", SAVE, SAVED)
    library.undo(library.delete_unit(added.unit).batch or 0)
    library.undo(added.batch or 0)
    assert library.memories() == ()
    library.add_unit("another", SAVE, KEEP)
    with pytest.raises(NotFound, match="the memory of unit 1 is gone"):
        library.revert_unit(added.unit, library.history(added.unit)[-2].step)


def test_an_import_whose_unit_was_deleted_by_hand_is_undone_after_it(library: Library) -> None:
    batch = bring(library, file_of([Unit((SAVE, SAVED))])).batch or 0
    deleted = library.delete_unit(1)
    with pytest.raises(CannotUndo, match=f"undo these first: {deleted.batch}"):
        library.undo(batch)
    again = library.add_unit("main", SAVE, SAVED)
    with pytest.raises(CannotUndo, match=f"unit {again.unit} says now what unit 1 would say again"):
        library.undo(deleted.batch or 0)
    with pytest.raises(Conflict):
        library.revert_unit(1, library.history(1)[0].step)
    library.undo(again.batch or 0)
    library.undo(deleted.batch or 0)
    library.undo(batch)
    assert contents(library) == {}


def test_inline_codes_are_never_lost(library: Library) -> None:
    bring(library, file_of([CODED]))
    written = library.change_texts(1, Segment("en", "⟦1⟧Print⟦2⟧ it at once"), Segment("zh-CN", "⟦1⟧马上⟦2⟧打印"))
    assert written.done == "changed"
    assert [each.markup for each in library.unit(1).unit.segments] == [
        '<bpt i="1">&lt;b&gt;</bpt>Print<ept i="1">&lt;/b&gt;</ept> it at once',
        '<hi type="b">马上</hi>打印',
    ]
    assert ask(library, "Print it at once")[0].target == "马上打印"
    for text in ("Print it", "⟦1⟧Print it", "⟦1⟧⟦1⟧Print⟦2⟧", "⟦1⟧Print⟦2⟧⟦3⟧"):
        with pytest.raises(CannotWrite, match="inline code"):
            library.change_texts(1, Segment("en", text))
    with pytest.raises(CannotWrite, match="do not nest"):
        library.change_texts(1, Segment("zh-CN", "⟦2⟧马上⟦1⟧打印"))
    library.change_texts(1, Segment("en", "", "Print it"))
    assert library.unit(1).unit.segments[0].markup is None


def test_what_no_unit_can_be_is_refused_and_nothing_is_made(library: Library) -> None:
    for segments in ((SAVE, SAVE), (SAVE, Segment("zh-CN", " \u3000")), (SAVE, Segment("zh-CN", "\udc80"))):
        with pytest.raises(BadRequest):
            library.add_unit("m", *segments)
    with pytest.raises(UnreadableFile):
        library.add_unit("m", SAVE, Segment("zh-CN", "", "<b>"))
    with pytest.raises(BadRequest):
        library.add_unit(" ", SAVE, SAVED)
    assert library.memories() == ()
    for call in (library.delete_unit, library.history, library.unit):
        with pytest.raises(NotFound, match="there is no unit 9"):
            call(9)
    with pytest.raises(NotFound):
        library.revert_unit(library.add_unit("m", SAVE, SAVED).unit, 0)


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each adds, changes and deletes its own units and adds those that the other adds too."""
    failed: list[YikuError] = []

    def write(name: str) -> None:
        try:
            with Library.open(tmp_path / "library.db") as opened:
                for number in range(25):
                    opened.add_unit("m", Segment("en", f"both {number}"), SAVED, who=name)
                    own = opened.add_unit("m", Segment("en", f"{name} {number}"), SAVED, who=name).unit
                    opened.change_texts(own, KEEP, who=name)
                    if number % 5 == 0:
                        opened.delete_unit(own, name)
        except YikuError as error:
            failed.append(error)

    Library.open(tmp_path / "library.db").close()
    writers = [threading.Thread(target=write, args=(name,)) for name in ("Ada", "Bo")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with Library.open(tmp_path / "library.db") as library:
        assert (failed, library.memories()[0].units) == ([], 25 + 2 * 20)
        assert library.examine() == ()
        assert exported(library).count("存<".encode()) == 25 + 2 * 20
