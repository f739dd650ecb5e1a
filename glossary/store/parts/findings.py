"""Findings of checks: those that were marked as no error, and those that were shown lately."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from glossary.answers import Dismissal, ShownFinding


class Findings(Protocol):
    """A part of `Store`."""

    def dismissals(self) -> tuple[Dismissal, ...]:
        """What was marked as no error, the latest first."""

    def dismissed(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of the keys that a mark has."""

    def add_dismissal(self, dismissal: Dismissal) -> int:
        """Keeps a mark and gives its number, which takes no heed of the one in it; one of the same key stays."""

    def remove_dismissal(self, number: int) -> bool:
        """False where it is not there."""

    def remember_findings(self, findings: Iterable[ShownFinding], most: int) -> None:
        """Keeps findings under their ids, and no more than the latest `most` of all."""

    def remembered_findings(self, beginning: str, limit: int) -> list[ShownFinding]:
        """The remembered findings whose ids, in hexadecimal digits, begin so."""
