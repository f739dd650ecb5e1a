"""Glossary files of Google's Cloud Translation: pairs without a header, and equivalent term sets with one.

Its documentation (Creating and using glossaries): terms of fewer than 1,024 bytes, 10,485,760 bytes of terms together.
A term set is a CSV whose header has a language code for each column, and may have ``pos`` and ``description``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import BinaryIO

from tmx.codec import Codec, Reading, Wanted
from tmx.convert import as_concepts
from tmx.errors import BadLanguage, UnreadableFile
from tmx.formats.tables.columns import Columns, meaning
from tmx.formats.tables.encoding import sample_of
from tmx.formats.tables.pairs import Limits, Pair, columns_of_pairs, pairs, write_limited
from tmx.formats.tables.reader import read_columns
from tmx.formats.tables.rows import RowWriter, as_it_is, read_rows
from tmx.formats.tables.spool import Spool
from tmx.language import normalise
from tmx.model import Concept, Details, Languages, Losses, Term, Unit

LIMITS = Limits(longest=1023, whole=10_485_760)
POS, DESCRIPTION = "pos", "description"


def detect_sets(head: bytes) -> bool:
    """True where the first line is language codes and a ``description``."""
    cells = sample_of(head).partition("\n")[0].strip().split(",")
    names = [cell.strip().strip('"').lower() for cell in cells]
    others = [name for name in names if name not in (POS, DESCRIPTION)]
    return DESCRIPTION in names and len(others) > 1 and all(_is_language(name) for name in others)


def _is_language(name: str) -> bool:
    return "-" in meaning(name) or len(meaning(name)) == 2


def read_pairs(stream: BinaryIO, wanted: Wanted, *, format: str, delimiter: str) -> Reading:
    """Open a glossary of pairs. Raises `UnreadableFile` where its languages are not said."""
    rows = read_rows(stream, wanted.file, lambda line: delimiter, as_it_is)
    return read_columns(columns_of_pairs(wanted, 2), rows, wanted, format)


def read_sets(stream: BinaryIO, wanted: Wanted) -> Reading:
    """Open equivalent term sets. Raises `UnreadableFile` where the first row is not their header."""
    rows = read_rows(stream, wanted.file, lambda line: ",", as_it_is)
    header = [cell.strip() for cell in next((cells for _, cells in rows if cells), [])]
    named = {"pos": POS, "definition": DESCRIPTION}
    places = {name: header.index(word) for name, word in named.items() if word in header}
    try:
        languages = tuple((at, normalise(name)) for at, name in enumerate(header) if at not in places.values())
    except BadLanguage as error:
        raise UnreadableFile(f"its first row: {error.what}", file=wanted.file, at="row 1", hint=error.hint) from error
    if len(languages) < 2:
        raise UnreadableFile("its first row does not name two languages", file=wanted.file, at="row 1")
    return read_columns(Columns("languages", len(header), places, languages), rows, wanted, "google-terms")


def write_pairs(
    stream: BinaryIO,
    entries: Iterable[Unit | Concept],
    languages: Languages,
    header: Details,
    losses: Losses,
    *,
    delimiter: str,
) -> int:
    """Write what the service takes of the entries. Raises `CannotWrite` where the two languages are not given."""
    if header:
        losses.add("properties of the file")
    return write_limited(stream, pairs(entries, languages, losses), LIMITS, losses, delimiter)


def write_sets(
    stream: BinaryIO, entries: Iterable[Unit | Concept], languages: Languages, header: Details, losses: Losses
) -> int:
    """Write one row a concept, in all languages that there are, or the two that are given.

    Two passes, the first into a file of its own, since the header needs every language.
    """
    if header:
        losses.add("properties of the file")
    wanted = [normalise(tag) for tag in (languages.source, languages.target) if tag]
    tags = dict.fromkeys(wanted)
    used = 0
    with Spool() as spool:
        for concept in as_concepts(entries):
            row = _set(concept, wanted, losses)
            size = sum(len(text.encode()) for text in row[0].values()) if row else 0
            if used + size > LIMITS.whole:
                losses.add(f"entries after the first {LIMITS.whole:,} bytes")
            elif row:
                used += size
                tags |= dict.fromkeys(row[0])
                spool.add(row)
        rows = RowWriter(stream, ",", losses, guarded=as_it_is)
        rows.write((*tags, POS, DESCRIPTION))
        for terms, pos, description in spool:
            rows.write((*(terms.get(tag, "") for tag in tags), pos, description))
        return len(spool)


_Set = tuple[dict[str, str], str, str]


def _set(concept: Concept, wanted: list[str], losses: Losses) -> _Set | None:
    """The first usable term of each language, a part of speech and a description."""
    chosen: dict[str, Term] = {}
    for term in sorted(concept.terms, key=lambda term: term.status.value != "preferred"):
        if term.status.usable and (not wanted or term.language in wanted) and _takes(term.text.strip(), losses):
            chosen.setdefault(term.language, term)
    if len(chosen) < 2:
        losses.add("entries with a usable term in fewer than two languages")
        return None
    if len(concept.terms) > len(chosen):
        losses.add("synonyms, and terms in other languages or not to be used", len(concept.terms) - len(chosen))
    in_order = {term.language: term.text.strip() for term in concept.terms if chosen.get(term.language) is term}
    pos = next((term.part_of_speech for term in chosen.values() if term.part_of_speech), "")
    description = concept.definitions[0].text if concept.definitions else ""
    if concept.id or concept.domains or concept.notes or len(concept.definitions) > 1:
        losses.add("entries of which more is known")
    return in_order, pos, description


def _takes(text: str, losses: Losses) -> bool:
    return bool(list(LIMITS.within([Pair(text, text)], losses)))


def _codec(name: str, title: str, extension: str, delimiter: str, mimetype: str, rank: int) -> Codec:
    return Codec(
        name=name,
        title=title,
        extensions=(extension,),
        kinds=frozenset({"units", "concepts"}),
        detect=lambda head: False,
        read=partial(read_pairs, format=name, delimiter=delimiter),
        write=partial(write_pairs, delimiter=delimiter),
        carries=("a source term and its target terms",),
        loses=("all else that is known of a concept or unit", *_LIMITED),
        mimetype=mimetype,
        rank=rank,
    )


_LIMITED = ("terms of 1,024 bytes or more, with line breaks or with tabs", "what exceeds 10,485,760 bytes")

CODECS = (
    Codec(
        name="google-terms",
        title="Google equivalent term sets",
        extensions=(".csv",),
        kinds=frozenset({"units", "concepts"}),
        detect=detect_sets,
        read=read_sets,
        write=write_sets,
        carries=("a term in each of any number of languages, a part of speech and a description",),
        loses=("synonyms", "statuses", "all else that is known of a concept", *_LIMITED),
        mimetype="text/csv",
        rank=75,
    ),
    _codec("google-csv", "Google glossary with commas", ".csv", ",", "text/csv", 94),
    _codec("google-tsv", "Google glossary with tabs", ".tsv", "\t", "text/tab-separated-values", 95),
)
