"""Fragment identifiers, by which XLIFF 2.x points at its own parts (XLIFF 2.1 §3)."""

from __future__ import annotations

import re
from itertools import pairwise

from lxml import etree

from .names import NMTOKEN

_PART = re.compile(rf"(?:({NMTOKEN.pattern})=)?({NMTOKEN.pattern})")
_ORDER = {"f": 0, "g": 1, "u": 2, "n": 3, "d": 3, "t": 3}
# Prefixes of the standard's modules, and those registered with the committee.
_MODULES = frozenset({"gls", "mtc", "res", "mda", "ctr", "slr", "val", "fs", "its", "itsm", "pgs", "tbx"})
_LEAF = 3


def fragment_fault(reference: str) -> str:
    """What is wrong with the fragment of a reference; empty where nothing is, or where it points elsewhere."""
    if not reference.startswith("#"):
        return ""
    parts = [_PART.fullmatch(part) for part in reference[1:].removeprefix("/").split("/")]
    places = []
    for part in parts:
        prefix = part[1] if part else ""
        if part is None or (prefix and prefix not in _ORDER and prefix not in _MODULES):
            return f"“{reference[:80]}” is not a reference of XLIFF"
        places.append(_ORDER.get(prefix, _LEAF) if prefix else _LEAF)
    nested = all(before < after or before == after == _ORDER["g"] for before, after in pairwise(places))
    return "" if nested else f"“{reference[:80]}” names its parts in the wrong order"


def is_note_of(reference: str, mark: etree._Element, namespace: str) -> bool:
    """True where a reference names a note of the unit that the annotation stands in."""
    unit = next(mark.iterancestors(f"{{{namespace}}}unit"))
    file = next(mark.iterancestors(f"{{{namespace}}}file"), None)
    notes = {note.get("id") for note in unit.iterfind(f"{{{namespace}}}notes/{{{namespace}}}note")}
    given = dict(part.split("=", 1) for part in reference[1:].removeprefix("/").split("/") if "=" in part)
    around = {"f": file.get("id") if file is not None else None, "u": unit.get("id")}
    if "f" in given and "u" not in given:
        return False
    own = all(given[key] == value for key, value in around.items() if key in given)
    return reference.startswith("#") and given.keys() <= {"f", "u", "n"} and own and given.get("n") in notes
