"""Reads the arguments that calls have in common; what cannot be meant is a `BadRequest`."""

from __future__ import annotations

from collections.abc import Mapping

from glossary.errors import BadRequest
from glossary.library.matching import MOST_HITS
from glossary.library.ranking import Order
from glossary.matching.patterns import Mode
from tmx import language
from tmx.codec import Table
from tmx.model import Languages, TermStatus

LONGEST_NAME = 200
"""Characters of the name of a memory or a termbase, which stands in lists and addresses."""


def check_limit(limit: int) -> None:
    if not 1 <= limit <= MOST_HITS:
        raise BadRequest(f"the limit is {limit}; it must be from 1 to {MOST_HITS:,}")


def mode_of(mode: str) -> Mode:
    if mode not in list(Mode):
        raise BadRequest(f"there is no mode {mode!r}; there are: {', '.join(Mode)}")
    return Mode(mode)


def order_of(order: str) -> Order:
    if order not in list(Order):
        raise BadRequest(f"there is no order {order!r}; there are: {', '.join(Order)}")
    return Order(order)


def status_of(status: str) -> str:
    if status not in list(TermStatus):
        raise BadRequest(f"there is no status {status!r}; there are: {', '.join(TermStatus)}")
    return status


def table_of(columns: Mapping[str, str], header: bool, sheet: str) -> Table:
    pairs = tuple((text_of(column), text_of(word)) for column, word in columns.items())
    return Table(pairs, header, text_of(sheet))


def languages_of(source: str, target: str) -> Languages:
    return Languages(tag_of(source), tag_of(target))


def tag_of(tag: str) -> str:
    return language.normalise(tag) if tag else ""


def name_of(name: str | None) -> str | None:
    """A memory's or termbase's name: None where it is not given, else not blank."""
    if name is None:
        return None
    if not text_of(name).strip():
        raise BadRequest("the name is blank; give the memory or termbase a name")
    if len(name) > LONGEST_NAME:
        raise BadRequest(f"the name has {len(name):,} characters; give one of {LONGEST_NAME} at most")
    return name.strip()


def text_of(text: str) -> str:
    """A text that can be stored. Raises `BadRequest` for lone surrogates, which a broken terminal or JSON can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadRequest(f"the text is not valid Unicode at character {error.start + 1}; check its encoding") from error
    return text
