"""What makes a finding the same one later: not its line or file, but the check, the texts, and what was found in them.

A finding that someone has marked as no error is known by this when the file comes again, its lines moved or its white
space changed; where a word of the pair has changed it is another finding.
"""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cached_property
from itertools import accumulate

from .check import Finding, Pair, Side

SHORT = 8
"""Digits of a name that people are shown; where it is asked for, any beginning that fits one finding will do."""
_DIGEST_BYTES = 16


class Identities:
    """The names of the findings of one pair, 32 hexadecimal digits each. What they share is worked out once."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self._places: dict[Side, list[int]] = {}

    @cached_property
    def _texts(self) -> str:
        return _digest(*(_bare(_text(self._pair, side)) for side in Side))

    def of(self, check: str, finding: Finding) -> str:
        """The name of what a check says of the texts, and of the stretch in its place."""
        place = self._place(finding.side, finding.start or 0)
        piece = stretch(self._pair, finding)
        return _digest(check, finding.side, finding.gist or finding.message, self._texts, str(place), piece)

    def _place(self, side: Side, start: int) -> int:
        """How many characters stand before, white space and marks on others left out."""
        if side not in self._places:
            counting = (not char.isspace() and not unicodedata.combining(char) for char in _text(self._pair, side))
            self._places[side] = [0, *accumulate(counting)]
        return self._places[side][start]


def identity(check: str, pair: Pair, finding: Finding) -> str:
    """The name of a single finding."""
    return Identities(pair).of(check, finding)


def everywhere(check: str, piece: str) -> str:
    """The name of all findings of a check in a stretch that reads so; empty for a stretch without a word."""
    bare = _bare(piece)
    return _digest(check, bare) if any(map(str.isalnum, bare)) else ""


def stretch(pair: Pair, finding: Finding) -> str:
    """What a finding marks; empty where it means the whole text, or something that is missing."""
    return "" if finding.start is None else _text(pair, finding.side)[finding.start : finding.end]


def _text(pair: Pair, side: Side) -> str:
    text = pair.side(side)
    return text.text if text else ""


def _bare(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()
