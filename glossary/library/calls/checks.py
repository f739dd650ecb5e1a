"""Translations checked: a file, a memory, a pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO

from glossary.answers import Written
from glossary.checks import Profile
from glossary.checks.report import CheckReport
from glossary.errors import BadRequest, Conflict
from glossary.library import (
    checking,
)

from .arguments import languages_of, text_of
from .writing import WritingCalls


class CheckCalls(WritingCalls):
    """The calls that check, and the one that mends.

    `termbases` are those whose terms count (none named: all); `profile` says which checks are on. A language that is
    not named is the file's own, or that of the units.
    """

    def check_file(
        self,
        stream: BinaryIO,
        file: str,
        *,
        source: str = "",
        target: str = "",
        format: str | None = None,
        termbases: Sequence[str] = (),
        memories: Sequence[str] = (),
        profile: Profile | None = None,
    ) -> CheckReport:
        """Checks a bilingual file; or, where one language alone is named, a ``.txt`` in it, line by line.

        With `memories` a source that one of them has must be translated as there.
        """
        order = order_of(source, target, termbases, memories, profile)
        return self._checker.file(stream, text_of(file), format, order)

    def check_memory(
        self,
        memory: str,
        *,
        source: str = "",
        target: str = "",
        termbases: Sequence[str] = (),
        profile: Profile | None = None,
    ) -> CheckReport:
        """Checks all units of a memory. Raises `NotFound`."""
        return self._checker.memory(memory, order_of(source, target, termbases, (), profile))

    def check_pair(
        self,
        source_text: str,
        target_text: str,
        *,
        source: str = "",
        target: str = "",
        termbases: Sequence[str] = (),
        memories: Sequence[str] = (),
        profile: Profile | None = None,
        by_line: bool = False,
    ) -> CheckReport:
        """Checks a text and its translation; where one language alone is named, the text in that language.

        `by_line` checks each line by itself, of a pair where both texts have as many.
        """
        order = order_of(source, target, termbases, memories, profile)
        return self._checker.pair(text_of(source_text), text_of(target_text), order, by_line=by_line)

    def mend_unit(self, number: int, language: str, start: int, was: str, write: str, who: str = "") -> Written:
        """Writes what a finding suggests into a unit of a memory: one stretch of its text in a language for another.

        Raises `NotFound`; `Conflict` where the text no longer reads so; `BadRequest` where it has inline codes, among
        which a stretch of the plain text has no certain place.
        """
        stored = self.unit(number)
        segment = next((each for each in stored.unit.segments if each.language == language), None)
        if segment is None or segment.text[start : start + len(was)] != was:
            raise Conflict(f"unit {number} has changed since it was checked; check it again")
        if segment.markup is not None:
            raise BadRequest(f"the text has inline codes; edit unit {number} itself")
        text = segment.text[:start] + text_of(write) + segment.text[start + len(was) :]
        return self.change_texts(number, replace(segment, text=text), who=who)


def order_of(
    source: str, target: str, termbases: Sequence[str], memories: Sequence[str], profile: Profile | None
) -> checking.Order:
    languages = languages_of(source, target)
    return checking.Order(languages, tuple(termbases), tuple(memories), profile or Profile.default())
