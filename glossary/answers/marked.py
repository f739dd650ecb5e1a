"""Texts in pieces, each with its mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with its mark. Joined, the pieces of a text are that text.

    In a comparison the mark says what the stretch is to the other text: ``same``, ``changed`` (there in another form:
    case, width, inflection), ``only`` (not there). In a search hit it is ``hit``, ``probable`` (the translation of what
    was hit, by statistics) or ``plain``, in an adapted target ``adapted`` or ``plain``.
    """

    text: str
    mark: Literal["same", "changed", "only", "hit", "probable", "plain", "adapted"]
