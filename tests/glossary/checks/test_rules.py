"""Each check that looks at one pair: what it marks, and what it leaves alone."""

from __future__ import annotations

import pytest

from tests.glossary.checks.checking import marked

EN_ZH, ZH_EN, EN, ZH = ("en", "zh-CN"), ("zh-CN", "en"), ("en", ""), ("zh-CN", "")

CASES = [
    # numbers
    ("numbers", "进出口总值3.5亿元", "a value of 3.5 million yuan", ZH_EN, ["3.5 million yuan→350 million yuan"]),
    ("numbers", "进出口总值3.5亿元", "a value of 350 million yuan", ZH_EN, []),
    ("numbers", "20世纪90年代", "the 20s of the 90th century", ZH_EN, ["the 20s of the 90th century→the 1990s"]),
    ("numbers", "20世纪90年代", "the 1990s", ZH_EN, []),
    ("numbers", "up 12.4 percent", "增长14.2%", EN_ZH, ["14.2%→12.4%"]),
    ("numbers", "on 29 September 2013", "2013年9月26日", EN_ZH, ["2013年9月26日→2013年9月29日"]),
    ("numbers", "In 1978, 3 of 5", "3/5", EN_ZH, ["1978"]),
    ("numbers", "It has 3 rooms.", "有三个房间。", EN_ZH, []),
    ("numbers", "Hexadecimal value", "16进制值", EN_ZH, []),
    ("numbers", "Twice a week", "一周2次", EN_ZH, []),
    ("numbers", "see RFC 2616 and UTF-8", "参见 RFC 2616 和 UTF-8", EN_ZH, []),
    # placeholders
    ("placeholders", "%s of %d", "%d 个中的 %s", EN_ZH, []),
    ("placeholders", "%s of %d", "%2$d 个中的 %1$s", EN_ZH, []),
    ("placeholders", "Delete %s?", "删除 %d？", EN_ZH, ["%d→%s"]),
    ("placeholders", "Hello {name}", "你好", EN_ZH, ["{name}"]),
    ("placeholders", "Hello", "你好 {name}", EN_ZH, ["{name}"]),
    ("placeholders", "{n, plural, one {# file} other {# files}}", "{n, plural, other {# 个文件}}", EN_ZH, []),
    ("placeholders", "%d %B %Y", "%Y年%m月%d日", EN_ZH, []),
    # tags
    ("tags", "Press <b>Save</b>", "按<b>保存</b>", EN_ZH, []),
    ("tags", "Press <b>Save</b>", "按<strong>保存</strong>", EN_ZH, []),
    ("tags", "Press <a>Save</a>", "按保存", EN_ZH, ["<a>"]),
    ("tags", "Press <b>Save</b>", "按<b>保存", EN_ZH, ["</b>"]),
    ("tags", "copy <file>", "复制 <文件>", EN_ZH, []),
    # urls
    ("urls", "see https://example.com/a/b", "见 https://example.com/a/c", EN_ZH, ["https://example.com/a/c→https://example.com/a/b"]),
    ("urls", "see https://example.com/en/a", "见 https://example.com/zh-cn/a", EN_ZH, []),
    ("urls", "write to a@example.com", "请来信", EN_ZH, ["a@example.com"]),
    # untranslated
    ("untranslated", "The file was not opened.", "The file was not opened.", EN_ZH, ["The file was not opened."]),
    ("untranslated", "GNOME Files", "GNOME Files", EN_ZH, []),
    ("untranslated", "Go to the end now.", "去吧go to the end now。", EN_ZH, ["go to the end now"]),
    ("untranslated", "在保税区", "in the 保税区", ZH_EN, ["保税区"]),
    ("untranslated", "在保税区", "in the bonded area (保税区)", ZH_EN, []),
    # empty
    ("empty", "Save", " ", EN_ZH, ["*"]),
    ("empty", "", "保存", EN_ZH, ["保存"]),
    ("empty", "", "", EN_ZH, []),
    # doubled words
    ("doubled_words", "in the the zone", None, EN, ["the the→the"]),
    ("doubled_words", "He had had that that.", None, EN, []),
    ("doubled_words", "Inc. Inc", None, EN, []),
    ("doubled_words", "所包含的的内容", None, ZH, ["的的→的"]),
    ("doubled_words", "我们的目的的确如此，现在在家", None, ZH, []),
    ("doubled_words", "在自贸区自贸区内", None, ZH, ["自贸区自贸区→自贸区"]),
    # brackets
    ("brackets", "(see below", None, EN, ["("]),
    ("brackets", "see below)", None, EN, [")"]),
    ("brackets", "a) one, b) two :-)", None, EN, []),
    ("brackets", "（见下)", None, ZH, []),
    ("brackets", "《办法》【一】（见《法》）", None, ZH, []),
    ("brackets", "《办法", None, ZH, ["《"]),
    ("brackets", "it is (open", "它是（开的", EN_ZH, []),
    # quotes
    ("quotes", "“Stay,” he said.”", None, EN, ["”"]),
    ("quotes", "He said “stay.", None, EN, ["“"]),
    ("quotes", "“The first paragraph of a long quotation.", None, EN, []),
    ("quotes", 'He said "stay.', None, EN, ['"']),
    ("quotes", 'a 5" screen', None, EN, []),
    ("quotes", "it’s the people’s ‘zone’", None, EN, []),
    ("quotes", "在「保税区", None, ("zh-Hant", ""), ["「"]),
    ("quotes", "'x'", "请输入”x“", EN_ZH, ["”→“", "“→”"]),
    ("quotes", "«zone»", None, ("fr", ""), []),
    # punctuation
    ("punctuation", "Yes, go.", "是的,走吧.", EN_ZH, [",→，", ".→。"]),
    ("punctuation", "Version 1.5, or 2,000", "版本 1.5，或 2,000", EN_ZH, []),
    ("punctuation", "好的，走。", "Good， go.", ZH_EN, ["，→,"]),
    ("punctuation", "Do you want to go?", "你想走。", EN_ZH, ["。→？"]),
    ("punctuation", "Do you want to go?", "你想走吗", EN_ZH, ["→？"]),
    ("punctuation", "Open it now...", "现在打开……", EN_ZH, []),
    ("punctuation", "File name:", "文件名(&N)：", EN_ZH, []),
    ("punctuation", "Audio;Video;", "Audio;Video;音频;视频;", EN_ZH, []),
    # spacing
    ("spacing", "a  b", None, EN, ["  → "]),
    ("spacing", "Go.  Now.", None, EN, []),
    ("spacing", "Go , now .", None, EN, [" →", " →"]),
    ("spacing", "Va ! Maintenant ;", None, ("fr", ""), []),
    ("spacing", "open,then close", None, EN, [",→, "]),
    ("spacing", " Name", "名称 ", EN_ZH, ["→ ", " →"]),
    # stray
    ("stray", "zo\u200bne", None, EN, ["\u200b→"]),
    ("stray", "zo\ufffdne", None, EN, ["\ufffd"]),
    ("stray", "zo\x07ne", None, EN, ["\x07→"]),
    ("stray", "👩\u200d💻 and می\u200cخواهم", None, EN, []),
    ("stray", "a\u00adb", "甲\u00ad乙", EN_ZH, []),
    ("stray", "donâ€™t", None, EN, ["â€™"]),
    # length
    ("length", "word " * 30, "词", EN_ZH, ["词"]),
    ("length", "word " * 30, "这是一个长度合适的句子，" * 3, EN_ZH, []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "one", "other", "languages", "expected"), CASES)
def test_a_check_marks_faults_and_leaves_the_rest_alone(
    name: str, one: str | None, other: str | None, languages: tuple[str, str], expected: list[str]
) -> None:
    assert marked(name, one, other, *languages) == expected


@pytest.mark.parametrize(
    ("toml", "text", "expected"),
    [
        ('[spacing]\nhan_latin = "space"', "用Python写 2 行", ["→ ", "→ "]),
        ('[spacing]\nhan_latin = "none"', "用 Python 写2行", [" →", " →"]),
        ("[spacing]\naround_wide = true", "好 。走", [" →"]),
        ("", "用Python 写", []),
    ],
)
def test_a_profile_says_what_stands_between_chinese_and_latin(toml: str, text: str, expected: list[str]) -> None:
    assert marked("spacing", text, None, "zh-CN", "", toml) == expected


def test_a_message_key_is_no_source() -> None:
    assert marked("length", "help_text_of_the_page", "字" * 90, "en", "zh-CN") == []
    assert marked("placeholders", "translator-credits", "某某 {0}", "en", "zh-CN") == []
