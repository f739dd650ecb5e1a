"""Cuts a text into the tokens that a match percentage counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Scripts written without spaces: one character is one token. Thai, Lao, Myanmar, Khmer, CJK radicals and symbols, Kana,
# Han with its extensions, compatibility Han, half-width Kana.
UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf"
    "\u1000-\u102a\u103f\u1050-\u1055\u1780-\u17b3\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b"
    "\u3041-\u3096\u309b-\u309f\u30a1-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d"
    "\U00020000-\U0003ffff"
)
# Marks that belong to the character before them: Python's \w leaves them out of words.
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0981-\u0983"
    "\u09bc\u09be-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c4d\u0d00-\u0d03\u0d3e-\u0d4d"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059\u17b4-\u17d3"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\uff9e\uff9f\U000e0100-\U000e01ef"
)

# The same without what is rare: a class of BMP ranges alone is one table look-up to Python's `re`.
UNSPACED_BMP = UNSPACED.partition("\U00020000")[0]


def _ordinary(unspaced: str, marks: str) -> str:
    letter = rf"[^\W\d{unspaced}]"
    mark = f"[{marks}]*" if marks else ""
    in_word = rf"[^\W{unspaced}]" + (f"|[{marks}]" if marks else "")
    return rf"""
        [{unspaced}]{mark}                              # a character of an unspaced script
      | {letter}(?:{in_word}|['’](?={letter}))*         # a word
      | \d+(?:[.,]\d+)*                                 # a number
      | \S{mark}                                        # a punctuation mark or symbol
    """


# Scheme and local part are bounded (RFC 5321 §4.5.3.1.1: 64 octets), or a hostile text would take quadratic time.
_SPECIAL = r"""
    [A-Za-z][A-Za-z0-9+.\-]{0,40}://[!-~]*[A-Za-z0-9_/]  # a URL, without the full stop behind it
  | [A-Za-z0-9_.+\-]{1,64}@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+  # an e-mail address
  | (?<!\d)%(?:\(\w+\)|\d+\$)?[-+\#0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|ll|[hlqjzt])?[A-Za-z@]  # %s %(name)d %1$s %@
  | \$?\{\{?[^{}\s]*\}?\}                               # {0} {name} {{name}} ${name}
  | </?[A-Za-z][^<>\s]*>                                # a tag written in the text: <b>
"""
EVERYTHING = f"{_SPECIAL}|{_ordinary(UNSPACED, MARKS)}"
"""The whole grammar of tokens."""
ORDINARY = _ordinary(UNSPACED_BMP, "")
"""The grammar where `has_rare` is false; there it cuts as `EVERYTHING` does, three times as fast."""

_EVERYTHING, _ORDINARY = re.compile(EVERYTHING, re.VERBOSE), re.compile(ORDINARY, re.VERBOSE)
_RARE = re.compile(f"[@%{{<{MARKS.partition(chr(0xE0100))[0]}]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def has_rare(text: str) -> bool:
    """True where a text may hold a URL, e-mail, placeholder, tag, combining mark or character beyond the BMP."""
    return "://" in text or _RARE.search(text) is not None or _ASTRAL.search(text) is not None


@dataclass(frozen=True, slots=True)
class Token:
    """A token and where it stands: `text` is the original's slice from `start` to `end`, in code points."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order. White space separates tokens and is in none of them."""
    return pattern_for(text).findall(text)


def tokens_with_spans(text: str) -> list[Token]:
    """The same tokens, each with its place in the text."""
    return [Token(found[0], found.start(), found.end()) for found in pattern_for(text).finditer(text)]


def pattern_for(text: str) -> re.Pattern[str]:
    """The compiled grammar that cuts this text."""
    return _EVERYTHING if has_rare(text) else _ORDINARY
