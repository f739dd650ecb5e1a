"""Settles which of a concept's terms is the right one: one is preferred, the others step back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from glossary.answers.drift import is_short
from glossary.errors import BadRequest
from glossary.text.fold import primary
from tmx import language
from tmx.model import Concept, Term, TermStatus


@dataclass(frozen=True, slots=True)
class Order:
    """What a term is to be. Without a `language` the concept must have it in one alone.

    Where it becomes the preferred one, the term that was preferred before is admitted; or, with `deprecate_others`,
    all that stand for the same are deprecated.
    """

    text: str
    status: TermStatus = TermStatus.PREFERRED
    language: str = ""
    deprecate_others: bool = False


def settled(concept: Concept, order: Order) -> Concept:
    """The concept with a term as it is to be, added where the concept has it not. Raises `BadRequest`.

    Others are those of the term's own language. Short forms stand beside a full form by right, and what is forbidden
    stays so.
    """
    at = _place(concept, order)
    terms = list(concept.terms)
    if at is None:
        at = _end(concept, order)
        terms.insert(at, Term(_tag(concept, order.language), order.text.strip()))
    term = terms[at] = replace(terms[at], status=order.status)
    if order.status is TermStatus.PREFERRED:
        terms = [each if each is term else _beside(term, each, order) for each in terms]
    return replace(concept, terms=tuple(terms))


def _beside(term: Term, other: Term, order: Order) -> Term:
    """Another term of the concept, when this one is preferred."""
    if other.language != term.language or is_short(other.type) is not is_short(term.type):
        return other
    if order.deprecate_others and other.status is not TermStatus.FORBIDDEN:
        return replace(other, status=TermStatus.DEPRECATED)
    return replace(other, status=TermStatus.ADMITTED) if other.status is TermStatus.PREFERRED else other


def _place(concept: Concept, order: Order) -> int | None:
    found = [
        at
        for at, term in enumerate(concept.terms)
        if term.text == order.text.strip() and (not order.language or primary(term.language) == primary(order.language))
    ]
    exact = [at for at in found if concept.terms[at].language == order.language]
    if len(found) > 1 and not exact:
        tags = ", ".join(concept.terms[at].language for at in found)
        raise BadRequest(f"the concept has “{order.text}” in {tags}; name the language")
    return next(iter(exact or found), None)


def _end(concept: Concept, order: Order) -> int:
    """The place behind the last term of the language, or behind all."""
    if not order.language:
        raise BadRequest(f"the concept has no term “{order.text}”; name a language, and it is added")
    tag = _tag(concept, order.language)
    return max((at + 1 for at, term in enumerate(concept.terms) if term.language == tag), default=len(concept.terms))


def _tag(concept: Concept, given: str) -> str:
    """The concept's own tag for a language, such as en for en-US, where it has one."""
    tag = language.normalise(given)
    own = dict.fromkeys(term.language for term in concept.terms if primary(term.language) == primary(tag))
    return language.best(tag, own) or tag
