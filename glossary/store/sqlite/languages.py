"""Narrows a statement to the rows whose language a range finds (RFC 4647 §3.3.1: the tag itself, or one it begins)."""

from __future__ import annotations

IN_LANGUAGE = "(language = ? OR language LIKE ?)"


def in_language(range: str) -> tuple[str, ...]:
    """The parameters of `IN_LANGUAGE`; none where there is no range."""
    return (range, range + "-%") if range else ()
