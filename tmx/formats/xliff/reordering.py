"""The rule of XLIFF 2.x that some codes stay in sequence (XLIFF 2.1 §4.7.2.4.3, ``canReorder``; rules F30 and F31)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .trees import named

_NAMES = frozenset({"ph", "pc", "sc", "ec"})
_Key = tuple[str, str]


def reordering_faults(sources: list[etree._Element], targets: list[etree._Element]) -> Iterator[str]:
    """What is out of sequence in a unit's sources and targets, both in reading order."""
    order = [code for content in sources for code in _codes(content)]
    for before, code in zip([None, *order], order, strict=False):
        if code.get("canReorder") == "no" and (before is None or before.get("canReorder") in (None, "yes")):
            yield f"code “{_key(code)[1]}” follows none that begins its sequence (canReorder)"
    placed = {(_key(code)): (_key(before), _parent(code)) for before, code in _neighbours(targets)}
    for before, code in _neighbours(sources):
        found = placed.get(_key(code))
        moved = found and _key(before) in placed and found != (_key(before), _parent(code))
        if code.get("canReorder") == "no" and moved:
            yield f"code “{_key(code)[1]}” is out of its sequence in the target (canReorder)"


def _codes(content: etree._Element) -> Iterator[etree._Element]:
    return (code for code in content.iter(etree.Element) if named(code).localname in _NAMES)


def _neighbours(contents: list[etree._Element]) -> Iterator[tuple[etree._Element | None, etree._Element]]:
    before = None
    for content in contents:
        for code in _codes(content):
            yield before, code
            before = code


def _key(code: etree._Element | None) -> _Key:
    if code is None:
        return "", ""
    end = named(code).localname == "ec" and code.get("startRef") is not None
    return ("end", code.get("startRef") or "") if end else ("", code.get("id") or "")


def _parent(code: etree._Element) -> _Key:
    return next((_key(around) for around in code.iterancestors() if named(around).localname == "pc"), ("", ""))
