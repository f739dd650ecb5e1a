"""Entries as pairs of a source and a target, as glossaries of two columns hold them, and all that is lost that way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, NamedTuple

from tmx.codec import Wanted
from tmx.convert import unit_from_concept
from tmx.errors import CannotWrite, UnreadableFile
from tmx.language import best, normalise
from tmx.model import Concept, Languages, Losses, Term, Unit, UnitStatus

from .columns import Columns
from .rows import RowWriter, as_it_is

_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


class Pair(NamedTuple):
    """A text, its translation, and a comment on them."""

    source: str
    target: str
    note: str = ""


def columns_of_pairs(wanted: Wanted, count: int, note: int | None = None) -> Columns:
    """The columns of a table without a header: source, target, and a note where there is one.

    Raises `UnreadableFile` where the languages are not said.
    """
    languages = wanted.languages
    if not (languages.source and languages.target):
        raise UnreadableFile(
            "it does not say its languages", file=wanted.file, hint="name them with -s and -t, such as -s zh-CN -t en"
        )
    pair = both(languages)
    named = {} if note is None else {"note": note}
    return Columns("pairs", count, named, ((0, pair.source), (1, pair.target)), headed=False)


def both(languages: Languages) -> Languages:
    """The two languages of an export. Raises `CannotWrite` where there are not two."""
    if not (languages.source and languages.target):
        raise CannotWrite("this format holds two languages", hint="name them with -s and -t")
    source, target = normalise(languages.source), normalise(languages.target)
    if source == target:
        raise CannotWrite(f"source and target are both {source}", hint="name two languages")
    return Languages(source, target)


def pairs(
    entries: Iterable[Unit | Concept], languages: Languages, losses: Losses, *, noted: bool = False
) -> Iterator[Pair]:
    """The pairs of all entries, the preferred terms of a concept first, its first note with the first of them.

    Raises `CannotWrite` as `both` does. What is not said by a pair is counted, once an entry.
    """
    wanted = both(languages)
    for entry in entries:
        found = list(_of_unit(entry, wanted, losses) if isinstance(entry, Unit) else _of_concept(entry, wanted, losses))
        if not found:
            losses.add(f"entries without a text in {wanted.source} and {wanted.target}")
        note = entry.details.notes if isinstance(entry, Unit) else entry.notes
        if noted and found and note and not note[0].language:
            found[0] = found[0]._replace(note=note[0].text)
        if _says_more(entry, found):
            losses.add("entries of which more is known")
        yield from found


def _of_unit(unit: Unit, wanted: Languages, losses: Losses) -> Iterator[Pair]:
    tags = unit.languages
    source, target = best(wanted.source, tags), best(wanted.target, tags)
    if source is None or target is None or source == target:
        return
    segments = unit.segments[tags.index(source)], unit.segments[tags.index(target)]
    if any(segment.markup is not None for segment in segments):
        losses.add("texts with inline codes, which became plain")
    if all(segment.text.strip() for segment in segments):
        yield Pair(segments[0].text, segments[1].text)


def _of_concept(concept: Concept, wanted: Languages, losses: Losses) -> Iterator[Pair]:
    found = [Pair(*(segment.text for segment in unit.segments)) for unit in unit_from_concept(concept, wanted)]
    held = {text for pair in found for text in pair[:2]}
    left = sum(term.text not in held for term in concept.terms)
    if found and left:
        losses.add("terms in other languages, or not to be used", left)
    yield from (pair for pair in found if pair.source.strip() and pair.target.strip())


def _says_more(entry: Unit | Concept, found: list[Pair]) -> bool:
    """True where an entry says more than its pairs do: an identifier, a domain, a part of speech …"""
    kept = 1 if found and found[0].note else 0
    if isinstance(entry, Unit):
        details = replace(entry.details, notes=entry.details.notes[kept:])
        beside = any(each.details for each in entry.segments) or entry.status is not UnitStatus.TRANSLATED
        return bool(details or entry.id or entry.context or beside)
    plain = all(term == Term(term.language, term.text, term.status) for term in entry.terms)
    return not plain or replace(entry, terms=(), notes=entry.notes[kept:]) != Concept(())


def one_line(text: str, losses: Losses) -> str:
    """The text without tabs and line breaks, for formats that cannot quote them; each becomes a space, counted."""
    kept, changed = re.subn(r"\r\n|[\t\r\n]", " ", _NO_TEXT.sub("", text))
    left_out = len(_NO_TEXT.findall(text))
    if changed:
        losses.add("tabs and line breaks, which became spaces", changed)
    if left_out:
        losses.add("characters that are not text", left_out)
    return kept


@dataclass(slots=True)
class Limits:
    """What a service takes of a glossary, in bytes of UTF-8; `once` where it takes a source only once."""

    longest: int
    whole: int
    once: bool = False

    def within(self, found: Iterable[Pair], losses: Losses) -> Iterator[Pair]:
        """The pairs that a service takes, trimmed; the others are left out and counted."""
        used, seen = 0, set[str]()
        for pair in (Pair(source.strip(), target.strip(), note) for source, target, note in found):
            size = sum(len(text.encode("utf-8", "replace")) for text in pair[:2])
            problem = self._problem(pair)
            if not problem and self.once and pair.source in seen:
                problem = "further translations of one source"
            if not problem and used + size > self.whole:
                problem = f"entries after the first {self.whole:,} bytes"
            if problem:
                losses.add(problem)
                continue
            used += size
            if self.once:
                seen.add(pair.source)
            yield pair

    def _problem(self, pair: Pair) -> str:
        texts = pair[:2]
        if not all(texts):
            return "entries with an empty text"
        if any(_CONTROL.search(text) or _NO_TEXT.search(text) for text in texts):
            return "entries with tabs, line breaks or control characters"
        if any(len(text.encode()) > self.longest for text in texts):
            return f"entries with a text of more than {self.longest:,} bytes"
        return ""


def write_limited(stream: BinaryIO, found: Iterable[Pair], limits: Limits, losses: Losses, delimiter: str) -> int:
    """Write the sources and targets that are within the limits, in two columns; returns how many."""
    rows = RowWriter(stream, delimiter, losses, guarded=as_it_is)
    written = 0
    for pair in limits.within(found, losses):
        rows.write(pair[:2])
        written += 1
    return written
