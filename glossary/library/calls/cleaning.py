"""A memory cleaned: reports with their remedies, and search-and-replace."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from glossary.answers import (
    CleanReport,
    Finding,
    Replacement,
)
from glossary.errors import NotFound
from glossary.library.cleaning import replacing
from glossary.library.cleaning import run as cleaning
from glossary.store.values import MemoryRow

from .arguments import tag_of, text_of
from .held import Held


class CleaningCalls(Held):
    """The calls that clean a memory up."""

    def clean(self, memory: str | None = None, reports: Sequence[str] = ()) -> Generator[Finding, None, None]:
        """What the reports find in one memory or all, streamed; `glossary.library.cleaning` has a module for each.

        Raises `NotFound` for an unknown memory and `BadRequest` for an unknown report.
        """
        wanted = cleaning.reports(reports)
        with self.store.reading():
            order = cleaning.Order(self._memory_rows(memory), wanted)
            yield from cleaning.findings(self.store, self._indexes, order)

    def fix(
        self,
        remedy: str,
        memory: str | None = None,
        reports: Sequence[str] = (),
        units: Sequence[int] = (),
        who: str = "",
    ) -> CleanReport:
        """Takes a remedy to all that the reports find, or to the findings of some units, as one batch.

        `remedy` is ``delete``, ``keep-latest``, ``fuzzy`` or ``strip``. Raises as `clean` does, and `BadRequest` where
        the remedy does not fit a report.
        """
        order = cleaning.Order(self._memory_rows(memory), cleaning.reports(reports), tuple(units))
        return cleaning.fix(self.store, self._indexes, order, remedy, text_of(who))

    def preview_replacement(
        self, old: str, new: str, *, language: str = "", memory: str | None = None, regex: bool = False
    ) -> Generator[Replacement, None, None]:
        """Every segment that `replace` would change. Raises as that does."""
        with self.store.reading():
            yield from replacing.preview(self.store, self._replacement(old, new, language, memory, regex))

    def replace(
        self, old: str, new: str, *, language: str = "", memory: str | None = None, regex: bool = False, who: str = ""
    ) -> CleanReport:
        """Puts one text for another in all segments, or those of a language and memory, as one batch.

        A `regex` is one of the package `regex` (Python's, and more), as is what is put for it. Raises `BadRequest` for
        an empty text, a pattern that is none, and one that takes too long (`glossary.text.bounded`); `NotFound` for an
        unknown memory.
        """
        return replacing.run(self.store, self._replacement(old, new, language, memory, regex), text_of(who))

    def _replacement(self, old: str, new: str, language: str, memory: str | None, regex: bool) -> replacing.Order:
        return replacing.Order(text_of(old), text_of(new), tag_of(language), self._memory_rows(memory), regex)

    def _memory_rows(self, name: str | None) -> tuple[MemoryRow, ...]:
        rows = sorted(self.store.memory_rows().values(), key=lambda row: row.name)
        found = tuple(row for row in rows if name in (None, row.name))
        if name is not None and not found:
            raise NotFound(f"there is no memory {name!r}; `yiku stats` lists them")
        return found
