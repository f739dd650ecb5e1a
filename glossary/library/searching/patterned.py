"""Terms that a pattern is: one with ``*`` and ``?``, or a regular expression."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from glossary.terms.expressions import TermExpression
from glossary.terms.forms import Way, text_keys
from glossary.terms.wildcards import Glob

from .lexicons import Kind
from .proposals import Proposal, Search, Step, all_of

_AT_ONCE = 500


def wildcard(search: Search) -> Iterator[Proposal]:
    """Terms that are, as a whole, what the query says with wildcards: the shortest first."""
    glob = Glob(search.asked.text)
    keys = search.lexicons.of(Kind.KEYS, search.narrowed.concepts).passing(glob.passes, glob.piece)
    concepts: set[int] = set()
    for some in _by_length(keys):
        for found in search.whole(Way.TEXT, some):
            concepts.add(found.concept)
            order = 2 * len(found.key) + (not glob.is_written_in(found.text))
            yield Proposal(Step.WILDCARD, found, True, found.text, order, spans=all_of)
        if len(concepts) >= search.asked.limit:
            return


def expression(search: Search) -> Iterator[Proposal]:
    """Terms in which the regular expression stands, as they are written: the shortest first.

    Raises `BadRequest` for one that cannot be read or takes too long.
    """
    sought = TermExpression(search.asked.expression or "")
    lexicon = search.lexicons.of(Kind.TEXTS, search.narrowed.concepts)
    concepts: set[int] = set()
    for some in _by_length(lexicon.passing(sought.stands_in, sought.piece, cased=sought.cased)):
        texts = set(some)
        for found in search.whole(Way.TEXT, {key for text in some for key in text_keys(text)}):
            if found.text in texts:
                concepts.add(found.concept)
                yield Proposal(Step.EXPRESSION, found, True, found.text, len(found.text), spans=sought.spans)
        if len(concepts) >= search.asked.limit:
            return


def _by_length(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts that ascend by length in lists, those of one length in one list."""
    some: list[str] = []
    for text in texts:
        if len(some) >= _AT_ONCE and len(text) > len(some[-1]):
            yield some
            some = []
        some.append(text)
    if some:
        yield some
