"""Which terms of a source ask for their translation, and which may stand for something else."""

from __future__ import annotations

import pytest

from glossary.checks import Profile
from glossary.library import Library
from tests.glossary.library.contents import bring

TERMS = """en,zh-CN
world,世界
recall,召回
Simplified Chinese,简体中文
Unknown language,未知语言
United States,美国
US Dollar,美元
South Korea,韩国
Western Asia,西亚
Curaçao,库拉索
St. Kitts & Nevis,圣基茨和尼维斯
Latin America,拉丁美洲
bonded area,保税区
"""


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Library:
    opened = Library.open(tmp_path_factory.mktemp("asking") / "library.db")
    bring(opened, TERMS.encode(), "names.csv", termbase="names")
    return opened


def asked(library: Library, source: str, target: str, *, toml: str = "") -> list[str]:
    """The terms of the source that a check misses in the target."""
    languages = {"source": "en", "target": "zh-CN"} if source.isascii() else {"source": "zh-CN", "target": "en"}
    profile = Profile.from_toml(toml).only("terms")
    report = library.check_pair(source, target, **languages, profile=profile)
    return [source[each.finding.start : each.finding.end] for pair in report.pairs for each in pair.found]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Money makes the world go round.", "金钱万能。"),
        ("Simplified Chinese", "中文（简体）"),
        ("Unknown language", "未知的语言"),
        ("美国妇女没有选举权。", "American women had no vote."),
        ("德语（美国）", "German (US)"),
        ("我花了五十美元。", "I spent fifty dollars."),
        ("16 美元", "$16"),
        ("去韩国，", "to Korea,"),
        ("加利西亚人", "Galicians"),
        ("美洲/库拉索", "America/Curacao"),
        ("圣基茨和尼维斯", "St. Kitts and Nevis"),
        ("西班牙语（拉丁美洲）", "Spanish (Latin American)"),
    ],
)
def test_what_is_said_otherwise_is_not_asked_for(named: Library, source: str, target: str) -> None:
    assert asked(named, source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "term"),
    [
        ("A recall of devices", "器械的更新", "recall"),
        ("Simplified Chinese", "中文", "Simplified Chinese"),
        ("在保税区内", "Goods are bonded here", "保税区"),
        ("在保税区内", "in the duty-free area", "保税区"),
        ("他住在（美国）", "He lives abroad", "美国"),
    ],
)
def test_what_is_not_said_is_asked_for(named: Library, source: str, target: str, term: str) -> None:
    assert asked(named, source, target) == [term]


def test_a_profile_asks_for_common_words(named: Library) -> None:
    pair = ("The world is beautiful.", "万物真美好。")
    assert asked(named, *pair) == []
    assert asked(named, *pair, toml="[terms]\ncommon = true") == ["world"]
