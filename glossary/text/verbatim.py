"""What stands in a text as it is in every language: URLs, e-mails, placeholders, tags, names such as UTF-8 or 1.2.3."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class VerbatimKind(StrEnum):
    """What a stretch is that is not translated."""

    URL = "URL"
    EMAIL = "e-mail"
    PLACEHOLDER = "placeholder"
    CODE = "inline code"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A stretch of a text: `text` is its slice from `start` to `end`, in code points."""

    kind: VerbatimKind
    text: str
    start: int
    end: int


# Scheme and local part are bounded (RFC 5321 §4.5.3.1.1: 64 octets), or a hostile text would take quadratic time.
_HOST = r"[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"
_PATTERNS = {
    VerbatimKind.URL: rf"[A-Za-z][A-Za-z0-9+.\-]{{0,40}}://[!-~]*[\w/]|\bwww\.{_HOST}(?:/[!-~]*[\w/])?",
    VerbatimKind.EMAIL: rf"[A-Za-z0-9_.+\-]{{1,64}}@{_HOST}",
    VerbatimKind.PLACEHOLDER: r"""
        (?<!\d)%(?:\(\w+\))?(?:\d+\$)?[-+\#0]*\d*(?:\.\d+)?(?:hh?|ll?|[jztLq])?[diouxXeEfFgGaAcsSpn@](?![A-Za-z])
      | %\d{1,2}\$[-+\#0']*[A-Za-z]{1,2}(?![A-Za-z])              # other programs' own conversions
      | %[1-9]\d?(?!\d|%|\$|\.\d)                      # Qt
      | \$?\{\{[^{}\n]*\}\}                             # mustache, Jinja
      | \$?\{[^{}\s]*\}                                 # Python, JavaScript
      | \{\w+(?:,\ ?\w+)+(?:,\ ?(?:[^{}]|\{[^{}]*\})*)?\}  # ICU MessageFormat, its branches one level deep
      | \$\([A-Za-z_]\w*\) | %[A-Z_]{2,}%               # shells
    """,
    VerbatimKind.CODE: r"</?[A-Za-z][^<>\n]{0,200}> | &(?:[A-Za-z]+|\#\d+|\#x[0-9A-Fa-f]+);",
    VerbatimKind.NAME: r"""
        (?<![\w.\-/:])(?<!\d,)(?:
            (?!\d{1,3}(?:\.\d{3})+(?![.\d]))v?\d+(?:\.\d+){2,}\w*  # versions, addresses; not 1.000.000
          | v\d[\w.]*
          | [A-Z][A-Za-z]*-\d[\w.\-]*\b                 # UTF-8
          | 0\d+(?![\d.,:/年月日点时])                    # 007
          | 0x[0-9A-Fa-f]+\b
          | \+?\d{2,4}(?:-\d{3,}){2,}                   # telephones
        )(?![\w%])
    """,
}
_ALL = re.compile("|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in _PATTERNS.items()), re.ASCII | re.VERBOSE)
_GLUED = re.compile(
    r"(?<![A-Za-z\d])(?=[A-Za-z\d.,_\-]*\d)(?=[A-Za-z\d]*[A-Za-z]|\d+[.,]\d)[A-Za-z\d]+(?:[.,_\-][A-Za-z\d]+)*"
)
_DATE_LIKE = re.compile(r"[12]\d{3}([-/.])\d\d?\1\d\d?|\d\d?([-/.])\d\d?\2[12]\d{3}")
MASK = "\ufffc"
"""Takes the place of each character of a verbatim stretch: no letter, no digit, no space."""


def verbatims(text: str) -> tuple[Verbatim, ...]:
    """The verbatim stretches of a text, ascending and apart."""
    return tuple(
        Verbatim(VerbatimKind[found.lastgroup or ""], found[0], found.start(), found.end())
        for found in _ALL.finditer(text)
        if not _DATE_LIKE.fullmatch(found[0])
    )


def names_left(text: str) -> tuple[Verbatim, ...]:
    """Words with digits in them (MP3, x86_64) in a text whose quantities and verbatim stretches are masked."""
    return tuple(Verbatim(VerbatimKind.NAME, found[0], found.start(), found.end()) for found in _GLUED.finditer(text))


def masked(text: str) -> str:
    """The text with its verbatim stretches masked, of the same length."""
    for each in verbatims(text):
        text = text[: each.start] + MASK * (each.end - each.start) + text[each.end :]
    return text
