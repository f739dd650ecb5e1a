"""What holds of every check and any text: spans lie in the text, nothing breaks, what is suggested mends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.checks import CHECKS
from glossary.checks.rules import __path__ as rules
from glossary.checks.run import check_pairs
from tests.glossary.checks.checking import ALL, pairs_of, reported
from tests.glossary.texts import anything, languages

MENDED = ("doubled_words", "stray", "spacing")


@given(st.lists(st.tuples(anything | st.none(), anything | st.none()), max_size=4), languages, languages)
def test_spans_lie_in_their_text(texts: list[tuple[str | None, str | None]], source: str, target: str) -> None:
    for checked in check_pairs(iter(pairs_of(texts, source, target)), ALL):
        for each in checked.found:
            text = checked.pair.side(each.finding.side)
            if each.finding.start is not None and each.finding.end is not None:
                assert text is not None
                assert 0 <= each.finding.start <= each.finding.end <= len(text.text)


@given(anything, st.sampled_from(["en", "zh-CN", "de"]))
def test_a_text_is_no_fault_beside_itself(text: str, language: str) -> None:
    pair_checks = {"placeholders", "tags", "urls", "numbers", "length", "brackets", "consistency"}
    for name in pair_checks:
        assert reported(name, (text, text), source=language, target=language) == []


@pytest.mark.parametrize("name", MENDED)
@given(words=st.lists(st.sampled_from(["the", "zone", "zone", ",", ".", "  ", " ", "\u200b", "\x07", "open,then"])))
def test_what_is_suggested_mends(name: str, words: list[str]) -> None:
    text = " ".join(words)
    for _ in range(len(text) + 1):
        found = [each.finding for _, each in reported(name, (text, None), source="en", target="zh")]
        if not found:
            return
        last = found[-1]
        assert last.suggestion is not None
        text = text[: last.start] + last.suggestion + text[last.end :]
    raise AssertionError(f"{text!r} is never mended")


def test_every_module_has_one_check_of_its_name() -> None:
    from pkgutil import iter_modules

    assert sorted(each.name for each in CHECKS) == sorted(module.name for module in iter_modules(rules))
    assert all(each.find or each.watch for each in CHECKS)


@pytest.mark.parametrize("char", ["(", "a ", "“", "%", "{", "9", "一", "the ", "A", "``", "<b", "-1,"])
def test_long_texts_take_linear_time(char: str) -> None:
    text = char * (20_000 // len(char))
    list(check_pairs(iter(pairs_of([(text, text), ("short", text), (text, None)], "en", "zh-CN")), ALL))
