"""The form as a page shows it: what is wrong in it, where one goes on, and which folded parts stand open for that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .plan import Group
from .rows import Row


@dataclass(frozen=True, slots=True)
class Shown:
    """A form with its problems by the names of the inputs, and the way to the row or group that gets the focus."""

    row: Row
    problems: Mapping[str, str] = field(default_factory=dict)
    focus: str = ""

    def is_open(self, row: Row, plan: Group, way: str) -> bool:
        """True where the folded part of a row holds anything, has a problem, or is where one goes on."""
        folded = [each.name for each in plan.inputs if not each.usual]
        folded += [group.name for group in plan.groups if not group.usual]
        places = [f"{each}." for each in (self.focus, *self.problems)]
        return row.has_more(plan) or any(place.startswith(f"{way}{name}.") for place in places for name in folded)
