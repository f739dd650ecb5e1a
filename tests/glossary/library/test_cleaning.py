from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from glossary.errors import BadRequest, NotFound
from glossary.library import Library, indexing
from glossary.library.cleaning.near_duplicates import THRESHOLD
from glossary.library.cleaning.run import REPORTS
from glossary.store.values import StoredUnit
from glossary.text import bounded
from glossary.text.keys import key_text
from tests.glossary.library.contents import bring, contents, file_of
from tests.glossary.library.memories import memories
from tests.glossary.library.scan import matched, scan
from tmx.model import Segment, Unit, UnitStatus


def unit(source: str, target: str, **more: object) -> Unit:
    return Unit((Segment("en", source), Segment("zh-CN", target)), **more)  # type: ignore[arg-type]


def coded(source: str, target: str) -> Unit:
    return Unit((Segment("en", "a", source), Segment("zh-CN", "甲", target)))


GOOD = [unit(f"sentence {word} of the good ones", f"好句子之{word}来的") for word in "abcdefghijklmnopqrstuvwx"]


def found(library: Library, report: str) -> list[tuple[int, ...]]:
    """The units of each finding."""
    return [tuple(each.number for each in finding.units) for finding in library.clean("m", [report])]


def brought(library: Library, *units: Unit) -> None:
    bring(library, file_of(units), memory="m")


def test_one_source_with_different_targets_and_the_reverse(library: Library) -> None:
    brought(
        library, unit("Save", "保存"), unit("Open", "打开"), unit("Save", "存"), unit("Keep", "保存"),
        unit("Save", "存储", context="menu"),
    )  # fmt: skip
    assert found(library, "same-source") == [(1, 3)]
    assert found(library, "same-target") == [(1, 4)]
    assert library.fix("keep-latest", "m", ["same-source"]).deleted == 1
    assert found(library, "same-source") == []


def test_near_duplicates_are_near_on_both_sides(library: Library) -> None:
    words = " ".join(f"w{number}" for number in range(19))
    brought(library, unit(f"{words} a", "甲" * 20), unit(f"{words} b", "甲" * 20), unit(f"{words} c", "乙" * 20))
    assert found(library, "near-duplicates") == [(1, 2)]


@st.composite
def repeated(draw: st.DrawFn) -> list[Unit]:
    """Units of which many are others with a word more or less on a side, or in another context."""
    _, made = draw(memories(min_size=2, max_size=12))
    for _ in range(draw(st.integers(1, 25))):
        old = draw(st.sampled_from(made))
        texts = [each.text for each in old.segments]
        at = draw(st.integers(0, len(texts) - 1))
        texts[at] = draw(st.sampled_from((f"{texts[at]} a", f"{texts[at]} {texts[at]}", f"甲 {texts[at]}", texts[at])))
        sides = tuple(Segment(each.language, text) for each, text in zip(old.segments, texts, strict=True))
        made.append(Unit(sides, context=draw(st.sampled_from(("", "", old.context, "menu")))))
    return made


def nearly_the_same(one: Unit, other: Unit) -> bool:
    texts = [[key_text(each.text, each.language) for each in unit.segments] for unit in (one, other)]
    return (one.languages, one.context) == (other.languages, other.context) and all(
        Levenshtein.normalized_similarity(*pair) * 100 >= THRESHOLD - 1e-6 for pair in zip(*texts, strict=True)
    )


@settings(max_examples=15)
@given(units=repeated())
def test_near_duplicates_are_what_comparing_all_with_all_finds(fresh: Callable[[], Library], units: list[Unit]) -> None:
    with fresh() as library:
        brought(library, *units)
        held = [each for each in library.store.units_of(1) if each.unit.segments[0].text.split()]
        lengths = {each.number: len(key_text(each.unit.segments[0].text, each.unit.languages[0])) for each in held}
        groups: list[list[StoredUnit]] = []
        for each in sorted(held, key=lambda each: (lengths[each.number], each.number)):
            group = next((group for group in groups if nearly_the_same(group[0].unit, each.unit)), None)
            group.append(each) if group else groups.append([each])
        expected = [tuple(sorted(each.number for each in group)) for group in groups if len(group) > 1]
        assert found(library, "near-duplicates") == sorted(expected)


