"""What makes a finding the same one later: not its line or file, but the check, the texts, and what was found in them.

A finding that someone has marked as no error is known by this when the file comes again, its lines moved or its white
space changed; where a word of the pair has changed it is another finding.
"""

from __future__ import annotations

import hashlib
import unicodedata

from .check import Finding, Pair, Side

SHORT = 8
"""Digits of a name that people are shown; where it is asked for, any beginning that fits one finding will do."""
_DIGEST_BYTES = 16


def identity(check: str, pair: Pair, finding: Finding) -> str:
    """A finding's name, 32 hexadecimal digits: of its check, what it says, both texts, and the stretch in its place."""
    text = _text(pair, finding.side)
    place = len(_bare(text[: finding.start or 0]).replace(" ", ""))
    texts = (_bare(_text(pair, side)) for side in Side)
    return _digest(check, finding.side, finding.gist or finding.message, *texts, str(place), stretch(pair, finding))


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
