"""The three readings of a token: as written, folded (case and width), and stemmed (inflection)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache

import Stemmer

# ISO 639 codes to the names of Snowball's algorithms (https://snowballstem.org).
STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


def fold(token: str) -> str:
    """A token without case and width: NFKC, case-folded, the typographic apostrophe as the plain one."""
    if token.isascii():
        return token.lower()
    return unicodedata.normalize("NFKC", token).casefold().replace("’", "'")


def slot(folded: str) -> str:
    """What a folded token is that names no word: one name for all numbers, one for all URLs…; empty for a word."""
    if folded[0].isdecimal():
        return "\0number"
    if folded[0] in "%{$<":
        return ("\0code" if folded[0] == "<" else "\0placeholder") if len(folded) > 1 else ""
    if "://" in folded:
        return "\0URL"
    return "\0e-mail" if "@" in folded and len(folded) > 1 else ""


def primary(language: str) -> str:
    """The first subtag of a language tag, in lower case: ``zh`` of ``zh-Hans-CN``."""
    return language.partition("-")[0].lower()


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """The stem of a folded token in a language (its primary subtag); the token itself where it has no stemmer."""
    name = STEMMERS.get(language)
    if name is None:
        return str
    stem_word: Callable[[str], str] = Stemmer.Stemmer(name).stemWord

    def stem(folded: str) -> str:
        return stem_word(folded) if folded[0].isalpha() else folded

    return stem
