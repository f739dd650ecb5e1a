"""Units, their history, and what writing one did."""

from __future__ import annotations

from dataclasses import dataclass

from tmx.model import Concept, Unit

from .json import Json


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a unit's or concept's history: who did what, and what it was before (None: it was not there).

    `action` is ``added``, ``changed``, ``deleted`` or ``restored``. `step` names it to `Library.revert_unit`; 0 is the
    coming of a unit, before which there is nothing to go back to.
    """

    at: str
    who: str
    action: str
    batch: int | None
    before: Unit | Concept | None
    step: int = 0

    def as_json(self) -> Json:
        before = unit_json(self.before) if isinstance(self.before, Unit) else None
        return {
            "step": self.step,
            "at": self.at,
            "who": self.who,
            "action": self.action,
            "batch": self.batch,
            "before": before,
        }


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """A unit as the library holds it."""

    number: int
    memory: str
    unit: Unit

    def as_json(self) -> Json:
        return {"unit": self.number, "memory": self.memory, **unit_json(self.unit)}


def unit_json(unit: Unit) -> Json:
    """A unit's published fields; a segment's markup stands beside its text where it has inline codes."""
    return {
        "id": unit.id,
        "context": unit.context,
        "status": unit.status.value,
        "segments": [
            {"language": one.language, "text": one.text, **({} if one.markup is None else {"markup": one.markup})}
            for one in unit.segments
        ],
    }


@dataclass(frozen=True, slots=True)
class Written:
    """What a single write did to a unit. `batch` undoes it; None where there was nothing to do.

    `done` is ``added``, ``replaced`` (a new translation in the place of an old one), ``changed``, ``deleted``,
    ``restored`` or ``unchanged`` (the memory says so already).
    """

    done: str
    unit: int
    batch: int | None

    def as_json(self) -> Json:
        return {"done": self.done, "unit": self.unit, "batch": self.batch}
