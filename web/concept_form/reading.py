"""Makes a concept of what stands in the form: what is as it was shown stays as it was, down to what is not shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, cast

from glossary.errors import BadRequest
from tmx import language
from tmx.errors import BadLanguage
from tmx.model import Concept, LanguageLevel, TermStatus

from .plan import CONCEPT, Group, Input, Kind
from .rows import Row, text_in

_LINE_ENDS = re.compile(r"\r\n?|\n")


class BadForm(BadRequest):
    """What is missing or wrong in a form, by the names of the inputs."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("; ".join(dict.fromkeys(problems.values())))
        self.problems = problems


def concept_of(row: Row, base: Concept) -> Concept:
    """The concept that the form says, where it was filled from `base`. Raises `BadForm`.

    A row that has nothing in it is no part of the concept, unless it was shown so and is so still.
    """
    reader = _Reader()
    concept = cast(Concept, reader.value(row, CONCEPT, base, ""))
    if not concept.terms:
        reader.problems.setdefault("terms.0.text", "a concept needs a term; write one")
    reader.check_levels(concept.levels)
    if reader.problems:
        raise BadForm(reader.problems)
    return replace(concept, levels=_in_order(concept))


def _in_order(concept: Concept) -> tuple[LanguageLevel, ...]:
    """As `Concept` has them: in the order of the languages of the terms, those without a term after them."""
    spoken = list(dict.fromkeys(term.language for term in concept.terms))
    return tuple(
        sorted(
            concept.levels, key=lambda level: spoken.index(level.language) if level.language in spoken else len(spoken)
        )
    )


class _Reader:
    """Reads rows by the plan, and notes what is wrong by the way to it."""

    def __init__(self) -> None:
        self.problems: dict[str, str] = {}

    def value(self, row: Row, plan: Group, base: Any, way: str) -> Any:
        """The value of a row that was filled from `base` (None: a new one); None where it says nothing."""
        texts = {each.name: self._text(row, each, base, way) for each in plan.inputs}
        parts = {
            group.name: self._values(row.groups.get(group.name, ()), group, getattr(base, group.name, ()), way)
            for group in plan.groups
        }
        new = texts["value"] if plan.of is str else _made(plan, base, {**texts, **parts})
        if base is not None and new == base:
            return base
        if plan is not CONCEPT and not _says(plan, texts, parts):
            for name in [name for name in self.problems if name.startswith(way)]:
                del self.problems[name]
            return None
        for each in plan.inputs:
            if each.needed and not texts[each.name]:
                self.problems.setdefault(way + each.name, f"{_called(plan, way)}: the {each.label.lower()} is missing")
        return new

    def _values(self, rows: Sequence[Row], plan: Group, base: Sequence[Any], way: str) -> tuple[Any, ...]:
        found = (
            self.value(row, plan, _at(base, row.was), f"{way}{plan.name}.{number}.") for number, row in enumerate(rows)
        )
        return tuple(value for value in found if value is not None)

    def _text(self, row: Row, each: Input, base: Any, way: str) -> str:
        given = row.values.get(each.name, "")
        if base is not None and _bare(given, each) == _bare(text_in(base, each), each):
            return text_in(base, each)
        text = _LINE_ENDS.sub("\n", given).strip()
        if each.kind is Kind.CHOICE and text and text not in each.choices:
            self.problems[way + each.name] = f"{text[:40]!r} is none of: {', '.join(each.choices)}"
        if each.kind is Kind.LANGUAGE and text:
            return self._tag(text, way + each.name)
        return text

    def _tag(self, text: str, name: str) -> str:
        try:
            return language.normalise(text)
        except BadLanguage as error:
            self.problems[name] = str(error)
            return text

    def check_levels(self, levels: Iterable[LanguageLevel]) -> None:
        """Note a language of which the form has two."""
        tags = [level.language for level in levels]
        for number, tag in enumerate(tags):
            if tag in tags[:number]:
                self.problems[f"levels.{number}.language"] = f"{tag} is there twice; put both into one"


def _at(base: Sequence[Any], was: int | None) -> Any:
    return base[was] if was is not None and was < len(base) else None


def _made(plan: Group, base: Any, values: dict[str, Any]) -> Any:
    if values.get("status") in tuple(TermStatus):
        values["status"] = TermStatus(values["status"])
    return plan.of(**values) if base is None else replace(base, **values)


def _says(plan: Group, texts: dict[str, str], parts: dict[str, tuple[Any, ...]]) -> bool:
    return any(texts[each.name].strip() for each in plan.inputs if each.counts) or any(parts.values())


def _bare(text: str, each: Input) -> str:
    """A text as a browser can give it back: a line has no line ends, others have one kind of them."""
    return _LINE_ENDS.sub("" if each.kind in (Kind.LINE, Kind.LANGUAGE) else "\n", text)


def _called(plan: Group, way: str) -> str:
    number = int(way.rstrip(".").rpartition(".")[2]) + 1
    return f"{plan.label.lower()} {number}"
