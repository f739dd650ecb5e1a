"""Chinese names in Latin letters that are a slip away from their pinyin: *Zhang Wie* for 张伟, *Qinhai* for 前海.

A name counts only where the other side clearly has it: a person's, where one part is right and the other a slip; a
place's, where it is a known one, or one that the document spells right elsewhere. Another romanisation is no slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import islice, pairwise

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
_MOST_LOOKED_AT = 200
"""Places of a surname in one text; a sentence has a few."""
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
        taken = {at for slip in persons for at in range(slip.start, slip.end)}
        single = [word for word in words if len(word.letters) >= _SHORTEST_PLACE and word.start not in taken]
        self._places(pair, single, _Readings(runs))

    def _places(self, pair: Pair, words: list[Word], readings: _Readings) -> None:
        """Single words that may be places of the other side. What is right there as well is another name."""
        here, near = {word.letters for word in words}, lru_cache(maxsize=None)(readings.near)
        for word in words:
            read = readings.of(word.letters)
            self.spelled |= {(word.letters, name) for name in read}
            if read or word.letters in readings.places.values():
                continue
            for name, right in _one(readings.near_places(word.letters)):
                self.found.append((pair.number, _finding(pair, Slip(word.start, word.end, name, right))))
            for name, right in _one(near(word.letters)):
                if right not in here:
                    slip = Slip(word.start, word.end, name, right)
                    self.waiting.append((pair.number, _finding(pair, slip), (right, name)))

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
    person = lru_cache(maxsize=None)(partial(_person, runs=runs))
    for at, word in enumerate(words):
        for count in (3, 2):
            group = words[at : at + count]
            if len(group) < count or any(text[one.end : two.start] != " " for one, two in pairwise(group)):
                continue
            for surname, given in ((group[0], group[1:]), (group[-1], group[:-1])):
                found = person(surname.letters, "".join(one.letters for one in given))
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
    for han, rest in islice(_after(known, runs), _MOST_LOOKED_AT):
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
        for han, rest in islice(_after(known, runs), _MOST_LOOKED_AT):
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


def _is_near(word: str, right: str) -> bool:
    return word[0] == right[0] and OSA.distance(word, right, score_cutoff=1) == 1


def _one(slips: dict[str, str]) -> list[tuple[str, str]]:
    """The name that a word is a slip from, where all agree how it reads."""
    return [(max(slips, key=len), right) for right in set(slips.values())] if len(set(slips.values())) == 1 else []


class _Readings:
    """How each two or three Han characters in a row read. Worked out once, when a word comes that may be pinyin."""

    def __init__(self, runs: list[str]) -> None:
        self._names = {run[at : at + size] for run in runs for size in (2, 3) for at in range(len(run) - size + 1)}
        self.places = {name: places()[name] for name in self._names if name in places()}

    @cached_property
    def _forms(self) -> dict[str, set[str]]:
        """The names by the words that they read."""
        found: dict[str, set[str]] = {}
        for name in self._names - NOT_PINYIN.keys():
            for syllables in spellings(name):
                for form in latin(syllables):
                    found.setdefault(form, set()).add(name)
        return found

    @cached_property
    def _alike(self) -> dict[tuple[str, int], list[tuple[str, tuple[str, ...]]]]:
        """The names, and how they read, by first letter and length."""
        found: dict[tuple[str, int], list[tuple[str, tuple[str, ...]]]] = {}
        for name in self._names:
            for syllables in spellings(name):
                right = "".join(syllables)
                found.setdefault((right[0], len(right)), []).append((name, syllables))
        return found

    def of(self, word: str) -> set[str]:
        """The names that read so."""
        return self._forms.get(word, set()) if _may_be_pinyin(word) else set()

    def near_places(self, word: str) -> dict[str, str]:
        """The known places that a word is a slip from, and how they read."""
        return {name: right for name, right in self.places.items() if _is_near(word, right)}

    def near(self, word: str) -> dict[str, str]:
        """The names that a word is a slip from, where it could be pinyin of as many characters."""
        if not _may_be_pinyin(word):
            return {}
        alike = (each for size in (-1, 0, 1) for each in self._alike.get((word[0], len(word) + size), ()))
        return {
            name: "".join(syllables)
            for name, syllables in alike
            if name not in self.places and is_pinyin(word, len(name)) and _is_slip(word, syllables)
        }


def _may_be_pinyin(word: str) -> bool:
    return is_pinyin(word, 2) or is_pinyin(word, 3)


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
