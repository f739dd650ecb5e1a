"""Chinese names and their Latin letters: slips are found, other romanisations and other names are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.checks.romanised import elsewhere, is_pinyin, latin, places, spellings, surnames
from glossary.text.chinese import syllables
from tests.glossary.checks.checking import marked, reported

SLIPS = [
    ("张伟来了", "Zhang Wie came", "Zhang Wie→Zhang Wei"),
    ("张伟来了", "then Wie Zhang came", "Wie Zhang→Wei Zhang"),
    ("张伟来了", "ZHANG WIE came", "ZHANG WIE→ZHANG WEI"),
    ("張偉來了", "Zhnag Wei came", "Zhnag Wei→Zhang Wei"),
    ("王小红说", "Wang Xiaohng said", "Wang Xiaohng→Wang Xiaohong"),
    ("王小红说", "Wang Xiao-hon said", "Wang Xiao-hon→Wang Xiaohong"),
    ("杨振宁", "Yang Zhening", "Yang Zhening→Yang Zhenning"),
    ("在深圳", "in Shenzen", "Shenzen→Shenzhen"),
    ("在前海", "in Qinhai", "Qinhai→Qianhai"),
    ("陕西的", "of Shanxi", "Shanxi→Shaanxi"),
]
RIGHT = [
    ("李明和曾庆红", "Li Ming and Zeng Qinghong"),
    ("李明", "Ming Li"),
    ("李明", "LI Ming"),
    ("王小红", "Xiao-hong Wang, Xiao Hong Wang, Wang Xiaohong"),
    ("单田芳", "Shan Tianfang"),
    ("吕布和吕后", "Lü Bu, Lyu Bu and Lu Hou"),
    ("欧阳修", "Ouyang Xiu"),
    ("杨振宁", "Yang Chen-Ning"),
    ("李登辉", "Lee Teng-hui"),
    ("陈水扁", "Chen Shui-bian"),
    ("黄晓明", "Hwang Xiaoming"),
    ("山西和陕西", "Shanxi and Shaanxi"),
    ("丽莎在巴黎", "Lisa in Paris"),
    ("圭亚那", "Guyana"),
    ("香港和拉萨", "Hong Kong and Lhasa"),
    ("张伟说", "Zhang said, and Wei too"),
]


@pytest.mark.parametrize(("chinese", "english", "expected"), SLIPS)
def test_a_slip_is_marked_with_the_name_as_it_reads(chinese: str, english: str, expected: str) -> None:
    assert marked("names", chinese, english, "zh-CN", "en") == [expected]


@pytest.mark.parametrize(("chinese", "english"), RIGHT)
def test_other_romanisations_and_other_names_are_left_alone(chinese: str, english: str) -> None:
    assert marked("names", chinese, english, "zh-CN", "en") == []
    assert marked("names", english, chinese, "en", "zh-CN") == []


def test_a_wrong_character_is_marked_in_a_chinese_translation() -> None:
    assert marked("names", "Li Jing said", "李金说", "en", "zh-CN") == ["李金"]


def test_a_place_that_the_document_spells_right_elsewhere_is_known() -> None:
    wrong = ("在梅沙", "in Meisa")
    assert reported("names", wrong, source="zh-CN", target="en") == []
    assert reported("names", wrong, ("他好", "Meisha is good"), source="zh-CN", target="en") == []
    found = reported("names", wrong, ("梅沙好", "Meisha is good"), source="zh-CN", target="en")
    assert [(number, each.finding.suggestion) for number, each in found] == [(0, "Meisha")]


def test_a_word_is_no_slip_where_the_name_stands_right_in_the_same_pair() -> None:
    pairs = ("梅沙和梅萨", "Meisha and Meisa"), ("两个名字：梅沙", "two names: Meisha and Meixha")
    assert reported("names", *pairs, source="zh-CN", target="en") == []


def test_long_texts_come_to_an_end() -> None:
    reported("names", ("张味去前海" * 1000, "Zhang Wie Qinhai Meisa " * 1000), source="zh-CN", target="en")


@given(st.sampled_from(sorted(surnames())))
def test_surnames_read_as_they_are_listed(spelled: str) -> None:
    assert all(spelled in {"".join(each) for each in spellings(han)} or spelled == "ou" for han in surnames()[spelled])


@given(st.sampled_from(sorted(places())))
def test_places_are_pinyin_and_no_slip_of_themselves(name: str) -> None:
    assert is_pinyin("".join(syllables(name)), len(name))
    assert marked("names", f"在{name}", f"in {places()[name].capitalize()}", "zh-CN", "en") == []


def test_a_syllable_has_its_wade_giles_forms() -> None:
    assert {"chen", "chih", "hsiao"} <= {*elsewhere("zhen"), *elsewhere("zhi"), *elsewhere("xiao")}
    assert latin(("lv", "bu")) >= {"lvbu", "lubu", "lyubu"}
