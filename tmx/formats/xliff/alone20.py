"""Makes the content of one segment of XLIFF 2.x mean the same outside its unit, where a memory will hold it.

In its unit a segment may end a code that another begins, refer to a note, or name units of its file. A memory has no
such neighbours: the halves become isolated, a note's text goes where the reference was, and what cannot be said is left
out and counted.
"""

from __future__ import annotations

from lxml import etree

from tmx.model import Losses

_CODES = ("ph", "pc", "sc", "ec")
_FLOWS = ("subFlows", "subFlowsStart", "subFlowsEnd")


def stand_alone(content: etree._Element, notes: dict[str, str], others: set[str] | None, losses: Losses) -> None:
    """Change `content`, whose core names have no namespace, in place.

    `notes` are the unit's by id; `others` the ids of the codes on the target side, None where `content` is that side.
    """
    _isolate(content)
    _close_markers(content, losses)
    for mark in content.iter("mrk", "sm"):
        _say_note(mark, notes, losses)
    known = {code.get("id") for code in content.iter(*_CODES)}
    for code in content.iter(*_CODES):
        if code.get("copyOf") is not None and code.get("copyOf") not in known:
            del code.attrib["copyOf"]
            losses.add("copies of codes in other segments (copyOf)")
        for name in _FLOWS:
            if code.attrib.pop(name, ""):
                losses.add("references to other units (subFlows)")
    _free_codes(content, others, losses)


def _isolate(content: etree._Element) -> None:
    started: dict[str, etree._Element] = {}
    for code in content.iter("sc", "ec"):
        if code.tag == "sc":
            started[code.get("id") or ""] = code
            continue
        start = code.get("startRef")
        if start in started:
            del started[start]
        elif start is not None:
            del code.attrib["startRef"]
            code.set("id", start)
            code.set("isolated", "yes")
    for code in started.values():
        code.set("isolated", "yes")


def _close_markers(content: etree._Element, losses: Losses) -> None:
    """An annotation that goes on in another segment is left out."""
    opened: dict[str, etree._Element] = {}
    alone = []
    for mark in content.iter("sm", "em"):
        if mark.tag == "sm":
            opened[mark.get("id") or ""] = mark
        elif opened.pop(mark.get("startRef") or "", None) is None:
            alone.append(mark)
    for mark in (*alone, *opened.values()):
        losses.add("annotations over several segments")
        _unwrap(mark)


def _unwrap(mark: etree._Element) -> None:
    parent, tail = mark.getparent(), mark.tail or ""
    assert parent is not None
    before = mark.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(mark)


def _say_note(mark: etree._Element, notes: dict[str, str], losses: Losses) -> None:
    reference = mark.get("ref") or ""
    if not reference.startswith("#"):
        return
    del mark.attrib["ref"]
    if mark.get("type") == "comment":
        mark.set("value", notes.get(reference.rpartition("=")[2], ""))
    else:
        losses.add("references of annotations to other parts of the file")


def _free_codes(content: etree._Element, others: set[str] | None, losses: Losses) -> None:
    """Codes that had to stay, or to stay in sequence, with what is no longer beside them."""
    lacking = False
    for code in content.iter(*_CODES):
        if others is not None and code.get("canDelete") == "no" and key(code) not in others:
            del code.attrib["canDelete"]
            losses.add("codes that had to stay (canDelete) and stand in another segment")
            lacking = lacking or code.get("canReorder") is not None
    codes = list(content.iter(*_CODES))
    cut = any(
        code.get("canReorder") == "no" and (before is None or before.get("canReorder") in (None, "yes"))
        for before, code in zip([None, *codes], codes, strict=False)
    )
    if lacking or cut:
        for code in codes:
            code.attrib.pop("canReorder", "")
        losses.add("sequences of codes over several segments (canReorder)")


def key(code: etree._Element) -> str:
    """By what a code is known in its unit."""
    return code.get("id") or code.get("startRef") or ""
