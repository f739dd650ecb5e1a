"""Terms that begin with the query, and those that have it where a word or Chinese character begins."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.terms.forms import Way, text_keys

from .proposals import Proposal, Search, Step


def begins(search: Search) -> Iterator[Proposal]:
    """Terms that are the query or begin with it."""
    for key in text_keys(search.asked.text):
        for found in search.beginning(Way.TEXT, key):
            whole = found.key == key
            step = Step.EXACT if whole else Step.BEGINNING
            yield Proposal(step, found, whole, search.asked.text, search.script(found.text))


def part(search: Search) -> Iterator[Proposal]:
    """Terms that have the query further on."""
    for key in text_keys(search.asked.text):
        for found in search.beginning(Way.PART, key):
            yield Proposal(Step.PART, found, found.key == key, search.asked.text, search.script(found.text))
