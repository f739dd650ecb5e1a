"""What is asked of the search box: a text, how it may stand in a term, and which terms may be found at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from glossary.errors import BadRequest
from glossary.matching.patterns import Mode
from glossary.store import Store
from glossary.store.values import Narrowing
from glossary.terms.expressions import delimited
from glossary.text.fold import fold
from tmx import language
from tmx.model import TermStatus

MOST_FEW = 2000
"""Concepts that are looked through one by one where no more are narrowed to."""
_TYPED = re.compile(
    r'(?<!\S)(?P<name>status|domain|lang|language|termbase)[:：](?:"(?P<quoted>[^"]+)"|(?P<word>\S+))(?!\S)',
    re.IGNORECASE,
)
_NO_TERMBASE = 0


@dataclass(frozen=True, slots=True)
class Filters:
    """Which terms may be found, as callers and users say it: in each, what is empty does not narrow.

    A domain or termbase that is none by its whole name stands for all whose names begin so; case does not matter.
    """

    language: str = ""
    statuses: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    termbases: tuple[str, ...] = ()

    @property
    def of_terms(self) -> bool:
        """True where they narrow to something that sentences have not."""
        return bool(self.statuses or self.domains or self.termbases)

    def narrowing(self, store: Store) -> Narrowing:
        """The same in the store's own words."""
        narrowed = Narrowing(
            self.language,
            self.statuses,
            tuple(_named(store.domains(), self.domains)) or self.domains if self.domains else (),
            tuple(_termbases(store, self.termbases)),
        )
        return replace(narrowed, concepts=store.few_concepts(narrowed, MOST_FEW)) if self.of_terms else narrowed


def _named(known: Sequence[str], asked: Iterable[str]) -> Iterator[str]:
    """The names that are asked for, or else but for case, or else those that begin so."""
    for name in asked:
        folded = fold(name)
        yield from (
            [each for each in known if each == name]
            or [each for each in known if fold(each) == folded]
            or [each for each in known if fold(each).startswith(folded)]
        )


def _termbases(store: Store, asked: Sequence[str]) -> Iterator[int]:
    if asked:
        known = [termbase.name for termbase in store.termbases()]
        numbers = [store.termbase(name) or _NO_TERMBASE for name in _named(known, asked)]
        yield from numbers or [_NO_TERMBASE]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with what was typed into it taken out, and how many concepts are wanted."""

    text: str
    filters: Filters
    mode: Mode = Mode.EXACT
    limit: int = 20

    @property
    def expression(self) -> str | None:
        """The regular expression that is asked for: what stands between slashes, or all of it in that mode."""
        inside = delimited(self.text)
        return self.text if inside is None and self.mode is Mode.REGEX else inside


def read(query: str, filters: Filters, mode: Mode, limit: int) -> Asked:
    """A query as it was typed, with filters in it such as ``status:deprecated`` and ``domain:"medical devices"``.

    Raises `BadRequest` for a status that there is not.
    """
    query = query.strip()
    if delimited(query) is not None:
        return Asked(query, filters, mode, limit)
    for found in _TYPED.finditer(query):
        filters = _with(filters, found["name"].lower(), found["quoted"] or found["word"])
    return Asked(" ".join(_TYPED.sub(" ", query).split()) if _TYPED.search(query) else query, filters, mode, limit)


def _with(filters: Filters, name: str, value: str) -> Filters:
    if name == "status":
        return replace(filters, statuses=(*filters.statuses, *_statuses(value)))
    if name == "domain":
        return replace(filters, domains=(*filters.domains, value))
    if name == "termbase":
        return replace(filters, termbases=(*filters.termbases, value))
    return replace(filters, language=language.normalise(value))


def _statuses(value: str) -> list[str]:
    found = [status.value for status in TermStatus if status.value.startswith(value.lower())]
    if not found:
        raise BadRequest(f"there is no status {value!r}; there are: {', '.join(TermStatus)}")
    return found
