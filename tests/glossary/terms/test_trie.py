"""The trie finds what comparing every sequence with every place of the text finds."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from glossary.terms.trie import Trie

SYMBOLS = st.integers(1, 4)
SEQUENCES = st.lists(st.lists(SYMBOLS, max_size=5).map(tuple), unique=True, max_size=12)


@st.composite
def layered(draw: st.DrawFn) -> list[list[int]]:
    """A text of up to three layers; 0 is what no sequence holds."""
    length = draw(st.integers(0, 12))
    layer = st.lists(st.integers(0, 5), min_size=length, max_size=length)
    return draw(st.lists(layer, min_size=1, max_size=3))


def walked(trie: Trie, layers: list[list[int]]) -> list[tuple[int, int, int]]:
    found = trie.walk([np.array(layer, np.int32) for layer in layers])
    lengths = (found.ends - found.starts).tolist()
    assert lengths == sorted(lengths)
    return sorted(zip(found.starts.tolist(), found.ends.tolist(), found.which.tolist(), strict=True))


def naive(sequences: list[tuple[int, ...]], layers: list[list[int]]) -> list[tuple[int, int, int]]:
    length = len(layers[0])
    readings = [{layer[at] for layer in layers} for at in range(length)]
    return sorted(
        (start, start + len(sequence), which)
        for which, sequence in enumerate(sequences)
        for start in range(length - len(sequence) + 1)
        if sequence and all(symbol in readings[start + at] for at, symbol in enumerate(sequence))
    )


@given(SEQUENCES, layered())
def test_hits_equal_a_naive_search(sequences: list[tuple[int, ...]], layers: list[list[int]]) -> None:
    distinct = [sorted(set(symbols)) for symbols in zip(*layers, strict=True)]
    apart = [[symbols[at] if at < len(symbols) else 0 for symbols in distinct] for at in range(len(layers))]
    assert walked(Trie.of(sequences), apart) == naive(sequences, apart)


@given(SEQUENCES, layered())
def test_a_trie_from_its_arrays_is_the_same(sequences: list[tuple[int, ...]], layers: list[list[int]]) -> None:
    trie = Trie.of(sequences)
    assert walked(Trie.from_arrays(trie.arrays()), layers[:1]) == walked(trie, layers[:1])


def test_many_long_sequences_find_their_slots() -> None:
    sequences = [tuple(1 + (number >> bit) % 2 for bit in range(12)) for number in range(4096)]
    text = [1 + (at * at // 3) % 2 for at in range(500)]
    assert walked(Trie.of(sequences), [text]) == naive(sequences, [text])
