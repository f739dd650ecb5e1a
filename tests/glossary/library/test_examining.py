from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from glossary.answers import Fault
from glossary.library import Library, indexing
from glossary.library.entries import new_unit
from tests.glossary.library.contents import bring, contents, file_of
from tmx.model import Note, Segment, Unit

WORDS = ("bonded", "area", "zone", "port", "customs", "goods", "trade", "export", "import", "保税", "海关", "货物")


def units(count: int, seed: int) -> list[Unit]:
    chance = Random(seed)
    return [
        Unit(
            (
                Segment("en", " ".join(chance.choices(WORDS, k=chance.randrange(1, 9))) + f" {n}"),
                Segment("zh-CN", "".join(chance.choices("保税区海关货物企业在内设立", k=chance.randrange(1, 12)))),
                *((Segment("en-GB", f"colour {n}"),) if n % 7 == 0 else ()),
            ),
            context=str(n),
        )
        for n in range(count)
    ]


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few texts as there are here become blocks, and some stay fresh."""
    monkeypatch.setattr(indexing, "MOST_FRESH", 20)
    monkeypatch.setattr(indexing, "LARGEST_BLOCK", 600)


@pytest.fixture
def path(tmp_path: Path, small_blocks: None) -> Path:
    """A library with blocks, and with fresh texts after them."""
    with Library.open(tmp_path / "library.db") as library:
        for count, seed in ((150, 1), (60, 2), (10, 3)):
            bring(library, file_of(units(count, seed)))
        assert library.store.blocks("en")
        assert library.store.fresh_units("en")
    return tmp_path / "library.db"


def examined(path: Path) -> tuple[Fault, ...]:
    with Library.open(path) as library:
        return library.examine()


def test_an_empty_library_is_sound(library: Library) -> None:
    assert library.examine() == ()


def test_a_library_stays_sound_through_imports_changes_and_undoing(library: Library, small_blocks: None) -> None:
    chance = Random(7)
    batches: list[int] = []
    for step in range(25):
        if batches and chance.random() < 0.4:
            library.undo(batches.pop())
        else:
            some = chance.sample(units(200, step % 3), chance.choice([1, 5, 30, 90]))
            noted = [_noted(unit, step) if chance.random() < 0.3 else unit for unit in some]
            batch = bring(library, file_of(noted)).batch
            batches += [batch] if batch else []
        assert library.examine() == ()


def _noted(unit: Unit, step: int) -> Unit:
    details = type(unit.details)(notes=(Note(f"step {step}"),))
    return Unit(unit.segments, unit.id, unit.context, unit.status, details)


def test_a_changed_unit_in_a_blocks_range_is_no_fault(path: Path) -> None:
    """What a unit was before stays in its block until that is made anew."""
    with Library.open(path) as library:
        store = library.store
        with store.writing():
            block = store.blocks("en")[0]
            stored = store.unit(block.base)
            assert stored is not None
            changed = new_unit(Unit((Segment("en", "quite other words"), stored.unit.segments[1]), context="new"))
            store.replace_unit(block.base, None, changed)
            indexer = indexing.Indexer(store)
            indexer.change(block.base, ["en", "zh-CN"], changed.segments)
            indexer.finish()
        assert library.examine() == ()


FAULTS = [
    ("DELETE FROM posting WHERE id = (SELECT min(id) FROM posting)", "the sizes of its lists are not those"),
    (
        "UPDATE posting SET entries = zeroblob(length(entries)) WHERE id = (SELECT min(id) FROM posting)",
        "1 of its lists",
    ),
    ("INSERT INTO posting VALUES (9000000000000, x'00000000')", "1 lists belong to no block"),
    ("UPDATE block SET texts = texts + 1 WHERE id = (SELECT min(id) FROM block)", "texts and there are"),
    (
        "UPDATE block SET sizes = zeroblob(length(sizes)) WHERE id = (SELECT min(id) FROM block)",
        "the sizes of its lists",
    ),
    ("UPDATE block SET signatures = zeroblob(length(signatures)) WHERE family = 'en'", "its signatures are not those"),
    ("UPDATE block SET entries = zeroblob(length(entries)) WHERE family = 'zh'", "its texts are not those"),
    ("UPDATE block SET base = 1 WHERE family = 'en' AND base > 1", "its blocks overlap"),
    ("DELETE FROM block WHERE family = 'en'", "segments are not in it, so no search finds them"),
    ("DELETE FROM fresh WHERE family = 'zh'", "segments are not in it, so no search finds them"),
    ("UPDATE fresh SET keys = x'4100' WHERE unit = (SELECT max(unit) FROM fresh)", "fresh texts are not what"),
    ("UPDATE segment SET keys = x'41004200' WHERE unit = 1", "of its lists are not what its segments say"),
    ("DELETE FROM unit WHERE id = 1", "it counts"),
]


@pytest.mark.parametrize(("statement", "said"), FAULTS, ids=[said for _, said in FAULTS])
def test_what_is_wrong_with_the_index_is_said_and_mended(statement: str, said: str, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        assert connection.execute(statement).rowcount > 0
    faults = examined(path)
    assert any(said in fault.what for fault in faults), faults
    assert all(fault.where.startswith("index") for fault in faults)
    with Library.open(path) as library:
        before = contents(library)
        library.repair()
        assert library.examine() == ()
        assert contents(library) == before
        assert [match.score for match in library.match("colour 7", source="en", target="zh", limit=1).matches] == [100]


def _break_a_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-8192 * 4 :] = b"\xa5" * (8192 * 4)
    path.write_bytes(data)


def _orphan_a_segment(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM unit WHERE id = 1")  # foreign keys are off here


@pytest.mark.parametrize(
    ("spoil", "said"), [(_break_a_page, ""), (_orphan_a_segment, "rows name others that are not there")]
)
def test_a_damaged_file_is_told_apart_from_its_index(spoil: Callable[[Path], None], said: str, path: Path) -> None:
    spoil(path)
    faults = examined(path)
    assert faults
    assert all(fault.where == "file" for fault in faults)
    assert said in faults[0].what
