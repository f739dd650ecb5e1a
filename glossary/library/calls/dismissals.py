"""Findings marked as no errors."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.answers import Dismissal, ShownFinding
from glossary.checks.report import CheckReport
from glossary.library import dismissing

from .arguments import text_of
from .held import Held


class DismissalCalls(Held):
    """The calls about findings that are no errors: they stay quiet until a mark is taken back or the text changes."""

    def dismiss(
        self, *findings: ShownFinding, everywhere: bool = False, who: str = "", note: str = ""
    ) -> tuple[Dismissal, ...]:
        """Marks findings as no errors: each in its pair, wherever that comes again, in whatever file.

        `everywhere` silences the check wherever it marks the same words, such as a name that is right. One that is
        marked already stays as it is. Raises `BadRequest` where a finding that marks no word is to be silenced so.
        """
        for finding in findings:
            for text in (finding.id, finding.check, finding.message, finding.source, finding.target, finding.stretch):
                text_of(text)
        return dismissing.dismiss(
            self.store, findings, in_all_texts=everywhere, who=text_of(who).strip(), note=text_of(note).strip()
        )

    def dismissed(self) -> tuple[Dismissal, ...]:
        """All marks, the latest first."""
        return self.store.dismissals()

    def show_again(self, number: int) -> None:
        """Takes a mark back by its number. Raises `NotFound`."""
        dismissing.show_again(self.store, number)

    def remember(self, report: CheckReport) -> None:
        """Keeps the findings of a report, the latest 20,000 of all, so that `remembered` knows their ids."""
        dismissing.remember(self.store, report)

    def remembered(self, *ids: str) -> Sequence[ShownFinding]:
        """The findings of these ids, or of ids that begin so. Raises `NotFound`, and `BadRequest` for several."""
        return [dismissing.remembered(self.store, id.strip().lower()) for id in ids]
