"""What recognition finds with a list of terms, and a naive search by the documented rules to hold it against."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from glossary.terms.recognise import Automaton, Entry, Part, recognise
from glossary.text.aligned import aligned, codes_of, simplified_codes
from glossary.text.fold import fold
from glossary.text.inflection import bases

Hit = tuple[int, int, str, bool]


@lru_cache(maxsize=16)
def automaton(language: str, terms: tuple[str, ...], proposed: tuple[str, ...] = ()) -> Automaton:
    """Concepts are numbered from 1, the proposed terms after the others."""
    every = [*((term, True) for term in terms), *((term, False) for term in proposed)]
    return Automaton.of(language, [Entry(number, 0, 1, yes, term) for number, (term, yes) in enumerate(every, 1)])


def hits(language: str, terms: Sequence[str], text: str, proposed: tuple[str, ...] = ()) -> list[Hit]:
    """(start, end, term, enforced) of all hits, by their places."""
    (found,) = recognise(text, [Part(automaton(language, tuple(terms), proposed))])
    every = [*terms, *proposed]
    return sorted((hit.start, hit.end, every[hit.concept - 1], hit.enforced) for hit in found.hits())


def enforced(language: str, terms: list[str], text: str, proposed: tuple[str, ...] = ()) -> list[str]:
    """The texts of the enforced hits."""
    return [text[start:end] for start, end, _, yes in hits(language, terms, text, proposed) if yes]


def naive(language: str, terms: list[str], text: str) -> list[Hit]:
    """Every term against every stretch of the text, then the cover by walking from the left."""
    search = naive_words if language == "en" else naive_characters
    found = sorted((start, end, term) for term in terms for start, end in search(term, text))
    covered, at = set(), 0
    for start in range(len(text)):
        here = [end for begin, end, _ in found if begin == start]
        if here and start >= at:
            at = max(here)
            covered.add((start, at))
    return [(start, end, term, (start, end) in covered) for start, end, term in found]


def naive_words(term: str, text: str) -> Iterator[tuple[int, int]]:
    """English: each word of the text a form of the term's, with a space or hyphen between."""
    wanted = re.split(r"[ -]", term)
    words = list(re.finditer(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*(?='s\b)?|\n\n|[^\w\s'-]", text))
    words = [word for word in words if not (word[0] == "s" and text[word.start() - 1 : word.start()] == "'")]
    for first in range(len(words) - len(wanted) + 1):
        here = words[first : first + len(wanted)]
        gaps = [text[before.end() : after.start()] for before, after in pairwise(here)]
        if all(map(is_form, (word[0] for word in here), wanted)) and all(map(is_one_gap, gaps)):
            yield here[0].start(), here[-1].end()


def is_form(word: str, term: str) -> bool:
    if any(letter.isupper() for letter in term[1:]) or (len(term) == 1 and term.isupper()):
        return word == term or word == term + "s"
    return term.casefold() in bases(word.casefold())


def is_one_gap(gap: str) -> bool:
    return re.fullmatch(r"(?:'s)?(?:\s+|-)", gap) is not None


def naive_characters(term: str, text: str) -> Iterator[tuple[int, int]]:
    """Chinese: a stretch of whole clusters folds to what the term folds to, and cuts no word."""
    clusters = aligned(text)
    edges = sorted({*clusters.starts.tolist(), *clusters.ends.tolist()})
    cased = any(map(str.isupper, term))  # the terms here are all Latin or all Chinese
    for start in edges:
        for end in edges:
            if start < end and key(text[start:end], cased) == key(term, cased) and not cuts_word(text, start, end):
                yield start, end


def key(text: str, cased: bool) -> list[int]:
    """Folded, in simplified script; as written where capitals count."""
    if cased:
        return codes_of(unicodedata.normalize("NFKC", text)).tolist()
    return simplified_codes()[codes_of(fold(text))].tolist()


def cuts_word(text: str, start: int, end: int) -> bool:
    folded = aligned(text)
    chars = list(zip("".join(map(chr, folded.folded)), folded.starts.tolist(), folded.ends.tolist(), strict=True))
    inside = [at for at, (_, begin, stop) in enumerate(chars) if start <= begin and stop <= end]
    before, after = chars[max(0, inside[0] - 1)][0], chars[min(len(chars) - 1, inside[-1] + 1)][0]
    first, last = chars[inside[0]][0], chars[inside[-1]][0]
    return (inside[0] > 0 and is_latin(before) and is_latin(first)) or (
        inside[-1] + 1 < len(chars) and is_latin(last) and is_latin(after)
    )


def is_latin(char: str) -> bool:
    return char.isalnum() and char < "\u0e00"
