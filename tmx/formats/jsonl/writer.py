"""The writer of JSON Lines: the fields of the model in their order, the same bytes every time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import chain
from typing import Any, BinaryIO

from tmx.model import Concept, Details, Languages, Losses, Unit
from tmx.plain import plain

VERSION = 1
_SURROGATE = re.compile("[\ud800-\udfff]")


def write(
    stream: BinaryIO, entries: Iterable[Unit | Concept], languages: Languages, header: Details, losses: Losses
) -> int:
    """Write units and concepts as they are, in all their languages. Returns how many."""
    rest = iter(entries)
    first = next(rest, None)
    kind = "concepts" if isinstance(first, Concept) else "units"
    beginning: dict[str, Any] = {"yiku": VERSION, "kind": kind}
    if header:
        beginning["header"] = plain(header)
    stream.write(_line(beginning, losses))
    written = 0
    for entry in chain(() if first is None else (first,), rest):
        stream.write(_line({"unit" if isinstance(entry, Unit) else "concept": plain(entry)}, losses))
        written += 1
    return written


def _line(held: dict[str, Any], losses: Losses) -> bytes:
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":")) + "\n"
    try:
        return text.encode()
    except UnicodeEncodeError:
        kept, left_out = _SURROGATE.subn("", text)
        losses.add("characters that are not Unicode text", left_out)
        return kept.encode()
