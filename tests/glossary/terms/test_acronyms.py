from __future__ import annotations

import pytest

from glossary.terms.acronyms import acronym_key, initial_spans, initials, is_acronym, stands_for


@pytest.mark.parametrize(
    ("term", "made"),
    [
        ("free trade zone", ["ftz"]),
        ("Free-Trade Zone", ["ftz"]),
        ("Bureau of Industry and Security", ["boias", "bis"]),
        ("post-traumatic stress disorder", ["ptsd"]),
        ("B2B trade", ["bt"]),
        ("tariff", []),
        ("保税区", []),
        ("保税区 zone", []),
        ("one two three four five six seven eight nine", []),
        ("the state of the art", ["tsota", "sa"]),
        ("", []),
    ],
)
def test_the_acronyms_of_a_term(term: str, made: list[str]) -> None:
    assert list(initials(term)) == made


@pytest.mark.parametrize(
    ("text", "key"),
    [("FTZ", "ftz"), ("F.T.Z.", "ftz"), ("R&D", "rd"), ("B2B", "b2b"), ("a", ""), ("free trade", ""), ("保税", "")],
)
def test_what_may_be_an_acronym(text: str, key: str) -> None:
    assert acronym_key(text) == key


def test_an_acronym_is_in_capitals_and_stands_for_words() -> None:
    assert all(map(is_acronym, ("FTZ", "F.T.Z.")))
    assert not any(map(is_acronym, ("Ftz", "FREE TRADE ZONE", "保税", "")))
    assert stands_for("BIS", "Bureau of Industry and Security")
    assert stands_for("DoD", "Department of Defense")
    assert not stands_for("FTA", "free trade zone")


def test_the_letters_of_an_acronym_are_found_in_the_term() -> None:
    assert list(initial_spans("free-trade zone")) == [(0, 1), (5, 6), (11, 12)]
