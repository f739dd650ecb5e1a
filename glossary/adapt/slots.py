"""Cuts a text into slots, which adaptation may fill anew, and the words between them, which it never touches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossary.text.quantities import Quantity, quantities
from glossary.text.quantities.script import plain
from glossary.text.quantities.vocabulary import CHARACTERS, WORDS
from glossary.text.tokenise import tokens
from glossary.text.verbatim import MASK, Verbatim, masked, names_left, verbatims

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A quantity or a verbatim stretch of a text."""

    content: Quantity | Verbatim

    @property
    def start(self) -> int:
        return self.content.start

    @property
    def end(self) -> int:
        return self.content.end

    @property
    def text(self) -> str:
        return self.content.text

    @property
    def key(self) -> Key:
        """Equal for slots that say the same."""
        if isinstance(self.content, Verbatim):
            return (self.content.kind, self.content.text)
        if self.content.doubt:
            return (self.content.kind, self.content.text, self.content.doubt)
        return self.content.identity

    @property
    def shape(self) -> str:
        """Equal for slots that can take each other's place."""
        return f"\0{self.content.kind}" if isinstance(self.content, Verbatim) else "\0quantity"


def slots(text: str, language: str) -> tuple[Slot, ...]:
    """The slots of a text, ascending and apart."""
    read = quantities(text, language)
    rest = masked(text)
    for each in read:
        rest = rest[: each.start] + MASK * (each.end - each.start) + rest[each.end :]
    found = [*map(Slot, read), *map(Slot, verbatims(text)), *map(Slot, names_left(rest))]
    return tuple(sorted(found, key=lambda slot: slot.start))


def pairs(query: str, source: str, language: str) -> tuple[tuple[Slot, Slot], ...] | None:
    """Each slot of the source with the query's in its place; None where the texts differ in other tokens too."""
    theirs, ours = slots(source, language), slots(query, language)
    if len(theirs) != len(ours) or list(_outline(source, theirs)) != list(_outline(query, ours)):
        return None
    return tuple(zip(theirs, ours, strict=True))


def differ_in_slots(query: str, source: str, language: str) -> bool:
    """True where two texts are the same but for what stands in their slots."""
    return any(old.text != new.text for old, new in pairs(query, source, language) or ())


def _outline(text: str, cut: tuple[Slot, ...]) -> Iterator[str]:
    """The tokens of a text, a slot as its shape."""
    end = 0
    for slot in cut:
        yield from tokens(text[end : slot.start])
        yield slot.shape
        end = slot.end
    yield from tokens(text[end:])


def fixed_words(written: Sequence[str]) -> list[str]:
    """Those of a text's tokens that no slot holds: texts in which they differ are not worth cutting into slots."""
    return [token for token in written if token.isalpha() and not _may_be_in_slot(token)]


def _may_be_in_slot(token: str) -> bool:
    return plain(token, "zh") in CHARACTERS or token.lower() in WORDS
