"""Chinese names in Latin letters that are a slip away from their pinyin: *Zhang Wie* for 张伟, *Qinhai* for 前海.

A name counts only where the other side clearly has it: a person's, where one part is right and the other a slip; a
place's, where it is a known one, or one that the document spells right elsewhere. Another romanisation is no slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz.distance import OSA

from glossary.checks.check import NOTHING, Check, Finding, Nothing, Pair, Severity, Side, Text
from glossary.checks.prose import prose
from glossary.checks.romanised import (
    NOT_PINYIN,
    OTHER_SURNAMES,
    elsewhere,
    is_pinyin,
    latin,
    places,
    spellings,
    surnames,
)
from glossary.text.chinese import has_han, simplified_characters

_NAME = re.compile(r"[A-Z][a-z]+(?:[-'’][A-Za-z]?[a-z]+)*|[A-Z]{2,}(?:-[A-Z]{2,})*")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_SHORTEST_SURNAME, _SHORTEST_GIVEN, _SHORTEST_PLACE = 4, 3, 5


@dataclass(frozen=True, slots=True)
class Word:
    """A capitalised word of the Latin side: its letters alone, and where it stands."""

    letters: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A name that does not fit: where it stands on either side, and how it should read there."""

    start: int
    end: int
    han: str
    right: str


@dataclass(slots=True)
class _Names:
    """Goes through a document: what is clear is a finding, what is not waits for the right spelling to come."""

    parameters: Nothing
    found: list[tuple[int, Finding]] = field(default_factory=list)
    waiting: list[tuple[int, Finding, tuple[str, str]]] = field(default_factory=list)
    spelled: set[tuple[str, str]] = field(default_factory=set)

    def see(self, pair: Pair) -> None:
        sides = _sides(pair)
        if sides is None:
            return
        chinese, other = sides
        text = prose(other.text)
        words = words_of(text)
        runs = _HAN.findall(simplified_characters(chinese.text)) if words else []
        persons = list(people(words, text, runs))
        self.found += [(pair.number, _finding(pair, slip)) for slip in persons if slip.right]
        taken = [range(slip.start, slip.end) for slip in persons]
        candidates = {run[at : at + size] for run in runs for size in (2, 3) for at in range(len(run) - size + 1)}
        for word in words:
            if len(word.letters) >= _SHORTEST_PLACE and not any(word.start in span for span in taken):
                self._place(pair, word, candidates)

    def _place(self, pair: Pair, word: Word, candidates: set[str]) -> None:
        """A word that may be a place of the other side."""
        read = _read(word.letters, candidates - NOT_PINYIN.keys())
        self.spelled |= {(word.letters, name) for name in read}
        for slip, is_known in () if read else _place(word, candidates):
            if is_known:
                self.found.append((pair.number, _finding(pair, slip)))
            else:
                self.waiting.append((pair.number, _finding(pair, slip), (slip.right, slip.han)))

    def end(self) -> Iterator[tuple[int, Finding]]:
        yield from self.found
        yield from ((number, finding) for number, finding, right in self.waiting if right in self.spelled)


def words_of(text: str) -> list[Word]:
    """The capitalised words of a text."""
    return [Word(re.sub("[^a-z]", "", one[0].lower()), one.start(), one.end()) for one in _NAME.finditer(text)]


def _sides(pair: Pair) -> tuple[Text, Text] | None:
    """The Chinese side and the other, where one is Chinese and has Han characters."""
    if pair.both is None:
        return None
    source, target = pair.both
    chinese, other = (source, target) if source.family == "zh" else (target, source)
    return (chinese, other) if chinese.family == "zh" != other.family and has_han(chinese.text) else None


def _finding(pair: Pair, slip: Slip) -> Finding:
    """In the target, whichever side that is."""
    source, target = pair.both or (Text("", ""), Text("", ""))
    if source.family == "zh":
        piece = target.text[slip.start : slip.end]
        message = f"“{piece}” is not how {slip.han} reads"
        return Finding(message, Side.TARGET, slip.start, slip.end, _as_written(piece, slip.right))
    at = simplified_characters(target.text).find(slip.han)
    message = f"“{target.text[at : at + len(slip.han)]}” does not read “{source.text[slip.start : slip.end]}”"
    return Finding(message, Side.TARGET, at, at + len(slip.han))


