"""What a way of finding proposes: a term, how it was found, and how good that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from glossary.matching.patterns import Span
from glossary.store import Store
from glossary.store.values import FoundTerm, Narrowing
from glossary.terms.forms import Way, folded_key, text_key
from glossary.text.chinese import has_han
from tmx.model import TermStatus

from .asked import Asked
from .lexicons import Lexicons
from .phrases import begun

_FORMS_LOOKED_AT = 300
_STATUS_ORDER = [status.value for status in TermStatus]


class Step(IntEnum):
    """The ways of finding, the better ones first."""

    EXACT = 0
    INFLECTED = 1
    ACRONYM_IN_CAPITALS = 2
    FULL_FORM = 3
    BEGINNING = 4
    PART = 5
    INFLECTED_PART = 6
    ACRONYM = 7
    PINYIN = 8
    PINYIN_PART = 9
    INITIALS = 10
    INITIALS_PART = 11
    WILDCARD = 12
    EXPRESSION = 13
    HOMOPHONE = 14
    MISSPELT = 15
    LISTED = 16


@dataclass(frozen=True, slots=True)
class Proposal:
    """A term that was found.

    `whole` says that the query is all of it. `order` goes before status and length: errors, or length where the term is
    a pattern's. `by` is the text that leads to it, the query or what it was taken for. `spans` tells where it was hit,
    where `by` does not; `detail` says more to the reader.
    """

    step: Step
    term: FoundTerm
    whole: bool
    by: str
    order: int = 0
    detail: str = ""
    spans: Callable[[str], Iterable[Span]] | None = None

    def worth(self) -> tuple[int, int, bool, int, int]:
        """Less for what is better: the way, then the status, then the length."""
        status = _STATUS_ORDER.index(self.term.status)
        return int(self.step), self.order, not self.whole, status, len(self.term.text)

    def rank(self) -> tuple[object, ...]:
        """Better ones first, in an order that tells all apart: a higher limit adds hits behind those of a lower one."""
        return *self.worth(), self.term.text, self.term.concept

    def beats(self, other: Proposal) -> bool:
        """True for the better one of two terms of a concept: of equal ones that which the concept has first."""
        return (*self.worth(), self.term.position) < (*other.worth(), other.term.position)


@dataclass(frozen=True)
class Search:
    """One search: what is asked, of which terms, and where to look."""

    store: Store
    lexicons: Lexicons
    asked: Asked
    narrowed: Narrowing

    @cached_property
    def key(self) -> str:
        """The form of the query."""
        return text_key(self.asked.text)

    def script(self, text: str) -> int:
        """0 for a text that has the query as it is written, 1 for one that has it in the other script."""
        if self._is_han and self._folded not in folded_key(text):
            return 1
        return 0

    @cached_property
    def _is_han(self) -> bool:
        return has_han(self.asked.text)

    @cached_property
    def _folded(self) -> str:
        return folded_key(self.asked.text)

    @cached_property
    def inflections(self) -> tuple[str, ...]:
        """What terms may have of the query in other forms of its English words."""
        return begun(self.store, self.key)

    def beginning(self, way: Way, key: str) -> list[FoundTerm]:
        """Terms of as many concepts as are wanted at least, where there are as many; more, to have the best."""
        looked_at = _FORMS_LOOKED_AT
        while True:
            found = self.store.terms_by_form(way, key, looked_at, self.narrowed)
            if len(found) < looked_at or len({each.concept for each in found}) >= self.asked.limit:
                return found
            looked_at *= 4

    def whole(self, way: Way, keys: Iterable[str]) -> list[FoundTerm]:
        """Terms with one of these forms."""
        keys = list(keys)
        return self.store.terms_by_key(way, keys, self.narrowed) if keys else []


def all_of(text: str) -> Iterator[Span]:
    """The whole of a text, as the place where it was hit."""
    yield 0, len(text)
