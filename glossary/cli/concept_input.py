"""A concept as the command line gives it: as JSON, or by options for its terms and what is said of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import click

from glossary.answers import concept_from_json
from tmx import language
from tmx.model import Concept, Definition, Note, Term, TermStatus

from .options import Command
from .streams import shown, text_of

_Pairs = Sequence[tuple[str, str]]
_TERMS = {
    "term": (TermStatus.ADMITTED, "An admitted term"),
    "preferred": (TermStatus.PREFERRED, "A preferred term"),
    "deprecated": (TermStatus.DEPRECATED, "A deprecated term"),
    "forbidden": (TermStatus.FORBIDDEN, "A forbidden term"),
}


def concept_options(command: Command) -> Command:
    """Adds the options whose values `Given` takes."""
    for option in reversed(
        (
            *(
                click.option(f"--{name}", nargs=2, multiple=True, metavar="LANG TEXT", help=f"{words}; repeatable.")
                for name, (_, words) in _TERMS.items()
            ),
            click.option("--definition", nargs=2, multiple=True, metavar="LANG TEXT", help="What it means."),
            click.option("--domain", multiple=True, metavar="D", help="A subject field; repeatable."),
            click.option("--note", multiple=True, metavar="TEXT", help="A note; repeatable."),
            click.option("--id", "identity", metavar="ID", help="The concept's own id, which references name."),
            click.option("--from", "file", metavar="FILE", help="Its JSON, as `concept show` prints; `-`: stdin."),
        )
    ):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Given:
    """The values of the options."""

    terms: tuple[Term, ...]
    definitions: tuple[Definition, ...]
    domains: tuple[str, ...]
    notes: tuple[Note, ...]
    identity: str | None
    file: str | None

    @classmethod
    def of(cls, options: dict[str, Any]) -> Given:
        """Takes its options out of a command's."""
        terms = tuple(
            Term(language.normalise(tag), text, status)
            for name, (status, _) in _TERMS.items()
            for tag, text in options.pop(name)
        )
        definitions = tuple(Definition(text, tag) for tag, text in options.pop("definition"))
        notes = tuple(map(Note, options.pop("note")))
        return cls(terms, definitions, options.pop("domain"), notes, options.pop("identity"), options.pop("file"))

    def new(self) -> Concept:
        """A concept of its own."""
        if self.file is None and not self.terms:
            raise click.UsageError("give the concept's terms with --term, --preferred …, or its JSON with --from")
        return self.put_into(Concept(()), ())

    def put_into(self, concept: Concept, without: _Pairs) -> Concept:
        """A concept with all this in it, or the one of the file; a term that is there gets its new status."""
        if self.file is not None:
            concept = concept_of(self.file)
        terms = _changed(concept.terms, self.terms)
        for tag, text in without:
            if not any(_is(term, tag, text) for term in terms):
                raise click.UsageError(f"the concept has no {tag} term {text!r} to remove")
            terms = tuple(term for term in terms if not _is(term, tag, text))
        return replace(
            concept,
            terms=terms,
            definitions=(*concept.definitions, *self.definitions),
            domains=(*concept.domains, *self.domains),
            notes=(*concept.notes, *self.notes),
            id=concept.id if self.identity is None else self.identity,
        )


def _changed(old: Sequence[Term], given: Sequence[Term]) -> tuple[Term, ...]:
    terms = list(old)
    for new in given:
        at = next((at for at, term in enumerate(terms) if _is(term, new.language, new.text)), None)
        if at is None:
            terms.append(new)
        else:
            terms[at] = replace(terms[at], status=new.status)
    return tuple(terms)


def _is(term: Term, tag: str, text: str) -> bool:
    return (term.language, term.text) == (language.normalise(tag), text)


def concept_of(file: str) -> Concept:
    """The concept whose JSON a file holds. Raises `BadRequest` and `click.UsageError`."""
    try:
        held = json.loads(text_of(file))
    except (ValueError, RecursionError) as error:
        raise click.UsageError(f"{shown(file)} is not JSON: {error}") from error
    return concept_from_json(held)
