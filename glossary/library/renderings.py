"""Where the translation of what was hit stands on the other side: by the termbases, or by statistics over the hits.

The statistics: of the token n-grams of the other sides, those are probable translations that occur with the query and
rarely without it. With n hits, k of them with the n-gram, and f texts of the whole language with it, the measure is
Dice's coefficient 2k / (n + f) (Dice, "Measures of the amount of ecologic association between species", 1945; for
collocations across languages Smadja, McKeown and Hatzivassiloglou, "Translating collocations for bilingual lexicons",
1996). Chance is ruled out by the log-likelihood ratio of the same counts (Dunning, "Accurate methods for the statistics
of surprise and coincidence", 1993). f comes from the index's lists: of longer n-grams that of the rarest pair in them,
which is the most it can be. Where only a share of the texts that may be hits has been looked at, f and the number of
all texts count by that share.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Literal

from glossary.matching.grams import PAIR, pair_hashes, singles
from glossary.matching.patterns import Phrase, Sentence, Span, apart
from glossary.store import Store
from glossary.text.fold import primary
from glossary.text.keys import key_text
from glossary.text.tokenise import tokens
from tmx import language
from tmx.model import Segment, Unit

from .indexes import Index, Indexes

LEAST_DICE = 0.15
LEAST_LIKELIHOOD = 10.83
"""Of the chi-squared distribution with one degree of freedom, which the ratio follows: p < 0.001."""
FEWEST_HITS = 2
LONGEST_GRAM = 8
_MOST_GRAMS = 2000

Mark = Literal["hit", "probable"]


class Renderings:
    """The translations of one query: known ones, and what is learnt from the hits' other sides."""

    def __init__(self, store: Store, indexes: Indexes, known: Sequence[Phrase], share: float = 1.0) -> None:
        self.store, self.indexes, self.share = store, indexes, share
        self.known = sorted(known, key=lambda phrase: -len(phrase.text))
        self._sides: dict[str, list[Segment]] = defaultdict(list)
        self._probable: dict[str, dict[str, float]] = {}

    def learn(self, tag: str, unit: Unit) -> None:
        """Takes the other sides of a hit in a language as evidence."""
        for segment in unit.segments:
            if primary(segment.language) != primary(tag):
                self._sides[primary(segment.language)].append(segment)

    def spans(self, segment: Segment) -> tuple[list[Span], Mark]:
        """Where the known translations stand in an other side; where none does, the most probable one."""
        sentence = Sentence.of(segment.text, segment.language)
        known = [each for each in self.known if language.matches(primary(each.language), segment.language)]
        found = apart(span for phrase in known for span in phrase.spans(sentence))
        return (found, "hit") if found else (self._probable_spans(segment, sentence), "probable")

    def _probable_spans(self, segment: Segment, sentence: Sentence) -> list[Span]:
        family = primary(segment.language)
        if family not in self._probable:
            self._probable[family] = self._learnt(family)
        keys, probable = key_text(segment.text, segment.language), self._probable[family]
        found = [gram for gram in probable if gram in keys]
        if not found:
            return []
        best = max(found, key=lambda gram: (probable[gram], len(gram)))
        at = keys.index(best)
        return [sentence.span(at, at + len(best))]

    def _learnt(self, family: str) -> dict[str, float]:
        """The probable translations in a language, as keys, each with its coefficient."""
        sides = self._sides[family]
        if len(sides) < FEWEST_HITS:
            return {}
        held = Held(self.indexes.of(family), [each.text for each in self.store.fresh(family, 1, 1 << 62)])
        counts = Counter(gram for segment in sides for gram in grams(segment.text, segment.language))
        common = [(gram, k) for gram, k in counts.most_common(_MOST_GRAMS) if k >= FEWEST_HITS]
        measured = [(gram, k, held.texts_with(gram) * self.share) for gram, k in common]
        texts = held.texts * self.share
        return {
            gram: dice(len(sides), k, f)
            for gram, k, f in measured
            if dice(len(sides), k, f) >= LEAST_DICE and likelihood(len(sides), k, f, texts) >= LEAST_LIKELIHOOD
        }


@dataclass(frozen=True, slots=True)
class Held:
    """All texts of a language as far as counting goes: the index, and the keys of what is fresh."""

    index: Index
    fresh: Sequence[str]

    @property
    def texts(self) -> int:
        return self.index.texts + len(self.fresh)

    def texts_with(self, gram: str) -> int:
        """How many texts have these keys one after the other, at most."""
        codes = singles(gram)
        terms = [PAIR + int(code) for code in pair_hashes(codes)] or [int(codes[0])]
        return min(int(self.index.sizes[term]) for term in terms) + sum(gram in keys for keys in self.fresh)


def grams(text: str, tag: str) -> Iterator[str]:
    """The n-grams of a text's keys, each once, that neither begin nor end with punctuation."""
    keys = key_text(text, tag)
    is_word = [any(map(str.isalnum, token)) for token in tokens(text)]
    found = {
        keys[start:end]
        for start in range(len(keys))
        for end in range(start + 1, min(start + LONGEST_GRAM, len(keys)) + 1)
        if is_word[start] and is_word[end - 1]
    }
    return iter(found)


def dice(n: int, k: int, f: float) -> float:
    """Dice's coefficient of n hits, k of them with an n-gram that f texts have (k at least), from 0 to 1."""
    return 2 * k / (n + max(f, k))


def likelihood(n: int, k: int, f: float, texts: float) -> float:
    """Dunning's log-likelihood ratio of the same counts among all texts; 0 where the two do not go together."""
    f, texts = max(f, k), max(texts, n + max(f, k) - k)
    if k * texts <= n * f:
        return 0.0
    cells = (
        (k, n * f),
        (n - k, n * (texts - f)),
        (f - k, (texts - n) * f),
        (texts - n - f + k, (texts - n) * (texts - f)),
    )
    return 2 * sum(seen * log(seen * texts / product) for seen, product in cells if seen)
