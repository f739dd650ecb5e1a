"""The first of what the library streams: a page or an answer that is bounded, of findings that may be a million."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from itertools import islice
from typing import TypeVar

Found = TypeVar("Found")


def first(found: Generator[Found, None, None], limit: int) -> tuple[list[Found], bool]:
    """The first of them, and whether there are more; a reading that is left early must not outlive the request."""
    with closing(found):
        shown = list(islice(found, limit + 1))
    return shown[:limit], len(shown) > limit