def people(words: list[Word], text: str, runs: list[str]) -> Iterator[Slip]:
    """Two or three words in a row that name a person of the other side; `right` is empty where they fit."""
    for at, word in enumerate(words):
        for count in (3, 2):
            group = words[at : at + count]
            if len(group) < count or any(text[one.end : two.start] != " " for one, two in pairwise(group)):
                continue
            for surname, given in ((group[0], group[1:]), (group[-1], group[:-1])):
                found = _person(surname.letters, "".join(one.letters for one in given), runs)
                if found is not None:
                    surname_first = surname is group[0]
                    yield Slip(word.start, group[-1].end, found[0], _in_order(found, surname_first))


def _in_order(found: tuple[str, str, str], surname_first: bool) -> str:
    _, surname, given = found
    return "" if not given else f"{surname} {given}" if surname_first else f"{given} {surname}"


def _person(surname: str, given: str, runs: list[str]) -> tuple[str, str, str] | None:
    """The name in Han characters, with surname and given name as they should be; empty where they are so."""
    known = surnames().get(surname)
    if known is None:
        return _misspelled(surname, given, runs)
    near: dict[str, str] = {}
    for han, rest in _after(known, runs):
        for length in (1, 2):
            if length > len(rest):
                continue
            for syllables in spellings(rest[:length]):
                if given in latin(syllables):
                    return han + rest[:length], surname, ""
                right = "".join(syllables)
                if _is_slip(given, syllables) and len(given) >= _SHORTEST_GIVEN:
                    near.setdefault(right, han + rest[:length])
    if len(near) != 1:
        return None
    ((right, name),) = near.items()
    return name, surname, right


def _misspelled(surname: str, given: str, runs: list[str]) -> tuple[str, str, str] | None:
    """The name where its given name is right, and its surname a slip from the one that stands before it."""
    if len(surname) < _SHORTEST_SURNAME or len(given) < _SHORTEST_GIVEN or surname in OTHER_SURNAMES:
        return None
    for right, known in surnames().items():
        if not _is_near(surname, right):
            continue
        for han, rest in _after(known, runs):
            for length in (1, 2):
                name = rest[:length]
                if len(name) == length and any(given in latin(syllables) for syllables in spellings(name)):
                    return han + name, right, given
    return None


def _after(known: frozenset[str], runs: list[str]) -> Iterator[tuple[str, str]]:
    """Every place of a surname, and what stands behind it."""
    for run in runs:
        for han in known:
            at = run.find(han)
            while at >= 0:
                yield han, run[at + len(han) : at + len(han) + 2]
                at = run.find(han, at + 1)


def _is_slip(word: str, syllables: tuple[str, ...]) -> bool:
    """True for a word one letter, or two exchanged, from the pinyin, where no other romanisation has it so."""
    right = "".join(syllables)
    if word[0] != right[0] or OSA.distance(word, right, score_cutoff=1) != 1:
        return False
    others = {""}
    for syllable in syllables:
        others = {begun + form for begun in others for form in elsewhere(syllable)}
    return word not in others


def _place(word: Word, candidates: set[str]) -> Iterator[tuple[Slip, bool]]:
    """A single word that is a slip from a place of the other side, and whether that is known to be one."""
    known = {name: places()[name] for name in candidates if name in places()}
    if word.letters in known.values():
        return
    near = {name: right for name, right in known.items() if _is_near(word.letters, right)}
    slips = near or dict(_unknown(word.letters, candidates))
    if len(set(slips.values())) == 1:
        name = max(slips, key=len)
        yield Slip(word.start, word.end, name, slips[name]), bool(near)


def _is_near(word: str, right: str) -> bool:
    return word[0] == right[0] and OSA.distance(word, right, score_cutoff=1) == 1


def _read(word: str, candidates: set[str]) -> set[str]:
    """The Han characters that read so."""
    fitting = (name for name in candidates if is_pinyin(word, len(name)))
    return {name for name in fitting if any(word in latin(syllables) for syllables in spellings(name))}


def _unknown(word: str, candidates: set[str]) -> Iterator[tuple[str, str]]:
    """Han characters that are no known place and from whose pinyin a word, itself pinyin, is a slip away."""
    for name in candidates:
        if not is_pinyin(word, len(name)):
            continue
        for syllables in spellings(name):
            if _is_slip(word, syllables):
                yield name, "".join(syllables)


def _as_written(piece: str, right: str) -> str:
    """The right name in the capitals, and with the spaces, of the one that stands there."""
    words = [word.capitalize() for word in right.split()]
    return " ".join(words).upper() if piece.isupper() else " ".join(words)


CHECK = Check(
    "names",
    "Chinese names that do not fit their pinyin",
    Severity.WARNING,
    NOTHING,
    watch=_Names,
    example="张伟 → Zhang Wie",
)
