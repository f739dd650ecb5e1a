"""Files written for this project: beside each valid one what it says (``.expected``), beside each other its error.

An ``.expected`` file has a line for each entry, as JSON Lines has it, for each one skipped, and for what was lost.
`python -m tests.tmx.formats.test_files` writes those that are missing, to be read before they are kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tmx import registry
from tmx.errors import ExchangeError
from tmx.model import Skipped, Unit
from tmx.plain import plain

FILES = Path(__file__).parent / "files"
VALID = sorted(file for file in (FILES / "valid").iterdir() if file.suffix != ".expected")
INVALID = sorted(file for file in (FILES / "invalid").iterdir() if file.suffix != ".error")


def said(file: Path) -> Iterator[str]:
    with file.open("rb") as stream:
        reading = registry.read(stream, file.name)
        yield json.dumps({"format": reading.format, "kind": reading.kind, "header": plain(reading.header)})
        for entry in reading.entries:
            name = "skipped" if isinstance(entry, Skipped) else "unit" if isinstance(entry, Unit) else "concept"
            yield json.dumps({name: plain(entry)}, ensure_ascii=False)
        yield json.dumps({"lost": reading.lost.lines()})


def refused(file: Path) -> str:
    with file.open("rb") as stream, pytest.raises(ExchangeError) as caught:
        list(registry.read(stream, file.name).entries)
    return str(caught.value)


def beside(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix)


@pytest.mark.parametrize("file", VALID, ids=lambda file: file.name)
def test_a_valid_file_says_what_stands_beside_it(file: Path) -> None:
    assert list(said(file)) == beside(file, ".expected").read_text("utf-8").splitlines()


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.name)
def test_an_invalid_file_is_refused_in_the_one_line_beside_it(file: Path) -> None:
    assert [refused(file)] == beside(file, ".error").read_text("utf-8").splitlines()


def _write_missing() -> None:
    for file in VALID:
        if not beside(file, ".expected").exists():
            beside(file, ".expected").write_text("".join(f"{line}\n" for line in said(file)), "utf-8")
    for file in INVALID:
        if not beside(file, ".error").exists():
            beside(file, ".error").write_text(refused(file) + "\n", "utf-8")


if __name__ == "__main__":
    _write_missing()
