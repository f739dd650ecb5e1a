"""Regular expressions over terms: those of `glossary.text.bounded`, and what a term must have that one stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from glossary.text.bounded import Expression

ALL_TERMS = 2.0
"""Seconds that an expression may take for all terms."""
_DELIMITED = re.compile(r"/(.+)/", re.DOTALL)
_LETTERS = re.compile(r"\\(?:\w\{[^}]*\}|.)|\(\?P?[<=]\w+|([^\W\d_])", re.DOTALL)
"""Letters that are not part of an escape such as ``\\D`` and ``\\p{Han}``, or of a group's name."""


def delimited(query: str) -> str | None:
    """What stands between slashes in a query that is ``/…/``; None for any other."""
    found = _DELIMITED.fullmatch(query.strip())
    return found[1] if found else None


class TermExpression:
    """A regular expression for one search. Its calls raise `BadRequest` when its time is up, or it cannot be read.

    Case matters only where the expression has a capital, so that ``/^[A-Z]{3}$/`` finds what is written in capitals.
    """

    def __init__(self, text: str) -> None:
        self.cased = any(letter.lower() != letter for letter in _LETTERS.findall(text))
        self._text, self._expression = text, Expression(text, cased=self.cased, seconds=ALL_TERMS)

    def spans(self, term: str) -> Iterator[tuple[int, int]]:
        """Where it first stands in a term."""
        found = self._expression.search(term)
        if found:
            yield found

    def stands_in(self, term: str) -> bool:
        """True where it stands in a term."""
        return self._expression.search(term) is not None

    @cached_property
    def piece(self) -> str:
        """A stretch of plain characters that every term in which it stands has; empty where none is sure."""
        return max(_pieces(self._text), key=len, default="")


_STEP = re.compile(
    r"""
    (?P<unsure> \\(?: (?![dDwWsSbBpP]) \w | [pP](?!\{) ) | \(\? | \| )  # by code, a reference, a flag, a choice
  | (?P<set> \[ \^? \]? (?: \\. | [^\]\\] )* \]? )
  | (?P<braces> \{ [^}]* \}? )
  | (?P<open> \( ) | (?P<close> \) )
  | (?P<plain> [\w\ \-] ) (?! [*?{] )
  | \\[pP]\{[^}]*\} | \\. | .
    """,
    re.VERBOSE | re.DOTALL,
)


def _pieces(pattern: str) -> Iterator[str]:
    """Runs of plain characters outside of groups and sets; none where something may make them optional."""
    run, depth = "", 0
    pieces = []
    for step in _STEP.finditer(pattern):
        if step["unsure"] and not (step["unsure"] == "|" and depth):
            return
        depth += bool(step["open"]) - bool(step["close"])
        if step["plain"] and not depth and _has_one_case(step["plain"]):
            run += step["plain"]
        else:
            pieces.append(run)
            run = ""
    yield from filter(None, (*pieces, run))


def _has_one_case(char: str) -> bool:
    """True for ASCII and for what has no case at all; what else equals a letter but for case is not for us to say."""
    return char.isascii() or char.lower() == char.upper()
