"""Memories, termbases and imports, as the library lists them."""

from __future__ import annotations

from dataclasses import dataclass

from .json import Json


@dataclass(frozen=True, slots=True)
class Memory:
    """A named translation memory. `penalty` is in points, taken off every match it gives.

    `new_translations` of a known source are kept beside the old ones (``keep``) or replace the latest (``replace``).
    """

    name: str
    penalty: int
    units: int
    languages: tuple[str, ...]
    new_translations: str = "keep"

    def as_json(self) -> Json:
        return {
            "name": self.name,
            "penalty": self.penalty,
            "units": self.units,
            "languages": list(self.languages),
            "new_translations": self.new_translations,
        }


@dataclass(frozen=True, slots=True)
class Termbase:
    """A named glossary and how much is in it."""

    name: str
    concepts: int
    terms: int
    languages: tuple[str, ...]

    def as_json(self) -> Json:
        return {
            "name": self.name,
            "concepts": self.concepts,
            "terms": self.terms,
            "languages": list(self.languages),
        }


@dataclass(frozen=True, slots=True)
class Batch:
    """One import, or a clean-up: when (ISO 8601, UTC), from which file, into what, and whether it has been undone."""

    number: int
    at: str
    file: str
    format: str
    into: str
    added: int
    updated: int
    undone: bool
    removed: int = 0

    def as_json(self) -> Json:
        return {
            "batch": self.number,
            "at": self.at,
            "file": self.file,
            "format": self.format,
            "into": self.into,
            "added": self.added,
            "updated": self.updated,
            "undone": self.undone,
            "removed": self.removed,
        }


@dataclass(frozen=True, slots=True)
class Stats:
    """What the library holds."""

    memories: tuple[Memory, ...]
    termbases: tuple[Termbase, ...]
    batches: int

    def as_json(self) -> Json:
        return {
            "memories": [memory.as_json() for memory in self.memories],
            "termbases": [termbase.as_json() for termbase in self.termbases],
            "batches": self.batches,
        }
