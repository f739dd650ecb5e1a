"""The contexts that units carry, by the names that programs give them: the texts beside a segment, or a key of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeVar

from tmx import inline
from tmx.errors import ExchangeError
from tmx.model import Details, Unit

_BESIDE = (
    ("x-context-pre", "x-context-post"),  # memoQ, which has them as <seg>s in the source <tuv>; MateCat; XLIFF here
    ("prev", "next"),  # OmegaT, of alternative translations
    ("x-previous-source-text", "x-next-source-text"),  # XTM
    ("context_prev", "context_next"),  # Phrase, formerly Memsource, in the <tuv>
    ("previousmd5segment", "nextmd5segment"),  # GlobalLink and Wordfast: the texts, whose checksums stand beside them
)
"""The properties that hold the source texts before and after, in lower case."""
_TRADOS = "x-contextcontent"
"""Trados: the preceding source, its codes, the preceding target (or following source), its codes.

Its ``x-Context`` has hashes of these by an algorithm of its own, which cannot be compared with a text.
"""
_TRADOS_BETWEEN = " | "
_TRADOS_PARTS = 4
_KEYS = frozenset({"x-segment-id", "x-idcontext", "id", "context", "key"})
"""The properties that hold a key: of XTM, Trados, OmegaT and Transifex, and as tables name theirs."""
T = TypeVar("T")
_SEG = re.compile(r"\s*<seg\b[^>]*>(.*)</seg>\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a text: the texts before and after it, and its key (``msgctxt``, ``resname``)."""

    before: str = ""
    after: str = ""
    key: str = ""


def agrees(around: Around, unit: Unit, position: int) -> bool:
    """Whether a unit, of which this segment is the source, stood in the same context.

    A key on both sides decides; else the texts before and after must both be the same, and one of them be there.
    """
    keys = frozenset(_keys(unit))
    if around.key and keys:
        return around.key in keys
    details = (unit.segments[position].details, unit.details)
    return any(_is_beside(around, each) for each in details)


def stated(unit: Unit, position: int) -> tuple[str, str] | None:
    """The texts that a unit says stood before and after its source; None where it says neither."""
    for details in (unit.segments[position].details, unit.details):
        found = next(_beside(details), None)
        if found:
            return found
    return None


def neighbours(items: Iterable[T], before: T, after: T) -> Iterator[tuple[T, T, T]]:
    """Each item between the one before it and the one after it; `before` and `after` are those around them all."""
    rest = iter(items)
    for current in islice(rest, 1):
        for following in chain(rest, (after,)):
            yield before, current, following
            before, current = current, following


def _keys(unit: Unit) -> Iterator[str]:
    if unit.context:
        yield unit.context
    for prop in unit.details.props:
        if prop.type.lower() in _KEYS and prop.value:
            yield prop.value


def _is_beside(around: Around, details: Details) -> bool:
    if not details.props:
        return False
    asked = around.before.strip(), around.after.strip()
    if asked in _beside(details):
        return True
    # Which of two texts the last one is, only the file's header could say: by default the preceding target.
    preceding = (_preceding(prop.value) for prop in details.props if prop.type.lower() == _TRADOS)
    return bool(asked[0]) and asked[0] in preceding


def _beside(details: Details) -> Iterator[tuple[str, str]]:
    """The texts before and after, under each pair of names that is there."""
    held = {prop.type.lower(): prop.value for prop in reversed(details.props)}
    for before, after in _BESIDE:
        found = _text(held.get(before, "")), _text(held.get(after, ""))
        if any(found):
            yield found


def _text(value: str) -> str:
    """The plain text of a property that holds a text, or a ``<seg>`` with its codes."""
    found = _SEG.fullmatch(value)
    if found:
        with suppress(ExchangeError):
            return inline.plain(inline.element_of(found[1])).strip()
    return value.strip()


def _preceding(value: str) -> str:
    """The first of a Trados context's four parts; a text with such a bar in it makes more, and Trados drops it too."""
    parts = value.split(_TRADOS_BETWEEN)
    return parts[0].strip() if len(parts) <= _TRADOS_PARTS else ""
