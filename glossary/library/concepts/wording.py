"""What a person may write into a concept: terms that can be found, in languages that are some, and valid texts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from glossary.errors import BadRequest
from tmx import language
from tmx.model import Concept, Term, TermStatus, Transaction
from tmx.plain import BadValue, plain, value
from tmx.safexml import legal

from .uniting import in_order, united_levels

ORIGINATION, MODIFICATION = "origination", "modification"
"""TBX-Basic ``transactionType``."""


def worded(concept: Concept) -> Concept:
    """A concept as it is stored: tags normalised, terms stripped, one level a language, in the order of the terms.

    Raises `BadRequest` for no term, a blank one, one with control characters or a text that is not Unicode, and what
    `tmx.language` raises.
    """
    _must_be_text(concept)
    if not concept.terms:
        raise BadRequest("a concept needs a term; give one with its language")
    terms = tuple(map(_term, concept.terms))
    levels = (replace(each, language=language.normalise(each.language)) for each in concept.levels)
    definitions = tuple(replace(each, language=_tag(each.language)) for each in concept.definitions)
    ordered = in_order(united_levels(levels), terms)
    return replace(concept, terms=terms, definitions=definitions, levels=ordered, id=concept.id.strip())


def _term(term: Term) -> Term:
    text = term.text.strip()
    if not text:
        raise BadRequest(f"a term in {term.language or 'no language'} is blank; give it letters or leave it out")
    if legal(text)[1]:
        raise BadRequest(f"the term {legal(text)[0]!r} has a control character, which no file can carry; leave it out")
    return replace(term, language=language.normalise(term.language), text=text)


def _tag(tag: str) -> str:
    return language.normalise(tag) if tag else ""


def _must_be_text(concept: Concept) -> None:
    """Every text in it, at whatever depth: so as `tmx.plain` reads them, which is what the store will do."""
    try:
        value(Concept, json.loads(json.dumps(plain(concept))))
    except BadValue as error:
        raise BadRequest(f"the concept cannot be kept: {error}") from error
    except RecursionError:
        raise BadRequest("the concept cannot be kept: it is nested too deep") from None


def proposed(concept: Concept) -> Concept:
    """A concept all whose terms wait for someone's verdict."""
    return replace(concept, terms=tuple(replace(term, status=TermStatus.PROPOSED) for term in concept.terms))


def wanted(concept: Concept, base: Concept | None = None) -> Concept:
    """A concept as its proposer wants it: a term that comes with no verdict is to be admitted."""
    there = {(term.language, term.text) for term in base.terms} if base else set()
    return replace(concept, terms=tuple(_judged(term, there) for term in concept.terms))


def _judged(term: Term, there: set[tuple[str, str]]) -> Term:
    comes = (term.language, term.text) not in there
    return replace(term, status=TermStatus.ADMITTED) if comes and term.status is TermStatus.PROPOSED else term


def signed(concept: Concept, type: str, who: str) -> Concept:
    """A concept that says when, and by whom where that is known, it was made or last changed (TBX ``transacGrp``)."""
    kept = tuple(each for each in concept.transactions if each.type != type or each.fields)
    if type == ORIGINATION and kept != concept.transactions:
        return concept
    date = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return replace(concept, transactions=(*kept, Transaction(type, date, who)))
