"""What adaptation promises whatever the texts: values as asked, nothing else touched, no guess."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from glossary.adapt import Adapted, Refused, adapt, differ_in_slots
from glossary.text.quantities import quantities

CHINESE = ("投资{}亿元，增长{}%。", "共有{}个文件，占{}%。", "{}公里，占百分之{}")
ENGLISH = ("An investment of RMB {} million, up {}%.", "There are {} files, which is {}%.", "{} km, or {} percent")
SCALES = (100, 1, 1)
numbers = st.integers(2, 999)


@given(st.sampled_from(range(3)), numbers, numbers, numbers, numbers)
def test_every_value_asked_for_stands_in_the_target(form: int, a: int, b: int, c: int, d: int) -> None:
    assume(len({a, b, c, d}) == 4)
    source, query = CHINESE[form].format(a, b), CHINESE[form].format(c, d)
    target = ENGLISH[form].format(a * SCALES[form], b)
    made = adapt(query, source, target, "zh-CN", "en")
    assert isinstance(made, Adapted), made
    assert [each.value for each in quantities(made.target, "en")] == [each.value for each in quantities(query, "zh-CN")]


@given(st.sampled_from(range(3)), numbers, numbers, numbers, numbers)
def test_every_value_asked_for_stands_in_chinese(form: int, a: int, b: int, c: int, d: int) -> None:
    assume(len({a, b, c, d}) == 4)
    scale = SCALES[form]
    source, query = (ENGLISH[form].format(x * scale, y) for x, y in ((a, b), (c, d)))
    made = adapt(query, source, CHINESE[form].format(a, b), "en", "zh-CN")
    assert isinstance(made, Adapted), made
    assert [each.value for each in quantities(made.target, "zh-CN")] == [each.value for each in quantities(query, "en")]


words = st.text(st.sampled_from("投资了文件的人和 number file of,，。.-/%年月个"), max_size=12)


@given(words, words, words, st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from(["en", "zh-CN", "de", "ru"]))
@example("", "", "", 1, 10**6, "en")
def test_nothing_outside_the_replacements_changes(
    before: str, after: str, other: str, old: int, new: int, language: str
) -> None:
    target = f"{other}{old}{after}"
    made = adapt(f"{before}{new}{after}", f"{before}{old}{after}", target, "zh-CN", language)
    if isinstance(made, Refused):
        assert made.reason
        return
    undone = made.target
    for each in reversed(made.replacements):
        assert undone[each.start : each.end] == each.new
        undone = undone[: each.start] + each.old + undone[each.end :]
    assert undone == target


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_texts_are_answered(query: str, source: str, target: str) -> None:
    assert isinstance(adapt(query, source, target, "zh-CN", "en"), (Adapted, Refused))


def test_a_text_is_adapted_to_itself_without_change() -> None:
    made = adapt("共3页", "共3页", "3 pages", "zh", "en")
    assert made == Adapted("3 pages", ())


def test_the_same_value_written_otherwise_needs_no_change() -> None:
    assert adapt("三百五十页", "350页", "350 pages", "zh", "en") == Adapted("350 pages", ())


def test_texts_without_slots_do_not_differ_in_slots() -> None:
    assert not differ_in_slots("no number", "no  number", "en")
    assert differ_in_slots("number 3", "number 4", "en")


@pytest.mark.parametrize("tag", ["zh", "zh-Hans", "zh-TW", "zh-Hant-HK"])
def test_a_chinese_target_of_any_tag_is_adapted(tag: str) -> None:
    made = adapt("5 files", "3 files", "3 個檔案", "en", tag)
    assert isinstance(made, Adapted)
    assert made.target == "5 個檔案"


def test_replacements_say_what_became_what_and_where() -> None:
    made = adapt("投资4.2亿元", "投资3.5亿元", "RMB 350 million was invested", "zh", "en")
    assert isinstance(made, Adapted)
    (each,) = made.replacements
    assert (each.kind, each.old, each.new) == ("money", "RMB 350 million", "RMB 420 million")
    assert made.target[each.start : each.end] == each.new
    assert quantities(made.target, "en")[0].value == Fraction(420_000_000)
