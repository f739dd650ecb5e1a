"""Quantities read: their values, kinds and spans; and that what is written is read as it was meant."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from glossary.text.quantities import Quantity, han, quantities, rewritten, words


def only(text: str, language: str) -> Quantity:
    (quantity,) = quantities(text, language)
    return quantity


SAME = [
    ("3.5亿", "350 million"), ("3.5亿", "0.35 billion"), ("3亿5000万", "350 million"), ("1.2万", "12,000"),
    ("三百五十", "350"), ("两千零五", "2,005"), ("壹佰", "one hundred"), ("１２３", "123"), ("十二", "a dozen"),
    ("50万", "half a million"), ("3.5亿", "three hundred and fifty million"), ("1,234.5", "1234.5"),
    ("70%", "seventy percent"), ("百分之七十", "70 per cent"), ("5‰", "0.5%"), ("三分之一", "one-third"),
    ("三分之二", "two thirds"), ("四分之一", "1/4"), ("第三", "third"), ("第3", "3rd"), ("第二十一", "twenty-first"),
    ("2022年9月9日", "9 September 2022"), ("2022年9月9日", "September 9, 2022"), ("2022年9月9日", "2022-09-09"),
    ("二〇二二年九月九日", "9/9/2022"), ("2022年9月", "Sept. 2022"), ("9月9日", "September 9th"), ("2022年", "2022"),
    ("20世纪90年代", "the 1990s"), ("1990年代", "1990s"), ("21世纪", "the twenty-first century"),
    ("下午3点半", "3:30 p.m."), ("15时30分", "15:30"), ("中午12点", "12 pm"), ("凌晨0点30分", "12:30 a.m."),
    ("人民币3.5亿元", "RMB 350 million"), ("3.5亿元", "CNY 350 million"), ("500万美元", "US$5 million"),
    ("3公里", "3 km"), ("30平方米", "30 square meters"), ("30平方米", "30 m²"), ("3个月", "three months"),
    ("第三季度", "Q3"), ("三季度", "the third quarter"), ("-5℃", "-5°C"), ("三倍", "three times as"),
]  # fmt: skip


@pytest.mark.parametrize(("chinese", "english"), SAME)
def test_the_same_quantity_has_the_same_identity_in_both_languages(chinese: str, english: str) -> None:
    ours = only(chinese, "zh-CN")
    theirs = only(f"{english} many" if english.endswith("as") else english, "en")
    assert ours.identity == theirs.identity
    assert not ours.doubt
    assert not theirs.doubt


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("上百人", "zh"), ("几十个", "zh"), ("十几年", "zh"), ("数千人", "zh"), ("90年代", "zh"),
        ("上世纪90年代", "zh"), ("增长了两倍", "zh"), ("9/10/2022", "en"), ("the '90s", "en"),
        ("the 1900s", "en"), ("hundreds of people", "en"),
        ("several million", "en"), ("increased three times", "en"),
    ],
)  # fmt: skip
def test_what_names_no_sure_value_is_doubted(text: str, language: str) -> None:
    assert only(text, language).doubt


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("千万不要", "zh"), ("万一", "zh"), ("十分重要", "zh"), ("一般", "zh"), ("统一", "zh"), ("一些", "zh"),
        ("十六进制", "zh"), ("一元运算符", "zh"), ("one of them", "en"), ("a march of", "en"),
        ("you may go", "en"), ("UTF-8", "en"), ("MP3", "en"), ("1.2.3", "en"), ("https://a.example/2022", "en"),
        ("a1@b2.example", "en"), ("%1$d %d {0}", "en"), ("first of all", "en"), ("007", "en"),
    ],
)  # fmt: skip
def test_what_is_no_quantity_is_not_read_as_a_number(text: str, language: str) -> None:
    assert not quantities(text, language)


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("70%以上", "zh", "over"), ("近三分之一", "zh", "nearly"), ("约300人", "zh", "about"),
        ("不足5%", "zh", "under"),
        ("300多万人", "zh", "over"), ("nearly one-third", "en", "nearly"), ("over 70%", "en", "over"),
        ("less than 5%", "en", "under"), ("5 or more", "en", "over"), ("5%", "en", ""),
    ],
)  # fmt: skip
def test_bounds_beside_a_quantity_are_read(text: str, language: str, bound: str) -> None:
    assert only(text, language).bound == bound


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1.234,5", "de", "1234.5"),
        ("1 234,5", "ru", "1234.5"),
        ("1\u202f234,5", "fr", "1234.5"),
        ("1,234.5", "ja", "1234.5"),
    ],
)
def test_digits_are_read_by_the_convention_of_the_language(text: str, language: str, value: str) -> None:
    assert only(text, language).value == Fraction(value)


alphabet = st.sampled_from("0123456789０１.,%第年月日时点分之百千万亿一二两三十零半几个米元$ abct-/:{}@'\n")


@given(st.text(alphabet, max_size=40) | st.text(max_size=40), st.sampled_from(["en", "zh-CN", "zh-Hant", "de"]))
def test_spans_slice_the_original_ascending_and_apart(text: str, language: str) -> None:
    end = 0
    for each in quantities(text, language):
        assert end <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.text
        end = each.end


@given(st.text(alphabet, max_size=30), st.sampled_from(["en", "zh-CN", "zh-Hant", "de", "fr"]))
def test_a_quantity_written_with_its_own_value_is_read_with_that_value(text: str, language: str) -> None:
    for each in quantities(text, language):
        written = rewritten(each, each)
        if written is not None and not each.doubt:
            again = text[: each.start] + written + text[each.end :]
            assert [one.identity for one in quantities(again, language)] == [
                one.identity for one in quantities(text, language)
            ]


FORMS = {
    "en": ["5 x", "12,000 x", "350 million", "1.5 billion", "RMB 350 million", "$3.50", "5 km", "12.5%", "seven"],
    "zh-CN": ["5 个", "1.2万", "3.5亿", "三个", "3亿5000万", "３５", "人民币3.5亿元", "350万美元", "百分之七十"],
    "zh-TW": ["3.5億", "兩個", "500萬元"],
    "de": ["1.234,5", "7,5 %"],
}
values = st.integers(2, 10**12).map(Fraction) | st.fractions(2, 10**12, max_denominator=100)


@given(st.data(), st.sampled_from(sorted(FORMS)), values)
def test_a_value_written_as_another_is_written_is_read_as_that_value(
    data: st.DataObject, tag: str, value: Fraction
) -> None:
    example = data.draw(st.sampled_from(FORMS[tag]))
    old = quantities(example, tag)[0]
    written = rewritten(old, Quantity(old.kind, value, 0, 0, "", old.form, old.unit))
    assume(written is not None)
    assert only(f"{example[: old.start]}{written}{example[old.end :]}", tag).value == value


@given(st.integers(0, 10**12 - 1))
def test_numerals_are_read_as_they_are_written(value: int) -> None:
    text = han.text_of(value)
    assert text is not None
    assert han.value_of(text) == value


@given(st.integers(0, 10**6))
def test_number_words_are_read_as_they_are_written(value: int) -> None:
    text, ordinal = words.text_of(value), words.ordinal_text(value)
    assert text is None or words.value_of(text) == value
    assert ordinal is None or words.ordinal_value(ordinal) == value
