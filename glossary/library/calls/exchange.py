"""Files in and out: import, preview, export, pretranslation, and taking a batch back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import BinaryIO

from glossary import sample
from glossary.answers import (
    ExportReport,
    ImportReport,
    PretranslationReport,
    TablePreview,
    UndoReport,
)
from glossary.errors import BadRequest
from glossary.library import (
    intake,
    output,
    pretranslating,
    undoing,
)
from tmx import registry

from .arguments import languages_of, name_of, table_of, text_of
from .held import Held

NO_COLUMNS: Mapping[str, str] = MappingProxyType({})
MOST_PREVIEWED = 100
"""Rows that a preview shows at most."""


class ExchangeCalls(Held):
    """The calls about files."""

    def import_file(
        self,
        stream: BinaryIO,
        file: str,
        *,
        memory: str | None = None,
        termbase: str | None = None,
        source: str = "",
        target: str = "",
        format: str | None = None,
        columns: Mapping[str, str] = NO_COLUMNS,
        header: bool = True,
        sheet: str = "",
        dry_run: bool = False,
        who: str = "",
        progress: Callable[[int], None] | None = None,
    ) -> ImportReport:
        """Brings a file in, whole or not at all.

        `file` is the name for messages and, where the content does not tell, for the format. Without `memory` and
        `termbase` the content decides, and the one named ``main`` takes it. `progress` hears the entries read so far.

        Of a table, `columns` takes a column's name, letter or number for what it is (see `tmx.codec.Table`); without a
        `header` the first row is an entry; `sheet` is one of a workbook's. `tmx.errors.UnknownColumns` asks for them.
        """
        order = intake.Order(
            file=text_of(file),
            memory=name_of(memory),
            termbase=name_of(termbase),
            languages=languages_of(source, target),
            format=format,
            table=table_of(columns, header, sheet),
            dry_run=dry_run,
            who=text_of(who),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        return intake.run(self.store, stream, order, progress)

    def preview_table(
        self,
        stream: BinaryIO,
        file: str,
        *,
        source: str = "",
        target: str = "",
        format: str | None = None,
        columns: Mapping[str, str] = NO_COLUMNS,
        header: bool = True,
        sheet: str = "",
        rows: int = 10,
    ) -> TablePreview:
        """The first rows of a table, and what `import_file` would take each column for with the same words."""
        if rows < 1:
            raise BadRequest(f"the number of rows is {rows}; it must be 1 or more")
        preview = registry.preview(
            stream,
            text_of(file),
            format=format,
            languages=languages_of(source, target),
            table=table_of(columns, header, sheet),
            rows=min(rows, MOST_PREVIEWED),
        )
        return TablePreview(file, preview)

    def export_file(
        self,
        stream: BinaryIO,
        file: str,
        *,
        memory: str | None = None,
        termbase: str | None = None,
        source: str = "",
        target: str = "",
        format: str | None = None,
    ) -> ExportReport:
        """Writes a memory or a termbase, as the file's name or `format` says; the only one where none is named."""
        order = output.Order(text_of(file), memory, termbase, languages_of(source, target), format)
        return output.run(self.store, stream, order)

    def pretranslate(
        self,
        stream: BinaryIO,
        out: BinaryIO,
        file: str,
        *,
        source: str = "",
        target: str = "",
        format: str | None = None,
        threshold: int = 75,
        memories: Sequence[str] = (),
    ) -> PretranslationReport:
        """Copies a PO or XLIFF file with the best matches put into its untranslated segments.

        A target for the same text is marked as translated, one at or above `threshold` points as fuzzy. The languages
        are the file's own where they are not given. All else in the file stays as it was, byte for byte.
        """
        names = tuple(memories)
        order = pretranslating.Order(text_of(file), languages_of(source, target), format, threshold, names)
        return pretranslating.run(self._jobs, stream, out, order)

    def undo(self, batch: int, who: str = "") -> UndoReport:
        """Takes an import, a single write or a clean-up back. Raises `NotFound` or `CannotUndo`."""
        return undoing.run(self.store, batch, text_of(who))

    def fill_with_sample(self) -> tuple[ImportReport, ...]:
        """Brings in the bundled sample: a termbase and a memory, both named for their subject."""
        reports = []
        for part in sample.PARTS:
            with part.open() as stream:
                reports.append(
                    self.import_file(stream, part.file, memory=part.memory, termbase=part.termbase, who="Yiku")
                )
        return tuple(reports)
