"""Inline codes as small chips among the pieces of a text, with the numbers that they have where a unit is edited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from glossary.answers import Piece
from tmx.inline import Code, parts


@dataclass(frozen=True, slots=True)
class Chip:
    """A code: its number in the segment, and what it holds or, where the file does not say, what it is called."""

    number: int
    says: str
    mark: Literal["code"] = "code"


def with_codes(pieces: Iterable[Piece], markup: str | None) -> list[Piece | Chip]:
    """The pieces of a segment's text with a chip at each of its codes, as its markup has them."""
    chips = list(_chips(markup)) if markup else []
    found: list[Piece | Chip] = []
    at = 0
    for piece in pieces:
        text = piece.text
        while chips and chips[0][0] < at + len(text):
            place, chip = chips.pop(0)
            found += [Piece(text[: place - at], piece.mark), chip]
            text, at = text[place - at :], place
        found.append(Piece(text, piece.mark))
        at += len(text)
    return [each for each in (*found, *(chip for _, chip in chips)) if isinstance(each, Chip) or each.text]


def _chips(markup: str) -> Iterator[tuple[int, Chip]]:
    """Each code with the place in the plain text at which it stands."""
    at = number = 0
    for part in parts(markup):
        if isinstance(part, Code):
            number += 1
            yield at, Chip(number, _says(part))
        else:
            at += len(part)


def _says(code: Code) -> str:
    return code.content.strip() or ("/" if code.role == "close" else "") + code.name
