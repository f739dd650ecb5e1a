"""Terms rendered in several ways, and the one step that makes one of them the right one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from glossary.answers import DriftReport, WrittenConcept
from glossary.library import settling
from glossary.library.drift import run
from glossary.library.pairing import Skips
from tmx.model import TermStatus

from .arguments import languages_of, tag_of, text_of
from .concepts import ConceptCalls
from .inventory import InventoryCalls


class DriftCalls(ConceptCalls, InventoryCalls):
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

    def prefer(
        self,
        concept: int,
        term: str,
        *,
        language: str = "",
        deprecate_others: bool = False,
        seen: int | None = None,
        who: str = "",
        comment: str = "",
    ) -> WrittenConcept:
        """Makes a term the preferred one of its language; the concept gets it where it has it not.

        The one that was preferred is admitted from now on; with `deprecate_others` all others of the language are
        deprecated, but for short forms and forbidden terms. Raises as `change_concept` does, and `BadRequest` for a new
        term without a language, or one that the concept has in several.
        """
        order = settling.Order(text_of(term), TermStatus.PREFERRED, tag_of(language), deprecate_others)
        return self._settle(concept, order, seen, who, comment)

    def settle_term(
        self,
        concept: int,
        term: str,
        status: TermStatus,
        *,
        language: str = "",
        seen: int | None = None,
        who: str = "",
        comment: str = "",
    ) -> WrittenConcept:
        """Gives a term another status, or a concept a term that it has not. Raises as `prefer` does."""
        order = settling.Order(text_of(term), TermStatus(status), tag_of(language))
        return self._settle(concept, order, seen, who, comment)

    def _settle(self, number: int, order: settling.Order, seen: int | None, who: str, comment: str) -> WrittenConcept:
        with self.store.reading():
            concept, step = self.concept(number).concept, self.concept_history(number)[0].step
        changed = settling.settled(concept, order)
        return self.change_concept(number, changed, seen=step if seen is None else seen, who=who, comment=comment)
