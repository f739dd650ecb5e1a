"""English words and names that one document spells in several ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from glossary.checks.check import Check, Finding, Pair, Severity, Side
from glossary.checks.prose import prose

_WORD = re.compile(r"[A-Za-z]+(?:[’'\-][A-Za-z]+)*")
_TWO_NAMES = re.compile(r"(?=\b([A-Z][a-z]+ [A-Z][a-z]+)\b)")
_BEGINS = re.compile(r"(?:^|[.!?:;]\s*|[\"“(（]\s*|\n\s*|[-•*]\s+)$")
_POSSESSIVE = re.compile(r"[’']s?$")
# British and American spellings: the stem, and what stands for both.
_SPELLINGS = (
    (re.compile(r"(\w{3,}?)[iy][sz](e[sd]?|er|ers|ing|ation|ations)"), r"\1iz\2"),
    (re.compile(r"(\w{3,})our(s|ed|ing|able|ite|hood|ful|al)?"), r"\1or\2"),
    (re.compile(r"(\w{2,}[bt])re(s|d)?"), r"\1er\2"),
    (re.compile(r"(\w{3,}[aeiou]l)l(ed|ing|er|ers)"), r"\1\2"),
    (re.compile(r"((?!dial)\w{3,})ogue(s)?"), r"\1og\2"),
    (re.compile(r"(program)me(s)?"), r"\1\2"),
)
# Endings that make another word of a name: America and American, Berlin and Berliner.
_OTHER_WORD = ("s", "n", "r", "d", "y", "i", "e", "es", "a")


_SHORTEST = 4
_CAMEL = re.compile(r"[a-z][A-Z]")
_BESIDE_CODE = re.compile(r"[\\/_.@#=<>]")


@dataclass(frozen=True, slots=True)
class Parameters:
    """`letters` is the length from which two names one letter apart are taken for one; 0: never."""

    letters: int = 7


@dataclass(slots=True)
class _Spellings:
    """Every spelling that a document has of a word, with its places."""

    parameters: Parameters
    places: dict[str, list[tuple[int, Side, int, int]]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def see(self, pair: Pair) -> None:
        written = pair.written
        if written is None or written.here.family != "en":
            return
        text = prose(written.text)
        for found in (*_WORD.finditer(text), *_TWO_NAMES.finditer(text)):
            group = 1 if found.re is _TWO_NAMES else 0
            word = _POSSESSIVE.sub("", found[group])
            if word.isupper() or len(word) < _SHORTEST or _is_code(text, found.start(group), found.end(group)):
                continue
            start = found.start(group)
            if word[0].isupper() and not _BEGINS.search(text[:start]):
                self.names.add(word)
            self.places.setdefault(word, []).append((pair.number, written.side, start, start + len(word)))

    def end(self) -> Iterator[tuple[int, Finding]]:
        groups: dict[str, dict[str, int]] = {}
        for word, places in self.places.items():
            groups.setdefault(_key(word), {})[word] = len(places)
        for spellings in groups.values():
            yield from self._group(_without_spaced(spellings))
        yield from self._near_names()

    def _group(self, spellings: dict[str, int]) -> Iterator[tuple[int, Finding]]:
        """Spellings that differ in more than capitals, beside the most frequent."""
        counts: Counter[str] = Counter()
        for word, count in spellings.items():
            counts[_folded(word)] += count
        if len(counts) < 2:
            return
        usual = counts.most_common(1)[0][0]
        for word in spellings:
            if _folded(word) != usual:
                like = next((each for each in spellings if _folded(each) == usual and _same_case(each, word)), None)
                yield from self._report(word, usual if like is None else like, counts[usual], like)

    def _report(self, word: str, usual: str, count: int, like: str | None) -> Iterator[tuple[int, Finding]]:
        times = f"{count:,} times" if count > 1 else "once"
        for number, side, start, end in self.places[word]:
            message = f"“{word}” is spelled “{usual}” elsewhere"
            yield number, Finding(f"{message} ({times})", side, start, end, like, gist=message)

    def _near_names(self) -> Iterator[tuple[int, Finding]]:
        """Names one letter apart, the rarer of which stands once and the other more often."""
        if not self.parameters.letters:
            return
        names = sorted(name for name in self.names if len(name) >= self.parameters.letters and name[1:].islower())
        by_initial: dict[str, list[str]] = {}
        for name in names:
            by_initial.setdefault(name[0], []).append(name)
        for alike in by_initial.values():
            for rare in alike:
                if len(self.places[rare]) == 1 and (usual := self._usual(rare, alike)):
                    yield from self._report(rare, usual, len(self.places[usual]), usual)

    def _usual(self, rare: str, alike: list[str]) -> str | None:
        near = [
            name
            for name in alike
            if len(self.places[name]) > 1
            and OSA.distance(name, rare, score_cutoff=1) == 1
            and not _is_other_word(name, rare)
        ]
        return max(near, key=lambda name: len(self.places[name]), default=None)


def _is_code(text: str, start: int, end: int) -> bool:
    """True for what a program or a file is called, which is spelled as it is: AfterUpdate, raw-event.md."""
    if _CAMEL.search(text, start, end) or _BESIDE_CODE.match(text[start - 1 : start]):
        return True
    return _BESIDE_CODE.match(text[end : end + 1]) is not None and text[end + 1 : end + 2].isalpha()


def _key(word: str) -> str:
    """Equal for the spellings of one word."""
    key = re.sub(r"[\- ]", "", word.replace("’", "'")).lower()
    for pattern, canonical in _SPELLINGS:
        match = pattern.fullmatch(key)
        if match:
            return match.expand(canonical)
    return key


def _folded(word: str) -> str:
    return word.lower().replace("’", "'")


def _without_spaced(spellings: dict[str, int]) -> dict[str, int]:
    """Two words are a spelling of a name only beside its one word; beside a hyphen they are an attribute."""
    spaced = any(" " in word for word in spellings)
    if spaced and any(word.isalpha() for word in spellings):
        return {word: count for word, count in spellings.items() if "-" not in word}
    return {word: count for word, count in spellings.items() if " " not in word}


def _same_case(one: str, other: str) -> bool:
    return one[0].isupper() == other[0].isupper()


def _is_other_word(name: str, rare: str) -> bool:
    longer, shorter = sorted((name, rare), key=len, reverse=True)
    if len(longer) == len(shorter):
        return longer[:-1] == shorter[:-1]
    return any(longer == shorter + ending for ending in _OTHER_WORD)


CHECK = Check(
    "spelling_variants",
    "One word or name spelled in several ways",
    Severity.WARNING,
    Parameters(),
    watch=_Spellings,
    example="Qianhai … Qian Hai",
)
