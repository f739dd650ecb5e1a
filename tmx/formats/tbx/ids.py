"""Any identifier as an XML ID and back: ``12`` is no XML name, and TBX wants one that points can aim at."""

from __future__ import annotations

import re

OWN = "yiku."
_NUMBERED = re.compile(r"yiku-\d+")
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)  # a part of XML's NCName that needs no table
_UNSAFE = re.compile(r"[^A-Za-z0-9-]")
_CODED = re.compile(r"_([0-9a-f]+)_")


def coded(id: str) -> str:
    """The XML ID that stands for an identifier: itself where it is one."""
    if _NAME.fullmatch(id) and not id.startswith(("yiku.", "yiku-")):
        return id
    return OWN + _UNSAFE.sub(lambda match: f"_{ord(match[0]):x}_", id)


def numbered(number: int) -> str:
    """The XML ID of an entry that has no identifier, or one that another entry has taken."""
    return f"yiku-{number}"


def decoded(id: str) -> str:
    """The identifier that an XML ID stands for, empty for one that only numbers."""
    if _NUMBERED.fullmatch(id):
        return ""
    if not id.startswith(OWN):
        return id
    try:
        return _CODED.sub(lambda match: chr(int(match[1], 16)), id.removeprefix(OWN))
    except (ValueError, OverflowError):
        return id
