"""Wildcards and regular expressions over terms, beside those of Python's standard library."""

from __future__ import annotations

import fnmatch
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from glossary.errors import BadRequest
from glossary.terms import expressions
from glossary.terms.expressions import TermExpression, delimited
from glossary.terms.forms import text_key
from glossary.terms.wildcards import Glob, has_wildcard

terms = st.text("ab-[ 保稅税区", min_size=1, max_size=8).filter(str.strip)


@given(terms, st.text("ab?*[ 保稅区", min_size=1, max_size=5))
def test_wildcards_are_those_of_fnmatch_over_folded_terms(term: str, pattern: str) -> None:
    key = text_key(term)
    wanted = fnmatch.translate(Glob(pattern).key.replace("[", "[[]"))
    assert Glob(pattern).passes(key) == (re.match(wanted, key) is not None)
    if Glob(pattern).passes(key):
        assert Glob(pattern).is_term(term)
        assert Glob(pattern).piece in key


@pytest.mark.parametrize(
    ("pattern", "term"),
    [("Bonded-*", "bonded area"), ("保＊区", "保税区"), ("保?區", "保税区"), ("free*", "Free – Trade"), ("*", "x")],
)
def test_case_width_script_and_gaps_do_not_matter(pattern: str, term: str) -> None:
    assert Glob(pattern).is_term(term)


def test_what_has_a_wildcard_has_something_beside_it() -> None:
    assert all(map(has_wildcard, ("a*", "保？")))
    assert not any(map(has_wildcard, ("*", "?!", "a", "")))


_PIECES = r"a b 保 区 ab . ^ $ * + ? | ( ) (?: [ab] [^a] []a] {2} {0,1} \. \d \b \w \( \u0061 \x61 (?i) (?#b) A (a)\1"
PIECES = st.sampled_from(_PIECES.split(" "))


@given(st.lists(PIECES, min_size=1, max_size=7).map("".join), st.text("abAB. 保区(", max_size=8))
def test_what_an_expression_is_found_by_is_in_all_that_it_stands_in(pattern: str, term: str) -> None:
    try:
        expression = TermExpression(pattern)
    except BadRequest:
        assume(False)
    if expression.stands_in(term):
        piece, text = (expression.piece, term) if expression.cased else (expression.piece.lower(), term.lower())
        assert piece in text


@pytest.mark.parametrize(
    ("pattern", "piece"),
    [
        *[("bonded (zone|area)", "bonded "), ("^[A-Z]{3}$", ""), (r"\p{Han}{3}区$", "区"), ("a|b", "")],
        *[("abc*d", "ab"), (r"foo\.bar+", "foo"), ("[]x]abc", "abc"), ("(?i)abc", ""), ("保税.区", "保税")],
        *[("(abc)?d", "d"), (r"\x61", "")],
    ],
)
def test_the_longest_sure_piece_of_an_expression(pattern: str, piece: str) -> None:
    assert TermExpression(pattern).piece == piece


@pytest.mark.parametrize(
    ("pattern", "cased"),
    [("abc", False), ("[A-Z]", True), (r"\D\W\p{Han}", False), ("(?P<Name>a)", False), ("保", False), ("É", True)],
)
def test_case_matters_where_there_is_a_capital(pattern: str, cased: bool) -> None:
    assert TermExpression(pattern).cased == cased


def test_a_query_between_slashes_is_an_expression() -> None:
    assert [delimited(query) for query in ("/a/", " /a b/ ", "//", "/a", "a/", "", "/a/b/")] == [
        *["a", "a b", None, None, None, None, "a/b"]
    ]


@pytest.mark.parametrize("pattern", [r"(a|aa)+$", r"(?R)"])
def test_one_that_takes_too_long_says_so(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "ALL_TERMS", 0.05)
    with pytest.raises(BadRequest, match="takes too long"):
        TermExpression(pattern).stands_in(f"{'a' * 60}b")
