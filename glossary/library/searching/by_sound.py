"""Chinese terms by their pinyin: as it is typed, by its initials, or where other characters sound alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from operator import ne

from glossary.terms.forms import Way
from glossary.text.chinese import has_han, simplified, syllables, typed_pinyin

from .phrases import difference
from .proposals import Proposal, Search, Step

_FEWEST = 2
_STEPS = {
    Way.PINYIN: Step.PINYIN,
    Way.PINYIN_PART: Step.PINYIN_PART,
    Way.INITIALS: Step.INITIALS,
    Way.INITIALS_PART: Step.INITIALS_PART,
}


def _spelt(way: Way, search: Search) -> Iterator[Proposal]:
    letters = typed_pinyin(search.asked.text)
    if len(letters) >= _FEWEST:
        for found in search.beginning(way, letters):
            yield Proposal(_STEPS[way], found, found.key == letters, search.asked.text)


SPELT: tuple[Callable[[Search], Iterator[Proposal]], ...] = tuple(partial(_spelt, way) for way in _STEPS)
"""By pinyin and by its initials, of the whole term before those of a part."""


def homophones(search: Search) -> Iterator[Proposal]:
    """Terms that sound like the query: an input method offers the one for the other."""
    key = search.key
    if len(key) < _FEWEST or not all(map(has_han, key)):
        return
    read = "".join(map(typed_pinyin, syllables(simplified(key))))
    for way in (Way.PINYIN, Way.PINYIN_PART):
        for found in search.whole(way, [read]) if read else ():
            alike = found.text[-len(key) :]
            if len(found.text) >= len(key) and alike != search.asked.text:
                others = sum(map(ne, search.asked.text, alike))
                yield Proposal(Step.HOMOPHONE, found, way is Way.PINYIN, alike, others, difference(key, alike))
