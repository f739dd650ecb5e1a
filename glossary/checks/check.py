"""The shape that every check has, what it is given, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from glossary.answers import TermInText
from glossary.text.fold import primary

from .prose import is_key


class Severity(StrEnum):
    """How bad a finding is; the values are SARIF's levels."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Side(StrEnum):
    """Which text of a pair a finding is in."""

    SOURCE = "source"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Text:
    """One side of a pair: its plain text, the identities of its inline codes, and the terms recognised in it."""

    language: str
    text: str
    codes: tuple[str, ...] = ()
    terms: tuple[TermInText, ...] = ()

    @property
    def family(self) -> str:
        """The primary language subtag: ``zh``."""
        return primary(self.language)


@dataclass(frozen=True, slots=True)
class Pair:
    """What is checked together: a source and its target, or one text alone on the side of its language.

    `at` says for people where it stands; `number` counts from 0. `context` is what tells it from another of the same
    text. `known` are the targets that a memory has for the same source. `untranslated` says why there is no pair.
    `unit` is the number of the memory's unit that it is.
    """

    number: int
    at: str
    source: Text | None = None
    target: Text | None = None
    context: str = ""
    known: tuple[str, ...] = ()
    untranslated: str = ""
    unit: int | None = None

    def side(self, side: Side) -> Text | None:
        return self.source if side is Side.SOURCE else self.target

    @property
    def both(self) -> tuple[Text, Text] | None:
        """Source and target where there is text on both sides; None also where one of them is only the text's name."""
        if self.source is None or self.target is None or not self.source.text.strip() or not self.target.text.strip():
            return None
        if is_key(self.source.text, self.target.text) or is_key(self.target.text, self.source.text):
            return None
        return self.source, self.target

    @property
    def written(self) -> Written | None:
        """What the writer answers for: the target, or the source where it stands alone."""
        if self.target is not None:
            return Written(Side.TARGET, self.target, self.source)
        return Written(Side.SOURCE, self.source, None) if self.source is not None else None


@dataclass(frozen=True, slots=True)
class Written:
    """The text that is checked by itself, with the one it translates where there is one.

    What stands in the source as well is the source's affair, and is no finding.
    """

    side: Side
    here: Text
    other: Text | None

    @property
    def text(self) -> str:
        return self.here.text

    @property
    def model(self) -> str:
        """The source's text, empty where the text stands alone."""
        return self.other.text if self.other else ""

    def finding(self, start: int, end: int, message: str, suggestion: str | None = None) -> Finding:
        """A finding in this text."""
        return Finding(message, self.side, start, end, suggestion)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a stretch of one side, in code points, why it is wrong, and where safe what to write there.

    Without `start` and `end` the whole text is meant; `start` and `end` are equal where something is missing. A
    `severity` goes before the check's own. `gist` stands for a message that also tells of other places, which may
    change while the finding stays the same.
    """

    message: str
    side: Side = Side.TARGET
    start: int | None = None
    end: int | None = None
    suggestion: str | None = None
    severity: Severity | None = None
    gist: str = ""


class Watch(Protocol):
    """Goes through a document, and may know only at its end what was wrong where."""

    def see(self, pair: Pair) -> None: ...

    def end(self) -> Iterator[tuple[int, Finding]]:
        """Findings with the numbers of their pairs."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """The parameters of a check that has none."""


NOTHING = Nothing()
Parameters = TypeVar("Parameters")


@dataclass(frozen=True, slots=True)
class Check(Generic[Parameters]):
    """One quality rule: it looks at each pair (`find`), or goes through all of them (`watch`), or both.

    `parameters` is a frozen dataclass of the values that a profile may change, with its defaults. `example` is a faulty
    text that tells people what it finds.
    """

    name: str
    title: str
    severity: Severity
    parameters: Parameters
    find: Callable[[Pair, Parameters], Iterable[Finding]] | None = None
    watch: Callable[[Parameters], Watch] | None = None
    on: bool = True
    needs_terms: bool = False
    example: str = ""