def test_copied_and_empty_sides(library: Library) -> None:
    brought(library, unit("Save", "Save"), unit("3.5", "3.5"), unit("x", " "), unit("Save it", "保存"))
    assert found(library, "untranslated")[0] == (1,)
    assert (2,) not in found(library, "untranslated")
    assert (4,) not in found(library, "untranslated")


def test_a_side_in_the_script_of_another_language(library: Library) -> None:
    brought(library, unit("Save", "Speichern"), unit("保存", "保存"), unit("Press F1", "按F1"), unit("42", "42"))
    assert found(library, "wrong-language") == [(1,), (2,)]
    assert "2 of its 2 letters" in list(library.clean("m", ["wrong-language"]))[1].why


def test_a_length_far_from_the_usual(library: Library) -> None:
    brought(library, *GOOD, unit("a short one of these", "很长的句子" * 30), unit("a long one " * 30, "短句"))
    assert found(library, "length-ratio") == [(25,), (26,)]


def test_a_target_that_belongs_to_a_neighbour(library: Library) -> None:
    brought(
        library, unit("In 2019 it rose", "二〇一九年"), unit("In 2020 it fell", "2019年上涨"),
        unit("In 2021 it stood", "2021年不变"), unit("Still in 2021", "还是2021年"), unit("All 3 rose", "3个都涨"),
    )  # fmt: skip
    assert found(library, "misaligned") == [(2,)]


def test_codes_that_are_not_balanced_or_not_the_same(library: Library) -> None:
    brought(
        library,
        coded('<bpt i="1">b</bpt>a<ept i="1">/b</ept>', '<bpt i="1">b</bpt>甲<ept i="1">/b</ept>'),
        coded('<bpt i="1">b</bpt>a', '<bpt i="1">b</bpt>甲<ept i="1">/b</ept>'),
        coded("a<ph>x</ph>", "甲<ph>y</ph>"),
        coded("a<ph>x</ph>", "甲"),
    )
    assert found(library, "broken-codes") == [(2,), (3,), (4,)]


def test_stray_control_characters_are_stripped(library: Library) -> None:
    library.add_unit("m", Segment("en", "Sa\x07ve"), Segment("zh-CN", "\ufeff保存"))
    library.add_unit("m", Segment("en", "a\tb"), Segment("zh-CN", "甲"))
    assert next(library.clean("m", ["control-characters"])).why == "en: U+0007; zh-CN: U+FEFF"
    report = library.fix("strip", "m", ["control-characters"], who="Ada")
    assert (report.changed, found(library, "control-characters")) == (1, [])
    assert [each.text for each in library.unit(1).unit.segments] == ["Save", "保存"]
    assert library.match("Save", source="en", target="zh").matches[0].score == 100
    assert library.history(1)[0].who == "Ada"


def test_what_would_be_the_same_as_another_is_skipped(library: Library) -> None:
    brought(library, unit("Save", "保存"), unit("Sa\ufeffve", "保存"))
    report = library.fix("strip", "m", ["control-characters"])
    assert (report.batch, report.skipped) == (None, 1)
    assert library.replace("Save", "").skipped == 1


def test_a_remedy_for_single_findings_leaves_the_others(library: Library) -> None:
    brought(library, unit("Save", "Save"), unit("Open", "Open"))
    report = library.fix("delete", "m", ["untranslated"], [2])
    assert (report.deleted, found(library, "untranslated")) == (1, [(1,)])
    assert library.fix("fuzzy", reports=["untranslated"]).changed == 1
    assert library.unit(1).unit.status is UnitStatus.FUZZY
    assert [batch.format for batch in library.batches()] == ["clean", "clean", "tmx"]


