"""The batch of a single write: lists of imports leave it out, and `yiku undo` takes it back like any other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from glossary.store import Store
from glossary.store.values import BatchRow

BY_HAND = "edit"
"""The format of such a batch."""


@contextmanager
def by_hand(
    store: Store,
    who: str,
    *,
    memory: int | None = None,
    termbase: int | None = None,
    makes: bool = False,
    comment: str = "",
) -> Iterator[int]:
    """A new batch's number. `makes` says that its memory or termbase was made for it."""
    yield store.open_batch(
        BatchRow(now(), who, "", BY_HAND, memory, termbase, makes=makes, single=True, comment=comment)
    )


def now() -> str:
    """The time as the library keeps it: ISO 8601, UTC, whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")
