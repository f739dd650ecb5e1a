"""What a thread keeps of the store from one query to the next, as long as nothing is written."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from glossary.errors import NotFound
from glossary.matching.plan import Window
from glossary.store import Store
from glossary.store.values import MemoryRow, StoredBlock, UnitKeys


class Sitting:
    """The state of one moment (`Store.moment`); each part of it is read when it is first asked for."""

    def __init__(self, store: Store, moment: object) -> None:
        self.moment = moment
        self._store = store
        self._memories: dict[tuple[str, ...], dict[str, MemoryRow]] = {}
        self._blocks: dict[str, tuple[StoredBlock, ...]] = {}
        self._has_fresh: dict[str, bool] = {}
        self._files: dict[int, str] = {}

    def memories(self, names: tuple[str, ...]) -> dict[str, MemoryRow]:
        """The named memories, all where none is named. Raises `NotFound`."""
        if names not in self._memories:
            self._memories[names] = {row.name: row for row in memories(self._store, names).values()}
        return self._memories[names]

    def blocks(self, family: str) -> tuple[StoredBlock, ...]:
        """As `Store.blocks`."""
        if family not in self._blocks:
            self._blocks[family] = self._store.blocks(family)
        return self._blocks[family]

    def fresh(self, family: str, window: Window) -> list[UnitKeys]:
        """As `Store.fresh`."""
        if family not in self._has_fresh:
            self._has_fresh[family] = self._store.has_fresh(family)
        return self._store.fresh(family, window.shortest, window.longest) if self._has_fresh[family] else []

    def file(self, batch: int) -> str:
        """The file that a batch brought in, empty for a single write."""
        if batch not in self._files:
            found = self._store.batch(batch)
            self._files[batch] = found.file if found else ""
        return self._files[batch]


class Sittings:
    """Each thread's sitting."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._local = threading.local()

    def now(self) -> Sitting:
        """The one of this moment, to be asked inside `Store.reading()`."""
        moment = self._store.moment()
        kept: Sitting | None = getattr(self._local, "sitting", None)
        if kept is None or kept.moment != moment:
            kept = self._local.sitting = Sitting(self._store, moment)
        return kept


def memories(store: Store, names: Sequence[str]) -> dict[int, MemoryRow]:
    """The named memories by number, all where none is named. Raises `NotFound`."""
    rows = store.memory_rows()
    if not names:
        return rows
    known = {row.name: row for row in rows.values()}
    for name in names:
        if name not in known:
            raise NotFound(f"there is no memory {name!r}; there are: {', '.join(sorted(known)) or 'none'}")
    return {known[name].number: known[name] for name in names}
