"""Everyday words in whatever form, and what is none."""

from __future__ import annotations

import pytest

from glossary.text.common import is_common


@pytest.mark.parametrize("word", ["world", "Worlds", "common", "Computers", "giving"])
def test_everyday_words_are_common_in_every_form(word: str) -> None:
    assert is_common(word)


@pytest.mark.parametrize(
    "word", ["recall", "tariff", "IT", "WORLD", "bonded area", "", "世界", "world-wide", "organoid"]
)
def test_terms_acronyms_and_several_words_are_not(word: str) -> None:
    assert not is_common(word)
