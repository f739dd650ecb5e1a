"""Regular expressions that people write, bounded in time and in how often they repeat: what goes too far is told so."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import prod
from time import perf_counter
from typing import TypeVar

import regex

from glossary.errors import BadRequest

LONGEST = 1000
"""Characters that an expression may have."""
ONE_TEXT = 1.0
"""Seconds that an expression may take for one text; an honest one takes microseconds."""
ALL_TEXTS = 60.0
"""Seconds that it may take for all texts that one order looks at."""
MOST_REPEATED = 1000
"""How often something may be repeated a fixed number of times: the compiler writes it out, all of ``(a{999}){999}``."""
_LEAST = 0.001
_SHORT = 200
_BRACES = re.compile(r"\{([^}]*)\}")
_REPEATS = re.compile(r"[*+{]")
_INVOLVED = re.compile(r"\(\?|\)[*+?{]|\\(?![dDwWsSbBpP])\w")
"""Groups that repeat or do more than hold together, and references: what may take exponential time."""
Result = TypeVar("Result")


class Expression:
    """A regular expression as `re` has it, and more of what the package `regex` adds.

    One is made for each order, since it counts the time that the order has taken. Every method raises `BadRequest`
    when that is up: after `seconds`, by default `ALL_TEXTS`.
    """

    def __init__(self, text: str, *, cased: bool = True, seconds: float | None = None) -> None:
        if len(text) > LONGEST:
            raise BadRequest(f"the regular expression has {len(text):,} characters; shorten it to {LONGEST:,}")
        if _repeated(text) > MOST_REPEATED:
            raise BadRequest(f"{text!r} repeats something more than {MOST_REPEATED:,} times; use * or + for that")
        self.text = text
        self._seconds = self._left = ALL_TEXTS if seconds is None else seconds
        self._is_simple = len(_REPEATS.findall(text)) <= 2 and not _INVOLVED.search(text)
        try:
            self._compiled = regex.compile(text, 0 if cased else regex.IGNORECASE)
        except (regex.error, RecursionError, OverflowError) as error:
            raise BadRequest(f"{text!r} is no regular expression: {error}; mend it, or look for plain text") from error

    def search(self, text: str) -> tuple[int, int] | None:
        """Where it first stands in a text, if it does."""
        # To watch the clock takes ten times as long as to look for what is simple in a short text.
        unwatched = self._is_simple and len(text) <= _SHORT
        found = self._bounded(lambda seconds: self._compiled.search(text, timeout=None if unwatched else seconds))
        return found.span() if found else None

    def replaced(self, new: str, text: str) -> str:
        r"""The text with `new` put wherever the expression stands; ``\1`` in `new` is what its first group found.

        Raises `BadRequest` also where `new` names a group that is not there.
        """
        try:
            return str(self._bounded(lambda seconds: self._compiled.sub(new, text, timeout=seconds)))
        except (regex.error, IndexError) as error:
            raise BadRequest(f"{new!r} cannot be put for {self.text!r}: {error}") from error

    def _bounded(self, work: Callable[[float], Result]) -> Result:
        started = perf_counter()
        try:
            if self._left <= 0:
                raise TimeoutError
            return work(max(_LEAST, min(ONE_TEXT, self._left)))
        except TimeoutError as error:
            raise BadRequest(f"{self.text!r} takes too long: {self._why()}") from error
        finally:
            self._left -= perf_counter() - started

    def _why(self) -> str:
        if self._left > ONE_TEXT:
            return f"over {ONE_TEXT:g} s for a single text; avoid repeats inside repeats, such as (a+)+"
        return f"over {self._seconds:g} s for all texts; narrow it to one language or memory, or make it simpler"


def _repeated(text: str) -> int:
    """How often the innermost part may be written out: the highest numbers in all braces multiplied."""
    numbers = (re.findall(r"[1-9]\d*", each) for each in _BRACES.findall(text))
    return prod(max(map(int, some)) for some in numbers if some)
