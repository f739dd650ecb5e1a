"""Termbases by the names that callers give."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.errors import NotFound
from glossary.store import Store


def numbers_of(store: Store, names: Sequence[str]) -> tuple[int, ...]:
    """The numbers of termbases. Raises `NotFound` for one that is not there."""
    numbers = []
    for name in names:
        number = store.termbase(name)
        if number is None:
            known = ", ".join(termbase.name for termbase in store.termbases())
            raise NotFound(f"there is no termbase {name!r}; there are: {known or 'none'}")
        numbers.append(number)
    return tuple(sorted(numbers))
