"""Acronyms that stand before their full form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from glossary.answers import TermInText
from glossary.checks.check import Check, Finding, Pair, Severity, Side, Written
from glossary.checks.prose import prose
from glossary.text.chinese import HAN, has_han

# “free trade zone (FTZ)”, 自由贸易试验区（FTZ）
_NEXT = r"[A-Za-z][\w’'\-]{0,30}"
_DEFINED = re.compile(
    rf"(?:(?P<words>(?:{_NEXT}[ /]){{1,8}}{_NEXT}) ?|(?P<han>[{HAN}]{{2,12}}))"
    r"[(（](?P<acronym>[A-Z][A-Za-z]{0,6}[A-Z])s?[)）]"
)
_ACRONYM = re.compile(r"(?<![A-Za-z0-9_\-])([A-Z][A-Za-z]{0,6}[A-Z])(?=s?(?![A-Za-z0-9_]))")
_SHORT_TYPES = ("acronym", "abbreviation", "initialism")
_LONGEST_GAP = 3
"""Words of a full form beyond the letters of its acronym: Ministry *of* Commerce."""

_Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Parameters:
    """`always` also reports an acronym of the termbase whose full form is nowhere in the document."""

    always: bool = False


@dataclass(slots=True)
class _Acronyms:
    """Where each acronym and each full form comes first: by how they are written, and by the termbase."""

    parameters: Parameters
    used: dict[str, _Place] = field(default_factory=dict)
    defined: dict[str, tuple[_Place, str]] = field(default_factory=dict)
    short: dict[int, tuple[_Place, str]] = field(default_factory=dict)
    full: dict[int, tuple[_Place, str]] = field(default_factory=dict)
    sides: dict[int, Side] = field(default_factory=dict)

    def see(self, pair: Pair) -> None:
        written = pair.written
        if written is None:
            return
        self.sides[pair.number] = written.side
        self._text(pair.number, written)
        for hit in written.here.terms:
            if hit.enforced:
                self._term(pair.number, hit)

    def _text(self, number: int, written: Written) -> None:
        text = prose(written.text)
        inside = set()
        for found in _DEFINED.finditer(text):
            inside.add(found.start("acronym"))
            full = found["han"] or full_form(found["words"], found["acronym"])
            if full:
                place = (number, found.start("acronym"), found.end("acronym"))
                self.defined.setdefault(found["acronym"], (place, full))
        if text.isupper() and not has_han(text):  # a headline, or shouting
            return
        for found in _ACRONYM.finditer(text):
            if found.start() not in inside and found[0] not in self.used:
                self.used[found[1]] = (number, found.start(1), found.end(1))

    def _term(self, number: int, hit: TermInText) -> None:
        places = self.short if hit.term.type in _SHORT_TYPES else self.full
        if places is self.full and not hit.term.status.usable:
            return
        places.setdefault(hit.concept.number, ((number, hit.start, hit.end), hit.text))

    def end(self) -> Iterator[tuple[int, Finding]]:
        found: dict[_Place, str] = {}
        for acronym, (place, full) in self.defined.items():
            if acronym in self.used and self.used[acronym] < place:
                found[self.used[acronym]] = f"“{acronym}” stands before its full form, “{full}”"
        for concept, (place, acronym) in self.short.items():
            full_place, full = self.full.get(concept, (None, ""))
            if full_place and place[0] < full_place[0]:
                found.setdefault(place, f"“{acronym}” stands before its full form, “{full}”")
            elif full_place is None and self.parameters.always:
                found.setdefault(place, f"“{acronym}” has no full form in the document")
        for (number, start, end), message in found.items():
            yield number, Finding(message, self.sides[number], start, end)


def full_form(words: str, acronym: str) -> str | None:
    """The words at the end of a text whose initials are the acronym, small words left out; None where there are none.

    >>> full_form("in the pilot free trade zone", "FTZ")
    'free trade zone'
    """
    all_words = re.split(r"[ /]", words)
    letters = acronym.lower()
    for count in range(max(2, len(letters) - 2), min(len(all_words), len(letters) + _LONGEST_GAP) + 1):
        some = all_words[-count:]
        if some[0][0].lower() == letters[0] and _are_initials(letters, some):
            return " ".join(some)
    return None


def _are_initials(letters: str, words: list[str]) -> bool:
    """True where the letters are initials of the words, or of their parts, in order, and every long word has one."""
    parts = [part for word in words for part in word.split("-") if part]
    at = 0
    for part in parts:
        if at < len(letters) and part[0].lower() == letters[at]:
            at += 1
        elif len(part) > 3:
            return False
    return at == len(letters)


CHECK = Check(
    "acronym", "Acronyms before their full form", Severity.WARNING, Parameters(), watch=_Acronyms, needs_terms=True
)
