"""Recognition, and what changed since it was made ready.

A family is a primary language subtag; a change is a number that rises whenever a concept is added, changed or deleted,
in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..values import SavedAutomaton, TermRow


class Automata(Protocol):
    """A part of `Store`."""

    def latest_change(self) -> int: ...

    def concepts_changed_after(self, change: int) -> list[int]:
        """The numbers of concepts, also of those that are no longer there."""

    def term_rows(self, family: str, concepts: Sequence[int] | None = None) -> list[TermRow]:
        """The terms of a family; only those of some concepts where these are given."""

    def automaton(self, family: str) -> SavedAutomaton | None: ...

    def save_automaton(self, family: str, automaton: SavedAutomaton) -> None:
        """Puts it in the place of the one that was there."""

    def shadow_rows(self, family: str) -> list[TermRow]:
        """The words of all shadow lists in a family, as terms of no concept (0) and no status."""

    def shadows(self, termbase: int, language: str) -> tuple[str, ...]:
        """The words of a termbase's shadow list in a language, sorted."""

    def shadow_languages(self, termbase: int) -> tuple[str, ...]:
        """The languages in which a termbase has a shadow list, sorted."""

    def set_shadows(self, termbase: int, language: str, words: Sequence[str]) -> None:
        """Puts these words in the place of those that were there."""
