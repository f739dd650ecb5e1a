from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from glossary.matching import signatures as module
from glossary.matching.grams import singles
from glossary.matching.signatures import WORDS, lacking, signature, signatures

keys = st.text(st.characters(min_codepoint=0x100, max_codepoint=0xD7FF), min_size=1, max_size=300)


@given(st.lists(keys, min_size=1, max_size=9), st.sampled_from([1, 2, 1 << 14]))
def test_many_signatures_are_those_of_each(texts: list[str], at_once: int) -> None:
    before, module._TEXTS_AT_ONCE = module._TEXTS_AT_ONCE, at_once
    found = signatures(singles("".join(texts)), np.array([len(text) for text in texts]))
    module._TEXTS_AT_ONCE = before
    assert found.shape == (len(texts), WORDS)
    for row, text in zip(found, texts, strict=True):
        assert row.tolist() == signature(singles(text)).tolist()


@given(keys)
def test_every_key_sets_one_bit_and_its_order_and_number_do_not_matter(text: str) -> None:
    whole = signature(singles(text))
    assert np.bitwise_count(signature(singles(text[:1]))).sum() == 1
    assert whole.tolist() == signature(singles(text[::-1] * 2)).tolist()
    assert whole.tolist() == np.bitwise_or.reduce([signature(singles(key)) for key in text]).tolist()


@given(st.text("abcdefghij", min_size=1), st.text("abcdefghij", min_size=1))
def test_no_more_bits_are_lacking_either_way_than_there_are_edits(one: str, other: str) -> None:
    a, b = signature(singles(one))[np.newaxis], signature(singles(other))[np.newaxis]
    assert max(int(lacking(a, b)[0]), int(lacking(b, a)[0])) <= Levenshtein.distance(one, other)


def test_keys_spread_over_all_bits() -> None:
    bits = {tuple(signature(np.array([code], np.uint16)).tolist()) for code in range(0x4E00, 0x5000)}
    assert len(bits) == 64 * WORDS
