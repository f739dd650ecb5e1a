"""Which base forms an English word may be an inflection of: plurals, and the -ed and -ing of verbs.

A stemmer will not do where a hit must be right: Snowball gives *import* and *important*, *universe* and *university*,
*organ* and *organization* one stem each. The relation here has a direction: *buildings* is a form of *building*, and
*building* a form of *build*, but *build* is none of *building*. A base has three letters at least, and a vowel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FEWEST_LETTERS = 3
_VOWEL = re.compile("[aeiouyà-ÿ]")
_WITH_ES = ("ses", "shes", "ches", "xes", "zes", "oes")
# One syllable that ends consonant, vowel, consonant (not w, x, y): its inflections double the last letter, so that a
# form with a single one comes from a base in -e: *caring* from *care*, never from *car*.
_DOUBLES = re.compile("[^aeiouy]*[aeiouy][^aeiouywx]")
_UNCHANGED_DOUBLE = "lsz"

IRREGULAR = {
    "analyses": "analysis", "appendices": "appendix", "axes": "axis", "bases": "basis", "calves": "calf",
    "children": "child", "crises": "crisis", "criteria": "criterion", "diagnoses": "diagnosis", "feet": "foot",
    "geese": "goose", "halves": "half", "hypotheses": "hypothesis", "indices": "index", "knives": "knife",
    "leaves": "leaf", "lives": "life", "loaves": "loaf", "matrices": "matrix", "men": "man", "mice": "mouse",
    "parentheses": "parenthesis", "phenomena": "phenomenon", "prostheses": "prosthesis", "selves": "self",
    "shelves": "shelf", "syntheses": "synthesis", "teeth": "tooth", "theses": "thesis", "thieves": "thief",
    "vertices": "vertex", "wives": "wife", "wolves": "wolf", "women": "woman",
}  # fmt: skip
"""Plurals that no rule makes, as texts of trade and science have them."""

NO_FORMS = frozenset({"being", "customs", "during", "evening", "goods", "inning", "news", "nothing", "outing"})
"""Words that look like a form of another and mean something else."""


def bases(word: str) -> tuple[str, ...]:
    """The words in lower case that a word in lower case may be a form of, itself the first, each once."""
    return tuple(dict.fromkeys((word, *(base for base in _bases(word) if _is_word(base)))))


def _bases(word: str) -> Iterator[str]:
    if word in NO_FORMS:
        return
    if word in IRREGULAR:
        yield IRREGULAR[word]
    elif word.endswith(("men", "women")):
        yield word[:-2] + "an"
    if word.endswith("ies"):
        yield from (word[:-3] + "y", word[:-1])
    elif word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
        if word.endswith(_WITH_ES):
            yield word[:-2]
    if word.endswith("ied"):
        yield from (word[:-3] + "y", word[:-1])
    elif word.endswith("eed"):
        yield word[:-1]
    elif word.endswith("ed"):
        yield from _verbs(word[:-2])
    if word.endswith("ing"):
        yield from _verbs(word[:-3])


def _verbs(rest: str) -> Iterator[str]:
    """The verbs that are left when -ed or -ing is taken off."""
    if not _VOWEL.search(rest):
        return
    yield rest + "e"
    if len(rest) > 1 and rest[-1] == rest[-2] and not _VOWEL.match(rest[-1]):
        yield rest[:-1]
        if rest[-1] in _UNCHANGED_DOUBLE or len(rest) == _FEWEST_LETTERS:
            yield rest
    elif not _DOUBLES.fullmatch(rest):
        yield rest


def _is_word(base: str) -> bool:
    return len(base) >= _FEWEST_LETTERS and _VOWEL.search(base) is not None


_PLURALS = {base: plural for plural, base in IRREGULAR.items()}
_ENDINGS = ("s", "es", "ed", "d", "ing")


def related(word: str) -> tuple[str, ...]:
    """A word in lower case, its bases, and all forms of each, each once: what differs from it in inflection alone."""
    found = dict.fromkeys(bases(word))
    for base in filter(_is_word, tuple(found)):
        found |= dict.fromkeys(form for form in _made_of(base) if base in bases(form))
    return tuple(found)


def _made_of(base: str) -> Iterator[str]:
    """What the rules of English may make of a base; those of `bases` tell which it is."""
    yield from (base + ending for ending in _ENDINGS)
    yield from (base + base[-1] + ending for ending in ("ed", "ing"))
    if base in _PLURALS:
        yield _PLURALS[base]
    if base.endswith("an"):
        yield base[:-2] + "en"
    if base.endswith("y"):
        yield from (base[:-1] + ending for ending in ("ies", "ied"))
    if base.endswith("e"):
        yield base[:-1] + "ing"
