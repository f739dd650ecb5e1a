from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import BadRequest
from glossary.text import bounded
from glossary.text.bounded import LONGEST, Expression

PATTERNS = st.sampled_from(["a", "a+b", "(a)(b)?", "[ab]+", "a|ba", r"\bab", "^a", "b$", "(?i)AB", "甲.", r"\s+"])
TEXTS = st.text(alphabet="abAB甲 \n", max_size=30)


@given(pattern=PATTERNS, text=TEXTS)
def test_expressions_are_those_of_python(pattern: str, text: str) -> None:
    found = re.search(pattern, text)
    assert Expression(pattern).search(text) == (found.span() if found else None)
    assert Expression(pattern).replaced(r"<\g<0>>", text) == re.sub(pattern, r"<\g<0>>", text)


@pytest.mark.parametrize("pattern", ["(a|aa)+$", "(?R)", "(a*?b?)*?$^"])
def test_one_that_never_ends_is_told_so(monkeypatch: pytest.MonkeyPatch, pattern: str) -> None:
    monkeypatch.setattr(bounded, "ONE_TEXT", 0.05)
    expression = Expression(pattern)
    for call in (lambda: expression.search("a" * 60 + "b"), lambda: expression.replaced("x", "a" * 60 + "b")):
        with pytest.raises(BadRequest, match=r"takes too long: over 0\.05 s for a single text"):
            call()


def test_the_time_of_all_texts_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "ALL_TEXTS", 0.1)
    expression = Expression("(a|aa)+$")
    with pytest.raises(BadRequest, match=r"over 0\.1 s for all texts; narrow it"):
        all(expression.search("a" * 18 + "b") is None for _ in range(100_000))


@pytest.mark.parametrize("pattern", ["(", "a{2}{3}{4}", "(?P<x", "(?:" * 300 + "a" + ")" * 300, "a" * (LONGEST + 1)])
def test_what_is_none_is_refused(pattern: str) -> None:
    with pytest.raises(BadRequest, match=r"is no regular expression|shorten it"):
        Expression(pattern).search("")


@pytest.mark.parametrize("pattern", ["(?:(?:a{9999}){9999}){9999}", "(a{0,1000}){ 2 }", "a{1001}", "(a{40}b{30}){1,2}"])
def test_what_repeats_too_much_is_refused_before_it_is_written_out(pattern: str) -> None:
    with pytest.raises(BadRequest, match="repeats something more than 1,000 times"):
        Expression(pattern)


@given(text=TEXTS)
def test_case_can_be_left_out_of_account(text: str) -> None:
    found = re.search("ab", text, re.IGNORECASE)
    assert Expression("aB", cased=False).search(text) == (found.span() if found else None)


@pytest.mark.parametrize("new", [r"\2", r"\g<no>", r"\q"])
def test_groups_that_are_not_there_are_refused(new: str) -> None:
    with pytest.raises(BadRequest, match="cannot be put for 'a'"):
        Expression("a").replaced(new, "a")
