"""What a quantity is: an amount, date or time that a text names, with its exact value and how it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

Value = Fraction | tuple[int, int, int]
"""A number, exactly; a date's year, month and day, 0 where it names none; a time's hour, minute, second, −1 so."""


class Kind(StrEnum):
    """What a quantity measures."""

    NUMBER = "number"
    YEAR = "year"
    PERCENT = "percent"
    FRACTION = "fraction"
    ORDINAL = "ordinal"
    MULTIPLE = "multiple"
    DATE = "date"
    TIME = "time"
    DECADE = "decade"
    CENTURY = "century"
    QUARTER = "quarter"
    MONEY = "money"
    MEASURE = "measure"


PLAIN_KINDS = frozenset({Kind.NUMBER, Kind.YEAR, Kind.ORDINAL, Kind.MONEY, Kind.MEASURE})
"""Kinds that another language may write as a bare number: 第3章 is Chapter 3."""

Identity = tuple[str, Value, str]


class Form(Protocol):
    """How a quantity is written, without its value."""

    def write(self, wanted: Quantity) -> str | None:
        """The value and unit of `wanted` in this form; None where this form cannot say them."""


@dataclass(frozen=True, slots=True)
class Script:
    """Full-width digits; traditional characters."""

    wide: bool = False
    traditional: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in a text: `text` is the text's slice from `start` to `end`, in code points.

    `value` is in the unit that `unit` names (an ISO 4217 code, the symbol of a measure), a share as a share of one
    (70 % is 7/10). `bound` says what stands beside it: ``about``, ``nearly``, ``over``, ``under`` or nothing. `doubt`
    says in a few words why its value is not sure; empty where it is.
    """

    kind: Kind
    value: Value
    start: int
    end: int
    text: str
    form: Form = field(compare=False, repr=False)
    unit: str = ""
    bound: str = ""
    doubt: str = ""
    script: Script = field(default=Script(), compare=False, repr=False)

    @property
    def identity(self) -> Identity:
        """Equal for the same quantity in any language and spelling: 3.5亿元 and RMB 350 million."""
        kind = Kind.NUMBER if self.kind is Kind.YEAR else self.kind
        return (kind.value, self.value, self.unit)

    def agrees(self, other: Quantity) -> bool:
        """True where both may be the same quantity: equal identities, or equal values where one has no unit."""
        if self.identity == other.identity:
            return True
        plain = self.kind in PLAIN_KINDS and other.kind in PLAIN_KINDS
        return plain and self.value == other.value and not (self.unit and other.unit)
