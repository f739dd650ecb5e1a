"""A news story written for the tests: Chinese, a translation with planted faults, and what shall be found in it."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple


class Planted(NamedTuple):
    """A fault: the check that finds it, the pair it is in (from 1), the text that is marked, and what to write."""

    check: str
    pair: int
    marked: str
    suggestion: str | None


STORY = (
    ("云港自由贸易试验区迎来十岁生日", "Yungang FTZ Turns Ten"),
    (
        "上周，云港自由贸易试验区在保税区内举行庆典，三百多人到场。",
        "Last week the Yungang pilot free trade zone (FTZ) held a party in its bonded area; over 300 people came.",
    ),
    (
        "保税区始建于20世纪90年代，当时那里还是一片盐田。",
        "The bonded area was founded in the 20s of the 90th century, when the place was still a salt field.",
    ),
    (
        "“我们当时连一条像样的路都没有。”首批员工之一的林先生回忆说。",
        "“We did not even have a decent road,” recalled Mr Lin, one of the first employees.”",
    ),
    (
        "去年，保税区进出口总值达到860亿元，同比增长7.4%。",
        "Last year the bonded area's imports and exports reached 86 million yuan, up 4.7 percent year on year.",
    ),
    (
        "保税区现有企业1.3万家，分布在前湾等三个片区。",
        "The bonded area now has 13,000 companies in Qianwan and and two other districts.",
    ),
    (
        "保税区内的前湾码头昼夜不停（见右图）。",
        "Work at the Qianwan terminal in the bonded area never stops (see the picture on the right.",
    ),
    (
        "海关人员说，货物进入保税区后可以先存放，以后再报关。",
        "Goods that enter the bonded zone may first be stored， customs officers say, and declared later.",
    ),
    (
        "新版负面清单又缩短了。",
        "The new list of restricted sectors has been shortened again .",
    ),
    (
        "前湾的居民也从中受益，不少人在保税区找到了工作。",
        "People who live in Qian Wan benefit as well: many have found work in the bonded area.",
    ),
    (
        "更多消息见 https://news.example.com/yungang/zone 。",
        "Read more at https://news.example.com/yungang/zome .",
    ),
    ("他对保税区的未来充满信心。", "He is confident of the fu\u200bture of the bonded area."),
    ("“下一个十年会更好。”他说。", ""),
    ("记者将继续关注保税区。", "记者将继续关注保税区。"),
)

PLANTED = (
    Planted("acronym", 1, "FTZ", None),
    Planted("numbers", 3, "the 20s of the 90th century", "the 1990s"),
    Planted("quotes", 4, "”", None),
    Planted("numbers", 5, "86 million yuan", "86 billion yuan"),
    Planted("numbers", 5, "4.7 percent", "7.4 percent"),
    Planted("doubled_words", 6, "and and", "and"),
    Planted("brackets", 7, "(", None),
    Planted("terms", 8, "bonded zone", "bonded area"),
    Planted("punctuation", 8, "，", ","),
    Planted("terms", 9, "负面清单", None),
    Planted("spacing", 9, " ", ""),
    Planted("spelling_variants", 10, "Qian Wan", "Qianwan"),
    Planted("urls", 11, "https://news.example.com/yungang/zome", "https://news.example.com/yungang/zone"),
    Planted("stray", 12, "\u200b", ""),
    Planted("empty", 13, "", None),
    Planted("untranslated", 14, "记者将继续关注保税区。", None),
)


def as_table() -> bytes:
    """The story as a TSV file."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter="\t", lineterminator="\n")
    writer.writerow(("zh-CN", "en"))
    writer.writerows(STORY)
    return lines.getvalue().encode()


def as_text() -> bytes:
    """The translation alone, a paragraph a line."""
    return "\n".join(english for _, english in STORY).encode()


def mended() -> bytes:
    """The story without its faults, as a TSV file."""
    repairs = (
        ("Yungang FTZ Turns Ten", "Yungang Pilot Free Trade Zone Turns Ten"),
        ("the 20s of the 90th century", "the 1990s"),
        ("employees.”", "employees."),
        ("86 million yuan, up 4.7", "86 billion yuan, up 7.4"),
        ("and and", "and"),
        ("on the right.", "on the right)."),
        ("bonded zone may first be stored，", "bonded area may first be stored,"),
        ("list of restricted sectors has been shortened again .", "negative list has been shortened again."),
        ("Qian Wan", "Qianwan"),
        ("zome", "zone"),
        ("\u200b", ""),
        ("“下一个十年会更好。”他说。\t", "“下一个十年会更好。”他说。\t“The next decade will be better,” he said."),
        (
            "记者将继续关注保税区。\t记者将继续关注保税区。",
            "记者将继续关注保税区。\tWe shall keep an eye on the bonded area.",
        ),
    )
    text = as_table().decode()
    for wrong, right in repairs:
        assert wrong in text
        text = text.replace(wrong, right)
    return text.encode()
