"""Translations much too short or much too long for their source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.checks.check import Check, Finding, Pair, Severity, Side
from glossary.text.tokenise import UNSPACED

_WIDE = re.compile(f"[{UNSPACED}]")
_PER_CHARACTER = 3.0
"""Letters of a spaced script that say what one Han character says: the median over human pairs (see docs/checks.md)."""


_MOST_BARS = 10


@dataclass(frozen=True, slots=True)
class Parameters:
    """How short and how long a translation may be beside its source, and from how many letters on that is asked."""

    shortest: float = 0.25
    longest: float = 4.0
    letters: int = 60

    def __post_init__(self) -> None:
        if not 0 <= self.shortest < self.longest:
            raise ValueError("shortest must be less than longest, and not negative")


def find(pair: Pair, parameters: Parameters) -> Iterator[Finding]:
    both = pair.both
    if both is None:
        return
    if any(text.text.count("|") > _MOST_BARS for text in both):
        return  # a list, as long as each language needs it
    source, target = (_weight(text.text) for text in both)
    if max(source, target) < parameters.letters:
        return
    share = target / source
    if not parameters.shortest <= share <= parameters.longest:
        how = "short" if share < 1 else "long"
        message = f"the translation is very {how} for its source ({share:.0%} of what is usual)"
        yield Finding(message, Side.TARGET, 0, len(both[1].text))


def _weight(text: str) -> float:
    """Letters, a character of an unspaced script counting as several."""
    wide = len(_WIDE.findall(text))
    return max(1.0, len("".join(text.split())) - wide + wide * _PER_CHARACTER)


CHECK = Check("length", "Translations much too short or long", Severity.WARNING, Parameters(), find)
