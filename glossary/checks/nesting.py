"""Finds opening and closing marks without their partners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alone:
    """A mark without its partner: where it stands, and whether it opens."""

    at: int
    mark: str
    opens: bool


def unpaired(text: str, pairs: Mapping[str, str]) -> Iterator[Alone]:
    """The marks of a text that have no partner, in no order; `pairs` takes each opening mark for its closing one.

    A closing mark closes the nearest open one of its kind; what was opened inside that and not closed is alone.
    """
    opening = {close: mark for mark, close in pairs.items()}
    stack: list[Alone] = []
    waiting = Counter[str]()
    for at, mark in enumerate(text):
        if mark in pairs:
            stack.append(Alone(at, mark, opens=True))
            waiting[mark] += 1
        elif mark in opening:
            if not waiting[opening[mark]]:
                yield Alone(at, mark, opens=False)
                continue
            while (last := stack.pop()).mark != opening[mark]:
                waiting[last.mark] -= 1
                yield last
            waiting[last.mark] -= 1
    yield from stack


def excess(here: list[Alone], model: list[Alone], kind: dict[str, str]) -> list[Alone]:
    """Those of a text beyond what its source has alone as well; `kind` takes a mark for what it is in any language."""
    allowed: dict[str, int] = {}
    for each in model:
        allowed[kind[each.mark]] = allowed.get(kind[each.mark], 0) + 1
    beyond = []
    for each in sorted(here, key=lambda one: one.at):
        if allowed.get(kind[each.mark], 0):
            allowed[kind[each.mark]] -= 1
        else:
            beyond.append(each)
    return beyond
