"""Words and characters are counted as translations are billed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.counting import characters, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Save the file.", 3),
        ("state-of-the-art design, isn't it?", 4),
        ("3.5% of 1,000 – https://example.org/a", 4),
        ("— … ! “”", 0),
        ("word—word", 2),
        ("保税区内设立企业。", 8),
        ("使用 Yiku 译库1.0版", 7),
        ("Hello，world", 2),
        ("ＡＢＣ 全角", 3),
        ("カタカナとひらがな", 9),
        ("한국어 문장입니다", 2),
        ("ก็ดี", 2),
        ("𠮷野家", 3),
        ("Привет, мир", 2),
    ],
)
def test_words_are_counted_by_script(text: str, count: int) -> None:
    assert words(text) == count


def test_characters_are_all_but_white_space() -> None:
    assert characters("Save  the\u3000文件。\n𠮷") == 11


@given(st.lists(st.text("ab1保税-.,。 "), max_size=5))
def test_texts_apart_count_as_one_text(texts: list[str]) -> None:
    assert words(" ".join(texts)) == sum(map(words, texts))
    assert characters(" ".join(texts)) == sum(map(characters, texts))
