"""Looking terms up. A form has a way, which is its kind, and a key; see `glossary.terms.forms`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..values import ANY_TERM, FoundTerm, Narrowing


class Lookup(Protocol):
    """A part of `Store`."""

    def terms_by_form(self, way: int, beginning: str, limit: int, narrowed: Narrowing = ANY_TERM) -> list[FoundTerm]:
        """Terms with a form of this way that begins so, in the order of the forms."""

    def terms_by_key(self, way: int, keys: Sequence[str], narrowed: Narrowing = ANY_TERM) -> list[FoundTerm]:
        """Terms with one of these forms as a whole."""

    def first_terms(self, limit: int, narrowed: Narrowing) -> list[FoundTerm]:
        """The first terms of those that are narrowed to, by concept; `key` is empty."""

    def begun(self, ways: Sequence[int], beginnings: Sequence[str]) -> set[str]:
        """Those of some beginnings with which a form of these ways begins."""

    def few_concepts(self, narrowed: Narrowing, most: int) -> tuple[int, ...] | None:
        """The concepts that can have a term that is narrowed to; None where these are more than `most`, or all."""

    def form_keys(self, way: int, concepts: Sequence[int] | None = None) -> list[str]:
        """The different keys of a way; only those of some concepts where these are given."""

    def term_texts(self, concepts: Sequence[int] | None = None) -> list[str]:
        """The different texts of terms; only those of some concepts where these are given."""

    def domains(self) -> tuple[str, ...]:
        """The domains that concepts are in, sorted."""
