"""A segment's inline codes as numbered marks that a person can move about in a plain text, and back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import copy
from xml.sax.saxutils import escape

from lxml import etree

from tmx.errors import CannotWrite, UnreadableFile
from tmx.inline import CODES, canonical, element_of

_MARK = re.compile("⟦([0-9]+)⟧")
_BRACKETS = re.compile("[⟦⟧]")


def shown(markup: str) -> str | None:
    """The text of canonical markup with a mark such as ``⟦1⟧`` for each code, numbered from its beginning.

    None where the text itself has such brackets, so that marks could not be told from it.
    """
    pieces = list(_pieces(element_of(markup)))
    texts = [text for text, is_code in pieces if not is_code]
    if any(map(_BRACKETS.search, texts)):
        return None
    numbers = iter(range(1, len(pieces) + 1))
    return "".join(f"⟦{next(numbers)}⟧" if is_code else text for text, is_code in pieces)


def filled(markup: str, text: str) -> str | None:
    """Canonical markup for a text with the marks that `shown` gave, in any order that nests.

    Raises `CannotWrite` where a code of the markup is missing or stands twice, or where one closes before it opens.
    """
    codes = [piece for piece, is_code in _pieces(element_of(markup)) if is_code]
    _must_be_all(codes, text)
    parts = _MARK.split(text)
    new = "".join(codes[int(part) - 1] if at % 2 else escape(part) for at, part in enumerate(parts))
    try:
        return canonical(new)
    except UnreadableFile as error:
        raise CannotWrite("the inline codes do not nest any more", hint="put each closing one after its own") from error


def with_texts(markup: str, change: Callable[[str], str]) -> str:
    """Markup with each text between codes changed, and the codes as they are."""
    pieces = _pieces(element_of(markup))
    return "".join(piece if is_code else escape(change(piece)) for piece, is_code in pieces)


def _must_be_all(codes: list[str], text: str) -> None:
    found = Counter(map(int, _MARK.findall(text)))
    for number, code in enumerate(codes, 1):
        if found[number] != 1:
            what = "is missing" if not found[number] else "stands more than once"
            raise CannotWrite(f"the inline code ⟦{number}⟧ ({code}) {what}", hint="keep each code once")
    unknown = sorted(found.keys() - set(range(1, len(codes) + 1)))
    if unknown:
        raise CannotWrite(f"there is no inline code ⟦{unknown[0]}⟧ in this segment")


def _pieces(element: etree._Element) -> Iterator[tuple[str, bool]]:
    """Texts, and the XML of codes; a marker's start and end tag are two codes."""
    if element.text:
        yield element.text, False
    for child in element:
        if child.tag in CODES:
            yield _xml(child), True
        else:
            start, end = _tags(child)
            yield start, True
            yield from _pieces(child)
            yield end, True
        if child.tail:
            yield child.tail, False


def _tags(element: etree._Element) -> tuple[str, str]:
    alone = copy(element)
    alone.text = None
    del alone[:]
    whole = _xml(alone)
    at = whole.rindex("</")
    return whole[:at], whole[at:]


def _xml(element: etree._Element) -> str:
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False).decode()
