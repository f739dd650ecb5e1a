"""What became of files: reports of imports, exports and pretranslation, and previews of tables."""

from __future__ import annotations

from dataclasses import dataclass

from tmx.codec import Preview
from tmx.model import Skipped

from .json import Json


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `batch` undoes it; None after a dry run, or when nothing changed.

    `skipped` keeps the first thousand places; `skipped_count` counts all.
    """

    file: str
    format: str
    read: int
    added: int
    updated: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    skipped_count: int
    lost: tuple[str, ...]
    batch: int | None

    def as_json(self) -> Json:
        return {
            "file": self.file,
            "format": self.format,
            "read": self.read,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": [{"at": skip.at, "why": skip.why} for skip in self.skipped],
            "lost": list(self.lost),
            "batch": self.batch,
        }


@dataclass(frozen=True, slots=True)
class TablePreview:
    """The first rows of a table that is to be imported, and what each column is taken for."""

    file: str
    preview: Preview

    def as_json(self) -> Json:
        shown = self.preview
        return {
            "file": self.file,
            "format": shown.format,
            "header": shown.header,
            "columns": [{"letter": one.letter, "name": one.name, "as": one.taken} for one in shown.columns],
            "rows": [list(row) for row in shown.rows],
            "problem": shown.problem,
            "sheet": shown.sheet,
            "sheets": list(shown.sheets),
        }


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote, and what the format could not carry."""

    file: str
    format: str
    written: int
    lost: tuple[str, ...]

    def as_json(self) -> Json:
        return {"file": self.file, "format": self.format, "written": self.written, "lost": list(self.lost)}


@dataclass(frozen=True, slots=True)
class PretranslationReport:
    """What became of a file's segments: `untouched` are those that had a target, or for which nothing was found."""

    file: str
    format: str
    units: int
    exact: int
    fuzzy: int
    untouched: int

    def as_json(self) -> Json:
        return {
            "file": self.file,
            "units": self.units,
            "exact": self.exact,
            "fuzzy": self.fuzzy,
            "untouched": self.untouched,
        }


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What taking a batch back removed and restored.

    `kept` of what it added stay, since later imports brought them too: they are now of the batches `kept_by`.
    """

    batch: int
    removed: int
    restored: int
    kept: int = 0
    kept_by: tuple[int, ...] = ()

    def as_json(self) -> Json:
        return {
            "batch": self.batch,
            "removed": self.removed,
            "restored": self.restored,
            "kept": self.kept,
            "kept_by": list(self.kept_by),
        }
