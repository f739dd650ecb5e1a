"""What a search asks of a sentence in each of its modes, and which lists of the index lead to all that has it.

A pattern is true of the text itself; what it needs of the index only ever leaves out what it cannot be true of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Protocol

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from glossary.text.fold import fold, primary, slot, stemmer
from glossary.text.keys import key_text
from glossary.text.tokenise import MARKS, UNSPACED, has_rare, tokens, tokens_with_spans

from .grams import PAIR, pair_hashes, singles

Span = tuple[int, int]


Test = Callable[[str, str], bool]
"""Whether a token (folded, stemmed) is what stands in a pattern."""
Choice = Callable[[Sequence[str]], list[str]]
"""Takes a vocabulary (`glossary.text.keys.words_of`), gives some of its words and perhaps others."""


class Mode(StrEnum):
    """How a query may stand in a sentence; a regular expression stands only in terms."""

    EXACT = "exact"
    ALL = "all"
    FUZZY = "fuzzy"
    WILDCARD = "wildcard"
    REGEX = "regex"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text's tokens: where they stand, without case and width, and stemmed."""

    places: list[Span]
    folded: list[str]
    stems: list[str]

    @classmethod
    def of(cls, text: str, language: str) -> Sentence:
        found = tokens_with_spans(text)
        folded = [fold(token.text) or token.text for token in found]
        stem = stemmer(primary(language))
        return cls([(token.start, token.end) for token in found], folded, list(map(stem, folded)))

    def span(self, first: int, end: int) -> Span:
        """From the first of some tokens to the last, in code points."""
        return self.places[first][0], self.places[end - 1][1]


@dataclass(frozen=True, slots=True)
class Needed:
    """Terms of which every text that has the pattern has all but `lost`."""

    terms: frozenset[int]
    lost: int = 0

    @classmethod
    def singles(cls, keys: str, lost: int = 0) -> Needed:
        return cls(frozenset(map(ord, keys)), lost)

    @classmethod
    def pairs(cls, keys: str, lost: int = 0) -> Needed:
        return cls(frozenset((pair_hashes(singles(keys)).astype(np.int64) + PAIR).tolist()), lost)


class Pattern(Protocol):
    """A query in one mode and language."""

    @property
    def needed(self) -> Sequence[Needed]:
        """What the index can be asked for, each enough by itself; the first in single keys. None: look everywhere."""

    @property
    def choose(self) -> Choice | None:
        """Of which words every text with the pattern has one; None where that cannot be told from its words."""

    def may_stand(self, text: str) -> bool:
        """A quick look at a text; false only where the pattern does not stand in it."""

    def spans(self, sentence: Sentence) -> list[Span]:
        """Where the pattern stands, ascending and apart; empty where it does not."""


def pattern(text: str, language: str, mode: Mode) -> Pattern | None:
    """The pattern of a query; None for one without anything to look for, and for a regular expression."""
    made = _MAKERS[mode](text, language) if mode in _MAKERS else None
    return made if made and made.wanted else None


@dataclass(frozen=True)
class Phrase:
    """Tokens one after the other. Inflection, case and width do not matter."""

    text: str
    language: str

    @cached_property
    def wanted(self) -> list[str]:
        return Sentence.of(self.text, self.language).stems

    @cached_property
    def keys(self) -> str:
        return key_text(self.text, self.language)

    @property
    def needed(self) -> Sequence[Needed]:
        one = Needed.singles(self.keys)
        return one, Needed(one.terms | Needed.pairs(self.keys).terms)

    @property
    def choose(self) -> None:
        """Its keys say more."""

    @cached_property
    def _numbers(self) -> list[str]:
        """Its numbers and placeholders, of which the index knows only that there are some."""
        return [stem for stem in self.wanted if slot(stem)]

    def may_stand(self, text: str) -> bool:
        return not self._numbers or all(number in fold(text) for number in self._numbers)

    def spans(self, sentence: Sentence) -> list[Span]:
        wanted, stems = self.wanted, sentence.stems
        starts = (at for at in range(len(stems) - len(wanted) + 1) if stems[at : at + len(wanted)] == wanted)
        return apart(sentence.span(at, at + len(wanted)) for at in starts)


@dataclass(frozen=True)
class AllWords:
    """Words in any order, each a phrase of its own: what stands between spaces, so that 保税区 stays together."""

    text: str
    language: str

    @cached_property
    def wanted(self) -> list[Phrase]:
        """Punctuation counts only where there is nothing else."""
        words = [Phrase(word, self.language) for word in self.text.split()]
        return [word for word in words if any(map(str.isalnum, word.text))] or words

    @property
    def needed(self) -> Sequence[Needed]:
        each = [word.needed for word in self.wanted]
        return tuple(Needed(frozenset().union(*(needs[way].terms for needs in each))) for way in (0, 1))

    @property
    def choose(self) -> None:
        """Its keys say more."""

    def may_stand(self, text: str) -> bool:
        return all(word.may_stand(text) for word in self.wanted)

    def spans(self, sentence: Sentence) -> list[Span]:
        found = [word.spans(sentence) for word in self.wanted]
        return apart(span for spans in found for span in spans) if all(found) else []


