"""What the header row of a table says: which of three layouts it has, and which column holds what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tmx.errors import BadLanguage, UnknownColumns
from tmx.language import normalise

Layout = Literal["pairs", "languages", "terms"]

NAMES = {
    "concept": "id",
    "id": "id",
    "language": "language",
    "lang": "language",
    "term": "term",
    "source": "source",
    "target": "target",
    "status": "status",
    "type": "type",
    "pos": "pos",
    "part_of_speech": "pos",
    "term_source": "term_source",
    "definition": "definition",
    "definition_source": "definition_source",
    "domain": "domain",
    "note": "note",
    "concept_note": "concept_note",
    "context": "context",
    "extra": "extra",
}
"""The names that mean something, and what each is called here."""

KEEP, IGNORE = "keep", "ignore"
"""What else a column can be: a property of the entry under the column's own name, or nothing."""

_LANGUAGE = "language:"
_EVERY_NAME = frozenset(NAMES.values())
_EVERYWHERE = frozenset(set(NAMES.values()) - {"source", "target", "language", "term", "concept_note"})
_MEANT: dict[Layout, frozenset[str]] = {
    "pairs": _EVERYWHERE | {"source", "target"},
    "languages": _EVERYWHERE,
    "terms": _EVERYWHERE | {"language", "term", "concept_note"},
}

# ISO 639-3 codes that people do write; any three letters would make a language of “url”, “ref” and “tag”.
_THREE_LETTERS = frozenset({"bod", "ceb", "ckb", "cmn", "fil", "gan", "hak", "haw", "kok", "lzh", "mai", "mon", "nan"})
_THREE_LETTERS |= frozenset({"hsn", "mni", "sat", "tet", "uig", "wuu", "yue"})


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table: by meaning, by language, and those that only the file's author knows."""

    layout: Layout
    count: int
    named: dict[str, int]
    languages: tuple[tuple[int, str], ...] = ()
    unknown: tuple[tuple[int, str], ...] = field(default=())
    headed: bool = True

    def cell(self, cells: list[str], name: str) -> str:
        """The cell of a named column, empty where the table has none."""
        at = self.named.get(name)
        return cells[at] if at is not None else ""


def columns(header: list[str], file: str = "") -> Columns:
    """The columns that a header row names. Raises `UnknownColumns` where it is none of the three layouts."""
    names = [cell.strip() for cell in header]
    return arranged([meaning(name) for name in names], names, file)


def meaning(name: str) -> str:
    """What a column of this name is: one of `NAMES`' values, a language as `tag_cell` writes it, or `KEEP`."""
    known = NAMES.get(name.lower().replace(" ", "_"))
    tag = "" if known else _tag(name)
    return known or (tag_cell(tag) if tag else KEEP)


def arranged(meanings: list[str], names: list[str], file: str) -> Columns:
    """The columns of a table by what each of them is. Raises `UnknownColumns` as `columns` does."""
    named: dict[str, int] = {}
    languages, kept = [], []
    for at, (what, name) in enumerate(zip(meanings, names, strict=True)):
        if what in named:
            raise UnknownColumns(
                f"it has two columns “{what}”", file=file, at="row 1", hint="rename one, or say what each is"
            )
        if what == KEEP:
            kept.append((at, name or f"column {at + 1}"))
        elif what in _EVERY_NAME:
            named[what] = at
        elif what != IGNORE:
            languages.append((at, _tag(what)))
    layout = _layout(named, languages, file)
    if layout != "languages":
        kept += languages
    kept += [(at, name) for name, at in named.items() if name not in _MEANT[layout]]
    meant = {name: at for name, at in named.items() if name in _MEANT[layout]}
    return Columns(layout, len(names), meant, tuple(languages) if layout == "languages" else (), tuple(sorted(kept)))


def _layout(named: dict[str, int], languages: list[tuple[int, str]], file: str) -> Layout:
    if {"language", "term"} <= named.keys():
        return "terms"
    if {"source", "target"} <= named.keys():
        return "pairs"
    if languages:
        return "languages"
    raise UnknownColumns(
        "its first row does not name the columns of a table known here",
        file=file,
        at="row 1",
        hint="name them source,target or by language (zh-CN,en) or concept,language,term; "
        "or say what each is with --map COLUMN=WHAT",
    )


def tag_cell(tag: str) -> str:
    """The header cell that `columns` takes for this language: the tag, or ``language:id`` where that means else."""
    return tag if _tag(tag) and tag.lower() not in NAMES else f"{_LANGUAGE}{tag}"


def _tag(name: str) -> str:
    """The language tag that a header cell is: one that looks like it, or whatever follows ``language:``."""
    said = name.lower().startswith(_LANGUAGE)
    try:
        tag = normalise(name[len(_LANGUAGE) :] if said else name)
    except BadLanguage:
        return ""
    return tag if said or _looks_like_tag(tag) else ""


def _looks_like_tag(tag: str) -> bool:
    """True for two letters, a known three, or three with a region or script."""
    language, _, rest = tag.partition("-")
    return len(language) == 2 or language in _THREE_LETTERS or (len(language) == 3 and _known_subtag(rest))


def _known_subtag(rest: str) -> bool:
    subtag = rest.partition("-")[0]
    return (len(subtag) == 2 and subtag.isupper()) or (len(subtag) == 4 and subtag.istitle())


def choose_delimiter(line: str, wanted: str = "") -> str:
    """The delimiter by which a first line names columns; `wanted` where that is settled."""
    if wanted:
        return wanted
    counts = {delimiter: line.count(delimiter) for delimiter in (",", "\t", ";")}
    for delimiter in sorted(counts, key=lambda one: -counts[one]):
        if counts[delimiter] and looks_like_table(line, delimiter):
            return delimiter
    return max(counts, key=lambda one: counts[one])


def looks_like_table(line: str, delimiter: str) -> bool:
    """True where a first line names the columns of one of the layouts."""
    return names_columns([cell.strip().strip('"') for cell in line.rstrip("\r\n").split(delimiter)])


def names_columns(cells: list[str]) -> bool:
    """True where a row names the columns of one of the layouts, two languages at least: “to” alone is just a word."""
    try:
        found = columns(cells)
    except UnknownColumns:
        return False
    return found.layout != "languages" or len(found.languages) > 1
