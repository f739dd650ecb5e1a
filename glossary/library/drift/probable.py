"""What probably stands for a concept where no known term does: by the same statistics as `glossary.library.renderings`.

The texts that miss a known term are the hits, all texts of the document or memory are those that could have been. An
n-gram that the hits have and the other texts rarely have is a probable rendering.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from glossary.answers.drift import Span
from glossary.checks import Text
from glossary.matching.patterns import Sentence
from glossary.text.keys import key_text

from ..renderings import FEWEST_HITS, LEAST_DICE, LEAST_LIKELIHOOD, dice, grams, likelihood
from .counting import Missing

_MOST_GRAMS = 500
_EDGES = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he", "her",
    "his", "if", "in", "into", "is", "it", "its", "more", "no", "nor", "not", "of", "on", "or", "our", "she", "than",
    "that", "the", "their", "these", "they", "this", "those", "to", "was", "we", "were", "which", "who", "will",
    "with",
    "的", "在", "是", "和", "了", "与", "或", "及", "等", "对", "为", "于", "中", "其", "该", "这", "那",
    "有", "不", "被", "把", "将", "从", "向", "以", "并", "而", "也", "就", "都", "很", "个",
})  # fmt: skip
"""Function words, with which no term begins or ends."""


class Texts:
    """All target texts as keys, and which of them have a key: filled in one pass, asked about n-grams."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self._wanted = wanted
        self._with: dict[str, list[str]] = defaultdict(list)
        self.count = 0

    def add(self, keys: str) -> None:
        self.count += 1
        for key in self._wanted.intersection(keys):
            self._with[key].append(keys)

    def texts_with(self, gram: str) -> int:
        """How many texts have these keys one after the other."""
        rarest = min((self._with[key] for key in set(gram)), key=len)
        return sum(gram in keys for keys in rarest)


@dataclass(slots=True)
class Found:
    """A probable rendering: how it reads where it stands, and there."""

    spellings: Counter[str] = field(default_factory=Counter)
    places: list[tuple[Missing, Span]] = field(default_factory=list)


def keys_of(missing: Sequence[Missing]) -> frozenset[str]:
    """The keys about which `probable` will ask."""
    return frozenset(key for each in missing for key in _keys(each))


def probable(missing: Sequence[Missing], texts: Texts) -> tuple[list[Found], list[Missing]]:
    """What stands in the pairs that miss a term, the most frequent first, and those pairs where nothing can be told."""
    measured = dict(_measured(missing, texts))
    found: dict[str, Found] = defaultdict(Found)
    left = []
    for each in missing:
        best = max(_standing(each, measured), key=lambda one: (measured[one[0]], len(one[0])), default=None)
        if best is None:
            left.append(each)
            continue
        gram, (start, end) = best
        found[gram].spellings[_target(each).text[start:end]] += 1
        found[gram].places.append((each, (start, end)))
    kept = [one for one in found.values() if len(one.places) >= FEWEST_HITS]
    left += [each for one in found.values() if len(one.places) < FEWEST_HITS for each, _ in one.places]
    return sorted(kept, key=lambda one: -len(one.places)), left


def _measured(missing: Sequence[Missing], texts: Texts) -> Iterator[tuple[str, float]]:
    """The n-grams that go with the concept, each with its coefficient."""
    counts = Counter(gram for each in missing for gram in grams(_target(each).text, _target(each).language))
    hits = len(missing)
    for gram, k in counts.most_common(_MOST_GRAMS):
        if k < FEWEST_HITS:
            break
        f = texts.texts_with(gram)
        if dice(hits, k, f) >= LEAST_DICE and likelihood(hits, k, f, texts.count) >= LEAST_LIKELIHOOD:
            yield gram, dice(hits, k, f)


def _standing(missing: Missing, measured: dict[str, float]) -> Iterator[tuple[str, Span]]:
    """The n-grams of a text where they first stand, but for what another concept's term stands in."""
    keys, target = _keys(missing), _target(missing)
    sentence = Sentence.of(target.text, target.language)
    for gram in measured:
        at = keys.find(gram)
        if at < 0 or sentence.folded[at] in _EDGES or sentence.folded[at + len(gram) - 1] in _EDGES:
            continue
        start, end = sentence.span(at, at + len(gram))
        if not any(start < other_end and other < end for other, other_end in missing.taken):
            yield gram, (start, end)


def _keys(missing: Missing) -> str:
    return key_text(_target(missing).text, _target(missing).language)


def _target(missing: Missing) -> Text:
    assert missing.pair.target is not None
    return missing.pair.target