def test_what_cannot_be_is_refused(library: Library) -> None:
    brought(library, unit("Save", "保存"))
    for call in (
        lambda: list(library.clean("m", ["no"])),
        lambda: library.fix("burn"),
        lambda: library.fix("delete", "m", ["same-source"]),
        lambda: library.replace("", "x"),
        lambda: library.replace("(", "x", regex=True),
        lambda: library.replace("a", r"\2", regex=True),
        lambda: library.replace("a*", "x", regex=True),
    ):
        with pytest.raises(BadRequest):
            call()
    with pytest.raises(NotFound):
        list(library.clean("other"))


def test_replacing_leaves_codes_and_other_languages_alone(library: Library) -> None:
    brought(library, coded("a <ph>a</ph> a", "甲<ph>a</ph>"), unit("a", "a"))
    before = contents(library)
    preview = list(library.preview_replacement("a", "b&<", language="en"))
    assert [(each.unit, each.before, each.after) for each in preview] == [(1, "a  a", "b&<  b&<"), (2, "a", "b&<")]
    assert contents(library) == before
    report = library.replace("a", "b&<", language="en")
    assert library.unit(1).unit.segments[0].markup == "b&amp;&lt; <ph>a</ph> b&amp;&lt;"
    assert library.unit(2).unit.segments[1].text == "a"
    assert library.replace(r"b(.)<", r"\1", regex=True).changed == 2
    library.undo(library.batches()[0].number)
    library.undo(report.batch or 0)
    assert contents(library) == before


def test_a_pattern_that_never_ends_writes_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "ONE_TEXT", 0.05)
    brought(library, unit("aaa", "甲"), unit("a" * 60 + "b", "乙"), unit("aa", "丙"))
    before, batches = contents(library), library.batches()
    for call in (library.replace, lambda *order, **more: list(library.preview_replacement(*order, **more))):
        with pytest.raises(BadRequest, match="takes too long"):
            call("(a|aa)+$", "x", regex=True)
    assert (contents(library), library.batches()) == (before, batches)
    assert library.replace("^(a)a$", r"\1b", regex=True).changed == 1


@pytest.fixture(params=[(1000, 6_000_000), (2, 12)], ids=["fresh", "small blocks"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Library]:
    """Opens another empty library for each example, which keep their index in different ways."""
    monkeypatch.setattr(indexing, "MOST_FRESH", request.param[0])
    monkeypatch.setattr(indexing, "LARGEST_BLOCK", request.param[1])
    numbers = count()
    return lambda: Library.open(tmp_path / f"{next(numbers)}.db")


@settings(max_examples=12)
@given(held=memories(min_size=4), data=st.data())
def test_every_remedy_and_replacement_is_found_at_once_and_undone_byte_for_byte(
    fresh: Callable[[], Library], held: tuple, data: st.DataObject
) -> None:
    (source, target), units = held
    with fresh() as library:
        bring(library, file_of([*units, *(replace(each, context="c") for each in units[:3])]), memory="m")
        states = []
        for _ in range(3):
            before = contents(library)
            report = data.draw(st.sampled_from(REPORTS))
            done = data.draw(
                st.sampled_from(
                    [
                        lambda report=report: library.fix(report.remedies[0], "m", [report.name]),
                        lambda report=report: library.fix("fuzzy", reports=[report.name]),
                        lambda: library.replace("a", "oo"),
                        lambda: library.replace(r"(.)$", r"\1!", regex=True),
                    ]
                )
            )()
            assert (contents(library) == before) == (done.batch is None)
            assert library.examine() == ()
            if done.batch:
                states.append((done.batch, before))
        text = units[0].segments[0].text
        assert matched(library, text, source, target, 50) == scan(library, text, source, target, 50)
        for batch, before in reversed(states):
            library.undo(batch)
            assert contents(library) == before
            assert library.examine() == ()
