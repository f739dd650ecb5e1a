"""What upkeep of the library did or found."""

from __future__ import annotations

from dataclasses import dataclass

from .json import Json


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a library: in which part of it, and what."""

    where: str
    what: str

    def as_json(self) -> Json:
        return {"where": self.where, "what": self.what}


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A copy of the library: its file and size in bytes."""

    file: str
    size: int

    def as_json(self) -> Json:
        return {"file": self.file, "size": self.size}


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """A backup that is the library now; `kept` is the file that the library was before, None where there was none."""

    file: str
    kept: str | None

    def as_json(self) -> Json:
        return {"file": self.file, "kept": self.kept}
