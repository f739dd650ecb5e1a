from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx.errors import BadLanguage
from tmx.language import best, chinese_form, matches, normalise, primary


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("zh_cn", "zh-CN"),
        ("ZH-hans", "zh-Hans"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("EN", "en"),
        ("en-us", "en-US"),
        ("EN-us-POSIX", "en-US-posix"),
        ("x-foo", "x-foo"),
        ("X-Foo", "x-foo"),
        ("de-1996", "de-1996"),
        ("en-x-AB-cdef", "en-x-ab-cdef"),
        ("en-u-ca-GREGORY-Latn", "en-u-ca-gregory-latn"),
        ("i-klingon", "i-klingon"),
        ("es-419", "es-419"),
        (" fr ", "fr"),
        ("zh_CN.UTF-8", "zh-CN"),
        ("sr@latin", "sr-Latn"),
        ("sr_RS@latin", "sr-Latn-RS"),
        ("de_DE@euro", "de-DE"),
        ("ca@valencia", "ca-valencia"),
    ],
)
def test_a_tag_gets_its_canonical_case(written: str, normal: str) -> None:
    assert normalise(written) == normal


@pytest.mark.parametrize(
    "nonsense", ["", " ", "1!", "a", "x", "en-", "-en", "en--US", "english language", "z" * 9, "中文"]
)
def test_what_is_no_tag_is_refused(nonsense: str) -> None:
    with pytest.raises(BadLanguage, match="is not a language tag"):
        normalise(nonsense)


@given(st.from_regex(r"[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Z]{2})?(-[a-z0-9]{5,8})?", fullmatch=True))
def test_normalising_twice_is_normalising_once_whatever_the_case(tag: str) -> None:
    assert normalise(normalise(tag)) == normalise(tag) == normalise(tag.upper()) == normalise(tag.lower())


@pytest.mark.parametrize("tag", ["zh", "zh-CN", "zh-Hans", "zh-TW", "ZH_cn"])
def test_a_range_finds_its_extensions(tag: str) -> None:
    assert matches("zh", tag)


@pytest.mark.parametrize(("range", "tag"), [("zh-CN", "zh"), ("zh-CN", "zh-TW"), ("zh", "zha"), ("en", "zh")])
def test_a_range_finds_nothing_else(range: str, tag: str) -> None:
    assert not matches(range, tag)


def test_a_longer_range_finds_what_begins_with_it() -> None:
    assert matches("zh-CN", "zh-CN-x-beijing")
    assert matches("*", "x-foo")


@pytest.mark.parametrize(
    ("range", "tags", "answer"),
    [
        ("zh-CN", ["en", "zh", "zh-CN"], "zh-CN"),
        ("zh", ["en", "zh-CN"], "zh-CN"),
        ("zh-CN", ["en", "zh"], "zh"),
        ("en-GB", ["en", "zh"], "en"),
        ("en-GB", ["en-US", "zh"], None),
        ("zh-CN", ["en", "zh-Hans"], "zh-Hans"),
        ("zh-Hans", ["en", "zh-CN"], "zh-CN"),
        ("zh-CN", ["en", "zh-TW"], None),
        ("zh-SG", ["zh-Hant"], None),
        ("zh-HK", ["zh-Hans", "zh-TW"], "zh-TW"),
        ("zh-TW", ["zh"], "zh"),
        ("zh-Hant", ["zh-CN", "zh"], "zh"),
        ("de-CH-1996", ["de-CH", "de"], "de-CH"),
        ("EN", ["en-us"], "en-us"),
        ("fr", [], None),
    ],
)
def test_the_best_tag_answers(range: str, tags: list[str], answer: str | None) -> None:
    assert best(range, tags) == answer


@given(st.lists(st.sampled_from(["zh", "zh-CN", "zh-Hans", "zh-SG", "zh-TW", "zh-HK", "zh-MO", "zh-Hant", "en"])))
def test_simplified_and_traditional_never_answer_for_each_other(tags: list[str]) -> None:
    for range in ("zh-CN", "zh-Hans", "zh-Hant", "zh-TW"):
        found = best(range, tags)
        assert found is None or chinese_form(found) in ("", chinese_form(range))


def test_the_primary_language_is_the_first_subtag() -> None:
    assert primary("zh_Hant_TW") == "zh"
