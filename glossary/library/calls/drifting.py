"""Terms rendered in several ways, and the one step that makes one of them the right one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from glossary.answers import DriftReport
from glossary.library.drift import run
from glossary.library.pairing import Skips

from .arguments import languages_of, text_of
from .held import Held


class DriftCalls(Held):
    """The calls about drift. `termbases` are those whose terms count; all where none is named."""

    def drift_of_file(
        self,
        stream: BinaryIO,
        file: str,
        *,
        source: str = "",
        target: str = "",
        format: str | None = None,
        termbases: Sequence[str] = (),
    ) -> DriftReport:
        """How a bilingual file renders its terms; or, where one language alone is named, which a ``.txt`` uses."""
        languages = languages_of(source, target)
        pairs = self._pairing.file(stream, text_of(file), format, languages, Skips())
        return run.report(file, self._pairing.numbered(pairs, tuple(termbases)))

    def drift_of_memory(
        self, memory: str, *, source: str = "", target: str = "", termbases: Sequence[str] = ()
    ) -> DriftReport:
        """How the units of a memory render its terms. Raises `NotFound`."""
        pairs = self._pairing.memory(text_of(memory), languages_of(source, target))
        return run.report(memory, self._pairing.numbered(pairs, tuple(termbases)))
