"""A concept as a form and back: what the form does not show is kept, what nobody touched stays as it is.

`plan` says what the form has; `rows` holds what stands in it, filled from a concept or sent by a browser, with rows
added and removed; `reading` makes a concept of it again; `shown` is what a page needs beside it.
"""

from __future__ import annotations

from .plan import CONCEPT, Group, Input, Kind
from .reading import BadForm, concept_of
from .rows import Row, filled, fresh, named, pressed, sent
from .shown import Shown

__all__ = [
    "CONCEPT",
    "BadForm",
    "Group",
    "Input",
    "Kind",
    "Row",
    "Shown",
    "concept_of",
    "filled",
    "fresh",
    "named",
    "pressed",
    "sent",
]