@dataclass(frozen=True)
class Fuzzy:
    """A phrase in which one token may be another, be missing, or be one too many.

    In a phrase of one or two tokens only typing errors may make it another, in one of them: none in up to two letters,
    one in up to five, two in longer words, an exchange of neighbours counted as one (the rule that Elasticsearch calls
    ``AUTO``; optimal string alignment). Such a word by itself is looked for in the vocabulary first.
    """

    text: str
    language: str

    @cached_property
    def phrase(self) -> Sentence:
        return Sentence.of(self.text, self.language)

    @property
    def wanted(self) -> list[str]:
        return self.phrase.stems

    @property
    def needed(self) -> Sequence[Needed]:
        keys = key_text(self.text, self.language)
        lost = 1 if len(keys) > 1 else min(1, typing_errors(self.phrase.folded[0]))
        ways = (Needed.singles(keys, lost), Needed.pairs(keys, 2 * lost))
        return [way for way in ways if len(way.terms) > way.lost]

    @property
    def choose(self) -> Choice | None:
        word = self.phrase.folded[0]
        if len(self.phrase.folded) > 1 or not _is_ordinary(word):
            return None
        return lambda words: [word, *_mistyped(word, words)]

    @cached_property
    def _words(self) -> _Words:
        return _Words(lambda folded, stem: stem == self.wanted[0] or self._mistyped(0, folded), self.language)

    def may_stand(self, text: str) -> bool:
        return len(self.wanted) > 1 or self._words.stand_in(text)

    def spans(self, sentence: Sentence) -> list[Span]:
        found = self._misspelt(sentence) if len(self.wanted) <= 2 else self._near(sentence)
        return apart(sentence.span(*each) for each in found)

    def _misspelt(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        length = len(self.wanted)
        for at in range(len(sentence.stems) - length + 1):
            others = [step for step in range(length) if sentence.stems[at + step] != self.wanted[step]]
            if not others or (len(others) == 1 and self._mistyped(others[0], sentence.folded[at + others[0]])):
                yield at, at + length

    def _mistyped(self, step: int, folded: str) -> bool:
        word = self.phrase.folded[step]
        most = typing_errors(word)
        return bool(OSA.distance(word, folded, score_cutoff=most) <= most)

    def _near(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Of the stretches that begin at a token, the one nearest to the phrase; the phrase itself before all."""
        length, stems = len(self.wanted), sentence.stems
        near = []
        for at in range(len(stems)):
            ends = [end for end in (at + length, at + length - 1, at + length + 1) if at < end <= len(stems)]
            costs = [(Levenshtein.distance(self.wanted, stems[at:end], score_cutoff=1), end) for end in ends]
            near += [(cost, abs(end - at - length), at, end) for cost, end in costs if cost <= 1]
        yield from ((at, end) for _, _, at, end in sorted(near))


def _is_ordinary(word: str) -> bool:
    """True where a typing error cannot make it a token that no vocabulary has."""
    return word.isalnum() and not _IS_UNSPACED.search(word)


def _mistyped(word: str, words: Sequence[str]) -> list[str]:
    """The words that it may be with its typing errors."""
    most = typing_errors(word)
    return [found for found, _, _ in process.extract(word, words, scorer=OSA.distance, score_cutoff=most, limit=None)]


def typing_errors(word: str) -> int:
    """How many typing errors a word may have."""
    return 0 if len(word) <= 2 else 1 if len(word) <= 5 else 2


class _Words(dict[str, bool]):
    """Whether a token that passes a test stands in a stretch of text, kept for each: most of a text was met before."""

    def __init__(self, test: Test, language: str) -> None:
        super().__init__()
        self.test, self.language = test, language

    def __missing__(self, stretch: str) -> bool:
        sentence = Sentence.of(stretch, self.language)
        found = any(map(self.test, sentence.folded, sentence.stems))
        if len(stretch) <= _LONGEST_KEPT:
            self[stretch] = found
        return found

    def stand_in(self, text: str) -> bool:
        """Tokens never reach over a space, and over an edge of an unspaced script only where something rare stands."""
        stretches = text.split() if has_rare(text) else _STRETCH.findall(text)
        return any(map(self.__getitem__, stretches))


_LONGEST_KEPT = 24
_STRETCH = re.compile(rf"[^\s{UNSPACED}]+|[{UNSPACED}]")
_CHUNK = re.compile(rf"[{UNSPACED}][{MARKS}]*|[\w*?{MARKS}]+(?:[.,'’][\w*?{MARKS}]+)*|\S")
_CHUNK_OF_UNSPACED = re.compile(rf"[{UNSPACED}][{MARKS}]*|[*?]|[^\W{UNSPACED}]+(?:[.,'’]\w+)*|\S")
_ANY_CHARACTER = re.compile(rf".[{MARKS}]*", re.DOTALL)
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")


@dataclass(frozen=True)
class Wildcard:
    """A phrase with ``*`` and ``?``. In a word they stand for any characters and for one; other words as in `Phrase`.

    A ``*`` by itself, or beside a character of a script without spaces, stands for any tokens, also none.
    """

    text: str
    language: str

    @cached_property
    def pieces(self) -> list[str]:
        """Words, words with wildcards, and ``*``."""
        found: list[str] = []
        for word in self.text.split():
            cut = _CHUNK_OF_UNSPACED if _IS_UNSPACED.search(word) else _CHUNK
            for piece in cut.findall(word) if _has_wildcard(word) else [word]:
                found += [piece if piece.strip("*") else "*"] if _has_wildcard(piece) else tokens(piece)
        return found

    @cached_property
    def wanted(self) -> list[list[Test]]:
        """Runs of neighbouring tokens, with a gap after each but the last."""
        runs: list[list[Test]] = [[]]
        for piece in self.pieces:
            if piece == "*":
                runs.append([])
            else:
                runs[-1].append(self._test(piece))
        return [run for run in runs if run]

    def _test(self, piece: str) -> Test:
        if piece == "?":
            return lambda folded, stem: _ANY_CHARACTER.fullmatch(folded) is not None
        if _has_wildcard(piece):
            glob = _glob(piece)
            return lambda folded, stem: glob.fullmatch(folded) is not None
        (wanted,) = Sentence.of(piece, self.language).stems
        return lambda folded, stem: stem == wanted

    @property
    def needed(self) -> Sequence[Needed]:
        words = [piece for piece in self.pieces if not _has_wildcard(piece)]
        keys = "".join(key_text(word, self.language) for word in words)
        return [Needed.singles(keys)] if keys else []

    @property
    def choose(self) -> Choice | None:
        """No more than a character of a script without spaces may be all that is wanted: such are in no vocabulary."""
        if not any(char.isalnum() and not _IS_UNSPACED.match(char) for char in fold(self._longest)):
            return None
        glob = _glob(self._longest)
        return lambda words: list(filter(glob.fullmatch, words))

    @property
    def _longest(self) -> str:
        """The longest word with a wildcard, which is likely the rarest; empty where there is none."""
        globs = [piece for piece in self.pieces if piece != "*" and _has_wildcard(piece)]
        return max(globs, key=len, default="")

    @cached_property
    def _words(self) -> _Words:
        return _Words(self._test(self._longest), self.language)

    def may_stand(self, text: str) -> bool:
        return bool(self.needed) or self._words.stand_in(text)

    def spans(self, sentence: Sentence) -> list[Span]:
        found, start = [], 0
        tokens = list(zip(sentence.folded, sentence.stems, strict=True))
        while (places := _places(self.wanted, tokens, start)) is not None:
            found += [sentence.span(at, at + len(run)) for at, run in zip(places, self.wanted, strict=True)]
            start = places[-1] + len(self.wanted[-1])
        return apart(found)


def _glob(piece: str) -> re.Pattern[str]:
    parts = (part if part in "*?" else re.escape(fold(part)) for part in re.split("([*?])", piece) if part)
    return re.compile("".join({"*": ".*", "?": "."}.get(part, part) for part in parts), re.DOTALL)


def _has_wildcard(text: str) -> bool:
    return "*" in text or "?" in text


def _places(runs: Sequence[Sequence[Test]], tokens: Sequence[tuple[str, str]], start: int) -> list[int] | None:
    """Where each run stands first behind the one before it: if there is any way to place them, this is one."""
    places = []
    for run in runs:
        stop = len(tokens) - len(run) + 1
        at = next((at for at in range(start, stop) if all(map(_passes, run, tokens[at : at + len(run)]))), None)
        if at is None:
            return None
        places.append(at)
        start = at + len(run)
    return places


def _passes(test: Test, token: tuple[str, str]) -> bool:
    return test(*token)


def apart(spans: Iterator[Span] | Sequence[Span]) -> list[Span]:
    """Spans ascending and apart; the earlier of them as given wins an overlap."""
    taken: list[Span] = []
    for start, end in spans:
        if all(end <= other or stop <= start for other, stop in taken):
            taken.append((start, end))
    return sorted(taken)


_MAKERS: dict[Mode, Callable[[str, str], Phrase | AllWords | Fuzzy | Wildcard]] = {
    Mode.EXACT: Phrase,
    Mode.ALL: AllWords,
    Mode.FUZZY: Fuzzy,
    Mode.WILDCARD: Wildcard,
}
