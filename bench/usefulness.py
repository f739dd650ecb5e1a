"""How close the best match's target is to the true translation, on origins that the memory has nothing of.

`python -m bench.usefulness [QUERIES]` holds whole origins out of the human part of the corpus, looks up some of their
segments in the rest, and compares each best match with the true translation by chrF (Popović, 2015; sacrebleu).
By Yiku's score and by its usefulness; beside them, by Levenshtein distance over characters and over tokens.
"""

from __future__ import annotations

import lzma
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein
from sacrebleu.metrics import CHRF

from glossary.library.ranking import Order, rank
from glossary.matching.grams import TERMS
from glossary.matching.overlap import Overlap, weights
from glossary.matching.score import readings, similarity
from glossary.text.keys import key_text
from glossary.text.tokenise import tokens

from .pairs import LANGUAGES, corpus

HELD_OUT = (
    *("git:godotengine+godot-editor-l10n", "deb:kicad/kicad.mo", "pypi:apache_superset", "deb:vlc-l10n/vlc.mo"),
    "git:msdocs-office-HT",
)
EVERY = 3
"""Of the rest every third unit is in the memory, so that the comparison takes minutes."""
NEAREST = 300
"""So many of the nearest by keys are scored; keys never look further apart than their texts."""

Pair = tuple[str, str]
Find = Callable[[str], tuple[float, int]]


def main() -> None:
    """Both directions, with the mean chrF and Spearman's rank correlation of score and chrF."""
    memory, held = _parts()
    queries = random.Random(5).sample(held, int(sys.argv[1]) if len(sys.argv) > 1 else 500)
    print(f"{len(memory):,} units, {len(queries)} queries of {len(held):,} held out ({', '.join(HELD_OUT)})")
    chrf = CHRF()
    for side, language in enumerate(LANGUAGES):
        texts = [pair[side] for pair in memory]
        for name, find in (
            ("characters", _by_characters(texts)),
            ("tokens", _by_tokens(texts)),
            ("score", _by_rank(texts, language, Order.SCORE)),
            ("usefulness", _by_rank(texts, language, Order.USEFULNESS)),
        ):
            found = [(*find(pair[side]), pair[1 - side]) for pair in queries]
            scores = [score for score, _, _ in found]
            gains = [chrf.sentence_score(memory[at][1 - side], [true]).score for _, at, true in found]
            mean, rho = np.mean(gains), _spearman(scores, gains)
            print(
                f"  from {language:6} best by {name:10} mean chrF {mean:6.2f}, rank correlation {rho:5.2f}", flush=True
            )


def _parts() -> tuple[list[Pair], list[Pair]]:
    memory, held = [], []
    with lzma.open(corpus(), "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            english, chinese, origin = line.rstrip("\n").split("\t")
            if not origin.endswith("-MT"):
                (held if origin in HELD_OUT else memory).append((english, chinese))
    return memory[::EVERY], held


def _by_characters(texts: Sequence[str]) -> Find:
    return lambda query: _nearest(query, texts)


def _by_tokens(texts: Sequence[str]) -> Find:
    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(token, len(numbers)) for token in tokens(text)] for text in texts]
    return lambda query: _nearest([numbers.get(token, -1) for token in tokens(query)], coded)


def _nearest(query: Sequence[object], texts: Sequence[Sequence[object]]) -> tuple[float, int]:
    _, score, at = process.extractOne(query, texts, scorer=Levenshtein.normalized_similarity)  # type: ignore[type-var]
    return score, at


def _by_rank(texts: Sequence[str], language: str, order: Order) -> Find:
    """The first match as `glossary.library.ranking` orders them, with the number that it goes by."""
    keys = [key_text(text, language) for text in texts]
    sizes = np.zeros(TERMS, np.int64)
    for key, frequency in Counter(key for each in keys for key in set(each)).items():
        sizes[ord(key)] = frequency
    heavy = weights(sizes, len(texts))

    def find(query: str) -> tuple[float, int]:
        asked, reading = key_text(query, language), readings(query, language)
        overlap = Overlap(asked, heavy)
        near = process.extract(asked, keys, scorer=Levenshtein.normalized_similarity, limit=NEAREST)
        ranked = (
            rank(order, similarity(reading, readings(texts[at], language)), overlap.share(keys[at]), at)
            for _, _, at in near
        )
        number, _, at = max(ranked)
        return number, at

    return find


def _spearman(some: Sequence[float], others: Sequence[float]) -> float:
    """Spearman's rho: Pearson's correlation of the ranks, equal values sharing their mean rank."""
    return float(np.corrcoef(_ranks(some), _ranks(others))[0, 1])


def _ranks(values: Sequence[float]) -> np.ndarray:
    _, group, counts = np.unique(np.asarray(values), return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return (ends - (counts - 1) / 2)[group]


if __name__ == "__main__":
    main()
