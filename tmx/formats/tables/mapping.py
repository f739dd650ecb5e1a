"""What somebody says of a table's columns: by name, letter or number, each is something that a table can hold."""

from __future__ import annotations

import re
from dataclasses import replace

from tmx.codec import Table
from tmx.errors import UnknownColumns

from .columns import IGNORE, KEEP, NAMES, Columns, arranged, meaning

MEANINGS = tuple(dict.fromkeys((*NAMES.values(), KEEP, IGNORE)))
"""All that a column can be, beside a language."""


def mapped_columns(first: list[str], table: Table, file: str) -> Columns:
    """The columns of a table with this first row. Raises `UnknownColumns`."""
    names = [cell.strip() if table.header else "" for cell in first]
    return replace(arranged(meanings_of(first, table, file), names, file), headed=table.header)


def meanings_of(first: list[str], table: Table, file: str) -> list[str]:
    """What each column is: as it was said, else by its name, unless that would be said twice."""
    names = [cell.strip() if table.header else "" for cell in first]
    said: dict[int, str] = {}
    for key, word in table.columns:
        at = _position(key, names, file)
        if at in said:
            raise UnknownColumns(f"column {letters(at)} is said to be two things", file=file, hint="say one")
        said[at] = _word(word, file)
    by_name = [meaning(name) if name else KEEP for name in names]
    return [
        said.get(at, KEEP if what in said.values() and what in MEANINGS else what) for at, what in enumerate(by_name)
    ]


def letters(at: int) -> str:
    """The letters that a spreadsheet heads a column with, for its number from 0."""
    text = ""
    while at >= 0:
        at, rest = divmod(at, 26)
        text = chr(ord("A") + rest) + text
        at -= 1
    return text


def _position(key: str, names: list[str], file: str) -> int:
    """The column of this name, else of this letter, else of this number; ``#2`` is always a number."""
    wanted = key.strip()
    if re.fullmatch(r"#\d{1,6}", wanted, re.ASCII) and 0 < int(wanted[1:]) <= len(names):
        return int(wanted[1:]) - 1
    folded = [name.casefold() for name in names]
    if wanted and wanted.casefold() in folded:
        return folded.index(wanted.casefold())
    for spelled in (letters, lambda at: str(at + 1)):
        for at in range(len(names)):
            if spelled(at) == wanted.upper():
                return at
    has = ", ".join(f"{letters(at)} {name}".strip() for at, name in enumerate(names[:20]))
    raise UnknownColumns(f"it has no column “{wanted[:40]}”", file=file, hint=f"it has {has}")


def _word(word: str, file: str) -> str:
    """What a column is said to be, as `tmx.formats.tables.columns.meaning` has it."""
    plain = word.strip().lower().replace(" ", "_")
    if plain in (KEEP, IGNORE, *NAMES.values()):
        return plain
    found = meaning(word.strip())
    if found != KEEP:
        return found
    raise UnknownColumns(
        f"“{word.strip()[:40]}” is nothing that a column can be",
        file=file,
        hint=f"say a language, such as zh-CN or language:eng, or one of {', '.join(MEANINGS)}",
    )
