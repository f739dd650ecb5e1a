"""What stands in the form: a tree of rows, from a concept or from a browser, and the buttons that add and remove them.

An input is named by its way through the tree: ``terms.0.notes.1.text``. Beside the inputs of a row its ``was`` says
which of the concept's parts it was filled from, by the place that this had; a new row has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from glossary.errors import BadRequest
from tmx.model import Concept

from .plan import CONCEPT, Group, Input

WAS = "was"
_MOST_DIGITS = 6
_Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of one value by the names of its inputs, and the rows of its groups by theirs."""

    values: Mapping[str, str]
    groups: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    was: int | None = None

    def has_more(self, plan: Group) -> bool:
        """True where something is filled in that the form folds away."""
        folded = any(self.values.get(each.name, "").strip() for each in plan.inputs if not each.usual)
        return folded or any(self.groups.get(group.name) for group in plan.groups if not group.usual)


def filled(concept: Concept) -> Row:
    """The form of a concept."""
    return _row(concept, CONCEPT)


def fresh(*begun: tuple[str, str]) -> Row:
    """The form of a new concept, with terms by language and text, which may be blank, and room for a definition."""
    terms = CONCEPT.group("terms")
    definitions = CONCEPT.group("definitions")
    assert terms is not None
    assert definitions is not None
    rows = tuple(_blank(terms, language=language, text=text) for language, text in begun)
    return replace(_blank(CONCEPT), groups={"terms": rows, "definitions": (_blank(definitions),)})


def text_in(value: Any, given: Input) -> str:
    """What a value has for an input."""
    return str(value) if isinstance(value, str) else str(getattr(value, given.name))


def _row(value: Any, plan: Group, was: int | None = None) -> Row:
    values = {each.name: text_in(value, each) for each in plan.inputs}
    groups = {
        group.name: tuple(_row(one, group, at) for at, one in enumerate(getattr(value, group.name)))
        for group in plan.groups
    }
    return Row(values, groups, was)


def _blank(plan: Group, **values: str) -> Row:
    return Row({each.name: values.get(each.name, each.default) for each in plan.inputs})


def sent(form: Mapping[str, str]) -> Row:
    """What a browser sent. Names that the form has not are passed over."""
    tree: _Tree = {}
    deepest = _deepest(CONCEPT)
    for name, text in form.items():
        *way, last = name.split(".", deepest + 1)
        if len(way) > deepest:
            continue
        place = tree
        for step in way:
            place = place.setdefault(step, {})
            if not isinstance(place, dict):
                break
        else:
            place[last] = text
    return _from_tree(tree, CONCEPT)


def _deepest(plan: Group) -> int:
    """How many steps lead to an input at most: a group's name and a number for each level of the tree."""
    return 2 * max((1 + _deepest(group) // 2 for group in plan.groups), default=0)


def _from_tree(tree: _Tree, plan: Group) -> Row:
    values = {each.name: _text(tree.get(each.name)) for each in plan.inputs}
    groups = {group.name: tuple(_rows(tree.get(group.name), group)) for group in plan.groups}
    was = _text(tree.get(WAS))
    return Row(values, groups, int(was) if _is_number(was) else None)


def _rows(tree: Any, plan: Group) -> Iterator[Row]:
    if isinstance(tree, dict):
        for step in sorted(filter(_is_number, tree), key=int):
            if isinstance(tree[step], dict):
                yield _from_tree(tree[step], plan)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _is_number(step: str) -> bool:
    return step.isascii() and step.isdecimal() and len(step) <= _MOST_DIGITS


def named(row: Row, plan: Group = CONCEPT, way: str = "") -> Iterator[tuple[str, str]]:
    """The names and texts that a browser sends for a form that nobody has touched."""
    if row.was is not None:
        yield f"{way}{WAS}", str(row.was)
    for each in plan.inputs:
        yield f"{way}{each.name}", row.values[each.name]
    for group in plan.groups:
        for at, inner in enumerate(row.groups.get(group.name, ())):
            yield from named(inner, group, f"{way}{group.name}.{at}.")


def pressed(row: Row, button: str) -> tuple[Row, str]:
    """The form after a button such as ``add:terms.0.notes`` or ``remove:terms.1``, and where to go on in it.

    Raises `BadRequest` for a place that the form has not.
    """
    deed, _, way = button.partition(":")
    steps = way.split(".")
    if deed == "add":
        new, at = _added(row, CONCEPT, steps)
        return new, f"{way}.{at}"
    return _removed(row, CONCEPT, steps), way.rpartition(".")[0]


def _added(row: Row, plan: Group, steps: list[str]) -> tuple[Row, int]:
    group, rows = _group(row, plan, steps)
    if len(steps) == 1:
        values = {"language": rows[-1].values["language"]} if group.name == "terms" and rows else {}
        return _with(row, group, (*rows, _blank(group, **values))), len(rows)
    at = _place(rows, steps)
    inner, number = _added(rows[at], group, steps[2:])
    return _with(row, group, (*rows[:at], inner, *rows[at + 1 :])), number


def _removed(row: Row, plan: Group, steps: list[str]) -> Row:
    group, rows = _group(row, plan, steps)
    at = _place(rows, steps)
    inner = () if len(steps) == 2 else (_removed(rows[at], group, steps[2:]),)
    return _with(row, group, (*rows[:at], *inner, *rows[at + 1 :]))


def _group(row: Row, plan: Group, steps: list[str]) -> tuple[Group, tuple[Row, ...]]:
    group = plan.group(steps[0]) if steps else None
    if group is None:
        raise BadRequest("the form has no such part; load the page again")
    return group, row.groups.get(group.name, ())


def _place(rows: tuple[Row, ...], steps: list[str]) -> int:
    if len(steps) < 2 or not _is_number(steps[1]) or int(steps[1]) >= len(rows):
        raise BadRequest("the form has no such part; load the page again")
    return int(steps[1])


def _with(row: Row, group: Group, rows: tuple[Row, ...]) -> Row:
    return replace(row, groups={**row.groups, group.name: rows})
