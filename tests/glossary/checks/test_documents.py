"""Checks that go through a document: consistency, acronyms, spelling variants."""

from __future__ import annotations

from glossary.checks import Profile
from tests.glossary.checks.checking import reported


def found(
    name: str, *texts: tuple[str | None, str | None], toml: str = "", source: str = "en"
) -> list[tuple[int, str]]:
    profile = Profile.from_toml(toml) if toml else None
    target = "zh-CN" if source == "en" else "en"
    return [
        (number, each.finding.message)
        for number, each in reported(name, *texts, profile=profile, source=source, target=target)
    ]


def test_the_rarer_translation_of_a_source_is_reported() -> None:
    texts = [("Trash", "回收站"), ("Trash", "垃圾箱"), ("Trash", "回收站"), ("Open", "打开")]
    assert found("consistency", *texts) == [(1, "the same source is translated as “回收站” at line 1")]


def test_scripts_and_spaces_make_no_other_translation() -> None:
    assert found("consistency", ("Trash", "回收站"), ("Trash ", " 回收站"), ("Trash", "回收站")) == []


def test_one_translation_of_two_sources_is_reported_where_asked_for() -> None:
    texts = [("Delete", "删除"), ("Remove", "删除")]
    assert found("consistency", *texts) == []
    message = "the same translation stands for “Delete” at line 1"
    assert found("consistency", *texts, toml="[consistency]\nreverse = true") == [(1, message)]


def test_an_acronym_stands_before_its_full_form() -> None:
    texts = [("The FTZ grew.", None), ("The free trade zone (FTZ) is old.", None), ("The FTZ is new.", None)]
    assert found("acronym", *texts) == [(0, "“FTZ” stands before its full form, “free trade zone”")]
    assert found("acronym", *texts[1:]) == []
    assert found("acronym", ("The GDP and the UN", None)) == []


def test_an_acronym_in_chinese_stands_before_its_full_form() -> None:
    texts = [("FTZ又扩大了。", None), ("自由贸易试验区（FTZ）成立。", None)]
    assert [number for number, _ in found("acronym", *texts, source="zh-CN")] == [0]


def test_spellings_of_a_name_and_of_a_word_are_compared() -> None:
    texts = [
        ("The port of Qianhai and the centre", None),
        ("goes to Qianhai, to the Shenzhen port", None),
        ("near Qian Hai in Shenzhen", None),
        ("near Shenzen and the center, a center", None),
    ]
    assert found("spelling_variants", *texts) == [
        (0, "“centre” is spelled “center” elsewhere (2 times)"),
        (2, "“Qian Hai” is spelled “Qianhai” elsewhere (2 times)"),
        (3, "“Shenzen” is spelled “Shenzhen” elsewhere (2 times)"),
    ]


def test_plurals_adjectives_and_attributes_are_no_spellings() -> None:
    texts = [
        ("In America an American sees Americans", None),
        ("a cross-border trade across the border, cross border", None),
        ("the User Defined layer is user-defined; we're where they were", None),
    ]
    assert found("spelling_variants", *texts) == []
