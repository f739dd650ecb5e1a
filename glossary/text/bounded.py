"""Regular expressions that people write, bounded in time: one that tries too many ways ends with a clear error."""

from __future__ import annotations

from collections.abc import Callable
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
_LEAST = 0.001
Result = TypeVar("Result")


class Expression:
    """A regular expression as `re` has it, and more of what the package `regex` adds.

    One is made for each order, since it counts the time that the order has taken. Every method raises `BadRequest`
    when that is up.
    """

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST:
            raise BadRequest(f"the regular expression has {len(text):,} characters; shorten it to {LONGEST:,}")
        self.text, self._left = text, ALL_TEXTS
        try:
            self._compiled = regex.compile(text)
        except (regex.error, RecursionError, OverflowError) as error:
            raise BadRequest(f"{text!r} is no regular expression: {error}; mend it, or look for plain text") from error

    def search(self, text: str) -> tuple[int, int] | None:
        """Where it first stands in a text, if it does."""
        found = self._bounded(lambda seconds: self._compiled.search(text, timeout=seconds))
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
            return work(max(_LEAST, min(ONE_TEXT, self._left)))
        except TimeoutError as error:
            raise BadRequest(f"{self.text!r} takes too long: {self._why()}") from error
        finally:
            self._left -= perf_counter() - started

    def _why(self) -> str:
        if self._left > ONE_TEXT:
            return f"over {ONE_TEXT:g} s for a single text; avoid repeats inside repeats, such as (a+)+"
        return f"over {ALL_TEXTS:g} s for all texts; narrow it to one memory or language, or make it simpler"
