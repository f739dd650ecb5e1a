"""The stretches of a text that the memories have whole: those that a look at every sentence finds."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.errors import BadRequest
from glossary.library import Library, indexing
from glossary.library.fragments import Fragmenter, Query
from glossary.matching.patterns import Sentence
from tests.glossary.library.contents import bring, file_of
from tests.glossary.library.memories import memories, queries
from tmx import language
from tmx.model import Segment, Unit

_NUMBERS = count()


@pytest.fixture(params=[(1000, 6_000_000), (3, 40)], ids=["fresh", "small blocks"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(indexing, "MOST_FRESH", request.param[0])
    monkeypatch.setattr(indexing, "LARGEST_BLOCK", request.param[1])
    return tmp_path


def maximal(library: Library, text: str, source: str, target: str) -> list[tuple[int, int]]:
    """Every stretch of two tokens or more that a unit with the target has and that none longer around it is."""
    stems = Sentence.of(text, source).stems
    held = [
        Sentence.of(segment.text, source).stems
        for row in library.store.memory_rows().values()
        for stored in library.store.units_of(row.number)
        for segment in stored.unit.segments
        if language.best(source, [segment.language])
        if language.best(target, [each.language for each in stored.unit.segments if each is not segment])
    ]
    found = [
        (start, end)
        for start in range(len(stems))
        for end in range(start + 2, len(stems) + 1)
        if any(stems[start:end] == each[at : at + end - start] for each in held for at in range(len(each)))
    ]
    return [each for each in found if not any(start <= each[0] and each[1] <= end for start, end in {*found} - {each})]


@settings(max_examples=50)
@given(data=st.data(), held=memories(min_size=3))
def test_every_maximal_stretch_is_found_and_no_other(folder: Path, data: st.DataObject, held: tuple) -> None:
    (source, target), units = held
    text = data.draw(queries(source, units)) + " " + data.draw(queries(source, units))
    with Library.open(folder / f"{next(_NUMBERS)}.db") as library:
        bring(library, file_of(units[: len(units) // 2]), memory="m")
        report = bring(library, file_of(units), memory="n")
        assert stretches(library, text, source, target) == maximal(library, text, source, target)
        if report.batch is not None:
            library.undo(report.batch)
        assert stretches(library, text, source, target) == maximal(library, text, source, target)


def stretches(library: Library, text: str, source: str, target: str) -> list[tuple[int, int]]:
    return list(Fragmenter(library.store, library._indexes, Query(text, source, target)).stretches())


PAIRS = [
    ("Goods in the bonded area are exempt from duty.", "保税区内货物免税。"),
    ("The bonded area opened.", "保税区已开放。"),
    ("A bonded area is a zone.", "保税区是一种区域。"),
    ("They leave the bonded area today.", "他们今天离开保税区。"),
    ("It is of the city.", "这是城市的。"),
    *((f"Line {number} of a text.", f"文本第{number}行。") for number in range(20)),
]


@pytest.fixture
def customs(folder: Path) -> Library:
    library = Library.open(folder / "customs.db")
    bring(library, file_of([Unit((Segment("en", en), Segment("zh-CN", zh))) for en, zh in PAIRS]), memory="m")
    return library


def test_a_stretch_comes_with_its_contexts_and_translation(customs: Library) -> None:
    text = "Firms in the Bonded Area sell cars"
    answer = customs.fragments(text, "en", "zh")
    assert [(each.text, each.more) for each in answer.fragments] == [("in the Bonded Area", False)]
    (fragment,) = answer.fragments
    assert text[fragment.start : fragment.end] == fragment.text
    (source, *_) = fragment.contexts[0].sides
    assert [piece.text for piece in source.pieces if piece.mark == "hit"] == ["in the bonded area"]
    (fragment,) = customs.fragments("Our bonded area", "en", "zh").fragments
    assert (len(fragment.contexts), fragment.more) == (3, True)
    marks = {piece.text for hit in fragment.contexts for piece in hit.sides[1].pieces if piece.mark == "probable"}
    assert marks == {"保税区"}


def test_stretches_are_long_enough_to_be_worth_it(customs: Library) -> None:
    assert [each.text for each in customs.fragments("税区，货物，保税区", "zh", "en").fragments] == ["保税区"]
    assert not customs.fragments("bonded. Goods", "en", "zh").fragments
    assert not customs.fragments("", "en", "zh").fragments
    assert not customs.fragments("in the bonded area", "en", "de").fragments


def test_the_longest_come_first_and_the_limit_is_told(customs: Library) -> None:
    text = "bonded area, of the city, are exempt from duty"
    answer = customs.fragments(text, "en", "zh")
    assert [each.text for each in answer.fragments] == ["are exempt from duty", "of the city", "bonded area"]
    cut = customs.fragments(text, "en", "zh", limit=2)
    assert (cut.fragments, cut.more, answer.more) == (answer.fragments[:2], True, False)


def test_what_is_missing_is_said(customs: Library) -> None:
    with pytest.raises(BadRequest, match="the target language is missing"):
        customs.fragments("x", "en", "")
    with pytest.raises(BadRequest, match="the limit is 0"):
        customs.fragments("x", "en", "zh", limit=0)
